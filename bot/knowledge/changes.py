"""What sets one reading of a knowledge folder apart from the next."""

from dataclasses import astuple, dataclass

from bot.knowledge.load import NOT_COVERED, RED_FLAGS, SOURCES, VOCABULARY
from bot.knowledge.model import Knowledge
from bot.knowledge.pictures import PICTURES
from bot.knowledge.thresholds import THRESHOLDS


@dataclass(frozen=True)
class Changes:
    """The ids of entries, and the names of other files, each in the order of the knowledge."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    order: bool = False
    """Whether entries that were there before stand in another order now."""

    def __bool__(self) -> bool:
        return any(astuple(self))


def changes(before: Knowledge, after: Knowledge) -> Changes:
    """What people or the matching might notice; where in a file something stands is none of that."""
    old, new = before.entries, after.entries
    contents = {
        SOURCES: (before.sources, after.sources),
        NOT_COVERED: (before.not_covered, after.not_covered),
        VOCABULARY: (before.vocabulary, after.vocabulary),
        RED_FLAGS: (before.red_flags, after.red_flags),
        THRESHOLDS: (before.thresholds, after.thresholds),
        PICTURES: (before.pictures, after.pictures),
    }
    return Changes(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        changed=tuple(name for name in new if name in old and new[name] != old[name]),
        files=tuple(str(file) for file, (one, other) in contents.items() if one != other),
        order=[name for name in old if name in new] != [name for name in new if name in old],
    )
