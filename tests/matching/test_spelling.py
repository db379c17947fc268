"""Correcting typing errors."""

from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz import process

from bot.matching.wording import MOST, Familiarity, Speller

PHRASES = [
    "does magnesium prevent cramps",
    "stretching before bed",
    "which shoes are comfortable",
    "how much water should i drink",
    "foot cramp at night",
    "my ankle hurts",
    "crmap again",
]
FAR_APART = ["magnesium", "prevent", "stretching", "comfortable", "water", "should", "ankle"]
RARE = ["ankh", "slats", "vale"]
COMMON = {word for phrase in PHRASES for word in phrase.split()} - {"crmap"} | {"bat", "gold"}


def familiarity(word: str) -> Familiarity:
    """A small dictionary."""
    if word in COMMON:
        return Familiarity.COMMON
    return Familiarity.RARE if word in RARE else Familiarity.UNKNOWN


SPELLER = Speller(PHRASES, familiarity)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("magensium", "magnesium"),
        ("magneesium", "magnesium"),
        ("magnsium", "magnesium"),
        ("maqnesium", "magnesium"),
        ("mgnesuim", "magnesium"),
        ("strecthin befor bed", "stretching before bed"),
        ("foot crmap at nihgt", "foot cramp at night"),
        ("wich shoos are comfterble", "which shoes are comfortable"),
    ],
)
def test_one_or_two_slips_are_corrected(typed: str, expected: str) -> None:
    """A letter left out, put in, replaced, or swapped with the next."""
    assert SPELLER.correct(typed) == expected


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A word and a mistyped one."""
    word = draw(st.sampled_from(FAR_APART))
    place = draw(st.integers(0, len(word) - 2))
    letter = draw(st.sampled_from(ascii_lowercase))
    typed = draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            ]
        )
    )
    assume(familiarity(typed) is Familiarity.UNKNOWN)
    return word, typed


@given(slips())
def test_any_single_slip_is_corrected(slip: tuple[str, str]) -> None:
    """Where nothing else is near."""
    word, typed = slip
    assert SPELLER.correct(typed) == word


@pytest.mark.parametrize("text", ["a bat of gold", "which bed are my shoes", "shoes foot foot"])
def test_known_words_are_left_as_they_are(text: str) -> None:
    """However near others are, and whether the knowledge has them or not."""
    assert SPELLER.correct(text) == text


@pytest.mark.parametrize(
    "word", ["xylophone", "qqq", "zz", "don't", "10mg", "cramp2", "wässer", "вода", "脚", "x" * 4_000]
)
def test_what_is_near_to_nothing_is_left_as_it_is(word: str) -> None:
    """An unknown word is not a typing error, and neither is what is no plain word."""
    assert SPELLER.correct(word) == word


def test_a_rare_word_is_a_typing_error_only_between_words_that_go_with_another() -> None:
    """Elsewhere it may be what is meant."""
    assert SPELLER.correct("my ankh") == "my ankh"
    assert Speller([*PHRASES, "low on salts"], familiarity).correct("on slats") == "on slats"
    assert Speller([*PHRASES, "low on alley"], familiarity).correct("a vale") == "a vale"


def test_the_edge_of_a_message_is_no_neighbour() -> None:
    """Words in another language begin and end a message as ours do; that makes them no typing errors."""
    assert SPELLER.correct("foch") == "foch"


@pytest.mark.parametrize(
    ("typed", "expected"), [("bxt", "bxt"), ("befor bxd", "before bed"), ("fot", "foot")]
)
def test_three_letters_with_one_wrong_need_a_neighbour_that_speaks_for_them(
    typed: str, expected: str
) -> None:
    """Else one letter in three makes any foreign word one of ours."""
    assert SPELLER.correct(typed) == expected


def test_words_typed_as_one_are_split() -> None:
    """Where the knowledge has them beside each other."""
    assert SPELLER.correct("my footcramp") == "my foot cramp"
    assert SPELLER.correct("hurtswater") != "hurts water"


def test_the_neighbours_decide_between_words_that_are_as_near() -> None:
    """What the knowledge has beside them is likelier."""
    known = dict.fromkeys(["tight", "boots", "deep", "roots"], Familiarity.COMMON)
    speller = Speller(["tight boots", "deep roots"], lambda word: known.get(word, Familiarity.UNKNOWN))
    assert speller.correct("tight doots") == "tight boots"
    assert speller.correct("deep doots") == "deep roots"


def test_what_is_misspelt_in_the_knowledge_is_no_correction() -> None:
    """Editors write as people write; nobody is corrected towards a typing error."""
    assert SPELLER.correct("crmapp again") != "crmap again"
    assert SPELLER.correct("crmap again") == "cramp again"


def test_of_equally_likely_words_the_same_is_always_taken() -> None:
    """By every process, whatever order a set has there: the first in the alphabet."""
    words = [f"ca{letter}es" for letter in ascii_lowercase]
    known = dict.fromkeys([*words, "the"], Familiarity.COMMON)
    speller = Speller([f"the {word}" for word in words], lambda word: known.get(word, Familiarity.UNKNOWN))
    assert speller.correct("the caes") == "the caaes"


WORDS = st.sampled_from([*COMMON, *RARE, "crmap", "footcramp", "xylophone", "don't", "7", "é"])


@given(st.lists(WORDS | st.text(alphabet=ascii_lowercase, min_size=1, max_size=9), max_size=12))
def test_words_keep_their_order_and_known_ones_their_letters(words: list[str]) -> None:
    """None is dropped; only what is split becomes more."""
    corrected = SPELLER.correct(" ".join(words)).split()
    assert len(words) <= len(corrected) <= 2 * len(words)
    rest = iter(corrected)
    assert all(word in rest for word in words if word in COMMON)


def test_the_work_for_one_message_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of nothing but unknown words is no typing error."""
    searched: list[str] = []
    extract = process.extract

    def counting(word: str, *arguments: Any, **options: Any) -> Any:
        searched.append(word)
        return extract(word, *arguments, **options)

    monkeypatch.setattr(process, "extract", counting)
    unknown = " ".join(f"{first}{second}xqz" for first in ascii_lowercase for second in ascii_lowercase)
    assert SPELLER.correct(unknown[:4_096]) == unknown[:4_096]
    assert 0 < len(set(searched)) <= MOST
