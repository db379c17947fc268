"""Times of day, and windows from one to another, in words."""

import re
from dataclasses import dataclass
from datetime import time

from bot.reminders.kinds import STRETCH, Kind
from bot.reminders.times import INTERVALS
from bot.reminders.wishes.model import Doubt, NonsenseError
from bot.reminders.wishes.vocabulary import words

_PARTS = "morning|afternoon|evening|night"
_MOMENTS = {
    "morning": time(8),
    "breakfast": time(8),
    "noon": time(12),
    "lunch": time(12),
    "afternoon": time(15),
    "dinner": time(18),
    "evening": time(19),
    "night": time(22),
    "bed": time(22),
    "midnight": time(0),
}
_MORNING_OF_NIGHT = 5
"""The last hour that "at night" still means after midnight."""
_NOON = 12
_OF_A_DIAL = range(1, 13)
"""The hours that come twice a day."""
_HOURS = r"(?<![:.,/\d])\d{1,2}(?:[:.]\d{2})?(?![:.,/]?\d)"
_OF_PART = rf"(?: (?:in|at|every|of)(?: the)? (?P<part>{_PARTS}))"
_EXACT = re.compile(
    r"\b(?:(?P<fraction>half|quarter|\d{1,2}(?= minute |(?: minute)? past))(?: minute)?"
    r" (?P<side>past|to) (?=\d))?"
    rf"(?P<clock>{_HOURS})(?: (?P<spoken>15|30|45)(?![:.\d]))?"
    rf"(?: ?(?P<half>am|pm)|(?P<hour> (?:oclock|h)))?\b{_OF_PART}?"
)
_HALF_TEN = re.compile(r"\bhalf (?=\d)")
_NAMED = re.compile(
    r"\b(?:(?:in|at|by|during|over|every|before|about|around|with|after|to|go|the|my|12) ){0,4}"
    rf"(?P<name>{_PARTS}|noon|midnight|breakfast|lunch|dinner|bed)\b"
)
_MOMENT = re.compile(
    r"\b(?:12 )?(noon|midnight)\b|(?:(?<=from )|(?<=till )|(?<=to ))(bed|breakfast|lunch|dinner)\b"
)
_SLOT = re.compile(r"@\d+")
_LEAD = (
    r"(?:at|by|about|around|from|till|to|between|after|before|begin|end|and|or|,) "
    r"(?:at |around |exactly |about )*"
)
_NO_LENGTH = r"(?! (?:hour|minute|day|week|month|time))"
_BARE = re.compile(
    rf"\b(?P<lead>{_LEAD})(?P<clock>\d{{1,4}})(?: (?P<spoken>15|30|45)(?![:.\d]))?"
    rf"(?: h)?(?![\w.,:/]){_NO_LENGTH}"
)
_PAIR = re.compile(rf"(?<![@\d])\b(\d{{1,2}}) (to|till|and) (?=@|\d{{1,2}}\b{_NO_LENGTH})")
_AFTER_PAIR = re.compile(rf"(@\d+ (?:to|till|and|,|or)) (\d{{1,2}})\b{_NO_LENGTH}")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it was said."""

    at: time
    sure: bool
    """Whether it is known to be in the morning or in the evening."""
    written: bool = False
    """Whether it was written as on a clock, of which 10:30 and later is in doubt only before bed."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The times in some words, and the words with "@0", "@1" and so on in their places."""

    clocks: tuple[Clock, ...]
    words: str


def clocks(words: str) -> Hours:
    """Find the times; raises NonsenseError for one that no clock shows."""
    found: list[Clock] = []

    def slot(clock: Clock) -> str:
        found.append(clock)
        return f"@{len(found) - 1}"

    def exact(match: re.Match[str]) -> str:
        if not (
            match["fraction"]
            or match["half"]
            or match["hour"]
            or match["part"]
            or {":", "."} & set(match["clock"])
        ):
            return match[0]
        return slot(_exact(match))

    def bare(match: re.Match[str]) -> str:
        return match["lead"] + slot(_clock(match["clock"], match["spoken"]))

    words = _EXACT.sub(exact, _HALF_TEN.sub("half past ", words))
    words = _MOMENT.sub(lambda match: slot(Clock(_MOMENTS[match[1] or match[2]], sure=True)), words)
    words = _BARE.sub(bare, words)
    words = _PAIR.sub(lambda match: f"{slot(_clock(match[1]))} {match[2]} ", words)
    words = _AFTER_PAIR.sub(lambda match: f"{match[1]} {slot(_clock(match[2]))}", words)
    parts = [match["name"] for match in _NAMED.finditer(words)]
    if not found:
        words = _NAMED.sub(
            lambda match: f" {_lead(match[0])} {slot(Clock(_MOMENTS[match['name']], sure=True))} ", words
        )
    elif parts and all(part in _PARTS.split("|") for part in parts) and not _over_night(found, parts[0]):
        found = [_in_part(clock, parts[0]) if _may_be_in_part(clock) else clock for clock in found]
    return Hours(tuple(found), " ".join(_SLOT.sub(r" \g<0> ", words).split()))


