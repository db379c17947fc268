"""How alike texts are, in letters and in meaning."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import wordllama

from bot.matching.letters import Letters, Matrix

# Accuracy is flat around these weights: see docs/matching.md.
LETTERS_WEIGHT = 0.35
MEANING_WEIGHT = 0.65


class Embed(Protocol):
    """What texts mean: a row of 256 numbers a text."""

    def __call__(self, texts: list[str], *, remember: bool = False) -> Matrix:
        """`remember` what their words mean, at a kilobyte each, for as long as the process lives."""


def load_embeddings() -> Embed:
    """The word embeddings that ship inside the wordllama package."""
    # Without the folder it would look for its tokenizer on a hub.
    package = Path(wordllama.__file__).parent
    model = wordllama.WordLlama.load(cache_dir=package, disable_download=True)

    vectors: Matrix = model.embedding
    nothing = np.zeros(vectors.shape[1], dtype=np.float32)

    known: dict[str, tuple[Matrix, int]] = {}

    def of_word(word: str) -> tuple[Matrix, int]:
        tokens = model.tokenizer.encode(word, add_special_tokens=False).ids
        return vectors[tokens].sum(axis=0), len(tokens)

    def meaning(text: str) -> Matrix:
        # No token reaches over a space.
        words = [known.get(word) or of_word(word) for word in text.split()]
        tokens = sum(many for _, many in words)
        return np.add.reduce([total for total, _ in words]) / np.float32(tokens) if tokens else nothing

    def embed(texts: list[str], *, remember: bool = False) -> Matrix:
        if remember:
            known.update((word, of_word(word)) for word in {word for text in texts for word in text.split()})
        # One by one: model.embed pads a batch, and wakes threads that cost more than they give.
        return np.stack([meaning(text) for text in texts])

    return embed


class Similarity:
    """Compares normalised texts with a fixed list of examples."""

    def __init__(self, examples: Sequence[str], embed: Embed, mean: Matrix | None = None) -> None:
        self._embed = embed
        self._examples = list(examples)
        # Most of what people ask is made of the words of the first examples; `over` has what people wrote.
        raw = embed(self._examples, remember=mean is None)
        self._mean = raw.mean(axis=0) if mean is None else mean
        self._letters = Letters(self._examples)
        self._meanings = _directions(raw - self._mean)

    def over(self, texts: Sequence[str]) -> "Similarity":
        """The same measure with other examples: what is common to all texts is still that of these."""
        return Similarity(texts, self._embed, self._mean)

    def to_examples(self, texts: Sequence[str]) -> Matrix:
        """How alike each text and each example are: a row a text, 1 the same, about 0 strangers."""
        meanings = MEANING_WEIGHT * _directions(self._embed(list(texts)) - self._mean)
        # BLAS is quicker one by one, unless they are many.
        return np.stack(
            [
                LETTERS_WEIGHT * self._letters.likeness(text) + self._meanings @ meaning
                for text, meaning in zip(texts, meanings, strict=True)
            ]
        )

    def of_examples(self, chosen: slice, among: slice) -> Matrix:
        """How alike the `chosen` examples and those `among` which they are looked up are."""
        likeness = self._meanings[chosen] @ self._meanings[among].T
        likeness *= MEANING_WEIGHT
        for row, text in enumerate(self._examples[chosen]):
            likeness[row] += LETTERS_WEIGHT * self._letters.likeness(text)[among]
        return likeness


def _directions(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    directions: Matrix = vectors / np.maximum(lengths, np.float32(1e-9))
    return directions
