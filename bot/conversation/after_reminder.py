"""What people write under a reminder: done, two glasses, later, in ten minutes, skip, too early, why."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from bot.conversation.acts import Reminding
from bot.conversation.amounts import MOST_GLASSES
from bot.conversation.refusing import CLOCK
from bot.conversation.under_words import Gist, gist, glasses, put_off
from bot.conversation.words import LENGTH, NUMBER, Small, minutes, number, small, without_courtesy
from bot.reminders.kinds import WATER


@dataclass(frozen=True, slots=True)
class DoneSo:
    """It is done, so many times."""

    reminding: Reminding
    times: int = 1


@dataclass(frozen=True, slots=True)
class Postponed:
    """Not now, but in so many minutes, or at a time of day; None if that was not said."""

    reminding: Reminding
    minutes: int | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Not this time, or not any more today."""

    reminding: Reminding
    today: bool = False


@dataclass(frozen=True, slots=True)
class WhyReminded:
    """The question why it reminds at all."""

    reminding: Reminding


@dataclass(frozen=True, slots=True)
class WrongTime:
    """It comes too early, too late, or too often."""

    reminding: Reminding
    often: bool = False


UnderReminder: TypeAlias = DoneSo | Postponed | LeftOut | WhyReminded | WrongTime

_DID = (
    r"(?:i )?(?:(?:have|ve|had|did|just|already|ive|i) )*(?:done|did|finished|completed|drank|drunk|drink|had"
    r"|taken|took|emptied|stretched|gedronken|getrunken)"
)
_WHAT = (
    r"(?: (?:it|that|this|one|some|mine|so|water|a|an|the|my|of|glass|glasses|cup|cups|mug|bottle|already|tea"
    r"|coffee|all|both|legs?|just|ago|before|earlier|stretch|stretches|stretching|exercises?|routine|minute"
    r"|today|now|up))*"
)
_DONE = re.compile(rf"(?:yes |yep |ok )?{_DID}{_WHAT}")
_GLASSES = re.compile(
    rf"(?:yes |ok )?(?:{_DID} )?(?:about )?(?P<number>(?:a )?{NUMBER})(?: of)?(?: (?:whole|full|big|more"
    rf"|half))* "
    r"(?:glass(?:es)?|cups?|mugs?)(?: and a half)?(?: of (?:water|tea))?(?: (?:done|drunk|down|already|now"
    r"|today|so far))*"
)
_DRUNK_NOW = re.compile(r"(?:ok |yes )?(?:on it|drinking(?: it| now)*|doing (?:it|that)(?: now)*|im on it)")
_IN = re.compile(
    rf"(?:(?:ok|yes|no|not now|later|remind me|ask me|again|snooze|wait|give me|try|tell me|maybe|for|it)"
    rf"(?: it| again)? )*(?:in |for |after |another )?(?:about )?(?P<length>{LENGTH})"
    r"(?: later| more| from now)?"
)
_MINUTES = re.compile(
    rf"(?:maybe |ok |again )?(?:snooze|in|again in|remind me in|wait|gimme|give me|another)(?: for| another)?"
    rf" (?P<number>{NUMBER})(?: more)?"
)
_AT = re.compile(
    rf"(?:(?:ok|maybe|no|not now|(?:remind|ask|ping|tell|nudge) me|try|come back|again|snooze|wait|later"
    rf"|until"
    rf"|till) )*{CLOCK.pattern}(?: (?:then|again|today))*"
)
_LATER = re.compile(
    r"(?:(?:can|could) you |maybe |ok |yes )?(?:remind|ask|tell|ping|try|come back|nudge)(?: me)?(?: again)?"
    r"(?: a bit| a little)? (?:later(?: on)?|in a (?:bit|while|moment|minute|sec|few)|soon)"
    r"|later on(?: maybe| perhaps| then)*|maybe later on"
    r"|(?:ill |i will |will )?(?:do|drink|have|stretch)?(?: it| that| one)?(?: a (?:bit|little)"
    r"| much)? ?later"
    r"(?: on)?(?: today)?|snooze(?: it| this)?|(?:i am |im )?(?:just |still )?(?:not at home|busy"
    r"|in a meeting|at work"
    r"|driving|out(?:side)?|on the (?:phone|bus|train|road))(?: (?:now|right|just|still|at the moment))*"
)
_LEFT_OUT = re.compile(
    r"(?:no |ill )?(?:skip|pass|leave|ignore|miss)(?: (?:on|it|this|that|one|the|glass|stretch|time))*"
    r"|(?:i am |im )?not (?:thirsty|able to)(?: (?:now|right|just|at the moment))*|(?:i )?(?:cant|can not"
    r"|couldnt|wont|didnt|dont want)"
    r"(?: (?:to|do|it|drink|stretch|that|this|one|now|right|make|today))*"
)
_TODAY = re.compile(
    r"(?:no |skip |leave it |stop |enough )?(?:any ?more |more )?(?:not |for )?(?:the rest of )?(?:today"
    r"|the day)"
    r"|(?:thats|that is) (?:enough|it|all) for today|no more(?: of (?:it|this|these))?(?: for)? today"
    r"|enough for today|(?:(?:im|i am|thats me) )?(?:done|finished) for (?:today|the day)|skip today"
    r"|tomorrow(?: again)?"
)
_WHY = re.compile(
    r"(?:who are you )?(?:and )?why do you (?:write|text|message)(?: to)? me|why|why now|what for|for what"
    r"|says who|who asked(?: you)?|what is (?:this|that)|whats (?:this|that)"
    r"|(?:and )?why (?:do|are|did|would|must) you (?:\w+ )*(?:tell|telling|remind|reminding|send|sending"
    r"|write|writing"
    r"|ask|asking|message|messaging|text|texting|want|bother|bothering|say|saying)\b.*"
    r"|why (?:should|must|do) i (?:do|drink|stretch|get|have to|need)(?: (?:it|that|this|now|so much|these"
    r"|to))*|why (?:this|that|these|at \S+)(?: now)?"
    r"|what(?:s| is) (?:this|that|it) (?:for|about|good for)|what do you want|huh|warum|por que|pourquoi"
)
_WRONG = re.compile(
    r"(?:(?:its|it is|that is|thats|this is|thats) )?(?:much |way |far |a bit |a little )?too "
    r"(?:early|late|soon)(?: for (?:me|that|this))?|(?:(?:its|this is|thats|now is|now isnt|not|a|the"
    r"|really) )*(?:wrong|bad|good|awkward) (?:time|moment)|(?:you )?woke me(?: up)?"
    r"|(?:i was |im |i am )(?:still )?(?:asleep|sleeping|in bed)"
)
_OFTEN = re.compile(
    r"(?:(?:its|it is|that is|thats|this is|you remind me|you write) )?(?:much |way |far )?"
    r"too (?:often|many|much|frequent)(?: (?:messages|reminders|of these|for me))*|again|already again"
    r"|not again"
)
_FIRST_ONLY = frozenset({Small.YES, Small.OK, Small.NO})
"""These can answer other things, too, so they count only if the reminder was the bot's latest act."""


