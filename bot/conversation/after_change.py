"""What people write after a change: no, at 10; half an hour later; not on sundays; undo."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from bot.conversation.acts import Changed
from bot.conversation.goals import Goal, NoGoal, is_endless, other_goal
from bot.conversation.other_kind import other_kind
from bot.conversation.tweaks import Tweak, tweak_in
from bot.conversation.wordings import Move, move, slower
from bot.conversation.words import LENGTH, NUMBER, WEEKDAY, Small, small, without_courtesy
from bot.reminders.kinds import STRETCH, WATER, Kind
from bot.reminders.wishes import Set, tells_all, understand


@dataclass(frozen=True, slots=True)
class Corrected:
    """Another rule for the same reminder."""

    kind: Kind
    wish: Set
    bare: bool = field(default=False, compare=False)
    """Whether only a number was said, which may be a time, or how often."""


@dataclass(frozen=True, slots=True)
class Shifted:
    """The same rule, with some of it later, or earlier."""

    kind: Kind
    by: Move


@dataclass(frozen=True, slots=True)
class OtherPace:
    """The same reminder more often, or less often."""

    kind: Kind
    more: bool


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What has been done is to be undone."""

    changed: Changed


@dataclass(frozen=True, slots=True)
class Rejected:
    """It was wrong, but not how it should be."""

    changed: Changed


@dataclass(frozen=True, slots=True)
class Accepted:
    """It is right."""

    changed: Changed
    thanked: bool = False


@dataclass(frozen=True, slots=True)
class OtherGoal:
    """Another goal for the day, or none."""

    wish: Goal | NoGoal


@dataclass(frozen=True, slots=True)
class Tweaked:
    """The same rule with a small change, if it is one that can be changed like that."""

    kind: Kind
    tweak: Tweak


@dataclass(frozen=True, slots=True)
class OtherKind:
    """It was meant for the other kind of reminder."""

    changed: Changed
    kind: Kind


Correction: TypeAlias = Corrected | Shifted | OtherPace | Tweaked
"""What changes the rule that was just set, whatever kind it is of."""
OfChange: TypeAlias = Correction | OtherGoal | OtherKind | TakenBack | Rejected | Accepted

