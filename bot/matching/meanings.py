"""The meanings of the examples: encoded once, and looked up afterwards."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from os import cpu_count
from typing import TypeAlias

import numpy as np

from bot.matching.encoders import MODEL_SHA256, Encoders, Vector
from bot.matching.letters import Matrix
from bot.matching.similarity import Encoded
from bot.matching.wording import Reading

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how many texts are encoded, of how many."""
BATCH = 64


def no_progress(_done: int, _all: int) -> None:
    """For whoever does not wait."""


@dataclass(frozen=True)
class Known:
    """Vectors of texts, by what the encoders were given."""

    vectors: Mapping[bytes, tuple[Vector, Vector]]

    @classmethod
    def read(cls, arrays: Mapping[str, Matrix]) -> "Known":
        """From the arrays that `arrays` has made."""
        if not arrays:
            return cls({})
        rows = zip(arrays["english"], arrays["any_language"], strict=True)
        return cls(dict(zip(map(bytes, arrays["texts"]), rows, strict=True)))

    def arrays(self) -> dict[str, Matrix]:
        """As they are kept, in half precision."""
        pairs = list(self.vectors.values())
        return {
            "texts": np.frombuffer(b"".join(self.vectors), dtype=np.uint8).reshape(len(pairs), -1),  # type: ignore[dict-item]
            "english": np.array([english for english, _ in pairs], dtype=np.float16),  # type: ignore[dict-item]
            "any_language": np.array([other for _, other in pairs], dtype=np.float16),  # type: ignore[dict-item]
        }


def encode(
    encoders: Encoders, readings: Sequence[Reading], known: Known, progress: Progress = no_progress
) -> tuple[list[Encoded], Known]:
    """The examples with their meanings, and what is known of them from now on."""
    missing = list({_name(one): one for one in readings if _name(one) not in known.vectors}.values())
    fresh: dict[bytes, tuple[Vector, Vector]] = {}
    with ThreadPoolExecutor(cpu_count(), "encoding") as pool:  # Both encoders let other threads run.
        for start in range(0, len(missing), BATCH):
            progress(start, len(missing))
            batch = missing[start : start + BATCH]
            fresh.update(zip(map(_name, batch), pool.map(lambda one: _pair(encoders, one), batch), strict=True))
    wanted = {_name(one): fresh.get(_name(one)) or known.vectors[_name(one)] for one in readings}
    # Rounded when they are new as when they are read again, so that every start says the same.
    rounded = Known({name: _halved(pair) for name, pair in wanted.items()})
    return [encoded(one, rounded.vectors[_name(one)]) for one in readings], rounded


def encode_now(encoders: Encoders, readings: Iterable[Reading], *, foreign: bool = False) -> list[Encoded]:
    """What somebody says; of a `foreign` text the English encoder would know nothing."""
    nothing = np.zeros(1, dtype=np.float32)
    return [
        Encoded(
            one, nothing if foreign else encoders.english(one.corrected), encoders.any_language(one.written)
        )
        for one in readings
    ]


def encoded(reading: Reading, pair: tuple[Vector, Vector]) -> Encoded:
    """A reading with the vectors that were kept for it."""
    return Encoded(reading, pair[0].astype(np.float32), pair[1].astype(np.float32))


def _pair(encoders: Encoders, reading: Reading) -> tuple[Vector, Vector]:
    return encoders.english(reading.corrected), encoders.any_language(reading.written)


def _halved(pair: tuple[Vector, Vector]) -> tuple[Vector, Vector]:
    return pair[0].astype(np.float16), pair[1].astype(np.float16)  # type: ignore[return-value]


def _name(reading: Reading) -> bytes:
    given = f"{MODEL_SHA256}\0{reading.corrected}\0{reading.written}"
    return blake2b(given.encode("utf-8", "surrogatepass"), digest_size=16).digest()
