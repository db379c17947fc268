"""Wishes among other words: two told apart ("water every 2 hours and stretch at 22"), or one found."""

import re
from datetime import datetime

from bot.conversation.after_change import WORDS
from bot.conversation.stopping import stop_asked
from bot.conversation.wishing import KINDS, Shift, Tempo, other_wish
from bot.conversation.words import LONGEST, WEEKDAY, plain
from bot.language import clauses
from bot.reminders.kinds import Kind
from bot.reminders.wishes import Off, Set, tells_all, understand

_SEAM = re.compile(
    r"\s*(?:[,;.+&]|\band\b|\bbut\b|\bplus\b|\bthen\b|\balso\b)(?:\s*(?:and|but|plus|then|also)\b)*\s*"
)
_TELLS = re.compile(rf"\d|\b(?:{WEEKDAY}|week(?:end|day))", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:morning|evening|night|bed\w*|daily|every day)\b", re.IGNORECASE)
_OBJECT = re.compile(r"^(?:to )?(?=water|drink|stretch|hydrat)")


def two_wishes(text: str, now: datetime) -> tuple[str, str] | None:
    """Both wishes as messages of their own, if there is one for each kind of reminder; `now` is aware."""
    words = text.strip(" .!?\n")
    if len(text) > LONGEST or not all(pattern.search(plain(words)) for pattern in KINDS.values()):
        return None
    for seam in _SEAM.finditer(words):
        first, second = _alone(words[: seam.start()], now), _alone(words[seam.end() :], now)
        # "to drink and to stretch at 8": the time may be meant for both; "before bed" cannot.
        is_of_both = first and second and first[2] != second[2] and re.search(r"\d", words)
        if first and second and first[0] is not second[0] and not is_of_both:
            return first[1], second[1]
    return None


def one_wish(text: str, now: datetime) -> str | None:
    """The one clause of several that is a wish, if no other has a figure in it; `now` is aware.

    "Water once a day at 9pm. then im going to bed, night toaster".
    """
    if "?" in text or len(text) > LONGEST or not any(kind.search(plain(text)) for kind in KINDS.values()):
        return None
    parts = clauses(text)
    found = [part for part in parts if _is_told(part, now)] if len(parts) > 1 else []
    is_rest_told = any(_TELLS.search(part) for part in parts if part not in found)
    return found[0] if len(found) == 1 and not is_rest_told else None


def _is_told(clause: str, now: datetime) -> bool:
    wish = understand(clause, now)
    return isinstance(wish, Set) and not wish.guessed and wish != Set(wish.kind) and tells_all(wish, clause)


def _alone(part: str, now: datetime) -> tuple[Kind, str, bool] | None:
    """The kind that part of a message is about, the message that it is alone, and whether it says how."""
    kinds = [kind for kind, pattern in KINDS.items() if pattern.search(plain(part))]
    if len(kinds) != 1:
        return None
    tries = [part, f"remind me {_OBJECT.sub('to ', part)}"] if _OBJECT.match(part) else [part]
    stop = stop_asked(plain(part))
    if stop and stop.kinds == (kinds[0],) and stop.clear and not stop.today:
        return kinds[0], f"turn off {WORDS[kinds[0]]}", True
    for tried in tries:
        if isinstance(other_wish(tried, now), Shift | Tempo):
            return kinds[0], tried, True
        wish = understand(tried, now)
        if isinstance(wish, Set | Off) and wish.kind is kinds[0]:
            return kinds[0], tried, wish != Set(kinds[0]) or bool(_WHEN.search(part))
    return None
