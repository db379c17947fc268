"""From a sentence to a wish about reminders."""

import re
from dataclasses import replace
from datetime import datetime, time

from bot.reminders.kinds import WATER, Kind
from bot.reminders.times import apart, window
from bot.reminders.wishes.ends import last_day
from bot.reminders.wishes.explicit import one_kind, order, setting
from bot.reminders.wishes.lexer import FOREIGN, Clause, clauses
from bot.reminders.wishes.model import (
    Doubt,
    NonsenseError,
    Off,
    Pause,
    Resume,
    Set,
    Show,
    Wish,
    days,
    interval,
)
from bot.reminders.wishes.pauses import until
from bot.reminders.wishes.times_of_day import Span, clocks, several, span
from bot.reminders.wishes.vocabulary import FILLERS, words

_PLEASE = r"(?:(?:please|pls|plz|ok|okay|hey|hi|bot|now|thanks|just|,) ?)*"
_KIND = r"(?:the |my )?(?:hydration|stretch)(?: thing)?"
_TURN = r"(?:turn|turned|switch|switched)"
_A_DAY = re.compile(r"\b(?:time|once|daily)\b")
_PAUSE = re.compile(rf"^{_PLEASE}pause\b")
_OFF_FOR_A_WHILE = re.compile(
    rf"^{_PLEASE}off (?:it |all |everything )*(?=(?:for|till|today|this|next)\b)(?!.*\bminute\b)"
)
_RESUME = re.compile(rf"^{_PLEASE}(?:resume|begin (?:it |all )?again|(?:turn )?on again)(?: {_PLEASE})?$")
_OFF = re.compile(
    rf"^{_PLEASE}(?:(?:all |both |everything )*off(?: all| both| everything)*"
    rf"|{_TURN} (?:it |all |both |everything )*off(?: it| all| both| everything)*)(?: {_PLEASE})?$"
)
_KIND_OFF = re.compile(
    rf"^{_PLEASE}(?:(?:{_TURN} )?{_KIND} (?:{_TURN} )?off|{_TURN} off {_KIND}"
    rf"|off (?:the |my )?(?:hydration|stretch) thing)"
    rf"(?: {_PLEASE})?$"
)
_KIND_ON = re.compile(rf"^{_PLEASE}(?:(?:{_TURN} )?{_KIND} on|{_TURN} on {_KIND})(?: {_PLEASE})?$")
_ONLY = re.compile(r"\b(?:only|no|not)\b")
_MOMENTS = re.compile(r"\bevery (?:[1-9]|1\d|2\d) minute\b|\bevery minute\b")
_LIMBS = re.compile(r"\b(?:foot|feet|legs?|toes?|cal(?:f|ves))\b")
_EARLIEST = time(5)
_AFTERTHOUGHTS = FILLERS | {
    "hydration",
    "stretch",
    "want",
    "change",
    "move",
    "begin",
    ",",
    "time",
    "thanks",
    "day",
}


def terse(words: str, now: datetime) -> Wish | None:
    """The request in clauses made only of known words; None if they are more likely about a cramp."""
    if _PAUSE.search(words):
        return _paused(words, now)
    if _OFF_FOR_A_WHILE.search(words) and one_kind(words) is None:
        return _paused(_OFF_FOR_A_WHILE.sub("pause ", words), now)
    return _switched(words) or _set(words, now)


def _switched(words: str) -> Wish | None:
    if _RESUME.search(words):
        return Resume()
    if _OFF.search(words):
        return Off()
    kind = one_kind(words)
    if kind and _KIND_OFF.search(words):
        return Off(kind)
    return Set(kind) if kind and _KIND_ON.search(words) else None


def _paused(words: str, now: datetime) -> Wish | None:
    end, rest = until(words, now)
    left = set(rest.split()) - {"pause"} - FILLERS
    if end is None:
        return None if left else Show(Doubt.LENGTH)
    return None if left - {"hydration", "stretch", ",", "for"} else Pause(end)


