"""On which days: "on weekdays", "mon, wed and fri", "not at weekends"."""

import re

from bot.reminders.rules import EVERY_DAY

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = {name: day for day, name in enumerate(_NAMES)}
_GROUPS = {"weekday": frozenset(range(5)), "weekend": frozenset({5, 6})}
_DAY = "|".join(WEEKDAY)
_BEFORE = (
    r"(?P<not>\b(?:not|no|but not|off) (?:\w+ )??)?\b(?:(?:on|at|in|by|for|every|only|the|all|of) ){0,4}"
)
_RANGE = re.compile(
    rf"{_BEFORE}(?:(?:from )?(?P<from>{_DAY}) (?:to|till) (?P<to>{_DAY})"
    rf"|between (?P<start>{_DAY}) and (?P<end>{_DAY}))\b"
)
_AND = r"(?: (?:and|or|on|the|,|to))*"
_LIST = re.compile(
    rf"{_BEFORE}(?P<list>(?:{_DAY}|weekday|weekend)(?:{_AND} (?:{_DAY}|weekday|weekend)\b)*)\b(?: only)?"
)
_ALL = re.compile(r"\bevery (?:single )?day(?: of the week)?\b|\b(?:7 day(?: an?)? week|daily)\b")
_FROM_A_DAY = re.compile(
    rf"\b(?:from|begin|begin on|begin from) (?:next )?(?:{_DAY}|tomorrow|today|now)\b(?: on)?"
)


def days(words: str, *, negative: bool) -> tuple[frozenset[int] | None, str]:
    """The days that are meant, None when none are named; and the words without them.

    `negative`: what is said is not wanted ("stop on sundays").
    """
    wanted: set[int] = set()
    unwanted: set[int] = set()

    def take(found: re.Match[str]) -> str:
        (unwanted if negative or found["not"] else wanted).update(_meant(found))
        return " "

    rest = _RANGE.sub(take, words)
    rest = _FROM_A_DAY.sub(" ", rest)
    rest = _LIST.sub(take, rest)
    rest, daily = _ALL.subn(" ", rest)
    if not (wanted or unwanted or (daily and not negative)):
        return None, rest
    meant = frozenset(wanted or EVERY_DAY) - unwanted
    return meant or None, rest


def _meant(found: re.Match[str]) -> frozenset[int]:
    groups = {name: value for name, value in found.groupdict().items() if value}
    if "list" not in groups:
        first = WEEKDAY[groups.get("from") or groups["start"]]
        last = WEEKDAY[groups.get("to") or groups["end"]]
        return frozenset((first + later) % 7 for later in range((last - first) % 7 + 1))
    named = [name for name in groups["list"].split() if name in WEEKDAY or name in _GROUPS]
    return frozenset().union(*(_GROUPS.get(name) or {WEEKDAY[name]} for name in named))
