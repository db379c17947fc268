"""Encoded texts without a model: what two texts mean is alike as far as they have the same words."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from bot.language import normalise
from bot.matching.encoders import Encoder, Vector
from bot.matching.similarity import Encoded
from bot.matching.wording import Reading

SIZE = 48


def meaning(text: str) -> Vector:
    """The sum of a direction for each word."""
    directions = [_direction(word) for word in normalise(text).split()]
    total = np.sum(directions, axis=0, dtype=np.float32) if directions else np.zeros(SIZE, np.float32)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float32)


def reading(text: str) -> Reading:
    """A text in which nothing is to be corrected."""
    plain = normalise(text)
    return Reading(text, plain, plain, plain)


def encoded(texts: Sequence[str]) -> list[Encoded]:
    """Texts with their meanings."""
    return [Encoded(reading(text), meaning(text)) for text in texts]


ENCODER = Encoder("toy", meaning, lambda one: one.plain)


def _direction(word: str) -> Vector:
    seed = int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")
    return np.random.default_rng(seed).standard_normal(SIZE).astype(np.float32)
