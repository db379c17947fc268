"""Somebody who wants to see what is on, and when the next one comes."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from bot.conversation.words import bag


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
