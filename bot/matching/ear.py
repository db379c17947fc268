"""What a text is about, by its likeness to the examples: kernel ridge regression over one encoder.

The mean of a Gaussian process, whose variance tells how unfamiliar a text is: Rasmussen and Williams,
Gaussian Processes for Machine Learning (2006), equations 2.25 and 5.12.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from bot.knowledge import Sign, Weights
from bot.language import sentences
from bot.matching.encoders import Encoder
from bot.matching.judgement import Judge, Judgement, alarming, look_for
from bot.matching.red_flags import SignFinder
from bot.matching.similarity import Encoded, Matrix, Similarity
from bot.matching.wording import Reading

SHARPNESS = 2.0
NOISE = 0.1
NEAREST = 8
"""Examples that a text must be like to be known."""
BLOCK = 128


@dataclass(frozen=True)
class Ridge:
    """Weights that turn likeness to the examples into a score for each class."""

    similarity: Similarity
    weights: Matrix
    mean: Matrix

    def scores(self, texts: Sequence[Encoded]) -> tuple[Matrix, Matrix]:
        """A row of scores for each text, about 1 for a sure class; and how strange each is, from 0 to 1."""
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


def fit(similarity: Similarity, targets: Matrix) -> Ridge:
    """Learn from a row of targets for each example, a column for each class: one solve, always the same."""
    mean = targets.mean(axis=0)
    return Ridge(similarity, _solve(_factor(similarity, len(targets)), targets - mean), mean)


class LeaveOneOut:
    """What a ridge would say of its examples, each as if it had not been among them."""

    def __init__(self, similarity: Similarity, targets: Matrix) -> None:
        self._similarity = similarity
        everything = slice(None)
        gram = kernel(similarity.of_examples(everything, everything))
        itself = np.diag_indices_from(gram)
        gram[itself] = 0
        self.strangeness = strangeness(gram)
        gram[itself] = 1 + NOISE
        self._mean = targets.mean(axis=0)
        self._inverse = np.linalg.inv(gram)
        self._weights = self._inverse @ (targets - self._mean)
        self._own = np.diagonal(self._inverse)
        self.scores: Matrix = (targets - self._weights / self._own[:, None]).astype(np.float32)

    def of_parts(self, parts: Sequence[Encoded], owners: Sequence[int]) -> Matrix:
        """The scores of parts of the examples `owners`, each without the example that it is a part of."""
        rows = [np.empty((0, len(self._mean)), dtype=np.float32)]
        for start in range(0, len(parts), BLOCK):
            block = slice(start, start + BLOCK)
            likeness = kernel(self._similarity.to_examples(parts[block]))
            own = list(owners[block])
            # How much the part's score owes to its own example being in the training set.
            shift = np.einsum("ij,ij->i", likeness, self._inverse[own]) / self._own[own]
            rows.append(likeness @ self._weights + self._mean - shift[:, None] * self._weights[own])
        return np.vstack(rows).astype(np.float32)


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


MOST_PARTS = 12
"""Sentences read for themselves; of a longer message several together."""


@dataclass(frozen=True)
class Ear:
    """For English, or for any language."""

    encoder: Encoder
    judge: Judge
    ridge: Ridge

    def encode(self, readings: Sequence[Reading]) -> list[Encoded]:
        """What somebody says."""
        return [Encoded(one, self.encoder.encode(self.encoder.given(one))) for one in readings]

    def hear(self, texts: Sequence[Encoded]) -> Judgement:
        """What they may be about."""
        return self.judge(*self.ridge.scores(texts))


def encoded(readings: Sequence[Reading], rows: Matrix) -> list[Encoded]:
    """Readings with what is known of their meaning."""
    return [Encoded(reading, row) for reading, row in zip(readings, rows, strict=True)]


_NEXT_QUESTION = re.compile(
    r"[,;]?\s+(?:and|also|plus|or)\s+(?=(?:how|what|why|when|where|which|is|are|do|does|can|should|would|will)\b)",
    re.IGNORECASE,
)


def parts(message: str) -> list[str]:
    """The whole message first, then its sentences and questions, if there are several."""
    found = [part for sentence in sentences(message) for part in _NEXT_QUESTION.split(sentence)]
    if len(found) <= 1:
        return [message]
    together = ceil(len(found) / MOST_PARTS)
    return [message, *(". ".join(found[at : at + together]) for at in range(0, len(found), together))]


@dataclass(frozen=True)
class Danger:
    """Something that may be urgent: its probability, its words, their sign, and the entry it raises."""

    probability: float
    said: str
    sign: Sign | None
    entry: str


@dataclass(frozen=True)
class Watch:
    """Looks for danger; the weights come from the calibration."""

    signs: SignFinder
    weights: Weights

    def look(
        self, ear: Ear, whole: Reading, sentences: Sequence[Reading], judged: Judgement
    ) -> Danger | None:
        """The likeliest danger in a message of `sentences`, none if it is one; None where nothing is urgent.

        `judged` is how the ear judges the whole.
        """
        if not judged.urgent:
            return None
        named = [(one, sign) for one in sentences if (sign := self.signs.find(one.forms))]
        forms = [one.forms for one in sentences] or [whole.forms]
        sign = named[0][1] if named else self.signs.find(whole.forms)
        found = [self._danger(judged, forms, whole.written, sign)]
        for one, sign in named:
            alone = ear.hear(ear.encode([one]))
            found.append(self._danger(alone, [one.forms], one.written, sign))
        return max(found, key=lambda danger: danger.probability)

    def _danger(
        self, judged: Judgement, forms: Sequence[Sequence[str]], said: str, sign: Sign | None
    ) -> Danger:
        likely = alarming(self.weights, judged, look_for(self.signs, [forms]))
        described = judged.urgent[int(judged.alarms[0].argmax())]
        return Danger(float(likely[0]), said, sign, sign.entry if sign and sign.entry else described)
