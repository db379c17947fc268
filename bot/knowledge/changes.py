"""Whether the files of the knowledge have changed."""

import os
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TypeAlias

from bot.knowledge.load import CALIBRATION, EXAMPLES, LANGUAGES, NOT_COVERED, RED_FLAGS, SOURCES, VOCABULARY
from bot.knowledge.model import Knowledge
from bot.knowledge.pictures import PICTURES

Fingerprint: TypeAlias = frozenset[tuple[str, int, int, int]]
"""For each file its path, inode, size, and the time of its last change in nanoseconds."""

_TEMPORARY = ("~", "#", ".bak", ".swp", ".tmp")
"""Ends of the names of temporary files of text editors; others begin with a dot."""


def fingerprint(folder: Path) -> Fingerprint:
    """The fingerprint of all files in the folder, pictures included, without temporary files of editors."""
    found = set()
    for parent, folders, files in os.walk(folder):
        folders[:] = (name for name in folders if not name.startswith("."))
        for name in files:
            if name.startswith(".") or name.endswith(_TEMPORARY):
                continue
            path = Path(parent, name)
            try:
                status = path.stat()
            except OSError:  # gone since, or a link to nothing: loading says so if it matters
                found.add((str(path), 0, 0, 0))
            else:
                found.add((str(path), status.st_ino, status.st_size, status.st_mtime_ns))
    return frozenset(found)


@dataclass(frozen=True)
class Changes:
    """The ids of entries, and the names of other files, each in the order of the knowledge."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    order: bool = False
    """Whether the order of entries has changed."""

    def __bool__(self) -> bool:
        return any(astuple(self))


def changes(before: Knowledge, after: Knowledge) -> Changes:
    """Differences that people or the matching might notice; the place in a file is not one."""
    old, new = before.entries, after.entries
    contents = {
        SOURCES: (before.sources, after.sources),
        NOT_COVERED: (before.not_covered, after.not_covered),
        VOCABULARY: (before.vocabulary, after.vocabulary),
        RED_FLAGS: (before.red_flags, after.red_flags),
        EXAMPLES: (before.examples, after.examples),
        LANGUAGES: (before.languages, after.languages),
        CALIBRATION: (before.calibration, after.calibration),
        PICTURES: (before.pictures, after.pictures),
    }
    return Changes(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        changed=tuple(name for name in new if name in old and new[name] != old[name]),
        files=tuple(str(file) for file, (one, other) in contents.items() if one != other),
        order=[name for name in old if name in new] != [name for name in new if name in old],
    )