def _over_night(found: list[Clock], part: str) -> bool:
    """Whether the first clock is surely one of the evening: a night of "22 to 6" ends in the morning."""
    return part == "night" and len(found) > 1 and found[0].sure and found[0].at.hour > _NOON


def _lead(words: str) -> str:
    """The preposition for a named time: "to" of "to noon"; "after lunch" is as good as "at lunch"."""
    return "to" if "to" in words.split() and "go" not in words.split() else "at"


def _exact(match: re.Match[str]) -> Clock:
    clock = _clock(match["clock"], match["spoken"])
    if fraction := match["fraction"]:
        minutes = {"half": 30, "quarter": 15}.get(fraction) or int(fraction)
        clock = _moved(clock, minutes if match["side"] == "past" else -minutes)
    if half := match["half"]:
        if not clock.sure or clock.at.hour in _OF_A_DIAL:
            return Clock(clock.at.replace(hour=clock.at.hour % 12 + 12 * (half == "pm")), sure=True)
        return clock
    return _in_part(clock, match["part"]) if match["part"] and _may_be_in_part(clock) else clock


def _clock(digits: str, spoken: str | None = None) -> Clock:
    hour, _, minute = digits.replace(".", ":").partition(":")
    if len(hour) > 2:  # noqa: PLR2004 - digits
        hour, minute = hour[:-2], hour[-2:]
    hours, minutes = int(hour) % 24 if hour == "24" else int(hour), int(minute or spoken or 0)
    if hours > 23 or minutes > 59:  # noqa: PLR2004 - of a day
        raise NonsenseError(Doubt.TIME)
    return Clock(
        time(hours, minutes),
        sure=hours not in _OF_A_DIAL or hour[0] == "0" or (hours == _NOON and bool(minute)),
        written=bool(minute) and hours in _OF_A_DIAL[9:],
    )


def _moved(clock: Clock, minutes: int) -> Clock:
    total = (clock.at.hour * 60 + clock.at.minute + minutes) % (24 * 60)
    return Clock(time(*divmod(total, 60)), sure=clock.sure)


def _may_be_in_part(clock: Clock) -> bool:
    """Whether "at night" and the like can still change it: "12:15" alone is noon, and at night it is not."""
    return not clock.sure or (clock.written and clock.at.hour == _NOON)


def _in_part(clock: Clock, part: str) -> Clock:
    hour = clock.at.hour % 12
    late = part in {"afternoon", "evening"} or (part == "night" and hour > _MORNING_OF_NIGHT)
    return Clock(clock.at.replace(hour=hour + 12 * late), sure=True)


_LEADS = words("at by around about exactly from till to between after before begin end off and or not no")
_STARTS = {"from", "begin", "after", "between"}
_ENDS = {"till", "end", "before", "off"}
_HALF_A_DAY = 12 * 60
_SHORT = 3 * 60
"""In minutes. A shorter window is probably 12 hours longer: "from 8 to 10" means 8 a.m. to 10 p.m."""
_AFTERNOON = 5
"""Up to this hour, a bare number is taken as p.m.: nobody means five in the morning by "at 5"."""
_BEFORE_BED = range(4, 13)
"""Hours that, for the bedtime stretch, mean the evening (and 12 means midnight)."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last time of a day; equal for a single time, None where nothing was said."""

    first: time | None = None
    last: time | None = None
    every: int | None = None
    """The interval that follows from several times."""

    @property
    def single(self) -> bool:
        """Whether there is one time a day."""
        return self.first is not None and self.first == self.last


