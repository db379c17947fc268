"""Wishes that are no rule for every day: once, one more time a day, not today, less often."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from types import MappingProxyType
from typing import TypeAlias

from bot.conversation.after_change import A_BIT
from bot.conversation.goals import Goal, NoGoal, goal_wish, names_goal
from bot.conversation.last_days import Ends, ends_wish
from bot.conversation.refusing import CLOCK, Cannot, impossible
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
    """Two times a day; with one time, that one beside what there is."""

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
class NextOne:
    """When is the next one."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What is on."""


@dataclass(frozen=True, slots=True)
class OnAgain:
    """What was switched off is wanted again."""


@dataclass(frozen=True, slots=True)
class Shift:
    """Later by so many minutes; fewer than none are earlier."""

    kind: Kind | None
    minutes: int


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
    | NextOne
    | Overview
    | OnAgain
    | Shift
    | Tempo
    | Limited
    | Ends
    | Goal
    | NoGoal
    | Cannot
)

_KINDS: Mapping[Kind, re.Pattern[str]] = MappingProxyType(
    {
        WATER: re.compile(r"\b(?:water|drink(?:ing)?|hydrat\w+|glass(?:es)?|fluids?|sips?)\b"),
        STRETCH: re.compile(r"\b(?:stretch(?:es|ing)?|exercis\w+)\b"),
    }
)
_REMIND = re.compile(
    r"\b(?:remind(?:ers?|ing)?|(?:ping|nudge|poke|message|text|tell|notify) me|notification|alarm)\b"
)
_REPEATED = re.compile(
    r"\b(?:every|each|daily|hourly|all|from \d|until|till|pause|days?|weekdays?|weekends?)\b"
)
_IN = re.compile(rf"\b(?:in|after) (?:about )?(?P<length>{LENGTH})\b")
_ONCE = re.compile(r"\b(?:(?:just|only) )?(?:once|one time|a single time)\b(?! (?:a|an|every|per) )")
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
_TOO = re.compile(r"\b(?:too|also|as well|additionally|a second time|one more|another)\b")
_AND = re.compile(r"\b(?:and|&|\+)\b")
_TWICE = re.compile(r"\btwice(?: a| every| per)? ?(?:day|daily)?\b|\b(?:2|two) times(?: a| per)? day\b")
_TIMES = re.compile(rf"\b(?P<times>{NUMBER}) times(?: a| per| every)? day\b")
_WINDOW = re.compile(
    r"\b(?:from|between|until|till|to|at|after|before) (?:\d|noon|midnight|half|eight|nine|ten|seven)"
)
_MORE_TIMES = re.compile(r"\bbetween\b|\bfrom\b|\d\S* \d|(?:\d\S*(?: [ap]m)? and ){2}")
_ASKING = re.compile(r"^(?:do|does|did|how|why|is|are|should|which|what|when|where|who|will) ")
_AT_NOON = re.compile(r"(?P<kind>water|stretch) at (?P<moment>noon|midday|midnight)(?: please)?")
_OF_DAYS = re.compile(r"\b(?:every|only|twice|alternate|two times|2 times|on (?:the )?(?:week|\w+day))")
"""What is in every wish that cannot be done and names no kind of reminder."""
_FOR_NOW = re.compile(
    r"(?:please )?(?:skip|not|no reminders?|nothing|no messages|leave me alone|quiet|silence)(?: (?:me|for"
    r"|any|more|on|the))*"
    r" (?P<span>today|this week|this weekend|tomorrow|the rest of the day|tonight)(?: please)?"
)
_NEXT = re.compile(
    r"(?:and |so |ok )*(?:when|what time)(?:s| is| will| does| do)? (?:be |come )?(?:the |my "
    r"|your )?next (?:one|reminder|glass|stretch|water|drink|message)"
    r"(?: (?:be|come|coming|due|reminder|then))*"
)
_OVERVIEW = re.compile(
    r"(?:what|which)(?: (?:reminders?|ones?))?(?: (?:do i have|have i(?: got)?|are on|is on|did i set"
    r"|are set|am i getting))(?: (?:on|now|set|active|reminders?|going|at the moment|running))*"
    r"|(?:show|list)(?: me)? (?:what i have|all reminders|everything)|whats on|status|my plan"
    r"|what have i set(?: up)?"
)
_ON_AGAIN = re.compile(
    r"(?:please |can you |could you )*(?:turn|switch|put) (?:it|them|that|everything|all"
    r"|both)(?: all)? (?:back )?on(?: again)?"
    r"|(?:back to|as|like) (?:how|what|the way)? ?(?:it|they) (?:was|were)(?: before)?|start (?:it"
    r"|them) again|i want (?:it|them) back"
)
_SHIFT = re.compile(
    rf"(?P<amount>{LENGTH}|(?:an? )?(?:bit|little)|much )? ?\b(?P<side>later|earlier|sooner)\b"
)
_SHIFT_WORDS = re.compile(
    rf"(?:please|can|could|you|make|move|set|remind|me|to|it|the|my|come|start|begin|send|reminders?|water"
    rf"|drink|stretch(?:ing)?|ones?"
    rf"|a|bit|little|much|{LENGTH}|later|earlier|sooner|thanks|by|instead| )+"
)
_TEMPO = re.compile(
    r"(?:please |can you |could you )*(?:make (?:it|them)|(?:i want )?(?:remind(?:ed)?|ping|drink|water"
    r"|stretch)(?: me)?|(?:the )?(?:water|stretch)(?: reminders?)?|i want (?:it|them)|do it)?"
    r" ?(?:to (?:drink|stretch) )?(?:a (?:bit|little) )?(?:come )?(?:(?P<more>more (?:often|frequently"
    r"|frequent))|less (?:often|frequently|frequent)|not so often)(?: please)?"
)
_REST = re.compile(
    r"(?:please )?(?:skip|no|not|leave out|cancel|without)(?: (?:the|any|my|more))* (?:water|drink(?:ing)?"
    r"|stretch(?:es|ing)?)(?: (?:reminders?|one|ones))*"
    r" (?:for )?(?:today|tonight|this evening)|(?:today|tonight) (?:no|without)(?: the)? (?:water"
    r"|stretch(?:ing)?)"
)
_I_AM = re.compile(
    r"(?:but |and |oh |sorry |wait )*(?:i have|i am on|im on|ive got|i got|i suffer|my (?:doctor"
    r"|cardiologist)|i (?:am|was) told)\b"
)
_ILL = re.compile(
    r"\b(?:heart (?:failure|problems?|condition|disease|trouble)|weak heart|kidney\w*|renal|dialysis"
    r"|cirrhosis|hyponatra?emia|low sodium"
    r"|(?:doctor|cardiologist|nephrologist|gp|nurse|hospital) (?:\w+ ){0,4}(?:limit\w*|restrict\w*|less"
    r"|only|max\w*|not (?:to )?drink)"
    r"|fluid (?:limit|restriction)|restrict\w* (?:my )?(?:fluids?|drinking)|(?:not"
    r"|dont) (?:be )?(?:allowed|supposed) to drink (?:so |too |that )?much)\b"
)