def _set(words: str, now: datetime) -> Set | None:
    kind = one_kind(words)
    if _MOMENTS.search(words) or _LIMBS.search(words) or (not kind and _A_DAY.search(words)):
        return None
    digits = bool(re.search(r"\d", words))
    try:
        ends, rest = last_day(words, now)
        every, rest = interval(rest)
        meant, rest = days(rest, negative=False)
        hours = clocks(rest)
        said, rest = span(hours, kind or WATER, negative=False)
        if set(rest.split()) - _AFTERTHOUGHTS or not (
            every is not None
            or (digits and hours.clocks and (kind or _by_day(said)))
            or (meant and not hours.clocks and _ONLY.search(words))
            or (kind and ends and not hours.clocks)
        ):
            return None
        return replace(setting(hours, kind, every, meant), ends=ends)
    except NonsenseError as nonsense:
        if kind and (digits or nonsense.doubt is Doubt.END):
            raise
        return None


def _by_day(said: Span) -> bool:
    """Whether it is a window of the day, not the hours of a night in which something hurt."""
    return not said.single and said.first is not None and said.last is not None and said.first >= _EARLIEST


_START_TO = re.compile(r"\b(?:start|begin)(?:s|ing)? to (?=\d)", re.IGNORECASE)
"""In which "to" is no end: "move the start to 7"."""
_OFFICE_DAYS = re.compile(r"\b(?:office|work|working|school|business) ?days\b", re.IGNORECASE)
_QUIET = re.compile(r"\b(?:quiet|silent|silence|shut up|nap|siesta|leave me)\b", re.IGNORECASE)
"""Of a time that is to be without reminders."""
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
_LOOSELY = (
    (re.compile(r"\bmo(?:n(?:day)?)? ?(?:to|till?|-|\u2013) ?fr(?:i(?:day)?)?\b", re.IGNORECASE), "weekdays"),
    (re.compile(r"\b(?:i |we )?(?:(?:am |m )?asleep|sleep(?:ing)?)\b", re.IGNORECASE), " "),
    (
        re.compile(
            r"\b(?:leave out|leaving out|except(?: for)?|skip|without|apart from|but for)\b", re.IGNORECASE
        ),
        "not on",
    ),
    (re.compile(r"\b(?:finish|stop|end|be done)(?:ing|ed)? (?:at|by)\b", re.IGNORECASE), "till"),
    (re.compile(r"\b(?:begin|start)(?:ning|ing)? (?:at|by)\b", re.IGNORECASE), "from"),
    (re.compile(r"\b(every [1-4])\b(?!:| ?(?:h|m|d|w|am|pm|eve|night))", re.IGNORECASE), r"\1 hours"),
    (
        re.compile(r"\b(stretch(?:es|ing)?(?: reminder)?) (?:to |for )?(\d{1,2})[.!]*$", re.IGNORECASE),
        r"\1 at \2",
    ),
)
"""Informal phrases and the canonical ones they are replaced with."""
_TWISTED = re.compile(
    r"\b(?:nothing|no|not(?! on)|don'?t|never|none|without|out|off|too|also|as well|add|plus|go|drop"
    r"|remove|cancel|before|after|past|later|earlier|sooner|instead|rather than|middle|first|last|half|both"
    r"|or|when|if|will|is|does|until|once|single|then|shut up|quiet|silent|nap|siesta|break|swap|exchange"
    r"|replace)\b",
    re.IGNORECASE,
)
"""Words that change the meaning too much for a loose reading."""


def understand(text: str, now: datetime) -> Wish | None:
    """The wish about reminders that a message is; None when it is about something else.

    `now` is aware and in the person's zone. An impossible request becomes a `Show` that says what was wrong.
    """
    if len(text) > _LONGEST:
        return None
    parts = clauses(_OFFICE_DAYS.sub("weekdays", _START_TO.sub("from ", text)))
    orders = [part for part in parts if _REMIND.search(part.words)]
    try:
        if orders:
            return _ordered(parts, orders, now)
        if parts and "?" not in text and all(part.clean and not part.polite for part in parts):
            return terse(" , ".join(part.words for part in parts), now)
    except NonsenseError as nonsense:
        return Show(nonsense.doubt)
    return None


