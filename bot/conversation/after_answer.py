"""What people ask after an answer: why, how long, is it dangerous, are you sure, tell me more."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz

from bot.conversation.acts import Told
from bot.conversation.words import Small, plain, small, without_courtesy
from bot.knowledge import Entry


class Side(StrEnum):
    """Questions that lean on whatever was answered."""

    WHY = "why"
    HOW_LONG = "how long"
    HOW_OFTEN = "how often"
    HOW_MUCH = "how much"
    WHEN = "when"
    DANGER = "danger"
    BABY = "baby"
    SURE = "sure"
    SOURCE = "source"
    MORE = "more"
    HELPS = "what helps"
    SHORTER = "shorter"
    NO_HELP = "no help"


@dataclass(frozen=True, slots=True)
class Aside:
    """A question about what was told, which changes no subject."""

    told: Told
    side: Side


_REALLY = re.compile(r"(?:really|sure|are you sure|for sure)")
_SO = r"(?:(?:and|but|ok|so|oh|hm+|well|yes|no|really|thanks|thank you|please) )*"
_PATTERNS: Mapping[Side, str] = MappingProxyType(
    {
        Side.NO_HELP: r"(?:that|it|this|your (?:advice|answer|tip)s?)?(?: still| really)? ?"
        r"(?:(?:did|does|do|is|has) ?(?:not|nt)|didnt|doesnt|dont|hasnt|wont|isnt|never|no) "
        r"(?:really )?(?:help(?:ed|ing|s|ful)?|work(?:ed|s|ing)?)(?: (?:me|at all|so far|much|yet"
        r"|for me|either))*"
        r"|no help(?: at all)?|not helpful|useless|(?:i )?(?:already )?(?:tried|did) (?:that|it"
        r"|all that|everything)"
        r"(?: (?:already|before|and it (?:didnt|did not) (?:help|work)))*"
        r"|what if (?:it|that|this) (?:doesnt|does not|dont|didnt) (?:help|work)|that was wrong"
        r"|wrong answer"
        r"|none(?: of (?:these|those|that|it))?|(?:that is |thats )?not what i (?:asked"
        r"|meant|wanted)(?: to know)?",
        Side.SOURCE: r"(?:what(?:s| is| are)? )?(?:the |your )?sources?(?: (?:please|for that))?"
        r"|where (?:is|s|does|did|do) (?:that|this|it|you)(?: (?:come|get|got|have|know"
        r"|take))?(?: (?:it|that|this))? from"
        r"|wheres (?:that|this|it) from|where did you (?:read|get|find) (?:that|this)|who (?:says"
        r"|said)(?: (?:so|that|this|it))?"
        r"|says who|how do you know(?: (?:that|this))?|according to whom?|(?:any )?(?:proof|evidence"
        r"|link|reference|citation)s?"
        r"|where can i read (?:that|more|it|this)(?: up)?|(?:do you have|is there) (?:a "
        r"|any )?(?:source|proof|evidence)s?",
        Side.SURE: r"(?:are )?(?:you|u) (?:really |quite |absolutely |very )?sure(?: (?:about (?:that"
        r"|this|it)|of that))?|really|sure"
        r"|(?:is|are) (?:that|it|this|you) (?:really |actually |100 )?(?:true|right|correct|certain"
        r"|proven|sure)"
        r"|seriously|honestly|no way|i (?:dont|do not) believe (?:you|it|that|this)|(?:is"
        r"|does) (?:that|it|this) (?:proven|really help|really work|work)"
        r"|does (?:it|that|this) (?:actually |really )?(?:help|work)|how (?:sure|certain) are you",
        Side.MORE: r"(?:can you |could you )?(?:tell|say|explain|give|write|show)(?: me)? (?:a (?:bit"
        r"|little) )?(?:more|further|it (?:better|in detail)|details?)"
        r"(?: (?:about (?:it|that|this)|detail|details|please|info))*|more|more (?:please|info"
        r"|details?|about (?:it|that|this))|go on|details?"
        r"|continue|what else|anything else|(?:is|was) that (?:all|it|everything)|and\??"
        r"|in (?:more )?detail|explain|elaborate|what do you mean"
        r"|next",
        Side.HELPS: r"(?:and )?what (?:else )?(?:can|should|could|do|must) (?:i|you|we) (?:else )?"
        r"(?:do|try|change|recommend|suggest|advise)(?: (?:else|about (?:it|that|this)|then|now"
        r"|against (?:it|that)|first|for (?:him|her|them|me)|when (?:it|that|one) (?:comes|happens)))*"
        r"|what (?:else )?(?:helps?|works?|would help|can help)(?: (?:then|best|against it|with (?:it"
        r"|that)))*|any (?:tips|advice|ideas)",
        Side.SHORTER: r"(?:(?:can you|could you|please) )?(?:say|make|put|write|give)?(?: (?:it|that"
        r"|this|me))*(?: a (?:bit|little))? ?"
        r"(?:shorter|short|in short|brief(?:ly|er)?|simpler|simply|in (?:a|one|1) (?:word|sentence"
        r"|line)|in a nutshell|the short version|in simple words)"
        r"(?: (?:please|version|answer))*|tl ?dr|tldr|too long|too much text|that(?:s"
        r"| is) too (?:long|much)(?: text| to read)?|long story short|summary|summari[sz]e(?: it"
        r"| that)?",
        Side.BABY: r"(?:(?:is|could) (?:it|that|this) (?:be )?)?(?:dangerous|bad|safe|harmful|ok|okay"
        r"|risky|a (?:risk|danger)|serious|a problem)? ?(?:for|to) (?:my|the|our"
        r"|an?) (?:unborn )?(?:baby|child|unborn)"
        r"|(?:can|could|does|will|would) (?:it|that|this) (?:harm|hurt|affect) (?:my|the"
        r"|our) (?:unborn )?(?:baby|child)|what about (?:my|the) baby|and (?:my|the) baby",
        Side.DANGER: r"(?:(?:is|are|can|could|will|would|does|do) (?:it|that|this|they|these|those"
        r"|cramps?|i)(?: be| become| get| do)?(?: (?:really|very|too|so|normally|usually))* )?"
        r"(?:dangerous|harmful|bad|serious|safe|risky|harmless|a problem|bad for (?:me|you|my health)"
        r"|something (?:serious|bad|dangerous)|worr(?:y|ied|ying)|normal|ok|okay|hurt me|harm(?: me)?"
        r"|any harm|kill me)"
        r"(?: (?:or not|really|though|for me|right|at all|to do|about|then))*"
        r"|should i (?:be )?(?:worr(?:y|ied)|concerned|afraid|scared)(?: about (?:it|that|this))?"
        r"|do i (?:need|have) to worry|can i die(?: (?:of|from) (?:it|that|this))?|any (?:danger"
        r"|risks?|side effects?)|what are the (?:risks|dangers|side effects)|can (?:that|it"
        r"|this) (?:be|get) worse",
        Side.HOW_LONG: r"(?:for )?how long(?: (?:does|do|will|should|must|can|would|is|for|until|till"
        r"|it|that|this|they|i|take|takes|last|lasts|hold|holding|to|work|works|help|helps|before|see"
        r"|notice|wait|keep|need|go|on|them|do|one|a|the|effect|anything|each|time))*"
        r"|how (?:soon|fast|quickly)(?: (?:does|do|will|it|that|this|work|works|help|helps|can|i"
        r"|notice|see|feel|anything|a|difference))*|how many (?:minutes|seconds|days|weeks"
        r"|months)(?: (?:should|do|does|i|it|that|hold|take))*",
        Side.HOW_OFTEN: r"how (?:often|many times)(?: (?:a|per|day|week|should|do|does|must|can|i|it"
        r"|that|this|they|to|happen|come|each|every|night|them|repeat|stretch|the))*|how regularly",
        Side.HOW_MUCH: r"how (?:much|many)(?: (?:of|should|do|can|must|i|it|that|this|them|take|is|a"
        r"|per|day|glasses|cups|litres|liters|too|need|drink|have|to|times|people))*|what (?:dose"
        r"|dosage|amount)",
        Side.WHEN: r"when(?: (?:should|do|does|must|can|will|is|i|it|that|this|best|the|best|time|to"
        r"|do|exactly|start|better|take|get|go))*|(?:at )?what time(?: (?:of (?:the )?day|should|i))*",
        Side.WHY: r"(?:but |and )?why(?: (?:is|does|do|did|should|would|that|this|it|i|so|not|happen"
        r"|happens|help|helps|work|works|so|me|now|exactly|they|come|always|really))*|how come"
        r"|for what reason|what(?:s| is) the reason|how so|what causes (?:it|that|this|them)"
        r"|because of what|how does (?:it|that|this) work",
    }
)
_SIDES = {
    side: re.compile(rf"{_SO}(?:{pattern})(?: (?:then|though|please|exactly|again|bot|so|now))*")
    for side, pattern in _PATTERNS.items()
}


def side_of(words: str) -> Side | None:
    """Which side question plain words are, if they are one."""
    bare = without_courtesy(words)
    return next((side for side, pattern in _SIDES.items() if pattern.fullmatch(bare)), None)


def of_answer(words: str, told: Told) -> Aside | None:
    """What plain words mean right after an answer."""
    if small(words) not in {None, Small.LATER} and not _REALLY.fullmatch(words):
        return None
    side = side_of(words)
    return Aside(told, side) if side else None


ALIKE = 92
"""Minimum similarity, out of 100, to a question listed in an entry's `details`."""
_TELLING: Mapping[Side, re.Pattern[str]] = MappingProxyType(
    {
        side: re.compile(pattern, re.IGNORECASE)
        for side, pattern in {
            Side.HOW_LONG: r"\b(?:\d+|a few|some|three|two|six|ten|half an?|an) (?:to \d+ |of )?"
            r"(?:seconds?|minutes?|hours?|days?|weeks?|months?)\b",
            Side.HOW_OFTEN: r"\b(?:times|every (?:day|night|evening|week)|daily|a (?:day|week|night)|once"
            r"|twice)\b",
            Side.HOW_MUCH: r"\b(?:\d+|one|two|a|several) (?:to \d+ |of )?(?:glass(?:es)?|cups?|lit(?:re"
            r"|er)s?|mg|grams?"
            r"|times|teaspoons?)\b",
            Side.WHEN: r"\b(?:before|after|during|in the (?:evening|morning)|at night|bedtime)\b",
            Side.DANGER: r"\b(?:harmless|harmful|dangerous|serious|safe|side effects?|risks?|poisonous"
            r"|see a doctor"
            r"|medical help|ask (?:a|your) (?:doctor|pharmacist|midwife)|doctor|midwife)\b",
            Side.BABY: r"\b(?:baby|unborn|pregnan\w+)\b",
            Side.WHY: r"\b(?:because|causes?|caused|reasons?|comes? from|due to|brings?|lack of|so that)\b",
        }.items()
    }
)


