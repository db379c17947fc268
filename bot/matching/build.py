"""Make a matcher out of a knowledge folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from bot import language
from bot.knowledge import Knowledge, load
from bot.language import ENGLISH
from bot.matching import ear, similarity, wording
from bot.matching.cache import Arrays, code_of, from_lines, key_of, lines, remember
from bot.matching.calibration import Lessons, calibrate
from bot.matching.ear import Ear, Ridge, encoded, fit, parts
from bot.matching.encoders import Encoder, Linguist, load_linguist
from bot.matching.examples import Taught, examples, labels, require_questions, targets
from bot.matching.follow_up import names_of, passages_of
from bot.matching.judgement import Judge
from bot.matching.languages import LanguageGuesser
from bot.matching.matcher import Matcher
from bot.matching.red_flags import SignFinder
from bot.matching.similarity import LETTERS_WEIGHT, Advance, Encoded, Similarity, meanings, no_progress
from bot.matching.wording import Reading, Wording

SHOWN = frozenset({"answer", "group", "listed", "pictures", "related", "sources"})
"""Fields of an entry that say what people see; questions are matched without them."""
_FORMS = ("normalised", "corrected", "plain")


def build_matcher(
    knowledge: Knowledge,
    *,
    cache: Path | None = None,
    recalibrate: bool = False,
    linguist: Linguist | None = None,
    progress: Advance = no_progress,
) -> Matcher:
    """A matcher for the knowledge, calibrated when the folder has no calibration or `recalibrate` says so.

    `cache` is a folder that keeps what was learnt between starts; without it every start learns anew, which
    takes a minute for thousands of examples. The linguist is loaded unless another matcher has one.
    """
    # Threads give next to nothing even where everything is solved, and cost a hundred times as much when
    # another process wants the cores.
    threadpool_limits(limits=1, user_api="blas")
    linguist = linguist or load_linguist()
    words = wording.wording(knowledge, linguist.dictionary)
    written = examples(knowledge)
    read = zip(
        written, _readings(knowledge, linguist, words, [one.text for one in written], cache), strict=True
    )
    kept = [(one, reading) for one, reading in read if one.language != ENGLISH or reading.plain]
    taught, readings = [one for one, _ in kept], [reading for _, reading in kept]
    require_questions(taught, knowledge.folder)
    at_home = [row for row, one in enumerate(taught) if one.language == ENGLISH]
    local = [taught[row] for row in at_home]
    # Not English requests for actions: they resemble too much of other languages.
    far = [row for row, one in enumerate(taught) if one.language != ENGLISH or one.labels[0].intent is None]
    distant = [taught[row] for row in far]

    def learn(encoder: Encoder, rows: Sequence[int]) -> list[Encoded]:
        chosen = [readings[row] for row in rows]
        return encoded(chosen, meanings(encoder, [encoder.given(one) for one in chosen], cache, progress))

    english = learn(linguist.english, at_home)
    abroad = learn(linguist.multilingual, far) if knowledge.languages else None
    signs = SignFinder(knowledge.red_flags)
    calibration = None if recalibrate else knowledge.calibration
    if calibration is None:
        sentences = _alarming(linguist.english, signs, words, local)
        calibration = calibrate(
            Lessons(local, english, sentences), Lessons(distant, abroad) if abroad else None, signs
        )
    return Matcher(
        knowledge=knowledge,
        wording=words,
        english=_ear(cache, linguist.english, local, english, LETTERS_WEIGHT),
        abroad=_ear(cache, linguist.multilingual, distant, abroad, 0.0) if abroad else None,
        calibration=calibration,
        signs=signs,
        languages=LanguageGuesser((reading.normalised, one.language) for one, reading in kept if one.typed),
        names=names_of(knowledge),
        passages=passages_of(knowledge, linguist.english, cache),
        linguist=linguist,
    )


def rebuild(matcher: Matcher, *, cache: Path | None = None) -> Matcher:
    """The matcher for what its folder says now; KnowledgeError if that cannot be used.

    Where nothing has changed but what people see, as when an answer was reworded, nothing is solved.
    """
    knowledge = load(matcher.knowledge.folder)
    if _learnt_from(knowledge) == _learnt_from(matcher.knowledge):
        passages = passages_of(knowledge, matcher.linguist.english, cache)
        return replace(matcher, knowledge=knowledge, names=names_of(knowledge), passages=passages)
    return build_matcher(knowledge, cache=cache, linguist=matcher.linguist)


def _readings(
    knowledge: Knowledge, linguist: Linguist, words: Wording, texts: Sequence[str], cache: Path | None
) -> list[Reading]:
    """How the examples are read; to correct their spelling takes most of a start."""

    def read() -> Arrays:
        forms = zip(*(words.read(each).forms for each in texts), strict=True)
        return dict(zip(_FORMS, map(lines, forms), strict=True))

    dictionary = len(linguist.dictionary), sum(linguist.dictionary.values())
    name = key_of(code_of(wording, language), dictionary, _learnt_from(knowledge), texts)
    kept = remember(cache, f"readings-{name}", read) if texts else {}
    return list(map(Reading, texts, *(from_lines(kept[form]) for form in _FORMS))) if texts else []


def _ear(
    cache: Path | None, encoder: Encoder, taught: Sequence[Taught], texts: Sequence[Encoded], weight: float
) -> Ear:
    among = labels(taught)
    wanted = targets(taught, among)

    def learn() -> Arrays:
        indexed = similarity.index([one.reading.plain for one in texts]) if weight else {}
        return {"weights": fit(Similarity(texts, letters=weight, indexed=indexed), wanted).weights, **indexed}

    settings = (code_of(ear, similarity), weight, encoder.name)
    learnt = [(one.reading, example.labels) for one, example in zip(texts, taught, strict=True)]
    kept = remember(cache, f"weights-{key_of(settings, learnt)}", learn)
    measure = Similarity(texts, letters=weight, indexed=kept)
    return Ear(encoder, Judge(among), Ridge(measure, kept["weights"], wanted.mean(axis=0)))


def _alarming(
    encoder: Encoder, signs: SignFinder, words: Wording, taught: Sequence[Taught]
) -> list[list[Encoded]]:
    """The sentences of each example in which the words of a sign stand; nothing else needs them."""
    readings = [[words.read(part) for part in parts(one.text)[1:]] for one in taught]
    found = [[one for one in some if signs.find(one.forms)] for some in readings]
    flat = [one for some in found for one in some]
    queue = iter(encoded(flat, meanings(encoder, [encoder.given(one) for one in flat])))
    return [[next(queue) for _ in some] for some in found]


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
