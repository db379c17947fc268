"""Wishes in words of their own: to see what is on, another pace, a while without reminders."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.conversation.words import LENGTH, LONGEST, NUMBER, WEEKDAY, bag, minutes, plain


@dataclass(frozen=True, slots=True)
class NextOne:
    """When is the next one."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What is on."""


@dataclass(frozen=True, slots=True)
class OnAgain:
    """What was switched off is wanted again."""


Look: TypeAlias = NextOne | Overview | OnAgain

_NEXT_WORDS = bag(
    """
    when what time whens whats is s will do does you remind me the my next one reminder reminders glass
    drink water stretch stretching message come comes coming due be then are going to again at ping i get
    so and ok scheduled for soon how long until till write send it now tell show
    """
)
_NEXT = re.compile(
    r"\bnext (?:one|reminder|glass|stretch|water|drink|message|ping)|\b(?:when|what time)\b.*\b(?:next"
    r"|again)$"
    r"|\bhow long (?:until|till)\b|\bwhen (?:will|do) (?:you remind|i get) |\bwhen (?:is|does) the (?:next"
    r"|water|stretch)"
)
_OVERVIEW = re.compile(
    r"(?:what|which)(?: (?:reminders?|ones?))?(?: (?:do i have|have i(?: got)?|are on|is on|did i set"
    r"|are active"
    r"|are set|am i getting))(?: (?:on|now|set|active|reminders?|going|at the moment|running|up))*"
    r"|(?:show|list)(?: me)? (?:what i have|all reminders|everything|my (?:reminders|plan|schedule"
    r"|settings))|status"
    r"|my (?:plan|schedule|reminders|settings)|what have i set(?: up)?"
    r"|what(?:s| is)(?: currently)? (?:set(?: up)?|active|on|scheduled|planned|running|switched on|my (?:plan"
    r"|schedule))(?: (?:right|now|currently|for|me|at|the|moment|today))*"
    r"|what(?: reminders)? (?:have i got|do i have|have i) (?:switched|turned|set|scheduled|going)(?: (?:on"
    r"|up|now))*"
    r"|(?:tell|show) me (?:whats|what is|what) (?:on|set|active)|(?:at )?(?:what|which) times? (?:do"
    r"|will) you remind me"
    r"(?: (?:to|of|about|drink|stretch|water|at))*|how often (?:do|will) you (?:remind|ping|message|write to"
    r"|text) me"
    r"(?: (?:to|about|of|drink|stretch|water|every|a|day))*"
    r"|(?:is|are) (?:the |my |both )?(?:(?:water|stretch|drink|stretching) ?)?(?:reminders?|ones?)?"
    r"(?: ?still)? ?(?:on"
    r"|active|set|running|off)(?: now| still)*|do i (?:still )?have (?:any )?reminders?(?: on| set)*"
    r"|(?:please )?(?:reset|go back|back|set)(?: it| them| everything| all)* to (?:the )?(?:defaults?|normal"
    r"|usual"
    r"|standard|factory)(?: times| settings| ones)?"
)
_ON_AGAIN = re.compile(
    r"(?:please |can you |could you )*(?:turn|switch|put) (?:it|them|that|everything|all"
    r"|both)(?: all)? (?:back )?on(?: again)?"
    r"|(?:back to|as|like) (?:how|what|the way)? ?(?:it|they) (?:was|were)(?: before)?|start (?:it"
    r"|them) again|i want (?:it|them) back"
)


def look(words: str) -> Look | None:
    """What plain words want to see, if that is all that they want."""
    if _NEXT.search(words) and _NEXT_WORDS.issuperset(words.split()):
        return NextOne()
    if _OVERVIEW.fullmatch(words):
        return Overview()
    return OnAgain() if _ON_AGAIN.fullmatch(words) else None


A_BIT = 30
"""Minutes that "a bit later" moves by."""


