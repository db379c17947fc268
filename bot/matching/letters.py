"""How alike texts are in letters: the short sequences that their words have in common."""

from collections.abc import Iterator, Sequence
from itertools import chain
from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.matching.cache import Arrays, from_lines, lines

Matrix: TypeAlias = NDArray[np.float32]

SHORTER, LONGER = 3, 4
"""Letters, and the spaces around a word; shorter sequences are everywhere, longer ones are rare."""


def index(texts: Sequence[str]) -> Arrays:
    """In which of the normalised texts each sequence stands, to be kept."""
    places: dict[str, list[int]] = {}
    sizes = []
    for place, text in enumerate(texts):
        found = sequences(text)
        sizes.append(len(found))
        for sequence in found:
            places.setdefault(sequence, []).append(place)
    return {
        "sequences": lines(places),
        "places": np.fromiter(chain.from_iterable(places.values()), np.intp),
        "ends": np.cumsum(np.fromiter(map(len, places.values()), np.intp)),
        "sizes": np.array(sizes),
    }


class Letters:
    """Compares a text with a fixed list of others by looking up its sequences, not by reading the list."""

    def __init__(self, indexed: Arrays) -> None:
        """Over the `index` of the list."""
        self._row = {sequence: row for row, sequence in enumerate(from_lines(indexed["sequences"]))}
        self._places = indexed["places"]
        self._starts = [0, *indexed["ends"].tolist()]
        self._scale = 1 / np.sqrt(np.maximum(indexed["sizes"], 1), dtype=np.float32)

    def likeness(self, text: str) -> Matrix:
        """For each of the list, from 0 for nothing in common to 1 for the same sequences: their cosine."""
        own = sequences(text)
        rows = [row for sequence in own if (row := self._row.get(sequence)) is not None]
        shared = [self._places[self._starts[row] : self._starts[row + 1]] for row in rows]
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
