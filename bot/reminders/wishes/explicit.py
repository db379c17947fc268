"""Parses a request that is certainly about reminders."""

import re
from dataclasses import replace
from datetime import datetime, time

from bot.reminders.kinds import KINDS, STRETCH, WATER, Kind
from bot.reminders.wishes.ends import last_day
from bot.reminders.wishes.model import (
    Doubt,
    NonsenseError,
    Off,
    Pause,
    Resume,
    Set,
    Show,
    Wish,
    days,
    interval,
)
from bot.reminders.wishes.pauses import until
from bot.reminders.wishes.times_of_day import Hours, Span, clocks, span

_BED = re.compile(r"\bbed\b")
_TIRED = re.compile(r"\b(?:want to(?: go to)?|let (?:me|us)|i am) bed\b")
_NO = re.compile(r"\b(?:off|no|not|enough)\b")
_PAUSE = re.compile(r"\b(?:pause|hold)\b")
_REMIND = re.compile(r"\bremind(?:er)?\b")
_ERRAND = re.compile(r"\bremind me (?:please |again )?(?:to|about|of|that) (?!every|hourly|daily|at|from)")
_NOT_BEFORE = re.compile(r"\b(?:but )?(?:not|no) (?:before|till) ")
_NOT_AFTER = re.compile(r"\b(?:but )?(?:not|no) (?:after|past) ")
_NOT_AT_NIGHT = re.compile(r"\b(?:but )?(?:not|no) (?:at|in|during|over) (?:the )?night\b")
_FOR_A_WHILE = re.compile(r"\b(?:for|till|before|today|this|next|rest|over)\b")
_RESUME = re.compile(r"\bresume\b|\b(?:begin|on|remind|reminder|want) (?:\w+ )*again\b|\bagain on\b")
_LOOK = re.compile(r"\b(?:show|change|fewer|more (?:\w+ )?reminder)\b")
_SHIFT = re.compile(r"\blater\b")
_BEGIN_AT = re.compile(r"\bbegin ((?:\w+ ){0,4}?)at (?=.*\d)")
_AND_END = re.compile(r"\b(?:and |, )*(?:off|end) at ")
_LEAVE_ME = re.compile(r"\b(?:off|no|not) .*\btell\b")
_TELL = re.compile(r"\btell\b")
_WHEN = re.compile(r"\b(?:for|till|before|after|today|on|at|between|this|next)\b")
_KEPT = re.compile(r"\bkeep (?:on )?(?:the |my )?(?:hydration|stretch)\b")
_ON_AND_OFF = re.compile(r"\bon\b.* \boff\b|\boff\b.* \bon$")
_ONCE = re.compile(r"\b(?:in|after) (?:about |around )?(?:half an?|an?|\d+)(?: of)? (?:minute|hour|h)\b")
_PART_OF_DAY = re.compile(r"\b(?:at|in|during|over) (?:the )?(?:night|morning|evening|afternoon|bed)\b")
_PLACED = re.compile(r"\b(?:at|after|before|from|till|between|to|off|about|around) (?:at )?@")
_BEDTIME = re.compile(r"\b(?:evening|night|bed)\b")
_EVENING = 20
_SMALL_HOURS = time(6)


def one_kind(words: str) -> Kind | None:
    """The one kind that is named; None for none and for both."""
    named = _named(words)
    return named[0] if len(named) == 1 else None


def order(words: str, asides: str, now: datetime) -> Wish | None:
    """The wish in canonical words; `asides` are clauses that only give context."""
    named = _named(words) or _named(asides)
    if not named and _BED.search(words) and not _TIRED.search(words):
        named = [STRETCH]
    if kept := _KEPT.search(words):
        return _all_but(_named(kept[0]), words[: kept.start()])
    if _ON_AND_OFF.search(words) and len(named) > 1:
        return Show(Doubt.BOTH)
    if not named and _LEAVE_ME.search(words):
        if not _WHEN.search(words):
            return Off()
        words = _TELL.sub("reminder", words)
    if not named and (_ERRAND.search(words) or not _REMIND.search(words)):
        return None
    if _PAUSE.search(words):
        end = until(words, now)[0] or until(asides, now)[0]
        return Pause(end) if end else Show(Doubt.LENGTH)
    return _changed(_straightened(words), named, now)


def _all_but(kept: list[Kind], refused: str) -> Wish | None:
    """The request in "stop the reminders but keep the stretch"."""
    if not _is_refused(refused):
        return Show()
    left = [kind for kind in KINDS.values() if kind not in kept]
    return Off(left[0]) if len(left) == 1 else Show()