def under_reminder(words: str, reminding: Reminding, *, latest: bool) -> UnderReminder | None:
    """What plain words mean after a reminder; `latest` if nothing has been done since."""
    said = small(words)
    if said not in _FIRST_ONLY or latest:
        match said:
            case Small.DONE | Small.YES | Small.OK:
                return DoneSo(reminding)
            case Small.LATER:
                return Postponed(reminding)
            case Small.SKIP | Small.NO:
                today = words.endswith(("today", "heute nicht"))
                return LeftOut(reminding, today)
            case _:
                pass
    words = without_courtesy(words)
    exact = _done(words, reminding) or _moved(words, reminding) or _asked(words, reminding, latest=latest)
    return exact or (_in_other_words(words, reminding) if latest else None)


def _in_other_words(words: str, reminding: Reminding) -> UnderReminder | None:
    if length := put_off(words):
        return Postponed(reminding, minutes(length))
    said = gist(words)
    if said is Gist.DONE:
        count = glasses(words) if reminding.kind is WATER else None
        return DoneSo(reminding, number(count) if count else 1)
    meanings: dict[Gist, UnderReminder] = {
        Gist.LATER: Postponed(reminding),
        Gist.LEFT_OUT: LeftOut(reminding),
        Gist.WHY: WhyReminded(reminding),
        Gist.WRONG_TIME: WrongTime(reminding),
        Gist.OFTEN: WrongTime(reminding, often=True),
    }
    return meanings[said] if said else None


def _done(words: str, reminding: Reminding) -> UnderReminder | None:
    glasses = _GLASSES.fullmatch(words)
    if glasses and reminding.kind is WATER:
        times = number(glasses["number"].removeprefix("a ") or "a")
        return DoneSo(reminding, times) if 0 < times <= MOST_GLASSES else None
    if _DONE.fullmatch(words) or _DRUNK_NOW.fullmatch(words):
        return DoneSo(reminding)
    return None


def _moved(words: str, reminding: Reminding) -> UnderReminder | None:
    if later := _IN.fullmatch(words):
        return Postponed(reminding, minutes(later["length"]))
    if later := _MINUTES.fullmatch(words):
        return Postponed(reminding, number(later["number"]))
    if later := _AT.fullmatch(words):
        return Postponed(reminding, at=later["clock"])
    if _LATER.fullmatch(words):
        return Postponed(reminding)
    if _TODAY.fullmatch(words):
        return LeftOut(reminding, today=True)
    return LeftOut(reminding) if _LEFT_OUT.fullmatch(words) else None


def _asked(words: str, reminding: Reminding, *, latest: bool) -> UnderReminder | None:
    if latest and _WHY.fullmatch(words):
        return WhyReminded(reminding)
    if _OFTEN.fullmatch(words):
        return WrongTime(reminding, often=True) if latest or "too" in words else None
    return WrongTime(reminding) if _WRONG.fullmatch(words) else None
