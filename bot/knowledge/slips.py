"""Slips that cannot be seen, or that YAML would explain somewhere else."""

import re
from collections.abc import Iterator

_MERGE = re.compile(r"(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)(?:\s|$)")
"""At the beginning of a line, where no text of YAML stands."""
_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff"
_KEY = r"""(?:[\w-]+|"[^"]*"):(?: +[|>][-+0-9]*)? *"""
_ODD_SPACE = re.compile(rf"[ -]*(?:{_KEY})?(?P<space>[{_SPACES}])")
"""Where YAML counts spaces: in front of a line, behind a dash, and behind a key and its `|`."""
_ODD_BREAK = re.compile("[\u0085\u2028\u2029]")
"""YAML begins a new line here, and editors do not: all lines below would have other numbers."""
_KEYLESS = re.compile(r"(?P<before> *(?:- +)*)(?P<rest>[\w\"'](?:[^:]|:(?! |$))*)")
"""What may be a key that has lost its colon."""
_KEY_AT_ALL = re.compile(r"(?P<before> *)(?:[\w-][\w -]*|\"[^\"]*\"|'[^']*'):( |$)")


def slips(text: str) -> Iterator[tuple[int, str]]:
    """The lines, from 1, with what to do there; what is in a merge is not looked at any further."""
    lines = text.split("\n")
    if marks := [number for number, line in enumerate(lines, 1) if _MERGE.match(line)]:
        for number in marks:
            yield number, "a merge mark of git: keep one of the two versions, and remove the mark"
        return
    for number, line in enumerate(lines, 1):
        if found := _ODD_BREAK.search(line):
            sign = ord(found[0])
            yield number, f"a line break that only YAML sees (U+{sign:04X}): begin a new line, or remove it"
        if found := _ODD_SPACE.match(line):
            sign = ord(found["space"])
            yield number, f"a space that YAML does not know (U+{sign:04X}): replace it by an ordinary one"


def lost_its_colon(above: list[str], line: str) -> int | None:
    """The number of the line above one with a key that is a key, too, beside it or around it; or None."""
    written = (number for number in range(len(above), 0, -1) if above[number - 1].split("#")[0].strip())
    number = next(written, 0)
    keyless = _KEYLESS.fullmatch(above[number - 1]) if number else None
    key = _KEY_AT_ALL.match(line)
    if not keyless or not key:
        return None
    deeper = len(key["before"]) - len(keyless["before"])
    is_one_word = len(keyless["rest"].split()) == 1
    return number if deeper == 0 or (deeper > 0 and is_one_word) else None
