"""How alike texts are: in letters, and in meaning."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.cache import Arrays
from bot.matching.encoders import Vector
from bot.matching.letters import Letters, Matrix, index
from bot.matching.wording import Reading

LETTERS_WEIGHT = 0.25
"""In English, where the rest is meaning; accuracy is flat around it: see docs/matching.md."""
MANY = 32
"""Texts; a message has fewer sentences."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text, as its words are read, and its meaning."""

    reading: Reading
    meaning: Vector


class Similarity:
    """Compares texts with a fixed list of examples."""

    def __init__(
        self,
        examples: Sequence[Encoded],
        *,
        letters: float = LETTERS_WEIGHT,
        centre: Vector | None = None,
        indexed: Arrays | None = None,
    ) -> None:
        """Compare with these.

        `letters` is their weight, `indexed` what `index` has made of the examples, if that is known, and
        `centre` what all texts have in common, by default the mean.
        """
        vectors = np.stack([one.meaning for one in examples])
        self._centre = vectors.mean(axis=0) if centre is None else centre
        self._weight = np.float32(letters)
        self._plain = [one.reading.plain for one in examples]
        self._letters = Letters(indexed or index(self._plain)) if letters else None
        self._meanings = self._directions(vectors)

    def over(self, texts: Sequence[Encoded]) -> "Similarity":
        """The same measure with other examples: what is common to all texts is still that of these."""
        return Similarity(texts, letters=float(self._weight), centre=self._centre)

    def to_examples(self, texts: Sequence[Encoded]) -> Matrix:
        """How alike each text and each example are: a row for each text, 1 the same, about 0 strangers."""
        directions = self._directions(np.stack([text.meaning for text in texts])) * (1 - self._weight)
        # BLAS is quicker one by one, unless they are many.
        many = len(texts) > MANY
        likeness = directions @ self._meanings.T if many else [self._meanings @ each for each in directions]
        return self._with_letters(likeness, [text.reading.plain for text in texts], slice(None))

    def of_examples(self, chosen: slice, among: slice) -> Matrix:
        """How alike the `chosen` examples and those `among` which they are looked up are."""
        likeness: Matrix = self._meanings[chosen] @ self._meanings[among].T
        likeness *= 1 - self._weight
        return self._with_letters(likeness, self._plain[chosen], among)

    def _with_letters(self, likeness: Iterable[Matrix], plain: Sequence[str], among: slice) -> Matrix:
        if self._letters is None:
            return np.stack(list(likeness))
        rows = zip(likeness, plain, strict=True)
        return np.stack([row + self._weight * self._letters.likeness(text)[among] for row, text in rows])

    def _directions(self, vectors: Matrix) -> Matrix:
        centred = vectors - self._centre
        lengths = np.linalg.norm(centred, axis=1, keepdims=True)
        directions: Matrix = centred / np.maximum(lengths, np.float32(1e-9))
        return directions
