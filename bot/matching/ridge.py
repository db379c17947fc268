"""Kernel ridge regression, the mean of a Gaussian process: what is it about, and how strange is it.

Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), equations 2.25 and 5.12.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from bot.matching.letters import Matrix
from bot.matching.similarity import Similarity

SHARPNESS = 2.0
NOISE = 0.1
NEAREST = 8
"""Examples that a text must be like to be known."""
BLOCK = 128

Classes: TypeAlias = Sequence[int]
"""An example's class: 0, 1, 2 ..."""


@dataclass(frozen=True)
class Ridge:
    """Weights that turn likeness to the examples into a score for each class."""

    similarity: Similarity
    weights: Matrix
    mean: Matrix

    def scores(self, texts: list[str]) -> tuple[Matrix, Matrix]:
        """A row of scores a text, about 1 for a sure class; and how strange each is, from 0 to 1."""
        likeness = kernel(self.similarity.to_examples(texts))
        return likeness @ self.weights + self.mean, strangeness(likeness)


def strangeness(likeness: Matrix) -> Matrix:
    """How unlike each row's text and the examples that it is most like are, on average."""
    nearest = min(NEAREST, likeness.shape[1])
    average: Matrix = np.partition(likeness, -nearest, axis=1)[:, -nearest:].mean(axis=1)
    return 1 - average


def kernel(similarity: Matrix) -> Matrix:
    """1 for the same text, falling towards exp(-SHARPNESS) for strangers; overwrites the similarity."""
    similarity -= 1
    similarity *= SHARPNESS
    return np.exp(similarity, out=similarity)


def fit(similarity: Similarity, classes: Classes) -> Matrix:
    """The weights of a Ridge from the class of each example: one solve, the same result every time."""
    targets, _ = _targets(classes)
    return _solve(_factor(similarity, len(classes)), targets)


def ridge(similarity: Similarity, classes: Classes, weights: Matrix) -> Ridge:
    """The Ridge with weights that `fit` has found for these examples and classes."""
    return Ridge(similarity, weights, _targets(classes)[1])


def leave_one_out(similarity: Similarity, classes: Classes) -> tuple[Matrix, Matrix]:
    """Scores and strangeness of every example, each as if it had not been among the examples; see `fit`."""
    targets, mean = _targets(classes)
    everything = slice(None)
    gram = kernel(similarity.of_examples(everything, everything))
    itself = np.diag_indices_from(gram)
    gram[itself] = 0
    strange = strangeness(gram)
    gram[itself] = 1 + NOISE
    inverse = np.linalg.inv(gram)
    own = np.diagonal(inverse)[:, None]
    return (targets + mean - (inverse @ targets) / own).astype(np.float32), strange


def _targets(classes: Classes) -> tuple[Matrix, Matrix]:
    one_hot = np.eye(max(classes) + 1, dtype=np.float32)[list(classes)]
    mean = one_hot.mean(axis=0)
    return one_hot - mean, mean


def _factor(similarity: Similarity, size: int) -> list[Matrix]:
    """The Cholesky factor of the kernel between all examples, as rows of blocks up to the diagonal.

    Made a row at a time, it takes half the memory of the matrix. A diagonal block holds its own inverse,
    so that everything after it is multiplication.
    """
    rows: list[Matrix] = []
    # In one piece: many would leave gaps, and the system would not get the memory back.
    memory = np.empty(sum((stop - start) * stop for start, stop in _blocks(size)), dtype=np.float32)
    for start, stop in _blocks(size):
        row, memory = memory[: (stop - start) * stop].reshape(-1, stop), memory[(stop - start) * stop :]
        row[:] = kernel(similarity.of_examples(slice(start, stop), slice(stop)))
        row[:, start:][np.diag_indices(stop - start)] += NOISE
        for column, above in zip(range(0, start, BLOCK), rows, strict=True):
            block = slice(column, column + BLOCK)
            row[:, block] -= row[:, :column] @ above[:, :column].T
            row[:, block] = row[:, block] @ above[:, block].T
        row[:, start:] -= row[:, :start] @ row[:, :start].T
        row[:, start:] = np.linalg.inv(np.linalg.cholesky(row[:, start:]))
        rows.append(row)
    return rows


def _blocks(size: int) -> Iterator[tuple[int, int]]:
    return ((start, min(start + BLOCK, size)) for start in range(0, size, BLOCK))


def _solve(factor: list[Matrix], right: Matrix) -> Matrix:
    """The solution of (L L') x = right for the factor L."""
    solution = right.copy()
    starts = range(0, len(right), BLOCK)
    for start, row in zip(starts, factor, strict=True):
        block = slice(start, start + BLOCK)
        solution[block] = row[:, start:] @ (solution[block] - row[:, :start] @ solution[:start])
    for start, row in reversed(list(zip(starts, factor, strict=True))):
        block = slice(start, start + BLOCK)
        solution[block] = row[:, start:].T @ solution[block]
        solution[:start] -= row[:, :start].T @ solution[block]
    return solution
