"""The meanings of the examples: encoded once, and looked up at every later start."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from os import cpu_count
from pathlib import Path
from typing import TypeAlias

import numpy as np

from bot.matching.cache import Arrays, kept, key_of, remember
from bot.matching.encoders import Encoder, Vector
from bot.matching.letters import Matrix

Advance: TypeAlias = Callable[[int, int], None]
"""Called with how many texts are encoded, of how many."""
BATCH = 64


def no_progress(_done: int, _all: int) -> None:
    """For whoever does not wait."""


def meanings(
    encoder: Encoder, texts: Sequence[str], cache: Path | None = None, progress: Advance = no_progress
) -> Matrix:
    """A row for each text, in half precision as it is kept, so that every start says the same.

    What the files in the folder `cache` know is not encoded again; the result is kept there.
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

    rows: Matrix = remember(cache, f"{encoder.name}-{key_of(names)}", encoded)["rows"].astype(np.float32)
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
