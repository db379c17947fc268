"""Small numbers and lengths of time in plain words."""

import re
from collections.abc import Mapping

_NAMES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
_NUMBERS: Mapping[str, int] = {
    **{name: number for number, name in enumerate(_NAMES.split(), 1)},
    "a": 1, "an": 1, "another": 1, "couple": 2, "few": 3, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
"""A regular expression for one."""
LENGTH = (
    rf"(?:half (?:an? )?h(?:our)?|(?:an? |1 )?(?:quarter|half) (?:of )?an? hour"
    rf"|(?:an?|one|1) h(?:ou)?r?(?: and an? half)?|{NUMBER}(?: and an? half)? h(?:ou)?r?s?"
    rf"|(?:an? )?{NUMBER}(?: of)? ?(?:minutes?|mins?|m)|an? (?:minute|min|moment))"
)
"""A regular expression for a length of time, without groups."""
_HALF = re.compile(r"^(?:an? |1 )?half (?:of )?(?:an? )?h")
_PARTS = re.compile(rf"(?P<number>{NUMBER})(?: and an? half)?(?: of)? ?(?P<unit>h|m)")


def number(word: str) -> int:
    """What a word that matches NUMBER says."""
    return int(word) if word.isdigit() else _NUMBERS[word]


def minutes(words: str) -> int:
    """How long words are that match LENGTH."""
    if _HALF.match(words):
        return 30
    if "quarter" in words:
        return 15
    found = _PARTS.search(words.replace("a couple", "couple").replace("a few", "few"))
    if found is None:
        return 1
    size = 60 if found["unit"] == "h" else 1
    return number(found["number"]) * size + (size // 2 if "and a" in words else 0)