def span(hours: Hours, kind: Kind, *, negative: bool) -> tuple[Span, str]:
    """What the times mean for a kind of reminder, and the words without them.

    `negative`: what is said is not wanted ("nothing after 9 pm").
    """
    starts, ends, ats, rest = _sorted(hours)
    if not (starts or ends or ats):
        return Span(), rest
    if len(starts) > 1 or len(ends) > 1 or (ats and (starts or ends)) or (negative and len(ats) > 1):
        raise NonsenseError(Doubt.TIMES)
    if kind is STRETCH:
        return _before_bed([*ats, *(ends or starts)]), rest
    if ats and not negative:
        return _several([_by_day(clock) for clock in ats]), rest
    ends = ends or ats
    if starts and ends:
        first, last = _window(starts[0], ends[0])
        return (Span(last, first) if negative else Span(first, last)), rest
    first_said = _by_day(starts[0]) if starts else None
    last_said = _in_the_evening(ends[0]) if ends else None
    if negative and not ats:
        return Span(_by_day(ends[0]) if ends else None, _in_the_evening(starts[0]) if starts else None), rest
    return Span(first_said, last_said), rest


def several(hours: Hours, kind: Kind) -> list[time]:
    """The single times of a day, in order; none where some are ends of a window."""
    starts, ends, ats, _ = _sorted(hours)
    if starts or ends:
        return []
    times = [_by_day(at) for at in ats]
    if kind is STRETCH and ats:  # The last of them is the one before bed.
        times[-1] = _before_bed(ats[-1:]).first or times[-1]
    return sorted(set(times))


def _sorted(hours: Hours) -> tuple[list[Clock], list[Clock], list[Clock], str]:
    starts: list[Clock] = []
    ends: list[Clock] = []
    ats: list[Clock] = []
    rest: list[str] = []
    said = hours.words.split()
    for place, word in enumerate(said):
        if not word.startswith("@"):
            rest.append(word)
            continue
        leads: list[str] = []
        while rest and rest[-1] in _LEADS | {","}:
            leads.append(rest.pop())
        rest += [lead for lead in leads if lead in {"off", "not", "no"}]
        clock = hours.clocks[int(word[1:])]
        begins = " ".join(said[place + 1 : place + 3]).startswith(("to @", "till @"))
        if (
            _ENDS.intersection(leads)
            or ("to" in leads and (starts or not begins))
            or ("and" in leads and "between" in said[:place])
        ):
            ends.append(clock)
        elif begins or _STARTS.intersection(leads):
            starts.append(clock)
        else:
            ats.append(clock)
    return starts, ends, ats, " ".join(rest)


def _before_bed(clocks: list[Clock]) -> Span:
    if len(clocks) > 1:
        raise NonsenseError(Doubt.TIMES)
    clock = clocks[0]
    at = clock.at
    if not clock.sure:
        at = at.replace(hour=(at.hour + _NOON) % 24) if at.hour in _BEFORE_BED else at
    return Span(at, at, 0)


def _several(times: list[time]) -> Span:
    first, last = min(times), max(times)
    if first == last:
        return Span(first, first, 0)
    steps = {
        _minutes(later) - _minutes(earlier)
        for earlier, later in zip(sorted(times), sorted(times)[1:], strict=False)
    }
    if len(steps) > 1 or not steps.issubset(INTERVALS):
        raise NonsenseError(Doubt.TIMES)
    return Span(first, last, steps.pop())


def _by_day(clock: Clock) -> time:
    if clock.sure or clock.at.hour > _AFTERNOON:
        return clock.at
    return clock.at.replace(hour=clock.at.hour + 12)


def _in_the_evening(clock: Clock) -> time:
    if clock.sure or clock.written or clock.at.hour == _NOON:
        return clock.at
    return clock.at.replace(hour=clock.at.hour + 12)


def _window(start: Clock, end: Clock) -> tuple[time, time]:
    early = end.sure and start.at.hour < end.at.hour < _NOON
    first = start.at if early or start.written else _by_day(start)
    if end.sure or end.written:
        return first, end.at
    later = (_minutes(end.at) % _HALF_A_DAY - _minutes(first)) % _HALF_A_DAY or _HALF_A_DAY
    if later <= _SHORT and not start.sure and end.at.hour < _NOON:
        later += _HALF_A_DAY
    return first, time(*divmod((_minutes(first) + later) % (2 * _HALF_A_DAY), 60))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
