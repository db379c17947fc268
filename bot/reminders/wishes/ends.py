"""The last day of a reminder: "until 5 december", "for two weeks", "forever"."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bot.reminders.wishes.model import WEEKDAY, Doubt, End, NonsenseError
from bot.reminders.wishes.pauses import BY_DATE, DAY, LONGEST, NEXT, PAST, TOMORROW, UNITS, Way, this

_EVER = re.compile(r"\b(?:for ~?ever|forever|permanently|(?:with )?(?:no|not an?) end)\b")
_COUNT = r"(?:(?P<half>half)(?: of)? an?|(?P<count>\d{1,4})(?: more)?|an?)"
_FOR = re.compile(
    rf"\b(?:(?:for|over|during) (?:(?:about|the) )*(?:next )?(?:{_COUNT} |(?<=next ))"
    r"|(?:the )?next (?P<more>\d{1,4}) )(?P<unit>day|night|week|fortnight|month|year)\b(?! (?:an?|every|in) )"
)
_THIS = re.compile(
    r"\b(?:for |in |during )?(?:(?:the )?rest of (?:the |this )?|this )(?P<unit>day|week|month)\b"
    r"|\b(?:for )?(?P<today>today)\b"
)
_WEEKEND = re.compile(r"\b(?:this|(?:for|over)(?: the| this)?) weekend\b")
_A_DAY_OF_THE_WEEK = re.compile(rf"\b(?:{'|'.join(WEEKDAY)}) $")
_A_WINDOW = re.compile(r"\b(?:from|between) \d\S*(?: (?:am|pm|and))* $")
_DOTTED = re.compile(r"\d\.\d\d?$")
_ONE_DAY = timedelta(days=1)
_WEEK = 7


def last_day(words: str, now: datetime) -> tuple[End | None, str]:
    """The last day that canonical words name, None when they name none; and the words without it.

    `now` is aware and in the person's zone. The named day is included. Raises
    NonsenseError for one that has passed, is far away or does not exist.
    """
    if found := _EVER.search(words):
        return End(None), _without(found, words)
    if found := _WEEKEND.search(words):
        sunday = now.date() + timedelta(days=_WEEK - 1 - now.weekday())
        return End(sunday), f"{words[: found.start()]}weekend{words[found.end() :]}"
    for pattern, way in (*BY_DATE.items(), *_SPANS.items()):
        for found in pattern.finditer(words):
            if pattern not in _SPANS and not _is_end(pattern, found, words):
                continue
            return End(_checked(pattern, way, found, now)), _without(found, words)
    return None, words


def _is_end(pattern: re.Pattern[str], found: re.Match[str], words: str) -> bool:
    """Whether it is a last day: not one of "monday till friday", nor a time as in "from 9.00 till 18.10"."""
    before = words[: found.start()]
    if pattern is DAY and _A_DAY_OF_THE_WEEK.search(before):
        return False
    return found[0].startswith("till") and not (_DOTTED.search(found[0]) and _A_WINDOW.search(before))


def _checked(pattern: re.Pattern[str], way: Way, found: re.Match[str], now: datetime) -> date:
    said = {name: value for name, value in found.groupdict().items() if value is not None}
    today = now.date()
    begun = datetime.combine(today, time(), now.tzinfo)
    try:
        # A date may be that of today; "friday" on a Friday is the next one.
        moment = way(said, now if pattern in {DAY, TOMORROW, *_SPANS} else begun - timedelta.resolution)
        day = (moment - timedelta.resolution).date() if _is_left_out(pattern, said) else moment.date()
    except (ValueError, OverflowError) as error:
        raise NonsenseError(Doubt.END) from error
    if pattern is PAST or not today <= day <= today + LONGEST:
        raise NonsenseError(Doubt.END)
    return day


def _is_left_out(pattern: re.Pattern[str], said: Mapping[str, str]) -> bool:
    """Whether it ends before what is named: "until next week", "until december", "for a week"."""
    a_month = "month" in said and "day" not in said
    return pattern in _SPANS or pattern is NEXT or said.get("day") == "weekend" or a_month


def _for(said: Mapping[str, str], now: datetime) -> datetime:
    count = 0.5 if "half" in said else int(said.get("count") or said.get("more") or 1)
    days = int(count * UNITS[said["unit"]] / _ONE_DAY)
    return datetime.combine(now.date() + timedelta(days=days), time(), now.tzinfo)


def _without(found: re.Match[str], words: str) -> str:
    return " ".join(f"{words[: found.start()]} {words[found.end() :]}".split())


_SPANS: Mapping[re.Pattern[str], Way] = {_THIS: this, _FOR: _for}
