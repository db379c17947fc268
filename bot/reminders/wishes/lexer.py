"""A message as clauses of canonical words: typing errors, numbers in words and shorthand undone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language import without_marks
from bot.reminders.wishes.vocabulary import (
    ASKING,
    CANONICAL,
    CORRECTABLE,
    FALSE_FRIENDS,
    FILLERS,
    QUESTIONS,
    words,
)

FOREIGN = "~"
_SHORTEST = 4
"""Minimum length of a word to correct; shorter ones match too many others."""
_ONE_ERROR = 5
"""Letters from which one may be wrong; in a shorter word two may have changed places, or one be too many."""
_ANY_LETTER = 6
"""Letters from which the first may be the wrong one."""
_TWO_ERRORS = 8
"""Letters from which two may be wrong, but not the first."""
COMMON = 2_000
"""Cache size: how many distinct words to remember spelling corrections for."""

_ENOUGH = (
    r"^\W*(?:(?:please|pls|plz|just) )*(?:leave me alone"
    r"|stop (?:bothering|annoying|disturbing|spamming|writing(?: to)?) me"
    r"|stop sending(?: (?:me|this|these|that|those|your|all|stupid|shit|crap|stuff|things?|spam))*)"
    r"(?: (?:please|pls|plz|now|already))*\W*$"
)
"""Angry ways of saying "stop"."""
_BEFORE_WORDS = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[\u2019'`\u00b4]", ""),
        ("\u00bd", " half "),
        (r"(?<!\d)1/2(?![\d/])", " half "),
        (r"\b([ap])\.\s?m\b\.?", r"\1m"),
        (r"(?<=\d)\s?[-\u2013\u2014\u2212]+\s?(?=\d)(?<!\d{4}-)(?<!\d{4}-\d\d-)", " to "),
        (r"(?<=[ap]m)\s?[-\u2013\u2014]+\s?(?=\d)", " to "),
        (r"(?<=day|mon|tue|wed|thu|fri|sat|sun)\s?[-\u2013\u2014]\s?(?=[mtwfs])", " to "),
        (r"(?<=[a-z\d])[-\u2013\u2014](?=[a-z])", " "),
        (r"\b(?:do not|dont|never) let me forget(?: about| to)?\b", "remind me to"),
        (r"\b(?:do not|dont|never|not) forget\b", "remember"),
        (r"\bhelp me (?:to )?remember\b", "remind me"),
        (r"\bopt(?:ing)? (?:me )?out\b", "unsubscribe"),
        (r"\bleave me alone with\b|\bshut up with\b|\bget rid of\b", "stop"),
        (r"\bi (?:already )?(?:said|told you)(?: to)?\b", ""),
        (_ENOUGH, "unsubscribe"),
        (r"\b(?:tak(?:e|ing)|put(?:ting)?) away\b|\bdo away with\b", "stop"),
        (r"\bapart from\b|\bother than\b|\bleav(?:e|ing) out\b", "except"),
        (r"\bwould be (?:good|great|nice|lovely|fine|perfect|cool)\b", ""),
        (r"\bwork(?:ing)? days\b", "weekdays"),
        (r"\bmake sure (?:that )?i\b", "remind me to"),
        (r"\bwhen(?:ever)? (?=it ?i?s time)", ""),
        (r"\bdo not\b|\bdo nt\b|\bdoes not\b|\bdoesnt\b", "dont"),
        (r"\bnew years?\b( (eve|day))?", "newyear"),
        ("[\U0001f4a7\U0001f6b0\U0001f4a6]", " water "),
    )
]
_TOKEN = re.compile(
    r"\d{4}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d{2,4}|\d+[.:,/]\d+|\d+(?:st|nd|rd|th)(?![a-z])|\d+|[a-z]+|[.,;!?\n()]|@"
)
_BREAKS = frozenset([*".,;!?\n()", "but"])
_CONJUNCTIONS = words("because cause cuz coz since while as though although if whenever when")
_SHORTHAND = [
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(?<![:.,/\d])(\d{1,2}) h (\d\d)\b(?![:.,/])", r"\1:\2"),
        (r"\b(\d\d?(?:[.:]\d\d)?) (am|pm)\b", r"\1\2"),
        (r"\b([2-9])0 (\d)\b(?! (?:to|till)\b)", r"\1\2"),
        (r"\b(remind|tell) me 2 (?=hydration|stretch|have|take|do\b)", r"\1 me to "),
        ("~form (?=\\d)", "from "),
        ("~ever (?=\\d|other)", "every "),
        (r"\b(?:its |it is )time\b", "its time"),
    )
]
_MAY_BE_SHORT = re.compile(r"\d|~ever|time")
"""Text without any of these contains no shorthand (so skip that step)."""
_POLITE = re.compile(
    r"^(?:(?:please|pls|plz|hey|hi|hello|ok|okay|yes|so|and|well|also|um|bot|dear) )*"
    r"(?:(?:can|could|would|will|may|cant|couldnt|wont) (?:u|you|i|we)\b"
    r"(?: (?:please|pls|plz|maybe|possibly|mind|be so (?:good|kind)(?: as)?))*"
    r"|(?:would|is) it (?:be )?possible (?:for (?:you|me) )?to\b"
    r"|how about(?: you)?\b)"
)
_STORY = re.compile(
    r"(?<!so )(?<!before )\b(?:i|we) (?:just |always |also |usually |only |already |do |not )*"
    r"(?:get|have|set|hydration|stretch|begin|off|pause|turn|use|take|receive|keep|reminder|show|remind|move"
    r"|like|love|tell|make|go|work|do)\b|\b(?:thanks|you) for\b.*\bremind|\b(?:is|are)\b"
)
_AFTERTHOUGHT = re.compile(
    r"(\bremind(?:er)? .*\b(?:hydration|stretch)\b.*?) (?:i|we) "
    r"(?:always |usually |often |only )?(?:work|do|forget)\b.*"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a message between two stops, in canonical words."""

    words: str
    """Unknown words are prefixed with `FOREIGN`."""
    polite: bool
    """Whether a wish was put as a question."""
    asks: bool
    tells: bool
    """Whether it tells of the person, or of the bot, instead of asking for something."""

    @property
    def clean(self) -> bool:
        """Whether it could be a wish, or part of one."""
        return not (FOREIGN in self.words or self.asks or self.tells)


