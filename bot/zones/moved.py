"""Messages that name a place because somebody is there from now on: "i moved to madrid"."""

import re
from dataclasses import dataclass

_ZONE = r"(?:time ?zone|tz)"
_ORDER = re.compile(
    r"(?:(?:please|pls|hi|hello|hey|can you|could you|can i|how (?:do|can) i|i (?:want|need) to|i d like) )*"
    rf"(?:change|set|switch|update|fix|correct) (?:my |the )?{_ZONE}(?: (?:to|as) (.+))?"
)
_STATED = re.compile(rf"(?:my |the )?(?:new )?{_ZONE} (?:is |has )(?:now )?(?:changed to )?(.+)")
_WRONG = frozenset({"wrong", "not right", "incorrect", "off", "different", "not correct", "changed", "false"})
_SINCE = r"(?: (?:now|today|yesterday|recently|last \w+|this \w+|for .+))?"
_THERE = re.compile(
    r"(?:(?:i|we)(?: am| m| are| re| have| ve)? (?:just |now |currently )*)?"
    r"(?:moved|moving|relocated|flew|travel+ing|travel+ed) (?:over )?to (.+?)" + _SINCE
)
_HERE = re.compile(
    r"(?:i|we)(?: am| m| are| re)? (?:now|currently) (?:living |staying )?in (.+)"
    r"|(?:i|we)(?: am| m| are| re)? (?:living |staying )?in (.+?) now"
    r"|(?:i|we) (?:now )?live in (.+?)(?: now)?"
)


@dataclass(frozen=True, slots=True)
class Moved:
    """What somebody said about their time zone."""

    place: str
    """"" where they want another one and do not say which."""
    certain: bool
    """Whether they named the zone; otherwise what sounds like a place may be none: "i am in agony now"."""


def moved(text: str) -> Moved | None:
    """The place somebody is at from now on, in plain words; None for messages about anything else."""
    words = " ".join(re.sub(r"[^\w\s/+:-]", " ", text.lower()).split())
    if order := _ORDER.fullmatch(words):
        return Moved(order[1] or "", certain=True)
    if stated := _STATED.fullmatch(words):
        return Moved("" if stated[1] in _WRONG else stated[1], certain=True)
    found = _THERE.fullmatch(words) or _HERE.fullmatch(words)
    return Moved(next(filter(None, found.groups())), certain=False) if found else None
