"""Tests of bot.matching.ridge."""

from itertools import permutations
from string import ascii_lowercase

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.matching.ridge import BLOCK, NEAREST, NOISE, fit, kernel, leave_one_out, ridge
from bot.matching.similarity import Embed, Similarity

CLASSES = 5
EVERYTHING = slice(None)


def strange_texts(size: int) -> list[str]:
    """Texts that have little to do with each other."""
    letters = np.random.default_rng(size).choice([*ascii_lowercase], (size, 3, 6))
    return [" ".join("".join(word) for word in words) for words in letters]


def some_classes(size: int) -> list[int]:
    """The class of each text."""
    drawn = np.random.default_rng(size).integers(CLASSES, size=size)
    return [number if number < CLASSES else int(drawn[number]) for number in range(size)]


def system(similarity: Similarity) -> NDArray[np.float64]:
    """The matrix of the equations, in full and in double precision."""
    gram = kernel(similarity.of_examples(EVERYTHING, EVERYTHING))
    return np.asarray(gram, dtype=np.float64) + NOISE * np.eye(len(gram))


def targets(classes: list[int]) -> NDArray[np.float64]:
    """1 for the class of an example, 0 for others, less the mean."""
    one_hot = np.array([[float(own == column) for column in range(max(classes) + 1)] for own in classes])
    return np.asarray(one_hot - one_hot.mean(axis=0))


@pytest.mark.parametrize("size", [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 90])
def test_the_blocks_solve_what_the_whole_system_solves(embed: Embed, size: int) -> None:
    """Whether the examples fill blocks or not."""
    similarity, classes = Similarity(strange_texts(size), embed), some_classes(size)
    expected = np.linalg.solve(system(similarity), targets(classes))
    assert fit(similarity, classes) == pytest.approx(expected, abs=1e-3)


def test_the_same_examples_have_the_same_weights(embed: Embed) -> None:
    """To the last bit."""
    classes = some_classes(300)
    first, second = (fit(Similarity(strange_texts(300), embed), classes) for _ in range(2))
    assert (first == second).all()


def test_leaving_one_out_is_fitting_without_it(embed: Embed) -> None:
    """For every example, with its strangeness."""
    similarity, classes = Similarity(strange_texts(20), embed), some_classes(20)
    gram, wanted = system(similarity), targets(classes)
    mean = np.bincount(classes) / len(classes)
    scores, strangeness = leave_one_out(similarity, classes)
    for own in range(len(classes)):
        others = np.arange(len(classes)) != own
        among, near = gram[np.ix_(others, others)], gram[own, others]
        assert scores[own] == pytest.approx(near @ np.linalg.solve(among, wanted[others]) + mean, abs=1e-3)
        assert strangeness[own] == pytest.approx(1 - np.sort(near)[-NEAREST:].mean(), abs=1e-3)


@pytest.mark.parametrize("size", [3, NEAREST, 150])
def test_examples_are_known_and_strangers_strange(embed: Embed, size: int) -> None:
    """An example has its class, and is least strange; something else has about the mean of all."""
    texts, classes = strange_texts(size), some_classes(size)
    similarity = Similarity(texts, embed)
    found = ridge(similarity, classes, fit(similarity, classes))
    scores, strangeness = found.scores(["0123456789", *texts[:10]])
    assert scores[1:].argmax(axis=1).tolist() == classes[:10]
    assert strangeness[1:].max() + 0.05 < strangeness[0]
    assert strangeness[0] > 0.6
    assert scores[0] == pytest.approx(found.mean, abs=0.35)


def test_scores_do_not_depend_on_the_company(embed: Embed) -> None:
    """A text alone, twice, or among others."""
    similarity, classes = Similarity(strange_texts(100), embed), some_classes(100)
    found = ridge(similarity, classes, fit(similarity, classes))
    texts = ["how much water", "zzz", "foot cramps"]
    scores, strangeness = found.scores(texts)
    again, strangeness_again = found.scores(texts)
    assert (scores == again).all()
    assert (strangeness == strangeness_again).all()
    for row, text in enumerate(texts):
        alone, strange = found.scores([text])
        assert alone[0] == pytest.approx(scores[row], abs=1e-4)
        assert strange[0] == pytest.approx(strangeness[row], abs=1e-4)


def test_the_same_words_in_every_order_have_a_solution(embed: Embed) -> None:
    """Their likeness is a kernel, though nothing but their order tells them apart."""
    texts = [" ".join(words) for words in permutations(["my", "foot", "cramp", "at", "night"])]
    similarity, classes = Similarity(texts, embed), some_classes(len(texts))
    assert np.linalg.eigvalsh(system(similarity))[0] > 0.9 * NOISE
    assert np.isfinite(fit(similarity, classes)).all()
    scores, strangeness = leave_one_out(similarity, classes)
    assert np.abs(scores).max() < 5
    assert np.abs(strangeness).max() < 1
