"""Lengths of time in normalised text: "a quarter of an hour", "twenty five minutes", "2 hrs"."""

import re

_SMALL = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *(
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_VAGUE = {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 3, "many": 3}
_UNITS = {"m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1} | dict.fromkeys(
    ["h", "hr", "hrs", "hour", "hours"], 60
)
_FRACTIONS = {"half": 30, "quarter": 15, "quarters": 15}

_NUMBER = "|".join([*NUMBERS, *_VAGUE, r"\d{1,3}"])
_TIME = re.compile(
    rf"\b(?:(?P<fraction>half|(?P<three>three )?quarters?) (?:of )?(?:an? )?(?:hour|hr)"
    rf"|(?P<digits>\d{{1,3}})(?P<glued>{'|'.join(_UNITS)})"
    rf"|(?:(?P<number>{_NUMBER})(?: (?P<more>{'|'.join(_SMALL[1:10])}))? (?:of )?)?"
    rf"(?P<unit>{'|'.join(_UNITS)}))\b"
)


def minutes(text: str) -> list[float]:
    """Every length of time in the text, in minutes; a bare "hours" is two, a bare "minutes" none."""
    return [length for found in _TIME.finditer(text) if (length := _length(found)) is not None]


def _length(found: re.Match[str]) -> float | None:
    if fraction := found["fraction"]:
        return 45 if found["three"] else _FRACTIONS[fraction.split()[-1]]
    if found["digits"]:
        return int(found["digits"]) * _UNITS[found["glued"]]
    unit = _UNITS[found["unit"]]
    if not found["number"]:
        return 120 if found["unit"] in {"hours", "hrs"} else None
    return _count(found["number"], found["more"]) * unit


def _count(number: str, more: str | None) -> int:
    if number.isdigit():
        return int(number)
    return (NUMBERS | _VAGUE)[number] + (NUMBERS[more] if more else 0)
