"""Distances from UTC as people write them."""

import re
from datetime import timedelta

_NUMBER = (
    r"(?P<sign>[+\-\u2212\u2013])\s*(?P<hours>\d{1,2})"
    r"(?:[:.h]?\s?(?P<minutes>[0-5]\d)|(?P<part>[.,](?:25|5|75)))?(?!\d)"
)
_WITH_UTC = re.compile(rf"\b(?:utc|gmt)\s*{_NUMBER}")
_ALONE = re.compile(rf"\s*{_NUMBER}\s*(?:h|hours?|hrs?)?\s*")
"""Without "UTC" nothing else may stand there: "+49 170 1234567" is no time zone."""


def read_offset(text: str) -> timedelta | None:
    """The distance from UTC in "utc+2", "GMT -5", "+05:30" or "utc+5.5"; None if there is none."""
    lower = text.casefold()
    match = _WITH_UTC.search(lower) or _ALONE.fullmatch(lower)
    if not match:
        return None
    part = float(match["part"].replace(",", ".")) if match["part"] else 0.0
    ahead = timedelta(hours=int(match["hours"]) + part, minutes=int(match["minutes"] or 0))
    return ahead if match["sign"] == "+" else -ahead
