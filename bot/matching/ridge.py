"""Kernel ridge regression, read as a Gaussian process: what is it about, and how strange is it.

Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), equations 2.25, 2.26 and 5.12.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from bot.matching.similarity import Matrix, Similarity

SHARPNESS = 2.0
NOISE = 0.1
NEIGHBOURS = 32
"""Examples that the variance is computed from: further ones change it less than a typo does."""
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
        """A row of scores a text, about 1 for a sure class; and a variance a text, 0 known .. 1 strange."""
        likeness = kernel(self.similarity.to_examples(texts))
        variances = np.array([self._variance(row) for row in likeness], dtype=np.float32)
        return likeness @ self.weights + self.mean, variances

    def _variance(self, likeness: Matrix) -> float:
        nearest = np.argpartition(-likeness, min(NEIGHBOURS, len(likeness) - 1))[:NEIGHBOURS]
        among = kernel(self.similarity.of_examples(nearest, nearest))
        among[np.diag_indices_from(among)] += NOISE
        near = likeness[nearest]
        return float(1 - near @ np.linalg.solve(among, near))


def kernel(similarity: Matrix) -> Matrix:
    """1 for the same text, falling towards exp(-SHARPNESS) for strangers; overwrites the similarity."""
    similarity -= 1
    similarity *= SHARPNESS
    return np.exp(similarity, out=similarity)


def fit(similarity: Similarity, classes: Classes, noise: float = NOISE) -> Matrix:
    """The weights of a Ridge from the class of each example: one solve, the same result every time.

    Likeness in letters is not quite a kernel: many examples of the same few words may need more noise.
    """
    targets, _ = _targets(classes)
    try:
        return _solve(_factor(similarity, len(classes), noise), targets)
    except np.linalg.LinAlgError:
        return fit(similarity, classes, 2 * noise)


def ridge(similarity: Similarity, classes: Classes, weights: Matrix) -> Ridge:
    """The Ridge with weights that `fit` has found for these examples and classes."""
    return Ridge(similarity, weights, _targets(classes)[1])


def leave_one_out(similarity: Similarity, classes: Classes, noise: float = NOISE) -> tuple[Matrix, Matrix]:
    """Scores and variances of every example, each as if it had not been among the examples; see `fit`."""
    targets, mean = _targets(classes)
    everything = slice(None)
    gram = kernel(similarity.of_examples(everything, everything))
    gram[np.diag_indices_from(gram)] += noise
    try:
        np.linalg.cholesky(gram)
    except np.linalg.LinAlgError:
        return leave_one_out(similarity, classes, 2 * noise)
    inverse = np.linalg.inv(gram)
    own = np.diagonal(inverse)[:, None]
    scores = targets + mean - (inverse @ targets) / own
    variances = 1 / own[:, 0] - noise
    return scores.astype(np.float32), variances.astype(np.float32)


def _targets(classes: Classes) -> tuple[Matrix, Matrix]:
    one_hot = np.eye(max(classes) + 1, dtype=np.float32)[list(classes)]
    mean = one_hot.mean(axis=0)
    return one_hot - mean, mean


def _factor(similarity: Similarity, size: int, noise: float) -> list[Matrix]:
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
        row[:, start:][np.diag_indices(stop - start)] += noise
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
