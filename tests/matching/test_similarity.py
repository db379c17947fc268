"""Tests of bot.matching.similarity."""

import numpy as np
import pytest

from bot.matching.letters import Matrix
from bot.matching.similarity import Embed, Similarity, load_embeddings

EXAMPLES = [
    "can my shoes cause foot cramps",
    "tight boots",
    "how much water should i drink",
    "is massage any good",
    "a",
    "脚抽筋",
]
EVERYTHING = slice(None)


@pytest.fixture(scope="module")
def similarity(embed: Embed) -> Similarity:
    """Compares with a handful of examples."""
    return Similarity(EXAMPLES, embed)


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
    assert similarity.to_examples(EXAMPLES) == pytest.approx(
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
def test_letters_and_meaning_count(similarity: Similarity, text: str, nearest: int) -> None:
    """What says the same is nearest, in whichever way."""
    assert int(similarity.to_examples([text]).argmax()) == nearest


def test_a_word_that_the_embeddings_lack_is_no_error(similarity: Similarity) -> None:
    """It has its letters."""
    assert np.isfinite(similarity.to_examples(["\u13a0\u13a1", "qqqqzzzz", "\U00012000"])).all()


def test_what_people_write_is_not_remembered(embed: Embed) -> None:
    """Only how the words of the examples are read is."""
    remembered: list[str] = []

    def listening(texts: list[str], *, remember: bool = False) -> Matrix:
        remembered.extend(texts if remember else ())
        return embed(texts, remember=remember)

    similarity = Similarity(EXAMPLES, listening)
    similarity.to_examples(["my name is ada"])
    similarity.over(["my name is bob"]).to_examples(["so is mine"])
    assert remembered == EXAMPLES


def test_a_word_means_the_same_before_and_after_it_is_remembered() -> None:
    """It is only read more quickly, in whatever company."""
    texts = ["do unheard-of brontosauri cramp", "brontosauri", ""]
    embed = load_embeddings()
    before = embed(texts)
    assert (embed(texts, remember=True) == before).all()
    assert (embed(texts) == before).all()


def test_other_texts_are_compared_by_the_same_measure(similarity: Similarity) -> None:
    """Two of them are as alike as when one of them is an example, however few they are."""
    other = "will tight boots hurt"
    among = similarity.over([other, EXAMPLES[1]]).of_examples(EVERYTHING, EVERYTHING)
    assert among[0, 1] == pytest.approx(similarity.to_examples([other])[0, 1], abs=1e-5)
