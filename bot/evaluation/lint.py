"""What an editor should look at in knowledge that loads: the file, the line, and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bot.knowledge import FileLine, Knowledge, Problem, find_markup, find_unreadable
from bot.knowledge.problems import quoted
from bot.matching import Matcher
from bot.matching.ear import encoded
from bot.matching.judgement import answerable
from bot.matching.similarity import meanings

LONG_ANSWER = 700
"""Characters; more do not fit on the screen of a phone."""
NEARLY_THE_SAME = 93
"""Likeness in per cent from which two questions are one, asked twice: a letter apart, or in another order."""
BATCH = 256


@dataclass(frozen=True)
class _Written:
    """A question of an entry, or of none if it must be declined; `wording` is how it is matched."""

    owner: str | None
    text: str
    wording: str
    place: FileLine


def lint(knowledge: Knowledge, matcher: Matcher, cache: Path | None = None) -> list[Problem]:
    """Every finding, in the order of the files."""
    return sorted(
        [
            *_long_answers(knowledge),
            *find_markup(knowledge.folder),
            *find_unreadable(knowledge.folder),
            *_unused_sources(knowledge),
            *_unclear_questions(knowledge, matcher, cache),
        ]
    )


def _long_answers(knowledge: Knowledge) -> Iterator[Problem]:
    for entry in knowledge.entries.values():
        if len(entry.answer) > LONG_ANSWER:
            place = knowledge.places.entries[entry.id].answer
            message = (
                f"the answer of `{entry.id}` has {len(entry.answer)} characters: keep it to {LONG_ANSWER}"
            )
            yield Problem(place, message)


def _unused_sources(knowledge: Knowledge) -> Iterator[Problem]:
    used = {source for entry in knowledge.entries.values() for source in entry.sources}
    for source, place in knowledge.places.sources.items():
        if source not in used:
            yield Problem(place, f"no entry uses the source `{source}`: remove it, or name it in an entry")


def _unclear_questions(knowledge: Knowledge, matcher: Matcher, cache: Path | None) -> Iterator[Problem]:
    written = [one for one in _written(knowledge, matcher) if one.wording]
    in_order = [" ".join(sorted(one.wording.split())) for one in written]
    readings = [matcher.wording.read(one.text) for one in written]
    encoder = matcher.english.encoder
    texts = encoded(readings, meanings(encoder, [encoder.given(one) for one in readings], cache))
    for start in range(0, len(written), BATCH):
        batch = written[start : start + BATCH]
        twins = _twins(start, written, in_order)
        judgement = matcher.english.hear(texts[start : start + BATCH])
        sure = answerable(matcher.calibration, judgement)
        for row, (one, twin) in enumerate(zip(batch, twins, strict=True)):
            won = judgement.entries[int(judgement.scores[row].argmax())]
            answered = sure[row] >= matcher.calibration.answered_from
            if twin:
                yield Problem(
                    one.place, f"{quoted(one.text)} is nearly {quoted(twin.text)} of {twin.place}: keep one"
                )
            elif one.owner and won != one.owner:
                yield Problem(
                    one.place,
                    f"{quoted(one.text)} is won by `{won}`, not by `{one.owner}`: move or reword it",
                )
            elif not one.owner and answered:
                yield Problem(
                    one.place, f"{quoted(one.text)} must be declined, but `{won}` would answer it: reword it"
                )


def _twins(start: int, written: list[_Written], in_order: list[str]) -> Iterator[_Written | None]:
    """For each question of a batch one of another owner that is nearly the same, if there is one."""
    batch = slice(start, start + BATCH)
    # The words were sorted once: `token_sort_ratio` would sort them for every pair.
    alike = process.cdist(
        in_order[batch], in_order, scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME, dtype=np.uint8
    )
    for one, row in zip(written[batch], alike, strict=True):
        others = (written[column] for column in np.flatnonzero(row))
        yield next((other for other in others if other.owner != one.owner), None)


def _written(knowledge: Knowledge, matcher: Matcher) -> Iterator[_Written]:
    for entry in knowledge.entries.values():
        places = knowledge.places.entries[entry.id]
        questions = zip(entry.questions, places.questions, strict=True)
        enquiries = zip(entry.enquiries, places.enquiries, strict=True)
        for text, place in (*questions, *enquiries):
            yield _Written(entry.id, text, matcher.wording.of(text), place)
    for text, place in zip(knowledge.not_covered, knowledge.places.not_covered, strict=True):
        yield _Written(None, text, matcher.wording.of(text), place)
