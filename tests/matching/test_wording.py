"""Tests of bot.matching.wording."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.knowledge import load
from bot.matching import Matcher
from bot.matching.wording import COMMON, Wording, wording
from tests.knowledge.folders import FEET_FILE, GOOD, replace, write

VOCABULARY = """\
synonyms:
  charley horse: cramp
  charley: horse person
  gone: went
  Lock-Up: cramp
  "!": nothing
common: [ankel]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which everything that the wording reads is set."""
    write(tmp_path, GOOD | {"vocabulary.yaml": VOCABULARY})
    replace(tmp_path, FEET_FILE, "[trainers, high heels]", "[trainers, crocz, magnesium]")
    replace(tmp_path, FEET_FILE, "tight boots", "tihgt boots\n    - tight laces")
    return tmp_path


@pytest.fixture
def words(folder: Path, dictionary: Mapping[str, int]) -> Wording:
    """The wording of that folder."""
    return wording(load(folder), dictionary)


def test_a_text_is_normalised_then_corrected_then_put_plainly(words: Wording) -> None:
    """Each step is kept: signs of something serious are looked for in all."""
    assert words.read("Charley hosre, in my FOOT!").forms == (
        "charley hosre in my foot",
        "charley horse in my foot",
        "cramp in my foot",
    )
    assert words.of("Charley hosre, in my FOOT!") == "cramp in my foot"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("charley horse", "cramp"),
        ("a charley came", "a horse person came"),
        ("horse charley", "horse horse person"),
        ("charley horse charley horse", "cramp cramp"),
        ("charley horses", "horse person horses"),
        ("it locks, lock up", "it locks cramp"),
        ("gone gone", "went went"),
        ("nothing said!", "nothing said"),
        ("", ""),
    ],
)
def test_synonyms_are_replaced(words: Wording, text: str, expected: str) -> None:
    """Whole words, the longest phrase first, once; what comes out is not replaced again."""
    assert words.of(text) == expected


@pytest.mark.parametrize("text", ["my ankel", "crocz", "charley", "lock up"])
def test_words_of_the_vocabulary_titles_and_keywords_are_spelt_right(words: Wording, text: str) -> None:
    """Whatever the dictionary says."""
    assert words.read(text).corrected == text


def test_questions_may_be_written_with_typing_errors(words: Wording) -> None:
    """Nobody is corrected towards them, and they are corrected like any text."""
    assert words.of("tihgt boots") == "tight boots"


def test_the_dictionary_tells_words_from_typing_errors(folder: Path) -> None:
    """A word that it has often enough is left alone."""
    knowledge = load(folder)
    assert wording(knowledge, {}).of("traimers") == "trainers"
    assert wording(knowledge, {"traimers": COMMON}).of("traimers") == "traimers"


def test_the_dictionary_that_ships_has_the_words_of_every_day(dictionary: Mapping[str, int]) -> None:
    """And hardly a typing error among the common ones."""
    assert all(dictionary[word] >= COMMON for word in ["water", "night", "shoes", "hurts", "doctor", "the"])
    assert all(dictionary.get(word, 0) < COMMON for word in ["crmap", "teh", "wnat", "nihgt", "musle"])


def test_the_knowledge_that_ships_corrects_what_people_mistype(matcher: Matcher) -> None:
    """Slips of the finger, of the ear, and words typed as one."""
    typed = "wich stretchs hlep agianst footcramps at nihgt"
    assert matcher.wording.read(typed).corrected == "which stretches help against foot cramps at night"
