"""Whether the files of a knowledge folder are still the same, without reading them."""

import os
from pathlib import Path
from typing import TypeAlias

Fingerprint: TypeAlias = frozenset[tuple[str, int, int, int]]
"""For each file its path, inode, size, and the time of its last change in nanoseconds."""

_TEMPORARY = ("~", "#", ".bak", ".swp", ".tmp")
"""How the names of what editors put beside a file end; others begin with a dot."""


def fingerprint(folder: Path) -> Fingerprint:
    """Of all files in the folder, pictures included, but for what editors put there while they save."""
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
