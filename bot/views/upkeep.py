"""What those who look after the bot read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.knowledge import Changes, Problem
from bot.views.screen import Screen, plain

_MOST = 10
"""Lines of one message; the others are counted."""
_LONGEST = 300
"""Characters of one line: all of them together are shorter than a message may be."""
_NAMED = 12
"""Entries named in one line; the others are counted."""


@dataclass(frozen=True)
class ErrorKind:
    """What errors have in common; nothing of it comes from what people write."""

    name: str
    """Of the exception's type."""
    place: str
    """A file and a line of the program."""


OTHER = ErrorKind("Errors of still other kinds", "")


def broken_screen(problems: Iterable[Problem]) -> Screen:
    """Where the knowledge has to be put right, and that nothing has come of it so far."""
    lines = [str(replace(problem, place=replace(problem.place, folder=Path()))) for problem in problems]
    return Screen(
        "<b>I cannot use the knowledge as it is now,</b> and go on with what I have read before.\n\n"
        + _listed(lines)
    )


def renewed_screen(changes: Changes, *, mended: bool) -> Screen:
    """What is different now."""
    first = "The knowledge is in order again." if mended else "I have read the knowledge anew."
    return Screen("\n\n".join([f"<b>{first}</b>", _said(changes) or "I know the same as before."]))


def unchanged_screen(latest: Changes) -> Screen:
    """Nothing to read, and what was different the last time."""
    last = f"\n\nThe last change:\n{_said(latest)}" if latest else ""
    return Screen(f"I know all that the files say. Nothing has changed since I read them.{last}")


def errors_screen(errors: Mapping[ErrorKind, tuple[int, bool]]) -> Screen:
    """How often what went wrong, and whether that was told before."""
    lines = [
        " ".join(filter(None, (_where(kind), _how_often(count, known=known))))
        for kind, (count, known) in errors.items()
    ]
    return Screen(f"<b>Something went wrong.</b> The log says more.\n\n{_listed(lines)}")


def _where(kind: ErrorKind) -> str:
    return f"{kind.name} at {kind.place}" if kind.place else kind.name


def _how_often(count: int, *, known: bool) -> str:
    if known:
        return f"({count} more {'time' if count == 1 else 'times'})"
    return f"({count} times)" if count > 1 else ""


def _said(changes: Changes) -> str:
    lines = [
        f"• {verb} {_named(names)}"
        for verb, names in (
            ("added:", changes.added),
            ("removed:", changes.removed),
            ("changed:", changes.changed),
            ("changed:", changes.files),
        )
        if names
    ]
    return "\n".join([*lines, *(["• the order of the entries"] if changes.order else [])])


def _named(names: tuple[str, ...]) -> str:
    rest = len(names) - _NAMED
    shown = ", ".join(f"<code>{plain(name)}</code>" for name in names[:_NAMED])
    return f"{shown} and {rest} more" if rest > 0 else shown


def _listed(lines: list[str]) -> str:
    rest = len(lines) - _MOST
    shown = [f"• {plain(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…')}" for line in lines]
    return "\n".join([*shown[:_MOST], *([f"and {rest} more"] if rest > 0 else [])])
