"""Wishes that are no rule for every day: once, one more time a day, not today, less often."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from types import MappingProxyType
from typing import TypeAlias

from bot.conversation.goals import Ends, Goal, NoGoal, begins_with_goal, ends_wish, goal_in, goal_wish
from bot.conversation.refusing import CLOCK, Cannot, impossible
from bot.conversation.stopping import may_end
from bot.conversation.wordings import Look, Move, look, move, slower
from bot.conversation.words import LENGTH, LONGEST, NUMBER, minutes, number, plain
from bot.reminders.kinds import STRETCH, WATER, Kind
from bot.reminders.wishes import Set, understand

_MOST_WORDS = 22
TWO = 2
_STARTS = ("water", "stretch", "drink")


@dataclass(frozen=True, slots=True)
class OnceOnly:
    """A single reminder, in so many minutes, or at a time of this day or the next one."""

    kind: Kind | None
    minutes: int | None = None
    at: time | None = None
    tomorrow: bool = False


@dataclass(frozen=True, slots=True)
class TwiceADay:
    """Twice a day. If only one time is given, it is added to the existing one."""

    kind: Kind
    times: tuple[time, ...]


@dataclass(frozen=True, slots=True)
class TimesADay:
    """Water so many times a day."""

    times: int


@dataclass(frozen=True, slots=True)
class RestToday:
    """Nothing more of one kind today."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Shift:
    """Some of it later, or earlier."""

    kind: Kind | None
    by: Move


@dataclass(frozen=True, slots=True)
class Tempo:
    """More often, or less often."""

    kind: Kind | None
    more: bool


@dataclass(frozen=True, slots=True)
class Limited:
    """Somebody may not drink as much as they like."""

    wants: bool
    """Whether they want to be reminded to drink all the same."""


OtherWish: TypeAlias = (
    OnceOnly
    | TwiceADay
    | TimesADay
    | RestToday
    | Look
    | Shift
    | Tempo
    | Limited
    | Ends
    | Goal
    | NoGoal
    | Cannot
)