def clauses(text: str) -> list[Clause]:
    """The clauses of a message, in order."""
    return [_clause(tokens) for tokens in _split(_plain(text))]


def _plain(text: str) -> str:
    text = text.lower().replace("\u00bd", " half ")
    if not text.isascii():
        text = without_marks(text)
    for pattern, to in _BEFORE_WORDS:
        text = pattern.sub(to, text)
    return text


def _split(text: str) -> Iterator[list[str]]:
    tokens: list[str] = []
    for token in _TOKEN.findall(text):
        if token in _BREAKS or token in _CONJUNCTIONS:
            if tokens:
                yield tokens
            # Keep the conjunction: a clause that starts with one is not a request: "because I forget".
            tokens = [token] if token in _CONJUNCTIONS else []
        else:
            tokens.append(token)
    if tokens:
        yield tokens


def _clause(tokens: list[str]) -> Clause:
    spoken = " ".join(tokens)
    polite = _POLITE.match(spoken)
    tokens = spoken[polite.end() :].split() if polite else tokens
    canonical = _written_out(" ".join(map(_canonical, tokens)))
    canonical = _AFTERTHOUGHT.sub(r"\1", canonical)
    asks = not ASKING.isdisjoint(tokens) or (bool(tokens) and tokens[0] in QUESTIONS)
    return Clause(canonical, bool(polite), asks, tells=bool(_STORY.search(canonical)))


def _written_out(spoken: str) -> str:
    if _MAY_BE_SHORT.search(spoken):
        for pattern, to in _SHORTHAND:
            spoken = pattern.sub(to, spoken)
    return spoken


@lru_cache(COMMON)
def _canonical(token: str) -> str:
    if (known := CANONICAL.get(token)) is not None:
        return known
    if token in FILLERS or not token.isalpha():
        return token
    if len(token) < _SHORTEST - 1:
        return token
    if len(token) >= _SHORTEST and token not in FALSE_FRIENDS:
        allowed = 2 if len(token) >= _TWO_ERRORS else 1
        found = process.extractOne(token, CORRECTABLE, scorer=OSA.distance, score_cutoff=allowed)
        if found and _is_slip(token, found[0], found[1]):
            return CANONICAL[found[0]]
    return FOREIGN + token


def _is_slip(typed: str, meant: str, errors: float) -> bool:
    if typed[0] != meant[0]:
        return errors == 1 and len(meant) >= _ANY_LETTER
    return len(meant) >= _ONE_ERROR or len(typed) > len(meant) or sorted(typed) == sorted(meant)