_UNDO = re.compile(
    r"(?:(?:no|actually|ok|okay|oh|hm+|please|wrong|oops|sorry|thats wrong|wait"
    r"|(?:that was |that is |thats )?(?:a |my )?mistake"
    r"|not what i meant) )*(?:(?:can you |lets |please )*(?:undo|revert|scrap|discard|forget(?= (?:that"
    r"|the) (?:last )?change)"
    r"|cancel(?= (?:that|this|the)\b)|reverse)(?: (?:it|that|this|the|last|one|change|changes|again|please))*"
    r"|take (?:it|that) back|(?:restore|bring back|return to|give me|i want|use)(?: back)? (?:the "
    r"|my )?(?:old|previous"
    r"|earlier|original|last)(?: (?:ones?|times?|settings?|plan|rule|reminders?|version|back|again))*"
    r"|(?:put|change|set|leave|keep|make|have) (?:it|that|them|everything)(?: all)?(?: (?:back|again))?"
    r" (?:to )?(?:how|as|what|the way|like) (?:it|they) (?:was|were)(?: before)?|(?:put|change|set) (?:it"
    r"|that) back"
    r"|(?:go )?back(?: to (?:how|what|the way) (?:it|they) (?:was|were)(?: before)?)?|as (?:it was )?before"
    r"|like (?:it was )?before|revert(?: (?:it|that))?|forget (?:it|that)|never ?mind"
    r"|(?:that )?was a mistake|leave it as it was|ruckgangig|deshacer|annuler|annulla|desfazer)"
)
_MEANT = re.compile(
    r"^.*\bi mean(?:t|(?= \d| half| quarter| at))(?: (?:to say|at|actually))* (?=\S)"
    r"|^(?:at )?\S+(?: \S+){0,2} is (?:much |a bit |far )?too (?:late|early|soon)(?: for me)? (?=\S)"
)
"""What was said before it does not count."""
_WRONG = re.compile(
    r"(?:no )?(?:(?:that is|thats|this is|its|it is) )?(?:wrong|not (?:right|what i (?:meant|said"
    r"|want(?:ed)?)"
    r"|correct))"
    r"|i (?:did not|didnt) (?:mean|say|want) (?:that|this|it)|no not that|not that(?: one)?"
)
_LEAD = re.compile(
    r"^(?:(?:no(?! (?:stretch|water|drink|remind|messag|more|way|\w+days?\b|weekends?\b))|nope|sorry|oops"
    r"|wait|hang on|hold on|ugh|fine|once a day|actually|oh|rather"
    r"|better|please|pls|ok|okay|well|but|and|hm+|um|then"
    r"|make"
    r"|it|that|them|this|should be|id prefer|i prefer|i meant|i mean|meant|i said|i want|i would like|id like"
    r"|set|change|move|put|have|do|lets say|let us say|say|try|how about|what about|can (?:you|we|it)"
    r"|could (?:you|we|it)|to be|be) )+"
)
_FOR_IT = {
    kind: re.compile(rf" for (?:the |my )?{name}(?: (?:one|reminder|thing))?(?= $| please)")
    for kind, name in ((WATER, r"(?:water|drink(?:s|ing)?)"), (STRETCH, r"stre(?:t)?ch(?:es|ing)?"))
}
"""Who names the kind that was just set: "half nine is better for the stretch"."""
_TO = re.compile(r"^to (?=\d|half|quarter|noon|midnight)")
_TAIL = re.compile(
    r"(?: (?:instead|rather|actually|though|maybe|tho|if you can|if possible|please|pls|is better"
    r"|would be better|was better|(?:works|suits|fits)(?: me| better| for me| fine| best)*|would (?:suit"
    r"|work|do|fit)(?: me| better| for me| fine)*|for me"
    r"|better"
    r"|is what i meant|i meant|is enough|is fine|is ok|will do|would do|then|thanks|sorry|not \d\S*))+$"
)
_SHIFTED = re.compile(
    rf"(?:(?:start|begin|stop|end|finish|first|last|glass|one|it|both|all|with|just|by|for|me|a|bit|little"
    rf"|much"
    rf"|too|the|at|ends?|of|day|each|longer|shorter|in|morning|evening|{LENGTH}|later|earlier|sooner|early"
    rf"|late)(?: |$))+"
)
_BEFORE = re.compile(rf"^(?P<length>{LENGTH}) before(?: that)?$")
_DAYS_OFF = re.compile(r"^(?P<days>.*?(?:days?|weekends?|mon|tues?|wed|thurs?|fri|sat|sun)) off$")
_BARE = re.compile(
    rf"^(?:\d{{1,2}}(?::\d\d)?|{NUMBER}(?: (?:fifteen|thirty|forty ?five|15|30"
    rf"|45))?)(?: ?[ap]m)?(?: oclock)?$"
    r"|^(?:half (?:past )?|quarter (?:past|to) )\w+$"
)
_NOT_THAT = re.compile(r"^not every ?day (?:but )?(?=\S)|^not (?:at )?\d\S*(?: ?[ap]m)? (?:but )?(?=\S)")
_ENDS = (
    (re.compile(r"\b(?:stop|end|finish|not (?:after|later than|past))(?: at)? (?=\d)"), "until "),
    (re.compile(r"\bnot (?:before|earlier than) (?=\d)"), "from "),
)
_MOMENT = re.compile(
    r"(?:in the|every|each) (?:morning|evening|afternoon)|at (?:noon|midday|midnight|night|bedtime)"
    r"|before bed"
)
_MORE = re.compile(r"\b(?:more|less|fewer) (?!than)")
"""Of what is no time, but how much of it."""
_FRESH = re.compile(r"\bremind")
_BESIDES = re.compile(r"\b(?:also|as well|additionally|a second|another)\b|\btoo$|^and (?:at|in)\b")
WORDS = {WATER: "water", STRETCH: "stretch"}
"""What names a kind of reminder, for those who leave it out."""