def _straightened(words: str) -> str:
    """Normalises the ways to give the start and end of a time window: "not after 9" is "till 9"."""
    if _BEGIN_AT.search(words):
        words = _AND_END.sub(" till ", _BEGIN_AT.sub(r"begin \1from ", words))
    return _NOT_AT_NIGHT.sub(" ", _NOT_AFTER.sub("till ", _NOT_BEFORE.sub("from ", words)))


def _changed(words: str, named: list[Kind], now: datetime) -> Wish:
    kind = named[0] if len(named) == 1 else None
    every, rest = interval(words)
    meant, positive = days(rest, negative=False)
    if _is_refused(positive):
        end = until(rest, now)[0] if _FOR_A_WHILE.search(rest) else None
        if end:
            return Pause(end)
        return Show(Doubt.LENGTH) if "tomorrow" in rest.split() else _less(rest, kind)
    if every is None and _ONCE.search(words):
        return Show(Doubt.ONCE)
    ends, rest = last_day(words, now)
    every, rest = interval(rest)
    meant, positive = days(rest, negative=False)
    if _NO.search(positive) or _SHIFT.search(positive):
        return Show()
    wish = _more(positive, named, every, meant)
    return replace(wish, ends=ends) if isinstance(wish, Set) else wish


def _named(words: str) -> list[Kind]:
    return [kind for kind in KINDS.values() if re.search(rf"\b{kind.id}\b", words)]


def _is_refused(words: str) -> bool:
    """Whether the person refuses reminders altogether, not just some detail of them."""
    asked = _REMIND.search(words)
    return bool(
        re.search(r"\boff\b|\bend (?:the|my|all|these) ", words)
        or _NO.search(words, 0, asked.start() if asked else len(words))
    )


def _less(words: str, kind: Kind | None) -> Wish:
    meant, rest = days(words, negative=True)
    if meant is not None:
        return Set(kind or WATER, days=meant, guessed=kind is None)
    hours = clocks(rest)
    if kind is STRETCH or not _PLACED.search(hours.words):
        return Off(kind)
    if not re.search(r"\d", rest):
        return Show(Doubt.TIMES) if _PART_OF_DAY.search(rest) else Off(kind)
    said, _ = span(hours, WATER, negative=True)
    if _is_odd(said):
        return Show(Doubt.TIMES)
    return Set(WATER, first=said.first, last=said.last, guessed=kind is None)


def _is_odd(said: Span) -> bool:
    """Whether only the night would be left: after "not at 3 am", or "not between 12 and 14"."""
    if said.first is None or said.last is None:
        return said.last is not None and said.last < _SMALL_HOURS
    return said.first > said.last


def _more(words: str, named: list[Kind], every: int | None, meant: frozenset[int] | None) -> Wish:
    kind = named[0] if len(named) == 1 else None
    hours = clocks(words)
    if kind is STRETCH and _BEDTIME.search(words) and not re.search(r"\d", words):
        hours = Hours((), words)
    if every is None and meant is None and not hours.clocks:
        if len(named) > 1:
            return Show(Doubt.BOTH)
        if _RESUME.search(words) and (kind is None or "resume" in words.split()):
            return Resume()
        return Set(kind) if kind and not _LOOK.search(words) else Show()
    if len(named) > 1:
        return Show(Doubt.BOTH)
    return setting(hours, kind, every, meant)


def setting(hours: Hours, kind: Kind | None, every: int | None, meant: frozenset[int] | None) -> Set:
    """What is to be set, with the kind that it suits when none is named; NonsenseError when it suits none."""
    said, _ = span(hours, kind or WATER, negative=False)
    guessed = kind is None
    if kind is None:
        kind = _guess(hours, said, every)
        said = span(hours, kind, negative=False)[0]
    if kind is STRETCH and every:
        raise NonsenseError(Doubt.INTERVAL)
    if every and said.single:
        said = Span(said.first)
    if every == 0 or said.single:
        at = said.first if said.first is not None else said.last
        return Set(kind, 0, at, at, meant, guessed)
    return Set(kind, every if every is not None else said.every, said.first, said.last, meant, guessed)


def _guess(hours: Hours, said: Span, every: int | None) -> Kind:
    """A single time in the evening is for the stretch before bed."""
    if every or not said.single or said.first is None:
        return WATER
    at = span(hours, STRETCH, negative=False)[0].first
    return STRETCH if at is not None and (at.hour >= _EVENING or at == time()) else WATER
