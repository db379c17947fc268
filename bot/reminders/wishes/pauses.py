"""Until when: "for 3 days", "till monday", "until 5 december"."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import TypeAlias

from bot.reminders.wishes.model import WEEKDAY, Doubt, NonsenseError
from bot.reminders.wishes.times_of_day import Clock, clocks

Way: TypeAlias = Callable[[Mapping[str, str], datetime], datetime]
LONGEST = timedelta(days=366)
_YEAR = "january february march april may june july august september october november december"
_MONTHS = _YEAR.split()
_NAMES = "|".join(_MONTHS)
_DAYS = "|".join(WEEKDAY)
_TILL = r"\b(?:till|before|to)(?: (?:at|on|the|about|around|after|my))*"
_NUMBER = r"\d\d?(?:st|nd|rd|th)?"
_LENGTH = re.compile(
    r"(?:\bfor )?(?:\bthe )?(?:\bnext )?(?:\b(?:about|around|at least|maybe) )*"
    r"\b(?:(?:(?P<half>half)(?: of)? an? |(?P<count>\d{1,4}(?:[.,]5)?)(?: of)? |an? |(?<=next ))"
    r"(?P<unit>minute|hour|h|day|night|week|fortnight|month|year))\b"
    r"(?P<more> and(?: an?)? half)?"
)
_THIS = re.compile(
    r"\b(?:for |in |during )?(?:(?:the )?rest of (?:the |this )?|this )(?P<unit>day|week|month)\b"
    r"|\b(?:for )?(?P<today>today)(?! @)\b|\b(?:this|for(?: the)?|over(?: the)?) (?P<weekend>weekend)\b"
)
PAST = re.compile(rf"{_TILL} (?:yesterday|last \w+|now\b)")
_ISO = re.compile(rf"{_TILL} (?P<year>\d{{4}})-(?P<month>\d\d?)-(?P<day>\d\d?)\b")
_DOTTED = re.compile(
    rf"{_TILL} (?P<day>\d\d?)[./](?P<month>0?[1-9]|1[0-2])(?:[./](?P<year>\d{{4}}|\d\d))?(?![\d.:apo])"
)
_AMERICAN = re.compile(
    rf"{_TILL} (?P<month>0?[1-9]|1[0-2])/(?P<day>\d\d?)(?:/(?P<year>\d{{4}}|\d\d))?(?![\d.:apo])"
)
_DAY_MONTH = re.compile(
    rf"{_TILL} (?:(?:{_DAYS}) )?(?:the )?(?P<day>{_NUMBER})(?: of)? "
    rf"(?P<month>{_NAMES})\b(?: ,? ?(?P<year>\d{{4}}))?"
)
_MONTH_DAY = re.compile(
    rf"{_TILL} (?P<month>{_NAMES})\b(?: (?:the )?(?P<day>{_NUMBER})\b)?(?: ,? ?(?P<year>\d{{4}})\b)?"
)
_NTH = re.compile(rf"{_TILL} (?P<day>\d\d?)(?:st|nd|rd|th)\b")
_FEAST = re.compile(rf"{_TILL} (?P<feast>christmas|newyear)\b")
DAY = re.compile(rf"{_TILL} (?:next |this )?(?P<day>{_DAYS}|weekend)\b")
NEXT = re.compile(
    rf"{_TILL} (?:next (?P<next>week|month|year)|end of (?:the |this )?(?P<end>day|week|month))\b"
)
TOMORROW = re.compile(rf"{_TILL} (?:(?P<after>day after )?tomorrow|today(?P<today>))\b")


def until(words: str, now: datetime) -> tuple[datetime | None, str]:
    """When a pause ends, None when nothing is said of it; and the words without it.

    Raises NonsenseError for a moment that has passed, is far away or does not exist.
    """
    for pattern, moment in _WAYS.items():
        if found := pattern.search(words):
            try:
                end = moment(
                    {name: said for name, said in found.groupdict().items() if said is not None}, now
                )
            except (ValueError, OverflowError) as error:
                raise NonsenseError(Doubt.DATE) from error
            rest = f"{words[: found.start()]} {words[found.end() :]}"
            if pattern not in (_LENGTH, _THIS):
                end, rest = _at_a_time(end, rest)
            return _soon(end, now), rest
    return _till_a_time(words, now)


def _soon(end: datetime, now: datetime) -> datetime:
    if not now < end <= now + LONGEST:
        raise NonsenseError(Doubt.DATE)
    return end


def _at_a_time(end: datetime, words: str) -> tuple[datetime, str]:
    hours = clocks(words)
    if not hours.clocks:
        return end, words
    return datetime.combine(end, _morning(hours.clocks[0]), end.tzinfo), re.sub(
        r"(?:\bat )?@\d", " ", hours.words
    )


def _till_a_time(words: str, now: datetime) -> tuple[datetime | None, str]:
    hours = clocks(words)
    if not (found := re.search(r"\btill(?: at)? @0", hours.words)):
        return None, words
    said = hours.clocks[0]
    ends = [datetime.combine(now, at, now.tzinfo) for at in {said.at, said.at if said.sure else _later(said)}]
    ends += [end + timedelta(days=1) for end in ends]
    return min(end for end in ends if end > now), hours.words[: found.start()] + hours.words[found.end() :]


def _later(clock: Clock) -> time:
    return clock.at.replace(hour=(clock.at.hour + 12) % 24)


def _morning(clock: Clock) -> time:
    return clock.at if clock.sure or clock.at.hour > 5 else _later(clock)  # noqa: PLR2004 - o'clock


def _midnight(now: datetime, days: int = 0) -> datetime:
    return datetime.combine(now.date() + timedelta(days=days), time(), now.tzinfo)


def _of_month(now: datetime, later: int) -> datetime:
    year, month = divmod(now.year * 12 + now.month - 1 + later, 12)
    return datetime(year, month + 1, 1, tzinfo=now.tzinfo)


def _length(said: Mapping[str, str], now: datetime) -> datetime:
    count = (
        0.5 if "half" in said else float(said.get("count", "1").replace(",", ".")) + 0.5 * ("more" in said)
    )
    unit = said["unit"]
    return now + count * UNITS[unit]


UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "h": timedelta(hours=1),
    "day": timedelta(days=1),
    "night": timedelta(days=1),
    "week": timedelta(weeks=1),
    "fortnight": timedelta(weeks=2),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}


def this(said: Mapping[str, str], now: datetime) -> datetime:
    """The end of what lasts now: this week, this month, today."""
    if said.get("unit") == "month":
        return _of_month(now, 1)
    if said.get("unit") == "week":
        return _weekday(0, now)
    if "weekend" in said:
        if now.weekday() < WEEKDAY["friday"]:
            raise NonsenseError(Doubt.LENGTH)
        return _weekday(0, now)
    return _midnight(now, 1)


def _weekday(day: int, now: datetime) -> datetime:
    return _midnight(now, (day - now.weekday() - 1) % 7 + 1)


def _past(_: Mapping[str, str], now: datetime) -> datetime:
    return now


def _date(said: Mapping[str, str], now: datetime) -> datetime:
    month = said["month"]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
    day = int(re.sub(r"\D", "", said.get("day", "1")))
    if year := said.get("year"):
        return datetime(int(year) + 2000 * (len(year) == 2), number, day, tzinfo=now.tzinfo)  # noqa: PLR2004 - digits
    # Only this year and next are tried: a 29 February further off is too far anyway.
    return _first_after(now, [(now.year, number, day), (now.year + 1, number, day)])


def _nth(said: Mapping[str, str], now: datetime) -> datetime:
    following = _of_month(now, 1)
    day = int(said["day"])
    return _first_after(now, [(now.year, now.month, day), (following.year, following.month, day)])


def _first_after(now: datetime, dates: list[tuple[int, int, int]]) -> datetime:
    for year, month, day in dates:
        if (moment := datetime(year, month, day, tzinfo=now.tzinfo)) > now:
            return moment
    return now


def _feast(said: Mapping[str, str], now: datetime) -> datetime:
    return _date(
        {"day": "25", "month": "12"} if said["feast"] == "christmas" else {"day": "1", "month": "1"}, now
    )


def _day(said: Mapping[str, str], now: datetime) -> datetime:
    return _weekday(WEEKDAY["saturday" if said["day"] == "weekend" else said["day"]], now)


def _next(said: Mapping[str, str], now: datetime) -> datetime:
    unit = said.get("next") or said["end"]
    if unit == "year":
        return datetime(now.year + 1, 1, 1, tzinfo=now.tzinfo)
    return this({"unit": unit}, now)


def _tomorrow(said: Mapping[str, str], now: datetime) -> datetime:
    if "today" in said:
        return _midnight(now)
    return _midnight(now, 2 if "after" in said else 1)


BY_DATE: Mapping[re.Pattern[str], Way] = {
    PAST: _past,
    _ISO: _date,
    _DOTTED: _date,
    _AMERICAN: _date,
    _DAY_MONTH: _date,
    _MONTH_DAY: _date,
    _NTH: _nth,
    _FEAST: _feast,
    NEXT: _next,
    DAY: _day,
    TOMORROW: _tomorrow,
}
"""Patterns for named end dates, each with the function that computes its start from the match and `now`."""
_WAYS = {**BY_DATE, _THIS: this, _LENGTH: _length}
