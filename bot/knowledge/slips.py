"""Slips that cannot be seen, or that YAML would explain somewhere else."""

import re
from collections.abc import Iterator

_MERGE = re.compile(r"(?:<<<<<<<|>>>>>>>)(?: |$)")
_MERGE_INSIDE = re.compile(r"(?:=======|\|\|\|\|\|\|\|)(?: |$)")
_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_ODD_SPACE = re.compile(rf"^(?:[ -]*|[ -]*[\w-]+:[ ]*)(?P<space>[{_SPACES}])")
"""Where YAML counts spaces: in front of a line, behind a dash, and behind a key."""


def slips(text: str) -> Iterator[tuple[int, str]]:
    """The lines, from 1, with what to do there; what is in a merge is not looked at any further."""
    lines = text.split("\n")
    merges = [number for number, line in enumerate(lines, 1) if _MERGE.match(line)]
    if merges:
        inside = [number for number, line in enumerate(lines, 1) if _MERGE_INSIDE.match(line)]
        for number in sorted(merges + inside):
            yield number, "a merge mark of git: keep one of the two versions, and remove the mark"
        return
    for number, line in enumerate(lines, 1):
        if found := _ODD_SPACE.match(line):
            sign = ord(found["space"])
            yield number, f"a space that YAML does not know (U+{sign:04X}): replace it by an ordinary one"
