"""How alike texts are, in letters and in meaning; the meanings of the examples are encoded once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from math import sqrt
from os import cpu_count
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.matching.cache import Arrays, from_lines, kept, key_of, lines, remember
from bot.matching.encoders import Encoder, Vector
from bot.matching.wording import Reading

Matrix: TypeAlias = NDArray[np.float32]

SHORTER, LONGER = 3, 4
"""Letters in a sequence, spaces around a word included: shorter ones are everywhere, longer ones rare."""


def index(texts: Sequence[str]) -> Arrays:
    """An inverted index of letter sequences in normalised texts, as arrays that can be cached."""
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
    """Compares a text with a fixed list of others by an inverted index."""

    def __init__(self, indexed: Arrays) -> None:
        """Over the `index` of the list."""
        self._row = {sequence: row for row, sequence in enumerate(from_lines(indexed["sequences"]))}
        self._places = indexed["places"]
        self._starts = [0, *indexed["ends"].tolist()]
        self._scale = 1 / np.sqrt(np.maximum(indexed["sizes"], 1), dtype=np.float32)

    def likeness(self, text: str) -> Matrix:
        """The cosine with each text of the list: 0 for nothing in common, 1 for the same sequences."""
        own = sequences(text)
        rows = [row for sequence in own if (row := self._row.get(sequence)) is not None]
        shared = [self._places[self._starts[row] : self._starts[row + 1]] for row in rows]
        if not shared:
            return np.zeros_like(self._scale)
        counts = np.bincount(np.concatenate(shared), minlength=len(self._scale))
        return np.multiply(counts, self._scale / np.float32(sqrt(len(own))), dtype=np.float32)


def sequences(text: str) -> set[str]:
    """The distinct letter sequences of a normalised text."""
    return {sequence for word in set(text.split()) for sequence in _of(f" {word} ")}


def _of(word: str) -> Iterator[str]:
    for start in range(len(word) - SHORTER + 1):
        yield word[start : start + SHORTER]
        yield word[start : start + LONGER]


LETTERS_WEIGHT = 0.25
"""Weight of letters in English; the rest is meaning. Accuracy is flat around it: see docs/matching.md."""
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
        """The same measure over other texts, still centred on this instance's mean."""
        return Similarity(texts, letters=float(self._weight), centre=self._centre)

    def to_examples(self, texts: Sequence[Encoded]) -> Matrix:
        """The similarity of each text (row) with each example (column): 1 the same, about 0 unrelated."""
        directions = self._directions(np.stack([text.meaning for text in texts])) * (1 - self._weight)
        # BLAS is quicker one by one, unless they are many.
        many = len(texts) > MANY
        likeness = directions @ self._meanings.T if many else [self._meanings @ each for each in directions]
        return self._with_letters(likeness, [text.reading.plain for text in texts], slice(None))

    def of_examples(self, chosen: slice, among: slice) -> Matrix:
        """Similarity of each `chosen` example (row) to each example in `among` (column)."""
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


Advance: TypeAlias = Callable[[int, int], None]
"""Called with how many texts are encoded, of how many."""
BATCH = 64


def no_progress(_done: int, _all: int) -> None:
    """Reports nothing."""


def meanings(
    encoder: Encoder,
    texts: Sequence[str],
    cache: Path | None = None,
    progress: Advance = no_progress,
    *,
    of: str = "",
) -> Matrix:
    """The meaning of each text (row), in half precision as it is cached, so that every start gives the same.

    What the folder `cache` has is not encoded again; the result is stored there, where it takes the place of
    older ones `of` the same sort only.
    """
    if not texts:
        return np.empty((0, 0), dtype=np.float32)
    names = [_name(text) for text in texts]

    def encoded() -> Arrays:
        known = {name: row for arrays in kept(cache, encoder.name) for name, row in _by_name(arrays).items()}
        missing = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
        known |= _encoded(encoder, missing, progress)
        digests = np.frombuffer(b"".join(names), np.uint8).reshape(len(names), -1)
        return {"names": digests, "rows": np.array([known[name] for name in names], dtype=np.float16)}

    rows: Matrix = remember(cache, f"{encoder.name}{of}-{key_of(names)}", encoded)["rows"].astype(np.float32)
    return rows


def _by_name(arrays: Arrays) -> dict[bytes, Vector]:
    return dict(zip(map(bytes, arrays["names"]), arrays["rows"], strict=True))


def _encoded(encoder: Encoder, texts: Mapping[bytes, str], progress: Advance) -> dict[bytes, Vector]:
    found: dict[bytes, Vector] = {}
    queue = list(texts.items())
    with ThreadPoolExecutor(cpu_count(), "encoding") as pool:  # The encoders let other threads run.
        for start in range(0, len(queue), BATCH):
            progress(start, len(queue))
            batch = queue[start : start + BATCH]
            vectors = pool.map(encoder.encode, [text for _, text in batch])
            found |= {
                name: vector.astype(np.float16) for (name, _), vector in zip(batch, vectors, strict=True)
            }
    return found


def _name(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