def of_change(words: str, changed: Changed, now: datetime, *, latest: bool) -> OfChange | None:
    """What plain words mean after a change; `now` is aware."""
    said = small(words)
    if latest:
        match said:
            case Small.NO:
                return Rejected(changed)
            case Small.YES | Small.OK | Small.THANKS | Small.DONE:
                return Accepted(changed, said is Small.THANKS)
            case _:
                pass
    words = _MEANT.sub("", without_courtesy(words))
    if changed.undo and _UNDO.fullmatch(words):
        return TakenBack(changed)
    if latest and _WRONG.fullmatch(words):
        return Rejected(changed)
    if changed.goal and (goal := other_goal(words)):
        return OtherGoal(goal)
    return _of_rule(words, changed.kind, changed, now, latest=latest) if changed.kind else None


def _of_rule(words: str, kind: Kind, changed: Changed, now: datetime, *, latest: bool) -> OfChange | None:
    other = other_kind(words, kind) if latest else None
    if other:
        return OtherKind(changed, other)
    corrected = _corrected(words, kind, changed, now)
    tweak = tweak_in(words, now) if latest and corrected is None else None
    return Tweaked(kind, tweak) if tweak else corrected


def _corrected(words: str, kind: Kind, changed: Changed, now: datetime) -> OfChange | None:
    if _BESIDES.search(words) or _FRESH.search(words):
        return None  # This adds a time instead of correcting one, or is a new request.
    rest = _FOR_IT[kind].sub("", f"{words} ").strip()
    rest = _NOT_THAT.sub("", _TO.sub("", _TAIL.sub("", _LEAD.sub("", f"{rest} ").strip())))
    rest = _BEFORE.sub(r"\g<length> earlier", "forever" if is_endless(words) else rest)
    if _SHIFTED.fullmatch(rest) and (by := move(rest)):
        return Shifted(kind, by)
    if (less := slower(words, told=True)) is not None:
        return OtherPace(kind, more=not less)
    is_bare = _BARE.match(rest) is not None
    if is_bare and changed.zone_asked and rest == words:
        return None  # They were just asked where they live: it is more likely their local time.
    rest = f"at {rest}" if is_bare else _DAYS_OFF.sub(r"not on \g<days>", rest)
    for pattern, to in _ENDS:
        rest = pattern.sub(to, rest)
    asked = "remind me to " if _MOMENT.fullmatch(rest) else ""
    for wanted in (rest, f"only {rest}"):  # "mon to fri" alone is too little to be taken for a wish
        wish = understand(f"{asked}{WORDS[kind]} {wanted}", now)
        if (
            isinstance(wish, Set)
            and wish.kind is kind
            and wish != Set(kind)
            and not _is_odd(wish, words, rest)
        ):
            return Corrected(kind, wish, is_bare and rest.removeprefix("at ").isalnum())
    return None


def _is_odd(wish: Set, words: str, rest: str) -> bool:
    """Whether the reading is implausible: different times on some days, or a time range for stretching.

    A day of the week that has no place in the wish is another sign of that.
    """
    if (wish.days is None and wish.ends is None and re.search(rf"\b{WEEKDAY}", words)) or _MORE.search(words):
        return True
    if not tells_all(wish, rest):
        return True
    by_day = wish.days is not None and wish.first is not None and rest.startswith("on ")
    if wish.ends and wish.first is None:
        return False
    return by_day or (wish.kind is STRETCH and rest.startswith(("from ", "until ", "till ", "between ")))
