"""One way of hearing a text: how it is encoded, and what it is about by the examples encoded likewise."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language import sentences
from bot.matching.encoders import Encoder
from bot.matching.judgement import Judge, Judgement
from bot.matching.letters import Matrix
from bot.matching.ridge import Ridge
from bot.matching.similarity import Encoded
from bot.matching.wording import Reading

MOST_PARTS = 12
"""Sentences read for themselves; what stands after them is read with the whole."""


@dataclass(frozen=True)
class Ear:
    """For English, or for any language."""

    encoder: Encoder
    judge: Judge
    ridge: Ridge

    def encode(self, readings: Sequence[Reading]) -> list[Encoded]:
        """What somebody says."""
        return [Encoded(one, self.encoder.encode(self.encoder.given(one))) for one in readings]

    def hear(self, texts: Sequence[Encoded]) -> Judgement:
        """What they may be about."""
        return self.judge(*self.ridge.scores(texts))


def encoded(readings: Sequence[Reading], rows: Matrix) -> list[Encoded]:
    """Readings with what is known of their meaning."""
    return [Encoded(reading, row) for reading, row in zip(readings, rows, strict=True)]


def parts(message: str) -> list[str]:
    """The whole message first, then its sentences, if there are several."""
    found = sentences(message)[:MOST_PARTS]
    return [message, *found] if len(found) > 1 else [message]
