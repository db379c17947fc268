"""Make a matcher out of a knowledge folder."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from bot.knowledge import Knowledge, load
from bot.matching.cache import remember
from bot.matching.calibration import calibrate
from bot.matching.confidence import Judge
from bot.matching.english import English, load_english
from bot.matching.examples import examples
from bot.matching.matcher import Matcher
from bot.matching.red_flags import SignFinder
from bot.matching.ridge import fit, ridge
from bot.matching.similarity import Similarity
from bot.matching.wording import wording

SHOWN = frozenset({"answer", "group", "listed", "pictures", "related", "sources"})
"""Fields of an entry that say what people see; questions are matched without them."""


def build_matcher(
    knowledge: Knowledge,
    *,
    cache: Path | None = None,
    recalibrate: bool = False,
    english: English | None = None,
) -> Matcher:
    """A matcher for the knowledge, calibrated when the folder has no thresholds or `recalibrate` says so.

    `cache` is a folder that keeps the solution between starts; without it every start solves anew. `english`
    is loaded unless another matcher has it.
    """
    # Threads give next to nothing even where everything is solved, and cost a hundred times as much when
    # another process wants the cores.
    threadpool_limits(limits=1, user_api="blas")
    english = english or load_english()
    words = wording(knowledge, english.dictionary)
    learnt = examples(knowledge, words)
    labels = list(dict.fromkeys(example.label for example in learnt))
    classes = [labels.index(example.label) for example in learnt]
    similarity = Similarity([example.text for example in learnt], english.embed)
    weights = remember(cache, learnt, lambda: fit(similarity, classes)) if cache else fit(similarity, classes)
    thresholds = None if recalibrate else knowledge.thresholds
    return Matcher(
        knowledge=knowledge,
        wording=words,
        judge=Judge(labels),
        ridge=ridge(similarity, classes, weights),
        thresholds=thresholds or calibrate(similarity, labels, classes),
        signs=SignFinder(knowledge.red_flags),
        english=english,
    )


def rebuild(matcher: Matcher, *, cache: Path | None = None) -> Matcher:
    """The matcher for what its folder says now; KnowledgeError if that cannot be used.

    Where nothing has changed but what people see, as when an answer was reworded, nothing is solved.
    """
    knowledge = load(matcher.knowledge.folder)
    if _learnt_from(knowledge) == _learnt_from(matcher.knowledge):
        return replace(matcher, knowledge=knowledge)
    return build_matcher(knowledge, cache=cache, english=matcher.english)


def _learnt_from(knowledge: Knowledge) -> list[Any]:
    """Everything in the knowledge that the other parts of a matcher are made of."""
    entries = [entry.model_dump(exclude=set(SHOWN)) for entry in knowledge.entries.values()]
    return [
        entries,
        knowledge.not_covered,
        knowledge.vocabulary,
        knowledge.red_flags,
        knowledge.thresholds,
    ]
