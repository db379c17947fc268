"""How alike texts are: in letters, and in meaning by two encoders."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.encoders import Vector
from bot.matching.letters import Letters, Matrix
from bot.matching.wording import Reading


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text, as its words are read, and its meaning."""

    reading: Reading
    english: Vector
    any_language: Vector


@dataclass(frozen=True, slots=True)
class Blend:
    """How much each measure counts; together 1."""

    letters: float
    english: float
    any_language: float


# Accuracy is flat around these weights: see docs/matching.md.
IN_ENGLISH = Blend(letters=0.2, english=0.45, any_language=0.35)
ABROAD = Blend(letters=0, english=0, any_language=1)
"""For a text in another language, of which English letters and the English encoder know nothing."""


@dataclass(frozen=True, slots=True)
class Centre:
    """What all texts of a kind have in common; without it everything about cramps is alike."""

    english: Vector
    any_language: Vector


class Similarity:
    """Compares texts with a fixed list of examples."""

    def __init__(self, examples: Sequence[Encoded], blend: Blend, centre: Centre | None = None) -> None:
        self.blend = blend
        self.centre = centre or Centre(
            np.mean([one.english for one in examples], axis=0),
            np.mean([one.any_language for one in examples], axis=0),
        )
        self._plain = [one.reading.plain for one in examples]
        self._letters = Letters(self._plain) if blend.letters else None
        self._meanings = self._meaning(examples)

    def over(self, texts: Sequence[Encoded]) -> "Similarity":
        """The same measure with other examples: what is common to all texts is still that of these."""
        return Similarity(texts, self.blend, self.centre)

    def to_examples(self, texts: Sequence[Encoded]) -> Matrix:
        """How alike each text and each example are: a row for each text, 1 the same, about 0 strangers."""
        likeness: Matrix = self._meaning(texts) @ self._meanings.T
        for row, text in enumerate(texts if self._letters else ()):
            likeness[row] += self._in_letters(text.reading.plain)
        return likeness

    def of_examples(self, chosen: slice, among: slice) -> Matrix:
        """How alike the `chosen` examples and those `among` which they are looked up are."""
        likeness: Matrix = self._meanings[chosen] @ self._meanings[among].T
        for row, text in enumerate(self._plain[chosen] if self._letters else ()):
            likeness[row] += self._in_letters(text)[among]
        return likeness

    def _in_letters(self, plain: str) -> Matrix:
        assert self._letters  # noqa: S101 - for the types
        return np.float32(self.blend.letters) * self._letters.likeness(plain)

    def _meaning(self, texts: Sequence[Encoded]) -> Matrix:
        """Both encoders' directions in one, so that a product of two is their weighted mean."""
        parts = []
        if self.blend.english:
            english = np.stack([text.english for text in texts])
            parts.append(_directions(english - self.centre.english) * np.float32(self.blend.english**0.5))
        others = np.stack([text.any_language for text in texts])
        parts.append(_directions(others - self.centre.any_language) * np.float32(self.blend.any_language**0.5))
        return np.hstack(parts)


def _directions(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    directions: Matrix = vectors / np.maximum(lengths, np.float32(1e-9))
    return directions
