"""The place that somebody names among other words: "Leeds love, Yorkshire", "I already wrote it: Pune"."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import product

from bot.language import clauses
from bot.zones.atlas import PlaceKind, atlas, normalise
from bot.zones.search import find
from bot.zones.tables import Choices, Found, Nothing, Sure, Why

LONGEST = 200
"""Characters; a longer message is no answer to where somebody lives."""
MOST_WORDS = 3
"""Of a name."""
MOST_NAMES = 6
"""Of places in a message: a bound on the work."""
KNOWN = 100_000
"""People of a city that is found without a capital letter."""
_LIVES = re.compile(r"\bi(?: am|['\u2019]?m| live) in\b|\bliving in\b", re.IGNORECASE)
_NOW = re.compile(r"\bnow\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'\u2019.-]*[^\W_]|[^\W\d_]")
_AROUND = (
    "a am an and are as ask asked at back be best boss but bye came can come do done dont eh end ever fine "
    "for from go going good guess he her here hi him home how i im in is ist it just know last like live "
    "living "
    "long look love man many mate me mean more most much my near nice no not now of off oh ok on one or our "
    "place please po sorry right said same say see she so sure take that the then there they this time to "
    "told too town u us was we well went what when where which who why will with write wrote yes you your"
)
_EVERYDAY = frozenset(_AROUND.split())
"""Words that people write around a name, some of which are names as well."""


def mentioned(text: str, now: datetime) -> Found:
    """What the names in a text mean together, or the last of them alone; nothing that is misspelt is one.

    `now` is aware, as for `find`.
    """
    text = text[:LONGEST]
    here = _NOW.search(text)  # "I live in Romania, but now I am in France"
    named = list(dict.fromkeys(_names(text[here.end() :] if here else "")))[:MOST_NAMES]
    named = named or list(dict.fromkeys(_names(text)))[:MOST_NAMES]
    wide = [name for name in named if _is_wide(name)]
    for place, area in product((name for name in named if name not in wide), wide):
        both = find(f"{place}, {area}", now)
        if isinstance(both, Sure) and normalise(place) in normalise(both.zone.place):
            return both
    alone = (find(name, now) for name in reversed([name for name in named if name not in wide] or wide))
    return next((one for one in alone if isinstance(one, Sure | Choices)), Nothing(Why.UNKNOWN))


def zone_beside(text: str, now: datetime) -> str | None:
    """The zone of a place that is a clause of its own behind another: "stretch at ten. glasgow"."""
    for clause in clauses(text[:LONGEST])[1:]:
        among = mentioned(clause, now)
        alone = among if _LIVES.search(clause) else find(clause, now)
        if isinstance(among, Sure) and isinstance(alone, Sure):
            return alone.zone.name
    return None


def _names(text: str) -> Iterator[str]:
    """The longest names first; no word belongs to two of them."""
    words = _WORD.findall(text)
    has_capitals = any(word[0].isupper() for word in words[1:])
    taken: set[int] = set()
    found: list[tuple[int, str]] = []
    for size in range(MOST_WORDS, 0, -1):
        for start in range(len(words) - size + 1):
            span = range(start, start + size)
            name = " ".join(words[start : start + size])
            if taken.isdisjoint(span) and _is_name(name, first=start == 0, has_capitals=has_capitals):
                taken |= set(span)
                found.append((start, name))
    return (name for _, name in sorted(found))


def _is_name(words: str, *, first: bool, has_capitals: bool) -> bool:
    name = normalise(words)
    places = [place for place in atlas().named.get(name, ()) if place.kind is not PlaceKind.TIME]
    is_code = words.isupper() and name in atlas().coded
    if name in _EVERYDAY or not (places or is_code):
        return False
    is_capital = words[0].isupper() and not (first and " " not in words)
    return is_capital or (
        (first or not has_capitals) and any(place.people >= KNOWN or _wide(place.kind) for place in places)
    )


def _is_wide(name: str) -> bool:
    known = normalise(name)
    return known in atlas().coded or any(_wide(place.kind) for place in atlas().named.get(known, ()))


def _wide(kind: PlaceKind) -> bool:
    return kind in {PlaceKind.TERRITORY, PlaceKind.REGION, PlaceKind.AREA}
