"""How alike texts are, in letters (rapidfuzz) and in meaning (WordLlama)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import wordllama
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

Matrix: TypeAlias = NDArray[np.float32]
Places: TypeAlias = slice | NDArray[np.intp]
Embed: TypeAlias = Callable[[list[str]], Matrix]

# Accuracy is flat around these weights: see docs/matching.md.
LETTERS_WEIGHT = 0.20
WORDS_WEIGHT = 0.15
MEANING_WEIGHT = 0.65
WORTH_THREADS = 100_000
"""Comparisons; with fewer, starting the threads takes longer than they save."""
FEW = 8
"""Texts that are compared one by one."""


def load_embeddings() -> Embed:
    """The word embeddings that ship inside the wordllama package: a row of 256 numbers a text."""
    # Without the folder it would look for its tokenizer on a hub.
    package = Path(wordllama.__file__).parent
    model = wordllama.WordLlama.load(cache_dir=package, disable_download=True)

    vectors: Matrix = model.embedding
    nothing = np.zeros(vectors.shape[1], dtype=np.float32)

    def meaning(text: str) -> Matrix:
        tokens = model.tokenizer.encode(text, add_special_tokens=False).ids
        return vectors[tokens].mean(axis=0) if tokens else nothing

    # One by one: model.embed pads a batch, and wakes threads that cost more than they give.
    return lambda texts: np.stack([meaning(text) for text in texts])


@dataclass(frozen=True)
class _Texts:
    """Texts ready to be compared: as they are, with their words sorted, and their meanings."""

    letters: list[str]
    words: list[str]
    meanings: Matrix

    def pick(self, places: Places) -> "_Texts":
        if isinstance(places, slice):
            return _Texts(self.letters[places], self.words[places], self.meanings[places])
        return _Texts(
            [self.letters[n] for n in places], [self.words[n] for n in places], self.meanings[places]
        )


class Similarity:
    """Compares normalised texts with a fixed list of examples."""

    def __init__(self, examples: Sequence[str], embed: Embed, mean: Matrix | None = None) -> None:
        self._embed = embed
        raw = embed(list(examples))
        self._mean = raw.mean(axis=0) if mean is None else mean
        # Sorting the words once here saves what token_sort_ratio would do at every comparison.
        words = [_sorted_words(text) for text in examples]
        self._examples = _Texts(list(examples), words, _directions(raw - self._mean))

    def over(self, texts: Sequence[str]) -> "Similarity":
        """The same measure with other examples: what is common to all texts is still that of these."""
        return Similarity(texts, self._embed, self._mean)

    def to_examples(self, texts: Sequence[str]) -> Matrix:
        """How alike each text and each example are: a row a text, 1 the same, about 0 strangers."""
        meanings = _directions(self._embed(list(texts)) - self._mean)
        return self._blend(
            _Texts(list(texts), [_sorted_words(text) for text in texts], meanings), self._examples
        )

    def of_examples(self, chosen: Places, among: Places) -> Matrix:
        """How alike the `chosen` examples and those `among` which they are looked up are."""
        return self._blend(self._examples.pick(chosen), self._examples.pick(among))

    def _blend(self, texts: _Texts, examples: _Texts) -> Matrix:
        workers = -1 if len(texts.letters) * len(examples.letters) > WORTH_THREADS else 1
        blended = _products(texts.meanings, examples.meanings)
        blended *= MEANING_WEIGHT
        for weight, ours, theirs in (
            (LETTERS_WEIGHT, texts.letters, examples.letters),
            (WORDS_WEIGHT, texts.words, examples.words),
        ):
            ratios = process.cdist(ours, theirs, scorer=fuzz.ratio, dtype=np.float32, workers=workers)
            ratios *= weight / 100
            blended += ratios
        return blended


def _products(few: Matrix, many: Matrix) -> Matrix:
    """The product of each row with each; BLAS is quicker one by one, unless they are many."""
    if len(few) > FEW:
        return few @ many.T
    return np.stack([many @ row for row in few])


def _sorted_words(text: str) -> str:
    return " ".join(sorted(text.split()))


def _directions(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    directions: Matrix = vectors / np.maximum(lengths, np.float32(1e-9))
    return directions
