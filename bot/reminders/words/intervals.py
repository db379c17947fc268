"""How often: "every 2 hours", "hourly", "3 times a day"."""

import re

from bot.reminders.rules import INTERVALS
from bot.reminders.words.wishes import Doubt, NonsenseError

_HOURS = r"(?:hour|h)"
_LENGTH = (
    rf"(?:(?P<halves>half|(?:3 )?quarter)(?: of)?(?: an?)? {_HOURS}"
    rf"|(?:(?P<hours>\d+(?:[.,]\d+)?)(?: to \d+)?(?: of)?(?: and)?(?: an?)?(?P<plus> half)? |an? )?{_HOURS}"
    r"(?P<more> and(?: an?)? half)?"
    r"(?: (?:and )?(?P<and_minutes>\d+(?= minute)|15|30|45)(?: minute)?(?! (?:to|till)))?(?![\d:])"
    r"|(?P<minutes>\d+)(?: to \d+)? ?(?:minute|m)\b)"
)
_EVERY = re.compile(
    rf"\b(?:once )?(?:every|once an?|1 an?|1 every)(?: and)? "
    rf"(?:(?P<nth>other|2nd|second|3rd|4th) )?{_LENGTH}\b"
)
_GAPS = re.compile(rf"\b{_LENGTH} interval\b|\binterval(?: of| to)? {_LENGTH.replace('?P<', '?P<i_')}\b")
_HOURLY = re.compile(r"\b(?:(?P<hours>\d+) )?hourly\b|\bon the hour\b")
_A_DAY = re.compile(
    r"\b(?:(?P<times>\d+) time|once|1)(?: to \d+ time)?(?: (?:an?|every|in a|in the) day| daily)\b"
)
_NEVER_OFFERED = re.compile(
    r"\bevery (?:(?:other|2nd|second|3rd|\d+) (?:of )?(?:day|week|weekday|morning|evening|night|month|year)"
    r"|week\b(?! day)|month|year|second|\d+ second)\b|\b(?:once|twice|\d+ time|1) an? (?:week|month|year)\b"
    r"|\b(?:once )?weekly\b"
)
_NTH = {"other": 2, "2nd": 2, "second": 2, "3rd": 3, "4th": 4}
_DAY = 24 * 60
_WAKING = 12 * 60


def interval(words: str) -> tuple[int | None, str]:
    """Minutes from one reminder to the next as offered, 0 for once a day; and the words without it."""
    if _NEVER_OFFERED.search(words):
        raise NonsenseError(Doubt.INTERVAL)
    for pattern, minutes in ((_A_DAY, _times_a_day), (_EVERY, _length), (_GAPS, _length), (_HOURLY, _hourly)):
        if found := pattern.search(words):
            return minutes(found), f"{words[: found.start()]} {words[found.end() :]}"
    return None, words


def nearest(minutes: float) -> int:
    """The interval on offer that is nearest; of two, the longer."""
    return min(INTERVALS, key=lambda offered: (abs(offered - minutes), -offered))


def _length(found: re.Match[str]) -> int:
    said = {name.removeprefix("i_"): value for name, value in found.groupdict().items() if value}
    if "halves" in said:
        minutes = 30.0
    elif "minutes" in said:
        minutes = float(said["minutes"])
    else:
        halves = 30 * ("plus" in said or "more" in said)
        minutes = (
            60 * float(said.get("hours", "1").replace(",", ".")) + halves + int(said.get("and_minutes", 0))
        )
    minutes *= _NTH.get(said.get("nth", ""), 1)
    if not minutes or minutes > _DAY:
        raise NonsenseError(Doubt.INTERVAL)
    return 0 if minutes == _DAY else nearest(minutes)


def _hourly(found: re.Match[str]) -> int:
    hours = int(found["hours"] or 1)
    if not hours or hours > _DAY // 60:
        raise NonsenseError(Doubt.INTERVAL)
    return nearest(60 * hours)


def _times_a_day(found: re.Match[str]) -> int:
    times = int(found["times"] or 1)
    if not times:
        raise NonsenseError(Doubt.INTERVAL)
    return nearest(_WAKING / (times - 1)) if times > 1 else 0