KINDS: Mapping[Kind, re.Pattern[str]] = MappingProxyType(
    {
        WATER: re.compile(r"\b(?:water|drink(?:s|ing)?|hydrat\w+|glass(?:es)?|fluids?|sips?)\b"),
        STRETCH: re.compile(r"\b(?:stretch(?:es|ing)?|exercis\w+)\b"),
    }
)
"""What names a kind of reminder in plain words."""
_REMIND = re.compile(
    r"\b(?:remind(?:ers?|ing)?|(?:wake|ping|nudge|poke|message|text|tell|notify) me|notification|alarm)\b"
)
_REPEATED = re.compile(
    r"\b(?:every|each|daily|hourly|all|from \d|until|till|pause|days?|weekdays?|weekends?)\b"
)
_IN = re.compile(rf"\b(?:in|after) (?:about )?(?P<length>{LENGTH})\b")
_IN_BARE = re.compile(
    r"\bin (?:about )?(?P<number>five|ten|fifteen|twenty|thirty|forty|5|10|15|20|25|30|40|45)\b"
    r"(?! (?:the|[ap]m|hours?|days?|weeks?|oclock))"
)
_SOON = re.compile(rf"(?:water|stretch(?:ing)?|drink)(?: reminder)? in (?:about )?{LENGTH}(?: please)?")
_ONCE = re.compile(
    r"\b(?:(?:just|only) )?(?:once|one time|a single time|single|one off|oneoff)\b(?! (?:a|an|every|per) )"
)
_TOMORROW = re.compile(r"\btomorrow\b")
_TODAY = re.compile(r"\b(?:today|tonight|this (?:evening|afternoon|morning))\b")
_PARTS = {
    "morning": time(8),
    "noon": time(12),
    "midday": time(12),
    "evening": time(20),
    "afternoon": time(15),
}
_PART = re.compile(
    r"\b(?:in the |at |this |every |each )?(?P<part>morning|evening|afternoon|noon|midday)s?\b"
)
_TOO = re.compile(
    r"\b(?:too|also|as well|additionally|a second time|one more|another|extra|additional)\b|^add\b"
)
_AND = re.compile(r"\b(?:and|&|\+)\b")
_TWICE = re.compile(r"\btwice(?: a| every| per)? ?(?:day|daily)?\b|\b(?:2|two) times(?: a| per)? day\b")
_TIMES = re.compile(rf"\b(?P<times>{NUMBER}) times(?: a| per| every)? day\b")
_WINDOW = re.compile(
    r"\b(?:from|between|until|till|to|at|after|before) (?:\d|noon|midnight|half|eight|nine|ten|seven)"
)
_MORE_TIMES = re.compile(r"\bbetween\b|\bfrom\b|\d\S* \d|(?:\d\S*(?: [ap]m)? and ){2}")
_ASKING = re.compile(r"^(?:do|does|did|how|why|is|are|should|which|what|when|where|who|will) ")
_OF_DAYS = re.compile(
    r"\b(?:every|only|twice|alternate|two times|2 times|tomorrow|next|nothing|(?:call|phone|ring|email|sms"
    r"|whatsapp) me|on (?:the )?(?:week|\w+day|\d))"
)
"""Every impossible request that names no kind of reminder contains one of these."""
_SHIFT_WORDS = re.compile(
    rf"(?:please|can|could|you|make|move|set|remind|me|to|it|the|my|come|start|begin|end|finish|stop|first"
    rf"|last|send|reminders?|water"
    rf"|drink|stretch(?:ing)?|ones?"
    rf"|a|bit|little|much|{LENGTH}|later|earlier|sooner|longer|shorter|in|evening|morning|thanks|by|instead"
    rf"| )+"
)
_KEEP = re.compile(r" (?:but |and |only )*(?:keep|leave) .*")
_REST = re.compile(
    r"(?:please )?(?:skip|no|not|leave out|cancel|without)(?: (?:the|any|my|more))* (?:water|drink(?:ing)?"
    r"|stretch(?:es|ing)?)(?: (?:reminders?|one|ones))*"
    r" (?:for )?(?:(?:the )?rest of (?:the |to)?day|today|tonight|this evening)(?: (?:but |and "
    r"|only )*(?:keep|leave) .*)?"
    r"|(?:today|tonight) (?:no"
    r"|without)(?: the)? (?:water"
    r"|stretch(?:ing)?)"
)
_NOT_TODAY = re.compile(
    r"(?:please |pls |sorry )*(?:not|no|nothing) (?:\w+ ){0,2}(?:tonight|today)\b(?!.*\d)"
)
_I_AM = re.compile(
    r"(?:but |and |oh |sorry |wait |since \w+ )*(?:i have|i am on|im on|ive got|i got|i suffer|my (?:doctor"
    r"|cardiologist)|i (?:am|was) told)\b"
)
_EXTRA = re.compile(r"\b(?:extra|one more|another|additional)\b")
_REFUSED = re.compile(r"\b(?:dont|do not|never|no longer|stop)\b")
_DOUBTS = re.compile(r"\b(?:is|are|too|enough|ok|okay|safe|dangerous|good|bad|why|how|remind\w*|but|and)\b")
_FROM_NOW_ON = re.compile(r" from now on\b| in (?:the )?future\b")
_PUT_ON = re.compile(r"\b(?:put me on|puts me on|only allows? me|allows me|told me|has me on)\b")
_SET_UP = re.compile(r"\b(?:alerts?|pings?|nudges?|alarms?|notifications?|set (?:me )?up|schedule)\b")
_ILL = re.compile(
    r"\b(?:heart (?:failure|problems?|condition|disease|trouble)|weak heart|kidney\w*|renal|dialysis"
    r"|cirrhosis|hyponatra?emia|low sodium"
    r"|(?:doctor|doc|dr|cardiologist|nephrologist|gp|nurse|hospital) (?:\w+ ){0,4}(?:limit\w*|restrict\w*"
    r"|allow\w*|less|only|max\w*|not (?:to )?drink|not (?:above|over|more))"
    r"|fluid (?:limit|restriction)|restrict\w* (?:my )?(?:fluids?|drinking)|(?:not"
    r"|dont) (?:be )?(?:allowed|supposed) to drink (?:so |too |that )?much)\b"
)


def kinds_in(text: str) -> list[Kind]:
    """The kinds of reminders that a text names."""
    words = plain(text)
    return [kind for kind, pattern in KINDS.items() if pattern.search(words)]


def is_limited(text: str) -> bool:
    """Whether a text tells of an illness or a doctor's limit, with which more to drink may do harm."""
    return bool(_ILL.search(plain(text)))


