"""What the matching knows of language, whatever the knowledge is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.matching.encoders import Encoder, load_english_encoder, load_multilingual_encoder
from bot.matching.wording import load_dictionary


@dataclass(frozen=True)
class Linguist:
    """Slow to load, and large: one for the life of a process, whatever becomes of the knowledge."""

    dictionary: Mapping[str, int]
    """English words, and how often they occur."""
    english: Encoder

    multilingual: Encoder


def load_linguist() -> Linguist:
    """What ships inside the packages."""
    return Linguist(load_dictionary(), load_english_encoder(), load_multilingual_encoder())
