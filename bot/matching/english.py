"""What the matching knows of language, whatever the knowledge is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.matching.encoders import Encoders, load_encoders
from bot.matching.wording import load_dictionary


@dataclass(frozen=True)
class English:
    """Slow to load, and large: one for the life of a process, whatever becomes of the knowledge."""

    dictionary: Mapping[str, int]
    """Words, and how often they occur."""
    encoders: Encoders


def load_english() -> English:
    """What ships inside the packages."""
    return English(load_dictionary(), load_encoders())