def foreseen(entry: Entry, text: str) -> str | None:
    """What `details` say to this question: to one in the same words, or else to one of the same kind."""
    words = without_courtesy(plain(text))
    side = side_of(words)
    foresees = [(detail, _read(detail.asks)) for detail in entry.details]
    for detail, asks in foresees:
        if any(words == asked or fuzz.ratio(words, asked) >= ALIKE for asked in asks):
            return detail.says
    alike = (detail for detail, asks in foresees if side and any(side_of(asked) is side for asked in asks))
    return next((detail.says for detail in alike), None)


@lru_cache(1_000)
def _read(asks: tuple[str, ...]) -> tuple[str, ...]:
    """The questions that a detail of the knowledge foresees, as `foreseen` compares them."""
    return tuple(without_courtesy(plain(asked)) for asked in asks)


def sentence(entry: Entry, side: Side) -> str | None:
    """The sentence of the answer that speaks of it; None if none does."""
    telling = _TELLING.get(side)
    return next(filter(telling.search, entry.sentences), None) if telling else None


def short(entry: Entry) -> str:
    """The answer in a sentence or two."""
    written = entry.short
    return written or " ".join(entry.sentences[:2])


_COMPLAINS = re.compile(
    r"\b(?:(?:can|cant|did|do) (?:you|u) (?:even )?(?:read|listen)|are (?:you|u) deaf|useless"
    r"|not what i (?:asked|meant|said)|(?:didnt|did not|didnae) (?:even )?(?:answer|listen|read|ask)"
    r"|i (?:just|already|literally) (?:said|wrote|told)|(?:you|u) (?:just|already) (?:said|told)"
    r"|what are you on about|wrong (?:again|answer))\b"
)


def complains(words: str) -> bool:
    """Whether plain words say that the last answer was none."""
    return _COMPLAINS.search(words) is not None
