"""What the matching knows of the language, whatever the knowledge is about."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.matching.similarity import Embed, load_embeddings
from bot.matching.wording import load_dictionary


@dataclass(frozen=True)
class English:
    """Slow to load, and large: one for the life of a process, whatever becomes of the knowledge."""

    dictionary: Mapping[str, int]
    """Words, and how often they occur."""
    embed: Embed


def load_english() -> English:
    """What ships inside the packages."""
    return English(load_dictionary(), load_embeddings())
