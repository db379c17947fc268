"""Kernel ridge regression over the examples."""

from itertools import permutations
from string import ascii_lowercase

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.matching.ear import BLOCK, NEAREST, NOISE, LeaveOneOut, fit, kernel
from bot.matching.similarity import Matrix, Similarity
from tests.matching.toy import encoded

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


def targets(classes: list[int]) -> Matrix:
    """1 for the class of an example, 0 for others."""
    return np.eye(max(classes) + 1, dtype=np.float32)[classes]


def centred(classes: list[int]) -> NDArray[np.float64]:
    """The same, less the mean."""
    one_hot = targets(classes).astype(np.float64)
    return np.asarray(one_hot - one_hot.mean(axis=0))


def similar(texts: list[str]) -> Similarity:
    """Texts compared with each other."""
    return Similarity(encoded(texts))


@pytest.mark.parametrize("size", [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 90])
def test_the_blocks_solve_what_the_whole_system_solves(size: int) -> None:
    """Whether the examples fill blocks or not."""
    similarity, classes = similar(strange_texts(size)), some_classes(size)
    expected = np.linalg.solve(system(similarity), centred(classes))
    assert fit(similarity, targets(classes)).weights == pytest.approx(expected, abs=1e-3)


def test_the_same_examples_have_the_same_weights() -> None:
    """To the last bit."""
    classes = some_classes(300)
    first, second = (fit(similar(strange_texts(300)), targets(classes)).weights for _ in range(2))
    assert (first == second).all()


def test_leaving_one_out_is_fitting_without_it() -> None:
    """For every example, with its strangeness."""
    similarity, classes = similar(strange_texts(20)), some_classes(20)
    gram, wanted = system(similarity), centred(classes)
    mean = np.bincount(classes) / len(classes)
    left_out = LeaveOneOut(similarity, targets(classes))
    scores, strangeness = left_out.scores, left_out.strangeness
    for own in range(len(classes)):
        others = np.arange(len(classes)) != own
        among, near = gram[np.ix_(others, others)], gram[own, others]
        assert scores[own] == pytest.approx(near @ np.linalg.solve(among, wanted[others]) + mean, abs=1e-3)
        assert strangeness[own] == pytest.approx(1 - np.sort(near)[-NEAREST:].mean(), abs=1e-3)


def test_a_part_is_judged_without_the_whole_that_it_is_a_part_of() -> None:
    """As if the example had not been there; an example as its own part scores what it scores left out."""
    texts, classes = strange_texts(20), some_classes(20)
    left_out = LeaveOneOut(similar(texts), targets(classes))
    assert left_out.of_parts(encoded(texts), range(20)) == pytest.approx(left_out.scores, abs=1e-3)
    halves = [text.split()[0] for text in texts[:BLOCK]]
    for own, score in enumerate(left_out.of_parts(encoded(halves), range(20))):
        others = [place for place in range(20) if place != own]
        gram = system(similar(texts))[np.ix_(others, others)]
        near = kernel(similar(texts).to_examples(encoded([halves[own]])))[0, others]
        mean = targets(classes).mean(axis=0)
        expected = near @ np.linalg.solve(gram, (targets(classes) - mean)[others]) + mean
        assert score == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("size", [3, NEAREST, 150])
def test_examples_are_known_and_strangers_strange(size: int) -> None:
    """An example has its class, and is least strange; something else has about the mean of all."""
    texts, classes = strange_texts(size), some_classes(size)
    similarity = similar(texts)
    found = fit(similarity, targets(classes))
    scores, strangeness = found.scores(encoded(["0123456789", *texts[:10]]))
    assert scores[1:].argmax(axis=1).tolist() == classes[:10]
    assert strangeness[1:].max() + 0.05 < strangeness[0]
    assert strangeness[0] > 0.6
    assert scores[0] == pytest.approx(found.mean, abs=0.35)


def test_scores_do_not_depend_on_the_company() -> None:
    """A text alone, twice, or among others."""
    similarity, classes = similar(strange_texts(100)), some_classes(100)
    found = fit(similarity, targets(classes))
    texts = ["how much water", "zzz", "foot cramps"]
    scores, strangeness = found.scores(encoded(texts))
    again, strangeness_again = found.scores(encoded(texts))
    assert (scores == again).all()
    assert (strangeness == strangeness_again).all()
    for row, text in enumerate(texts):
        alone, strange = found.scores(encoded([text]))
        assert alone[0] == pytest.approx(scores[row], abs=1e-4)
        assert strange[0] == pytest.approx(strangeness[row], abs=1e-4)


def test_the_same_words_in_every_order_have_a_solution() -> None:
    """Their likeness is a kernel, though nothing but their order tells them apart."""
    texts = [" ".join(words) for words in permutations(["my", "foot", "cramp", "at", "night"])]
    similarity, classes = similar(texts), some_classes(len(texts))
    assert np.linalg.eigvalsh(system(similarity))[0] > 0.9 * NOISE
    assert np.isfinite(fit(similarity, targets(classes)).weights).all()
    left_out = LeaveOneOut(similarity, targets(classes))
    assert np.abs(left_out.scores).max() < 5
    assert np.abs(left_out.strangeness).max() < 1
