"""Tests of bot.matching.red_flags."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import Knowledge, RedFlags, Sign
from bot.language import normalise, with_apostrophes
from bot.matching.red_flags import SignFinder

FLAGS = RedFlags(
    words={
        "leg": ("leg", "calf"),
        "swollen": ("swollen", "swelling", "hot", "bigger than"),
        "both": ("both",),
        "long": ("> 10 minutes", "all morning"),
        "no feeling": ("numb", "no feeling", "can't feel"),
        "cold": ("cold",),
        "blood": ("coughing blood",),
    },
    signs=(
        Sign(name="swollen", all=("leg", "swollen"), unless=("both",)),
        Sign(name="long", all=("long",)),
        Sign(name="numb", all=("leg", "no feeling", "cold")),
        Sign(name="blood", all=("blood",)),
    ),
)


def find(*wordings: str) -> str | None:
    """The sign in one of the wordings of a sentence."""
    sign = SignFinder(FLAGS).find([normalise(wording) for wording in wordings])
    return sign.name if sign else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("My left calf is swollen!", "swollen"),
        ("one leg is bigger than the other", "swollen"),
        ("Swelling, in the whole leg", "swollen"),
        ("it has gone on for 11 minutes", "long"),
        ("half an hour already", "long"),
        ("clenched all morning", "long"),
        ("Coughing blood", "blood"),
        ("my leg is cold and numb", "numb"),
    ],
)
def test_words_that_occur_together_are_a_sign(sentence: str, expected: str) -> None:
    """Whatever stands between them, in whatever order."""
    assert find(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "my leg hurts",
        "swollen lip",
        "for 10 minutes",
        "my legend is swollen",
        "coughing, no blood",
        "a leg that is numb",
        "",
    ],
)
def test_a_part_of_a_sign_is_none(sentence: str) -> None:
    """All of it must be there, as whole words."""
    assert find(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "my leg has no swelling",
        "the calf is not hot",
        "my leg isn't swollen",
        "calf hurts without any swelling",
        "no sign of swelling in the leg",
        "my leg was never swollen",
    ],
)
def test_what_is_denied_is_no_sign(sentence: str) -> None:
    """A negation reaches a few words ahead."""
    assert find(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "cold leg, no feeling in it",
        "cold leg and I can't feel it",
        "my leg does not hurt at all any more, it is swollen",
        "not my foot: that leg is swollen",
        "it is not hot, but the leg is, I'd say today, swollen",
    ],
)
def test_a_negation_elsewhere_denies_nothing(sentence: str) -> None:
    """Not when it is part of the phrase, not from further away, and one mention that stands is enough."""
    assert find(sentence) is not None


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("nothing swollen or red", True),
        ("my leg isn't swollen", True),
        ("not hot, no cold", True),
        ("my leg is swollen", False),
        ("no idea why it cramps", False),
        ("", False),
    ],
)
def test_what_is_denied_is_told(sentence: str, denied: bool) -> None:
    """Of any part of a sign: people who say that it is absent are mostly well."""
    assert SignFinder(FLAGS).denied([[normalise(sentence)]]) is denied


def test_unless_silences_a_sign() -> None:
    """Both legs swell for other reasons; what is denied does not silence."""
    assert find("both my legs: the leg is swollen") is None
    assert find("my leg is swollen, not both") == "swollen"


def test_a_sign_is_found_across_the_wordings_of_a_sentence() -> None:
    """A part of it as typed, a part as corrected; `unless` too."""
    assert find("my claf is swollen", "my calf is swelled") == "swollen"
    assert find("my calf is swollen", "boht", "both") is None


def test_the_first_sign_of_the_file_is_named() -> None:
    """However many there are."""
    assert find("my leg is swollen for 20 minutes and I am coughing blood") == "swollen"


def test_without_signs_nothing_is_found() -> None:
    """As in a folder without the file."""
    assert SignFinder(RedFlags(words={}, signs=())).find(["my leg is swollen"]) is None


WORDS = st.sampled_from(["leg", "swollen", "both", "not", "no", "feeling", "cold", "20", "minutes", "x", "'"])


@given(st.lists(st.lists(WORDS).map(" ".join) | st.text(), max_size=3))
def test_any_text_can_be_searched(texts: list[str]) -> None:
    """Nothing raises, and a sign that is found has a name that stands in the file."""
    assert find(*texts) in {None, *(sign.name for sign in FLAGS.signs)}


@given(text=st.text(max_size=200))
def test_any_text_can_be_searched_for_the_signs_that_ship(knowledge: Knowledge, text: str) -> None:
    """Nothing raises."""
    found = SignFinder(knowledge.red_flags).find([normalise(text), text])
    assert found is None or found in knowledge.red_flags.signs


def test_every_phrase_that_ships_is_found(knowledge: Knowledge) -> None:
    """Anywhere in a sentence, and with an ending behind an apostrophe."""
    for phrase in chain(*knowledge.red_flags.words.values()):
        if not phrase.startswith(">"):
            flags = RedFlags(words={"it": (phrase,)}, signs=(Sign(name="it", all=("it",)),))
            assert SignFinder(flags).find([f"my {with_apostrophes(normalise(phrase))}'s end"])
