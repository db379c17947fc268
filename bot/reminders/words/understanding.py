"""Whether a message is a wish about reminders, and which."""

import re
from datetime import datetime

from bot.reminders.words.clauses import FOREIGN, Clause, clauses
from bot.reminders.words.orders import one_kind, order
from bot.reminders.words.terse import terse
from bot.reminders.words.vocabulary import FILLERS, words
from bot.reminders.words.wishes import NonsenseError, Off, Show, Wish

_LONGEST = 400
"""Characters; what is longer is a story."""
_STRANGERS = 2
"""Words that may be left over where the rest is clear: "remind me to drink *tea*"."""
_MESSAGE = r"(?:me |i )?(?:an? |the |your |these |any |more |\d |every |all )*(?:\w+ )?tell\b"
_REMIND = re.compile(
    rf"\bremind(?:er)?\b|\b(?:send|off|no) {_MESSAGE}"
    r"|\btell me (?=(?:\w+ )??(?:to (?:hydration|stretch)|every|hourly|daily|at"
    r"|(?:about|around) \d+|its time|all day|for (?:hydration|stretch))\b)"
)
_SOMETHING_ELSE = re.compile(
    rf"\b(?:to|about|of|that) (?:(?:the|my|a|an) )*{FOREIGN}"
    rf"|\bhydration (?:(?:the|my|a|an|your|our) )*{FOREIGN}(?:pills?|tablets?|capsules?|medicines?|meds"
    r"|medications?|plants?|flowers?|garden|lawn|grass|trees?|dogs?|cats?|bill|heater|filter)\b"
)
_REFUSAL = re.compile(r"^no(?: thanks?)?(?: you)?$")
_BARE = (FILLERS - {"me", "my"}) | {"remind", "reminder"}
"""Beside a story these are no wish: "I drift off, then ping, calf of steel"."""
_LOOK = words(
    """
    ~which ~what ~whats ~when ~is ~are is my the next reminder remind do i have set now at on off hydration
    stretch for time ~active ~moment ~currently get me you
    """
)
_MINE = words("my i me next on set ~active")


def understand(text: str, now: datetime) -> Wish | None:
    """The wish about reminders that a message is; None when it is about something else.

    `now` is aware and in the person's zone. What was said and could not be is a `Show` with the doubt.
    """
    if len(text) > _LONGEST:
        return None
    parts = clauses(text)
    orders = [part for part in parts if _REMIND.search(part.words)]
    try:
        if orders:
            return _ordered(parts, orders, now)
        if parts and "?" not in text and all(part.clean and not part.polite for part in parts):
            return terse(" , ".join(part.words for part in parts), now)
    except NonsenseError as nonsense:
        return Show(nonsense.doubt)
    return None


def _ordered(parts: list[Clause], orders: list[Clause], now: datetime) -> Wish | None:
    plain = [part for part in orders if part.clean] or [part for part in orders if _clear_enough(part)]
    if not plain:
        return Show() if any(_looks(part.words) for part in orders) else None
    if any(_REFUSAL.match(part.words) for part in parts[parts.index(plain[0]) :]):
        return Off(one_kind(plain[0].words))
    said = [part.words for part in parts if (part.clean or part in plain) and not _REFUSAL.match(part.words)]
    asides = [part.words for part in parts if not (part.clean or part in plain)]
    if asides and not set(" ".join(said).split()) - _BARE:
        return None
    return order(" , ".join(said), " , ".join(asides), now)


def _clear_enough(part: Clause) -> bool:
    """Whether it asks for one of our reminders in spite of some words that are none of ours."""
    if part.asks or part.tells or _SOMETHING_ELSE.search(part.words) or one_kind(part.words) is None:
        return False
    found = _REMIND.search(part.words)
    return (
        found is not None
        and FOREIGN not in part.words[: found.start()]
        and part.words.count(FOREIGN) <= _STRANGERS
    )


def _looks(spoken: str) -> bool:
    """Whether it is a question about the person's own reminders: "which reminders do I have?"."""
    said = spoken.split()
    return said[0].startswith(FOREIGN) and _LOOK.issuperset(said) and not _MINE.isdisjoint(said)
