"""Tests of bot.reminders.wishes against everything that the knowledge and the benchmarks ask."""

import json
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from random import Random
from time import perf_counter

import pytest
from spellchecker import SpellChecker

from bot.evaluation.labelled import with_typos
from bot.knowledge import Intent, Knowledge
from bot.reminders.wishes import understand
from bot.reminders.wishes.lexer import FOREIGN, clauses
from bot.reminders.wishes.vocabulary import CANONICAL, FILLERS

ROOT = Path(__file__).parent.parent.parent
HELP = "reminders-help"
NOW = datetime(2026, 3, 11, 14, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def asked(knowledge: Knowledge) -> list[tuple[str, bool]]:
    """Every question, and whether it is about reminders."""
    known = [
        (question, entry.id == HELP) for entry in knowledge.entries.values() for question in entry.questions
    ]
    known += [(each.text, True) for each in knowledge.examples if each.intent and each.lang == "en"]
    files = [
        (ROOT / "benchmarks" / name).read_text(encoding="utf-8") for name in ("stories.jsonl", "alarms.jsonl")
    ]
    labelled = [json.loads(line) for line in chain.from_iterable(map(str.splitlines, files))]
    uncovered = [(text, False) for text in knowledge.not_covered]
    return [*known, *uncovered, *((each["question"], HELP in each["topics"]) for each in labelled)]


def test_no_question_is_taken_for_a_wish(asked: list[tuple[str, bool]]) -> None:
    """Of thousands about cramps, drinking, stretching and everything else, none."""
    questions = [text for text, reminders in asked if not reminders]
    assert len(questions) > 5000
    assert [text for text in questions if understand(text, NOW)] == []


def test_many_wishes_are_read_word_by_word(knowledge: Knowledge) -> None:
    """What is set up or changed; the rest is known by what it is like."""
    wishes = [one.text for one in knowledge.examples if one.intent is Intent.CHANGE and one.lang == "en"]
    assert sum(understand(text, NOW) is not None for text in wishes) >= 75


def test_a_question_takes_next_to_no_time(asked: list[tuple[str, bool]]) -> None:
    """It is read before every answer; a tenth of the millisecond that it may take is usual."""
    begin = perf_counter()
    for text, _ in asked:
        understand(text, NOW)
    assert (perf_counter() - begin) / len(asked) < 0.001


def test_no_common_word_is_taken_for_another() -> None:
    """Words like "drunk", "stretcher" and "remained" are read as they are spelt."""
    known = CANONICAL.keys() | FILLERS
    common = [
        word
        for word, times in SpellChecker().word_frequency.dictionary.items()
        if times >= 1000 and len(word) > 3 and word.isascii() and word.isalpha() and word not in known
    ]
    assert len(common) > 10_000
    read = {word: clause.words for word in common for clause in clauses(word)}
    assert {word: seen for word, seen in read.items() if not seen.startswith(FOREIGN)} == {}


def test_typing_errors_make_no_wish_of_a_question(asked: list[tuple[str, bool]]) -> None:
    """With one or two in each, next to none is taken for a wish."""
    random = Random(3)  # noqa: S311  not a secret
    questions = [with_typos(text, random) for text, reminders in asked if not reminders]
    assert len([text for text in questions if understand(text, NOW)]) <= 3
