"""Make a matcher out of a knowledge folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from bot.knowledge import Knowledge, load
from bot.matching import letters, ridge
from bot.matching.cache import key_of, latest, remember
from bot.matching.calibration import Lessons, calibrate
from bot.matching.english import English, load_english
from bot.matching.examples import ENGLISH, Taught, examples, labels, targets
from bot.matching.judgement import Judge
from bot.matching.languages import LanguageGuesser
from bot.matching.matcher import Matcher, parts
from bot.matching.meanings import Known, Progress, encode, no_progress
from bot.matching.red_flags import SignFinder
from bot.matching.ridge import Ridge, fit
from bot.matching.similarity import ABROAD, IN_ENGLISH, Blend, Encoded, Similarity
from bot.matching.wording import Wording, wording

SHOWN = frozenset({"answer", "group", "listed", "pictures", "related", "sources"})
"""Fields of an entry that say what people see; questions are matched without them."""
MEANINGS = "meanings"
WEIGHTS = "weights"


def build_matcher(
    knowledge: Knowledge,
    *,
    cache: Path | None = None,
    recalibrate: bool = False,
    english: English | None = None,
    known: Known | None = None,
    progress: Progress = no_progress,
) -> Matcher:
    """A matcher for the knowledge, calibrated when the folder has no calibration or `recalibrate` says so.

    `cache` is a folder that keeps what was learnt between starts; without it every start learns anew, which
    takes a minute for thousands of examples. `english` is loaded, and the meanings `known` are looked up in
    the cache, unless another matcher has them.
    """
    # Threads give next to nothing even where everything is solved, and cost a hundred times as much when
    # another process wants the cores.
    threadpool_limits(limits=1, user_api="blas")
    english = english or load_english()
    words = wording(knowledge, english.dictionary)
    taught = [one for one in examples(knowledge) if one.language != ENGLISH or words.of(one.text)]
    if known is None:
        known = Known.read(latest(cache, MEANINGS))
    encoded, known = encode(english.encoders, [words.read(one.text) for one in taught], known, progress)
    remember(cache, f"{MEANINGS}-{key_of(sorted(known.vectors))}", known.arrays)
    signs = SignFinder(knowledge.red_flags)
    calibration = None if recalibrate else knowledge.calibration
    if calibration is None:
        calibration = calibrate(_lessons(english, words, taught, encoded), signs)
    here = [row for row, one in enumerate(taught) if one.language == ENGLISH]
    among = labels(taught)
    return Matcher(
        knowledge=knowledge,
        wording=words,
        judge=Judge(among),
        english_ridge=_ridge(cache, [taught[row] for row in here], [encoded[row] for row in here], among, IN_ENGLISH),
        abroad_ridge=_ridge(cache, taught, encoded, among, ABROAD),
        calibration=calibration,
        signs=signs,
        languages=LanguageGuesser((one.text, one.language) for one in taught),
        english=english,
        known=known,
    )


def rebuild(matcher: Matcher, *, cache: Path | None = None) -> Matcher:
    """The matcher for what its folder says now; KnowledgeError if that cannot be used.

    Where nothing has changed but what people see, as when an answer was reworded, nothing is solved.
    """
    knowledge = load(matcher.knowledge.folder)
    if _learnt_from(knowledge) == _learnt_from(matcher.knowledge):
        return replace(matcher, knowledge=knowledge)
    return build_matcher(knowledge, cache=cache, english=matcher.english, known=matcher.known)


def _lessons(english: English, words: Wording, taught: Sequence[Taught], encoded: Sequence[Encoded]) -> Lessons:
    """The examples with their sentences, which are needed for nothing else."""
    written = [parts(one.text) if one.language == ENGLISH else [] for one in taught]
    readings = [[part for text in texts if (part := words.read(text)).plain] for texts in written]
    pieces, _ = encode(english.encoders, [part for one in readings for part in one], Known({}))
    queue = iter(pieces)
    sentences = [[next(queue) for _ in one] or [whole] for one, whole in zip(readings, encoded, strict=True)]
    return Lessons(taught, encoded, sentences)


def _ridge(
    cache: Path | None,
    taught: Sequence[Taught],
    encoded: Sequence[Encoded],
    among: Sequence[Any],
    blend: Blend,
) -> Ridge:
    similarity = Similarity(encoded, blend)
    wanted = targets(taught, among)
    settings = (letters.SHORTER, letters.LONGER, ridge.SHARPNESS, ridge.NOISE, blend)
    texts = [(one.reading, example.labels) for one, example in zip(encoded, taught, strict=True)]
    name = f"{WEIGHTS}-{key_of(settings, texts, among)}"
    kept = remember(cache, name, lambda: {"weights": fit(similarity, wanted).weights})
    return Ridge(similarity, kept["weights"], wanted.mean(axis=0))


def _learnt_from(knowledge: Knowledge) -> list[Any]:
    """Everything in the knowledge that the other parts of a matcher are made of."""
    entries = [entry.model_dump(exclude=set(SHOWN)) for entry in knowledge.entries.values()]
    return [
        entries,
        knowledge.not_covered,
        knowledge.examples,
        knowledge.vocabulary,
        knowledge.red_flags,
        knowledge.calibration,
    ]
