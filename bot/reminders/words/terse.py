"""Wishes that do not name reminders: "every 2 hours", "pause till monday", "water off"."""

import re
from datetime import datetime, time

from bot.reminders.rules import Kind
from bot.reminders.words.clock import clocks
from bot.reminders.words.days import days
from bot.reminders.words.intervals import interval
from bot.reminders.words.orders import one_kind, setting
from bot.reminders.words.pauses import until
from bot.reminders.words.vocabulary import FILLERS
from bot.reminders.words.window import Span, span
from bot.reminders.words.wishes import Doubt, NonsenseError, Off, Pause, Resume, Set, Show, Wish

_PLEASE = r"(?:(?:please|pls|plz|ok|okay|hey|hi|bot|now|thanks|just|,) ?)*"
_KIND = r"(?:the |my )?(?:hydration|stretch)(?: thing)?"
_TURN = r"(?:turn|turned|switch|switched)"
_A_DAY = re.compile(r"\b(?:time|once|daily)\b")
_PAUSE = re.compile(rf"^{_PLEASE}pause\b")
_OFF_FOR_A_WHILE = re.compile(
    rf"^{_PLEASE}off (?:it |all |everything )*(?=(?:for|till|today|this|next)\b)(?!.*\bminute\b)"
)
_RESUME = re.compile(rf"^{_PLEASE}(?:resume|begin (?:it |all )?again|(?:turn )?on again)(?: {_PLEASE})?$")
_OFF = re.compile(
    rf"^{_PLEASE}(?:(?:all |both |everything )*off(?: all| both| everything)*"
    rf"|{_TURN} (?:it |all |both |everything )*off(?: it| all| both| everything)*)(?: {_PLEASE})?$"
)
_KIND_OFF = re.compile(
    rf"^{_PLEASE}(?:(?:{_TURN} )?{_KIND} (?:{_TURN} )?off|{_TURN} off {_KIND}"
    rf"|off (?:the |my )?(?:hydration|stretch) thing)"
    rf"(?: {_PLEASE})?$"
)
_KIND_ON = re.compile(rf"^{_PLEASE}(?:(?:{_TURN} )?{_KIND} on|{_TURN} on {_KIND})(?: {_PLEASE})?$")
_ONLY = re.compile(r"\b(?:only|no|not)\b")
_MOMENTS = re.compile(r"\bevery (?:[1-9]|1\d|2\d) minute\b|\bevery minute\b")
_LIMBS = re.compile(r"\b(?:foot|feet|legs?|toes?|cal(?:f|ves))\b")
_EARLIEST = time(5)
_AFTERTHOUGHTS = FILLERS | {
    "hydration",
    "stretch",
    "want",
    "change",
    "move",
    "begin",
    ",",
    "time",
    "thanks",
    "day",
}


def terse(words: str, now: datetime) -> Wish | None:
    """The wish in clauses of which each word is one of ours, None when they are rather about a cramp."""
    if _PAUSE.search(words):
        return _paused(words, now)
    if _OFF_FOR_A_WHILE.search(words) and one_kind(words) is None:
        return _paused(_OFF_FOR_A_WHILE.sub("pause ", words), now)
    return _switched(words) or _set(words)


def _switched(words: str) -> Wish | None:
    if _RESUME.search(words):
        return Resume()
    if _OFF.search(words):
        return Off()
    kind = one_kind(words)
    if kind and _KIND_OFF.search(words):
        return Off(kind)
    return Set(kind) if kind and _KIND_ON.search(words) else None


def _paused(words: str, now: datetime) -> Wish | None:
    end, rest = until(words, now)
    left = set(rest.split()) - {"pause"} - FILLERS
    if end is None:
        return None if left else Show(Doubt.LENGTH)
    return None if left - {"hydration", "stretch", ",", "for"} else Pause(end)


def _set(words: str) -> Set | None:
    kind = one_kind(words)
    if _MOMENTS.search(words) or _LIMBS.search(words) or (not kind and _A_DAY.search(words)):
        return None
    digits = bool(re.search(r"\d", words))
    try:
        every, rest = interval(words)
        meant, rest = days(rest, negative=False)
        hours = clocks(rest)
        said, rest = span(hours, kind or Kind.HYDRATION, negative=False)
        if set(rest.split()) - _AFTERTHOUGHTS or not (
            every is not None
            or (digits and hours.clocks and (kind or _by_day(said)))
            or (meant and not hours.clocks and _ONLY.search(words))
        ):
            return None
        return setting(hours, kind, every, meant)
    except NonsenseError:
        if kind and digits:
            raise
        return None


def _by_day(said: Span) -> bool:
    """Whether it is a window of the day, not the hours of a night in which something hurt."""
    return not said.single and said.first is not None and said.last is not None and said.first >= _EARLIEST
