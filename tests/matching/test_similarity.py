"""Tests of bot.matching.similarity."""

import numpy as np
import pytest

from bot.matching.encoders import Linguist
from bot.matching.similarity import Encoded, Similarity
from tests.matching.toy import encoded, reading

EXAMPLES = [
    "can my shoes cause foot cramps",
    "tight boots",
    "how much water should i drink",
    "is massage any good",
    "a",
    "脚抽筋",
]
EVERYTHING = slice(None)


@pytest.fixture(params=[0.25, 0.0], ids=["with letters", "meaning alone"])
def similarity(request: pytest.FixtureRequest) -> Similarity:
    """Compares with a handful of examples."""
    return Similarity(encoded(EXAMPLES), letters=request.param)


def test_a_text_is_itself(similarity: Similarity) -> None:
    """The likeness of the same text is 1, of any other less."""
    likeness = similarity.of_examples(EVERYTHING, EVERYTHING)
    assert np.diagonal(likeness) == pytest.approx(1, abs=1e-5)
    assert (likeness[~np.eye(len(EXAMPLES), dtype=bool)] < 0.99).all()


def test_likeness_is_mutual(similarity: Similarity) -> None:
    """It makes no difference which text is compared with which."""
    likeness = similarity.of_examples(EVERYTHING, EVERYTHING)
    assert likeness == pytest.approx(likeness.T, abs=1e-5)


def test_examples_are_compared_as_any_text(similarity: Similarity) -> None:
    """Looking them up saves work, and changes nothing."""
    assert similarity.to_examples(encoded(EXAMPLES)) == pytest.approx(
        similarity.of_examples(EVERYTHING, EVERYTHING), abs=1e-5
    )


def test_some_examples_are_looked_up_among_some(similarity: Similarity) -> None:
    """By ranges of their places."""
    likeness = similarity.of_examples(EVERYTHING, EVERYTHING)
    assert similarity.of_examples(slice(1, 3), slice(5)) == pytest.approx(likeness[1:3, :5], abs=1e-5)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("do shoes make feet cramp", 0),
        ("boots tight", 1),
        ("what amount of liquid is right", 2),
        ("would massages help", 3),
    ],
)
def test_letters_and_meaning_count(linguist: Linguist, text: str, nearest: int) -> None:
    """What says the same is nearest, in whichever way."""
    encode = linguist.english.encode
    examples = [Encoded(reading(example), encode(example)) for example in EXAMPLES]
    likeness = Similarity(examples).to_examples([Encoded(reading(text), encode(text))])
    assert int(likeness.argmax()) == nearest


def test_other_texts_are_compared_by_the_same_measure(similarity: Similarity) -> None:
    """Two of them are as alike as when one of them is an example, however few they are."""
    other = encoded(["will tight boots hurt"])
    among = similarity.over([*other, *encoded(EXAMPLES[1:2])]).of_examples(EVERYTHING, EVERYTHING)
    assert among[0, 1] == pytest.approx(similarity.to_examples(other)[0, 1], abs=1e-5)