class Edge(StrEnum):
    """What of a day's reminders is moved."""

    BOTH = "both"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Move:
    """How many minutes later; negative means earlier."""

    minutes: int
    edge: Edge = Edge.BOTH


_LESS = re.compile(
    r"\b(?:less(?: (?:often|frequent(?:ly)?))?|fewer|(?<!not )too (?:often|many|much|frequent(?:ly)?)"
    r"|not (?:so|that|this|quite so|very) (?:often|many|much|frequent(?:ly)?)"
    r"|more (?:rarely|seldom)|slow down|cut (?:down|back)|reduce|more space)\b"
)
_MORE = re.compile(
    r"\b(?:more(?: (?:often|frequent(?:ly)?))?|oftener|too (?:few|rarely|seldom|little)"
    r"|(?:not|isnt|arent) (?:often |frequent )?enough|increase)\b"
)
_NO_MORE = re.compile(r"\b(?:no|not|dont|never|without|any) (?:\w+ )?more\b(?! (?:than|often))")
"""An end of it."""
_BESIDE_TEMPO = bag(
    """
    please pls can could you would make it them that this thats its is are i id want wanted like need to
    a bit slightly somewhat tad little much way far the my me remind reminded reminding reminders
    reminder ping pings message messages notifications notify nudge nudges send come comes coming of for
    and with water drink drinking stretch stretching times time day per in ok okay sorry no but well
    then now again instead ones do be get getting rather thanks also even good better nice great fine
    lovely cool still just often frequent frequently these those
    """
)
_REMINDING = re.compile(
    r"\b(?:remind\w*|pings?|messages?|notif\w+|nudges?|often|frequent\w*|rarely|seldom|(?:half"
    r"|twice) as (?:many|often))\b"
)
_SHIFT = re.compile(
    rf"(?P<amount>{LENGTH}|(?:an? )?(?:bit|little)|much )? ?\b(?P<side>later|earlier|sooner|too early"
    rf"|too late|longer|shorter)\b"
)
_EDGES = (
    (Edge.FIRST, re.compile(r"^(?:start|begin|starting|beginning|first (?:one|glass))\b|\bstart\b")),
    (Edge.LAST, re.compile(r"^(?:stop|end|finish|ending|last (?:one|glass))\b|\b(?:finish|end)\b")),
)


def slower(words: str, *, told: bool) -> bool | None:
    """Whether less often is wanted, False for more often, None for neither.

    `told`: whether the context already makes clear that reminders are meant.
    """
    if _NO_MORE.search(words):
        return None
    less = _LESS.search(words)
    more = None if less and less[0].startswith("more") else _MORE.search(words)
    if bool(less) == bool(more):
        return None
    rest = (_LESS if less else _MORE).sub(" ", words).split()
    if not _BESIDE_TEMPO.issuperset(rest) or not (told or _REMINDING.search(words)):
        return None
    return bool(less)


def move(words: str) -> Move | None:
    """How far the words want it moved, and which end of the day."""
    found = _SHIFT.search(words)
    if not found:
        return None
    amount = (found["amount"] or "").strip()
    by = minutes(amount) if re.fullmatch(LENGTH, amount) else A_BIT
    if found["side"] in {"longer", "shorter"}:
        return _stretched(by if found["side"] == "longer" else -by, morning="morning" in words)
    edge = next((edge for edge, pattern in _EDGES if pattern.search(words)), Edge.BOTH)
    return Move(by if found["side"] in {"later", "too early"} else -by, edge)


def _stretched(by: int, *, morning: bool) -> Move:
    """Lengthens the daily window by `by` minutes, at the end unless the morning was mentioned."""
    return Move(-by, Edge.FIRST) if morning else Move(by, Edge.LAST)


