"""Less often, more often, and later at one end of the day, in whatever words."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.words import LENGTH, bag, minutes

A_BIT = 30
"""Minutes that "a bit later" moves by."""


class Edge(StrEnum):
    """What of a day's reminders is moved."""

    BOTH = "both"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Move:
    """Later by so many minutes; fewer than none are earlier."""

    minutes: int
    edge: Edge = Edge.BOTH


_LESS = re.compile(
    r"\b(?:less(?: (?:often|frequent(?:ly)?))?|fewer|(?<!not )too (?:often|many|much|frequent(?:ly)?)"
    r"|not (?:so|that|this|quite so|very) (?:often|many|much|frequent(?:ly)?)"
    r"|more (?:rarely|seldom)|slow down|cut (?:down|back)|reduce|more space)\b"
)
_MORE = re.compile(
    r"\b(?:more(?: (?:often|frequent(?:ly)?))?|oftener|too (?:few|rarely|seldom|little)"
    r"|(?:not|isnt|arent) (?:often |frequent )?enough|increase)\b"
)
_NO_MORE = re.compile(r"\b(?:no|not|dont|never|without|any) (?:\w+ )?more\b(?! (?:than|often))")
"""An end of it."""
_BESIDE_TEMPO = bag(
    """
    please pls can could you would make it them that this thats its is are i id want wanted like need to
    a bit slightly somewhat tad little much way far the my me remind reminded reminding reminders
    reminder ping pings message messages notifications notify nudge nudges send come comes coming of for
    and with water drink drinking stretch stretching times time day per in ok okay sorry no but well
    then now again instead ones do be get getting rather thanks also even good better nice great fine
    lovely cool still just often frequent frequently these those
    """
)
_REMINDING = re.compile(
    r"\b(?:remind\w*|pings?|messages?|notif\w+|nudges?|often|frequent\w*|rarely|seldom|(?:half"
    r"|twice) as (?:many|often))\b"
)
_SHIFT = re.compile(
    rf"(?P<amount>{LENGTH}|(?:an? )?(?:bit|little)|much )? ?\b(?P<side>later|earlier|sooner|too early"
    rf"|too late|longer|shorter)\b"
)
_EDGES = (
    (Edge.FIRST, re.compile(r"^(?:start|begin|starting|beginning|first (?:one|glass))\b|\bstart\b")),
    (Edge.LAST, re.compile(r"^(?:stop|end|finish|ending|last (?:one|glass))\b|\b(?:finish|end)\b")),
)


def slower(words: str, *, told: bool) -> bool | None:
    """Whether less often is wanted, False for more often, None for neither.

    `told`: whether it is clear by what was done before that reminders are meant.
    """
    if _NO_MORE.search(words):
        return None
    less = _LESS.search(words)
    more = None if less and less[0].startswith("more") else _MORE.search(words)
    if bool(less) == bool(more):
        return None
    rest = (_LESS if less else _MORE).sub(" ", words).split()
    if not _BESIDE_TEMPO.issuperset(rest) or not (told or _REMINDING.search(words)):
        return None
    return bool(less)


def move(words: str) -> Move | None:
    """How far the words want it moved, and which end of the day."""
    found = _SHIFT.search(words)
    if not found:
        return None
    amount = (found["amount"] or "").strip()
    by = minutes(amount) if re.fullmatch(LENGTH, amount) else A_BIT
    if found["side"] in {"longer", "shorter"}:
        return _stretched(by if found["side"] == "longer" else -by, morning="morning" in words)
    edge = next((edge for edge, pattern in _EDGES if pattern.search(words)), Edge.BOTH)
    return Move(by if found["side"] in {"later", "too early"} else -by, edge)


def _stretched(by: int, *, morning: bool) -> Move:
    """The day of reminders so much longer, at its end unless the morning was named."""
    return Move(-by, Edge.FIRST) if morning else Move(by, Edge.LAST)