def other_wish(text: str, now: datetime) -> OtherWish | None:
    """The wish in a message, if it is one of these; `now` is aware and in the person's zone."""
    words = _FROM_NOW_ON.sub("", plain(text[: 2 * LONGEST]))
    if len(text) > 2 * LONGEST or not words or len(words.split()) > _MOST_WORDS:
        return None
    looked = look(words)
    if looked or _ASKING.match(words):
        return looked
    kinds = kinds_in(words)
    asks = bool(_REMIND.search(words))
    goal = begins_with_goal(words)
    limited = is_limited(words) and not words.startswith(("what", "how", "why", "can", "is"))
    sets = asks or bool(_SET_UP.search(words))
    if limited and (_I_AM.match(words) or _PUT_ON.search(words) or goal or (sets and WATER in kinds)):
        return Limited(sets or goal)
    if goal and not _DOUBTS.search(words) and (amount := goal_in(words, bare=False)):
        return amount
    if found := goal_wish(words) or (None if kinds else _end_in(text, words, now)):
        return found
    is_wish = bool(asks or kinds or _OF_DAYS.search(words)) and not may_end(words)
    cannot = impossible(words, kinds, asks=asks) if is_wish else None
    return cannot or _some(words, kinds, now, asks=asks)


def _end_in(text: str, words: str, now: datetime) -> Ends | None:
    """The end that a message begins with, whatever is told behind a comma."""
    first = text.partition(",")[0]
    return ends_wish(text, words, now) or ends_wish(first, plain(first), now)


def _some(words: str, kinds: list[Kind], now: datetime, *, asks: bool) -> OtherWish | None:
    kind = kinds[0] if len(kinds) == 1 else None
    is_rest = _REST.fullmatch(words) or _NOT_TODAY.match(words)
    rests = kinds_in(_KEEP.sub("", words)) if is_rest else []
    if len(rests) == 1:
        return RestToday(rests[0])
    less = slower(words, told=False)
    if less is not None:
        return Tempo(kind, more=not less)
    if _SHIFT_WORDS.fullmatch(words) and (by := move(words)):
        return Shift(kind, by)
    asks = asks or bool(_SOON.fullmatch(words)) or bool(_ONCE.search(words) and kind and CLOCK.search(words))
    asks = asks or bool(kind and _IN.search(words) and _EXTRA.search(words))
    once = _once(words, kind, now) if asks and _is_once(words) and not _REFUSED.search(words) else None
    return once or _several(words, kind, now, asks=asks)


def _is_once(words: str) -> bool:
    return not _REPEATED.search(words) and any(
        pattern.search(words) for pattern in (_IN, _IN_BARE, _ONCE, _TOMORROW, _TODAY)
    )


def _once(words: str, kind: Kind | None, now: datetime) -> OnceOnly | None:
    if found := _IN.search(words):
        return OnceOnly(kind, minutes=minutes(found["length"]))
    if found := _IN_BARE.search(words):
        return OnceOnly(kind, minutes=number(found["number"]))
    times = _times(words, WATER if " am" in words or "morning" in words else kind, now)
    tomorrow = bool(_TOMORROW.search(words))
    if not times and not tomorrow:
        return None
    return OnceOnly(kind, at=times[0] if times else None, tomorrow=tomorrow)


def _several(words: str, kind: Kind | None, now: datetime, *, asks: bool) -> TwiceADay | TimesADay | None:
    if kind is None or not (asks or _TOO.search(words) or words.startswith(_STARTS)):
        return None
    if _TOMORROW.search(words) or _TODAY.search(words):
        return None  # Once more, and not every day.
    by_day, before_bed = _times(words, WATER, now), _times(words, kind, now)
    if len(by_day) == TWO and _AND.search(words) and not _MORE_TIMES.search(words):
        return TwiceADay(kind, (by_day[0], before_bed[1]))
    if len(by_day) == 1 and _TOO.search(words):
        return TwiceADay(kind, tuple(by_day))
    times = _TIMES.search(_TWICE.sub("2 times a day", words))
    if times and kind is WATER and not _WINDOW.search(words) and number(times["times"]) > 1:
        return TimesADay(number(times["times"]))
    return None


def _times(words: str, kind: Kind | None, now: datetime) -> list[time]:
    """The times of day that are named."""
    name = "stretch" if kind is STRETCH else "water"
    found: list[time] = []
    for match in CLOCK.finditer(words):
        morning = " in the morning" if re.match(r" (?:in the )?morning", words[match.end() :]) else ""
        wish = understand(f"remind me to {name} at {match['clock']}{morning}", now)
        if isinstance(wish, Set) and wish.first is not None:
            found.append(wish.first)
    return found or [_PARTS[match["part"]] for match in _PART.finditer(words)]