_AT_NOON = re.compile(r"(?P<kind>water|stretch) at (?P<moment>noon|midday|midnight)(?: please)?")
_QUIET = (
    r"(?:skip|none|not|no (?:reminders?|messages?|pings?)|nothing|leave (?:me alone|me be|me in peace|it|out)"
    r"|(?:be )?(?:quiet|silent)|silence|dont (?:remind|message|text|write|ping|bother|disturb) me|hold off"
    r"|(?:give me |i need |i want |take )?(?:a |some )?(?:break|rest|peace|time off)|hold(?: everything)?"
    r"|suspend"
    r"|stay (?:quiet|away)|mute|snooze|take it easy|hold (?:it|them))"
)
_AWAY = (
    r"(?:(?:(?:i am|im|i will be|ill be|we are|were|well be) )?(?:going |off )?(?:on (?:holidays?|vacation"
    r"|leave|a trip)"
    r"|away|travell?ing|abroad|ill|sick|off sick|camping|off|out of town))"
)
_BETWEEN = r"(?: (?:me|any|more|on|the|reminders?|messages?|please|of|all|everything|it|them))*?"
_SPAN = (
    r"(?P<span>today|tonight|(?:the )?rest of (?:the |this )?(?:day|week|month)|(?:the )?rest of today"
    r"|this (?:week|weekend|month)|(?:the |over the |over |at the )?weekend"
    rf"|(?:for |the next |next |about )*(?:(?:{NUMBER}|a couple of|a few) )(?:days?|weeks?|months?|hours?"
    rf"|nights?)"
    rf"|(?:until|till|til|before) (?:next )?(?:{WEEKDAY}|week|month|tomorrow|the weekend|the \d\S*|\d.*))"
)
_OFF_WORK = re.compile(
    r"(?:please |can i |could i |may i )*(?:have|take|get|give me|i want|i need|id like|ill take)"
    rf" (?P<span>today|the day|the week|this week|the weekend|{NUMBER} days?|a week) off(?: please| then)*"
)
_FOR_NOW = re.compile(
    rf"(?:please |ok |can you |could you |just |and |so )*(?:{_QUIET}{_BETWEEN} |{_AWAY}(?: so)? )(?:for "
    rf"|over )?"
    rf"{_SPAN}(?: (?:please|so|thanks|pause|stop|no|skip|hold|everything|all|it|them|reminders?|until|then"
    rf"|me))*"
)
_TOO_MUCH = re.compile(
    rf"(?:every|each) .{{3,20}} (?:is|was|seems|feels) (?:way |far |much )?too (?:much|many|often|little"
    rf"|rarely|few)"
    rf"(?: for me)?(?: so| please| make (?:it|that)| better| rather| try"
    rf"| do)* (?P<every>every {NUMBER})(?P<rest>.*)"
)
_AFTER_TODAY = re.compile(
    r"(?:please )?(?:no more|no|stop|end|cancel)(?: (?:all|the|my|any|reminders?|messages?|pings?|it|them"
    r"|everything))+"
    r" (?:after|from) (?:today|tonight|now|tomorrow)(?: on)?(?: please)?"
)
_START = re.compile(
    r"(?:please |can you |could you )*(?:(?:start|begin) (?:the |my )?(?:water|drinking)(?: reminders?)?"
    r"|(?:the |my )?(?:water|drinking)(?: reminders?)? (?:should|must|can|has to|needs to"
    r"|to)(?: only)? (?:start|begin))"
    r"(?: only)? (?:at|from) (?P<at>[^&]+)"
)
_FINISH = re.compile(
    r"(?:please |can you |could you )*(?:(?:finish|end) (?:the |my )?(?:water|drinking)(?: reminders?)?"
    r"|(?:the |my )?(?:water|drinking)(?: reminders?)? (?:should|must|can|has to|needs to|to) (?:finish|end"
    r"|stop))"
    r" (?:at|by) (?P<at>[^&]+)"
)
_BETTER = re.compile(
    r"(?P<every>every (?:\w+ )?(?:hours?|minutes?))(?: (?:is|would be) (?:better|enough|fine"
    r"|good))(?: (?:for me|please))*"
)
_TODAYS = re.compile(
    r"(?:please )?(?:skip|cancel|no|drop|leave out) (?:the |all )?todays (?:reminders?|ones?|messages?)"
)
_SAID = {
    "day": "for today",
    "week": "this week",
    "tonight": "for today",
    "today": "for today",
    "rest of today": "for today",
    "rest of day": "for today",
    "weekend": "this weekend",
}


