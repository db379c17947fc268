"""How alike texts are in letters: the short sequences that their words have in common."""

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[np.float32]

SHORTER, LONGER = 3, 4
"""Letters, and the spaces around a word; shorter sequences are everywhere, longer ones are rare."""


class Letters:
    """Compares a text with a fixed list of others by looking up its sequences, not by reading the list."""

    def __init__(self, texts: Sequence[str]) -> None:
        places: dict[str, list[int]] = {}
        sizes = []
        for place, text in enumerate(texts):
            found = sequences(text)
            sizes.append(len(found))
            for sequence in found:
                places.setdefault(sequence, []).append(place)
        self._places = {sequence: np.array(having) for sequence, having in places.items()}
        self._scale = 1 / np.sqrt(np.maximum(sizes, 1), dtype=np.float32)

    def likeness(self, text: str) -> Matrix:
        """For each of the list, from 0 for nothing in common to 1 for the same sequences: their cosine."""
        own = sequences(text)
        shared = [having for sequence in own if (having := self._places.get(sequence)) is not None]
        if not shared:
            return np.zeros_like(self._scale)
        counts = np.bincount(np.concatenate(shared), minlength=len(self._scale))
        return np.multiply(counts, self._scale / np.float32(sqrt(len(own))), dtype=np.float32)


def sequences(text: str) -> set[str]:
    """What the words of a normalised text consist of, each once."""
    return {sequence for word in set(text.split()) for sequence in _of(f" {word} ")}


def _of(word: str) -> Iterator[str]:
    for start in range(len(word) - SHORTER + 1):
        yield word[start : start + SHORTER]
        yield word[start : start + LONGER]