def in_other_words(text: str) -> str:
    """A wish that is put in a way of its own, in words that every wish is read in."""
    words = plain(text[:LONGEST])
    if len(text) > LONGEST:
        return text
    if at := _AT_NOON.fullmatch(words):
        return f"remind me to {'drink' if at['kind'] == 'water' else 'stretch'} at {at['moment']}"
    found = _FOR_NOW.fullmatch(words)
    if found is None:
        return text
    span = "today" if found["span"] in {"tonight", "the rest of the day"} else found["span"]
    return "pause for today" if span == "today" else f"pause {span}"


def other_wish(text: str, now: datetime) -> OtherWish | None:
    """The wish in a message, if it is one of these; `now` is aware and in the person's zone."""
    words = plain(text[: 2 * LONGEST])
    if len(text) > 2 * LONGEST or not words or len(words.split()) > _MOST_WORDS:
        return None
    looked = _looked(words)
    if looked or _ASKING.match(words):
        return looked
    kinds = [kind for kind, pattern in _KINDS.items() if pattern.search(words)]
    asks = bool(_REMIND.search(words))
    if _ILL.search(words) and (_I_AM.match(words) or (asks and WATER in kinds) or names_goal(words)):
        return Limited(asks or names_goal(words))
    if goal := goal_wish(words):
        return goal
    if not kinds and (ends := ends_wish(text, words, now)):
        return ends
    cannot = impossible(words, kinds, asks=asks) if asks or kinds or _OF_DAYS.search(words) else None
    return cannot or _some(words, kinds, now, asks=asks)


def _looked(words: str) -> OtherWish | None:
    if _NEXT.fullmatch(words):
        return NextOne()
    if _OVERVIEW.fullmatch(words):
        return Overview()
    return OnAgain() if _ON_AGAIN.fullmatch(words) else None


def _some(words: str, kinds: list[Kind], now: datetime, *, asks: bool) -> OtherWish | None:
    kind = kinds[0] if len(kinds) == 1 else None
    if kind and _REST.fullmatch(words):
        return RestToday(kind)
    if tempo := _TEMPO.fullmatch(words):
        return Tempo(kind, more=bool(tempo["more"]))
    if _SHIFT_WORDS.fullmatch(words) and (shift := _SHIFT.search(words)):
        amount = shift["amount"] or ""
        by = minutes(amount) if re.fullmatch(LENGTH, amount) else A_BIT
        return Shift(kind, by if shift["side"] == "later" else -by)
    once = _once(words, kind, now) if asks and _is_once(words) else None
    return once or _several(words, kind, now, asks=asks)


def _is_once(words: str) -> bool:
    return not _REPEATED.search(words) and any(
        pattern.search(words) for pattern in (_IN, _ONCE, _TOMORROW, _TODAY)
    )


def _once(words: str, kind: Kind | None, now: datetime) -> OnceOnly | None:
    if found := _IN.search(words):
        return OnceOnly(kind, minutes=minutes(found["length"]))
    times = _times(words, WATER if " am" in words or "morning" in words else kind, now)
    tomorrow = bool(_TOMORROW.search(words))
    if not times and not tomorrow:
        return None
    return OnceOnly(kind, at=times[0] if times else None, tomorrow=tomorrow)


def _several(words: str, kind: Kind | None, now: datetime, *, asks: bool) -> TwiceADay | TimesADay | None:
    if kind is None or not (asks or _TOO.search(words) or words.startswith(_STARTS)):
        return None
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
