"""Make a matcher out of a knowledge folder."""

from pathlib import Path

from threadpoolctl import threadpool_limits

from bot.knowledge import Knowledge
from bot.matching.cache import remember
from bot.matching.calibration import calibrate
from bot.matching.confidence import Judge
from bot.matching.examples import examples
from bot.matching.matcher import Matcher
from bot.matching.red_flags import SignFinder
from bot.matching.ridge import fit, ridge
from bot.matching.similarity import Similarity, load_embeddings
from bot.matching.wording import load_dictionary, wording


def build_matcher(knowledge: Knowledge, *, cache: Path | None = None, recalibrate: bool = False) -> Matcher:
    """A matcher for the knowledge, calibrated when the folder has no thresholds or `recalibrate` says so.

    `cache` is a folder that keeps the solution between starts; without it every start solves anew.
    """
    words = wording(knowledge, load_dictionary())
    learnt = examples(knowledge, words)
    labels = list(dict.fromkeys(example.label for example in learnt))
    classes = [labels.index(example.label) for example in learnt]
    similarity = Similarity([example.text for example in learnt], load_embeddings())
    weights = remember(cache, learnt, lambda: fit(similarity, classes)) if cache else fit(similarity, classes)
    # The matrices of one question are so small that threads cost more than they give, and a hundred times
    # more when another process wants the cores.
    threadpool_limits(limits=1, user_api="blas")
    thresholds = None if recalibrate else knowledge.thresholds
    return Matcher(
        knowledge=knowledge,
        wording=words,
        judge=Judge(labels),
        ridge=ridge(similarity, classes, weights),
        thresholds=thresholds or calibrate(similarity, labels, classes),
        signs=SignFinder(knowledge.red_flags),
    )
