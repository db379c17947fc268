"""What people write under a reminder: done, two glasses, later, in ten minutes, skip, too early, why."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from bot.conversation.acts import Reminding
from bot.conversation.words import LENGTH, NUMBER, Small, minutes, number, small, without_courtesy
from bot.reminders.kinds import WATER

MOST_GLASSES = 3
"""At once; more are more likely a slip, or a count of the day."""


@dataclass(frozen=True, slots=True)
class DoneSo:
    """It is done, so many times."""

    reminding: Reminding
    times: int = 1


@dataclass(frozen=True, slots=True)
class Postponed:
    """Not now, but in so many minutes; None if that was not said."""

    reminding: Reminding
    minutes: int | None = None


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
    rf"(?:yes |ok )?(?:{_DID} )?(?:about )?(?P<number>{NUMBER})(?: (?:whole|full|big|more|half))* "
    r"(?:glass(?:es)?|cups?|mugs?)(?: and a half)?(?: of (?:water|tea))?(?: (?:done|drunk|down|already|now"
    r"|so far))*"
)
_DRUNK_NOW = re.compile(r"(?:ok |yes )?(?:on it|drinking(?: it| now)*|doing (?:it|that)(?: now)*|im on it)")
_IN = re.compile(
    rf"(?:(?:ok|yes|no|not now|later|remind me|ask me|again|snooze|wait|give me|try|tell me|maybe|for|it)"
    rf"(?: it| again)? )*(?:in |for |after |another )?(?:about )?(?P<length>{LENGTH})"
    r"(?: later| more| from now)?"
)
_MINUTES = re.compile(
    rf"(?:maybe |ok |again )?(?:snooze|in|again in|remind me in)(?: for)? (?P<number>{NUMBER})"
)
_LATER = re.compile(
    r"(?:(?:can|could) you |maybe |ok |yes )?(?:remind|ask|tell|ping) me(?: again)?(?: a bit"
    r"| a little)? later"
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
    r"|enough for today|(?:im|i am) done for today|skip today|tomorrow(?: again)?"
)
_WHY = re.compile(
    r"why|why now|what for|for what|says who|who asked(?: you)?|what is (?:this|that)|whats (?:this|that)"
    r"|(?:and )?why (?:do|are|did|would|must) you (?:\w+ )*(?:tell|telling|remind|reminding|send|sending"
    r"|write|writing"
    r"|ask|asking|message|messaging|text|texting|want|bother|bothering|say|saying)\b.*"
    r"|why (?:should|must|do) i (?:do|drink|stretch|get|have to|need)(?: (?:it|that|this|now|so much|these"
    r"|to))*|why (?:this|that|these|at \S+)(?: now)?"
    r"|what(?:s| is) (?:this|that|it) (?:for|about|good for)|what do you want|huh|warum|por que|pourquoi"
)
_WRONG = re.compile(
    r"(?:(?:its|it is|that is|thats|this is|thats) )?(?:much |way |far |a bit |a little )?too "
    r"(?:early|late|soon)(?: for (?:me|that|this))?|(?:wrong|bad|not a good) time|(?:you )?woke me(?: up)?"
    r"|(?:i was |im |i am )(?:still )?(?:asleep|sleeping|in bed)"
)
_OFTEN = re.compile(
    r"(?:(?:its|it is|that is|thats|this is|you remind me|you write) )?(?:much |way |far )?"
    r"too (?:often|many|much|frequent)(?: (?:messages|reminders|of these|for me))*|again|already again"
    r"|not again"
)
_FIRST_ONLY = frozenset({Small.YES, Small.OK, Small.NO})
"""What also answers something else, and is only held against what was done last."""


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
    return _done(words, reminding) or _moved(words, reminding) or _asked(words, reminding, latest=latest)


def _done(words: str, reminding: Reminding) -> UnderReminder | None:
    glasses = _GLASSES.fullmatch(words)
    if glasses and reminding.kind is WATER:
        times = number(glasses["number"])
        return DoneSo(reminding, times) if 0 < times <= MOST_GLASSES else None
    if _DONE.fullmatch(words) or _DRUNK_NOW.fullmatch(words):
        return DoneSo(reminding)
    return None


def _moved(words: str, reminding: Reminding) -> UnderReminder | None:
    if later := _IN.fullmatch(words):
        return Postponed(reminding, minutes(later["length"]))
    if later := _MINUTES.fullmatch(words):
        return Postponed(reminding, number(later["number"]))
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