def loosely(text: str, kind: Kind, now: datetime) -> Set | None:
    """What a message that surely wants to set this kind says of it, whatever else it tells.

    None where it says nothing that could be set, or so much that some of it would get lost.
    """
    text = _in_our_words(text)
    wish = None if _TWISTED.search(text) else perhaps(text, kind, now)
    return wish if wish and tells_all(wish, text) else None


def perhaps(text: str, kind: Kind, now: datetime) -> Set | None:
    """What a message may want to set of this kind: enough to be asked, too little to be done.

    None where nothing that could be set is in it.
    """
    if _QUIET.search(text):
        return None
    spoken = " , ".join(part.words for part in clauses(_in_our_words(text)))
    words = " ".join(word for word in spoken.split() if not word.startswith(FOREIGN))
    try:
        wish = order(f"remind {kind.id} {words}", "", now)
    except NonsenseError as nonsense:
        wish = _twice(words, kind) if nonsense.doubt is Doubt.TIMES else None
    if not isinstance(wish, Set) or wish.kind is not kind:
        return None
    is_said = wish.first is not None or wish.every is not None or wish.days is not None or wish.ends
    return wish if is_said else None


def _in_our_words(text: str) -> str:
    for pattern, meant in _LOOSELY:
        text = pattern.sub(meant, text)
    return text


def _times(wish: Set) -> list[time]:
    """The times of a day that a wish names, with those between two where it says how often."""
    first, last = wish.first, wish.last
    if first is None or last is None or not wish.every:
        return [at for at in (first, last) if at]
    return [*window(first, last, wish.every), last]


_FIGURE = re.compile(r"\d{1,2}(?=\d\d\b)|\d+")
"""Of "2245" both halves."""
_DAY = re.compile(
    r"(?<!since )(?<!last )\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweek(?:ends?|days?)\b",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"\d(?:st|nd|rd|th)\b|\d[./]\s?\d|\d{{4}}|\d (?:{_MONTHS}|day|week|month)|\b(?:{_MONTHS})\w* \d",
    re.IGNORECASE,
)
"""Whose figures are those of a last day, or of a length until then."""
_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SPELT = re.compile(
    rf"\bat ({'|'.join(_HOURS)})\b(?! least)"
    rf"|\b({'|'.join(_HOURS)})\b(?= (?:in the (?:morning|afternoon|evening)|o.?clock|[ap]\.?m\b))",
    re.IGNORECASE,
)


def _twice(words: str, kind: Kind) -> Set | None:
    """Two times of day, however far they are apart."""
    try:
        meant, rest = days(words, negative=False)
        times = several(clocks(rest), kind)
    except NonsenseError:
        return None
    if len(times) != 2:  # noqa: PLR2004 - "twice"
        return None
    first, last = times
    return Set(kind, apart(first, last), first, last, meant)


def tells_all(wish: Set, text: str) -> bool:
    """Whether each number and day that was written has a place in it: "15 past midnight" is not midnight."""
    if wish.days is None and wish.ends is None and _DAY.search(text):
        return False
    said = _times(wish)
    hours = {at.hour for at in said} | {(at.hour + 1) % 24 for at in said if at.minute}  # "quarter to 10"
    minutes = {at.minute for at in said} | {60 - at.minute for at in said}
    every = wish.every or 0
    known = {*hours, *(hour % 12 for hour in hours), *minutes, every, every // 60, every % 60}
    known |= {12, 24} if 0 in known else set()
    spelt = {_HOURS.index((one or other).lower()) + 1 for one, other in _SPELT.findall(text)}
    figures = {*map(int, _FIGURE.findall(text)), *spelt}
    return bool(wish.ends and _DATE.search(text)) or figures <= known


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
