"""From the times that were said to the first and the last of a day."""

from dataclasses import dataclass
from datetime import time

from bot.reminders.rules import INTERVALS, Kind
from bot.reminders.words.clock import Clock, Hours
from bot.reminders.words.vocabulary import words
from bot.reminders.words.wishes import Doubt, NonsenseError

_LEADS = words("at by around about exactly from till to between after before begin end off and or not no")
_STARTS = {"from", "begin", "after", "between"}
_ENDS = {"till", "end", "before", "off"}
_HALF_A_DAY = 12 * 60
_SHORT = 3 * 60
"""Minutes: "from 8 to 10" is more likely until ten in the evening."""
_AFTERNOON = 5
"""The last hour that by day is one of the afternoon: nobody means five in the morning by "at 5"."""
_BEFORE_BED = range(4, 13)
"""The hours that before bed are those of the evening, and midnight."""
_NOON = 12


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
    if kind is Kind.STRETCH:
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