_NOT_THE_OTHER = re.compile(
    r"^(?:no |ok |and |but )*not (?:the )?(?:water|drink(?:ing)?|stretch(?:es|ing)?)"
    r"(?: (?:ones?|reminders?|thing))?(?: then| please)* (?:but |and )?"
    r"(?=(?:just|only) (?:the )?(?:water|drink|stre?t?ch))"
)
"""What is not wanted, before what is: "not the drinking one, just the stretch one at ten"."""
_THE_ONE = re.compile(
    r"^(?:just|only) (?:the )?(?P<kind>water|drinking|stre?t?ch(?:es|ing)?)(?: (?:one|reminder))?"
    r"(?P<when> (?:at|every|from|before) .+)"
)
_ONE_MORE = re.compile(
    r"^(?:and |also |plus )+(?:to |for )?(?P<kind>drink|stretch)(?: (?:water|some|more))*"
    r"(?: (?:too|also|as well|please))*$"
)
"""The other kind, beside what was just set: "and to drink water too"."""


_HOURS = re.compile(r"\bat (?P<hour>\d{1,2}) (?:hours|uhr|heures|horas)\b", re.IGNORECASE)

_EXCLUDED = re.compile(rf"\b(?P<day>{WEEKDAY}s?) (?:excluded|excepted)\b", re.IGNORECASE)


def in_other_words(text: str) -> str:
    """Rewrites an unusually phrased request into words the parser knows."""
    text = _EXCLUDED.sub(r"not on \g<day>", _HOURS.sub(r"at \g<hour>:00", text))
    return text if len(text) > LONGEST else _put_otherwise(plain(text)) or text


def _put_otherwise(words: str) -> str | None:
    if one := _of_one(words):
        return one
    for pattern, meant in ((_AFTER_TODAY, "stop all reminders"), (_TODAYS, "pause for today")):
        if pattern.fullmatch(words):
            return meant
    if other := _TOO_MUCH.fullmatch(words):
        unit = "" if re.match(r" (?:h|m)", other["rest"]) else " hours"
        return f"remind me to drink {other['every']}{unit}{other['rest']}"
    if better := _BETTER.fullmatch(words):
        return f"remind me to drink {better['every']}"
    for pattern, edge in ((_START, "from"), (_FINISH, "until")):
        if (end := pattern.fullmatch(words)) and " and " not in end["at"]:
            return f"water {edge} {end['at']}"
    found = _FOR_NOW.fullmatch(words) or _OFF_WORK.fullmatch(words)
    return _paused(found["span"]) if found else None


def _of_one(words: str) -> str | None:
    """Which kind is wanted, and when."""
    if at := _AT_NOON.fullmatch(words):
        return f"remind me to {'drink' if at['kind'] == 'water' else 'stretch'} at {at['moment']}"
    if one := _THE_ONE.fullmatch(_NOT_THE_OTHER.sub("", words)):
        return f"remind me to {'stretch' if one['kind'].startswith('s') else 'drink'}{one['when']}"
    more = _ONE_MORE.fullmatch(words)
    return f"remind me to {more['kind']}" if more else None


def _paused(said: str) -> str:
    span = re.sub(r"\b(?:the|over|at|this(?= day)) ", "", re.sub(r"\btil\b", "till", said))
    if re.match(rf"(?:{NUMBER}|a|about|next) ", span):
        span = f"for {span}"
    return f"pause {_SAID.get(span, span)}"
