"""Interprets replies to help with a cramp, to an alarm, and to a question about a warning sign."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from bot.conversation.acts import Cramping, Warned
from bot.conversation.words import LENGTH, WEEKDAY, Small, minutes, small, without_courtesy


class Reaction(StrEnum):
    """How somebody takes a warning."""

    SHOULD_I = "should I"
    """Is it necessary, and whom to call?"""
    WAIT = "wait"
    """Can it wait?"""
    MILD = "mild"
    """It is not that bad."""
    ANOTHER_SIGN = "another sign"
    BETTER = "better"
    NO = "no"
    """None of it is so."""
    YES = "yes"
    """It is so, or they will."""
    THANKS = "thanks"
    AFRAID = "afraid"


@dataclass(frozen=True, slots=True)
class Taken:
    """A reaction to a warning."""

    warned: Warned
    reaction: Reaction


_SO = r"(?:(?:and|or|but|ok|so|oh|well|yes|no|really|please|do you think|you think|then) )*"
_SHOULD_I = re.compile(
    rf"{_SO}(?:should|must|do|shall|can|could) (?:i|we|she|he|they)(?: (?:really|better|need|have|to"
    rf"|rather|just))*"
    r" (?:call|phone|ring|see|dial|worry|be worried|get help|get it checked|go to (?:the |a "
    r"|my )?(?:hospital|er|doctor|gp|clinic|emergency)|go (?:in|there|now)|go$)\b.*"
    rf"|{_SO}(?:who|whom|which number|what number|where)(?: (?:do|should|must|can|shall|to|i|we))*"
    r" (?:call|phone|ring|go|dial|turn)(?: (?:to|now|then))*|what (?:do|does|should|shall|can|must) (?:i"
    r"|we|he|she|they) do(?: (?:now|then))*"
    rf"|{_SO}(?:is it|is that|is this|are you) (?:really |that |so )?(?:serious|urgent|necessary|dangerous"
    rf"|sure|bad)"
    rf"|really|{_SO}(?:call|phone) (?:who|whom|an ambulance|a doctor|someone|somebody|my doctor|999|112"
    rf"|911)(?: now)?"
    r"|now|right now|at (?:night|this hour)|still (?:bother|call|ring|phone|go|need|worth)\b.*"
)
_WAIT = re.compile(
    rf"{_SO}(?:can|could|may|should|does|do) (?:it|this|that|i|we|she|he|they) (?:really )?"
    rf"(?:wait|sleep on it|not go)(?: (?:till|until|for|a) .*)?"
    r"|(?:later|tomorrow|in the morning|on monday)(?: (?:maybe|then|is fine))*"
    r"|(?:i|id|ill) (?:(?:would|will|can|could|might) )?(?:prefer |rather |like |just )?(?:to )?wait\b.*"
    rf"|(?:i|id|ill) (?:(?:would|will|can|could) )?(?:go|call|ring|see (?:\w+ )?\w+)(?: (?:there|in|them))?"
    rf" (?:later|tomorrow|(?:on )?{WEEKDAY}|next week|in the morning|after the weekend)\b.*"
)
_SIGN = (
    r"(?:warm(?:er)?|hot(?:ter)?|red(?:der)?|dark(?:er)?|swollen|puffy|bigger|thick(?:er)?|hard|shiny|blue"
    r"|purple"
    r"|pale|cold|numb|tight|tender|sore|painful|throbbing|burning|worse|getting worse|discoloured|discolored)"
)
_ANOTHER = re.compile(
    rf"{_SO}(?:(?:its|it is|it feels|it looks|the leg is|my leg is|the calf is|my calf is|that leg is|it s"
    rf"|it|feels"
    rf"|looks|is|the skin is|skin is|also|quite|very|a bit|a little|really|too|now|getting|still)(?: |$))*"
    rf"{_SIGN}"
    rf"(?: (?:and|too|also|as well|now|very|{_SIGN}))*(?: to (?:the )?touch)?|it (?:also )?(?:hurts|throbs"
    rf"|burns)"
    r"(?: (?:too|a lot|more|badly|when i walk))*"
)
_BETTER = re.compile(
    rf"{_SO}(?:(?:its|it is|it has|it|i feel|i am|im|feels?|that|the (?:pain|leg|cramp)(?: is| has)?) )?"
    r"(?:(?:a (?:bit|little)|much|already|all|now|getting|feeling|just|is|has) )*"
    r"(?:better|gone|passed|over|fine|cleared up|settled|ok now|okay now|stopped|eased|easing|went away"
    r"|good now|normal(?: again)?)"
    r"(?: (?:now|again|already|though|off))*"
)
_NO = re.compile(
    r"(?:no |nope )?(?:none(?: of (?:these|those|that|this|them|it)(?: (?:fits?|applies|apply|signs?))?)?"
    r"|nothing (?:like that|of that|of (?:these|those|the kind))|(?:i )?(?:dont"
    r"|do not) have (?:any of )?(?:that|those|these|this|it)"
    r"|(?:thats|that is|its|it is) not (?:it|that|me|the case|serious|urgent|that bad)|not that"
    r"|not (?:at all|really)"
    r"|i(?:m| am) (?:fine|ok|okay|not)|(?:it was |just )?(?:a )?(?:joke|joking|test(?:ing)?|kidding)"
    r"|false alarm"
    r"|i (?:was|am) (?:only |just )?(?:asking|joking|kidding|testing))"
)
_ALIKE = re.compile(
    r"(?:(?:no|nope|sorry|well|but|actually|oh) )*"
    r"(?:(?:its|it is|it looks?|it feels|theyre|they are|they look|looks?"
    r"|both(?: of them| legs| feet| calves)?(?: are| look)?) )"
    r"(?:(?:just|exactly|all|quite|about|the) )*(?:same|alike|like)(?: (?:as|like))?"
    r"(?: (?:the|my) other(?: (?:one|leg|foot|side|calf))?)?"
)
_AFRAID = re.compile(
    rf"{_SO}(?:i am|im) (?:so |really |very )?(?:scared|afraid|frightened|worried|panicking"
    rf"|alone)(?: now)?|help(?: me)?|oh (?:no|god)|omg|shit"
)
_SMALL = {
    Small.NO: Reaction.NO,
    Small.YES: Reaction.YES,
    Small.OK: Reaction.YES,
    Small.DONE: Reaction.YES,
    Small.THANKS: Reaction.THANKS,
    Small.LATER: Reaction.WAIT,
    Small.SKIP: Reaction.WAIT,
    Small.UNSURE: Reaction.SHOULD_I,
}


def of_alarm(words: str, warned: Warned, *, latest: bool) -> Taken | None:
    """What plain words mean after a warning."""
    said = small(words)
    if said:
        return Taken(warned, _SMALL[said]) if latest and said in _SMALL else None
    bare = without_courtesy(words)
    for pattern, reaction in _PATTERNS.items():
        if pattern.fullmatch(bare) and (latest or reaction is not Reaction.NO):
            return Taken(warned, reaction)
    return None


_GOING = re.compile(
    r"(?:ok |okay |yes |alright |i am |im |i will |ill |we are |already |thanks |thx |thank you )*"
    r"(?:(?:ringing|phoning|calling|ring|phone) (?:111|999|112|911|them|him|her|the \w+|my \w+|an ambulance)"
    r"|calling|called"
    r"|(?:calling|ringing|phoning) (?:the|my|our|a|an) .*|call(?:ed)? (?:them|112|999|911)|going|go"
    r"|on (?:my|the|our) way|ambulance is coming|i (?:will|have) (?:call|called|go|gone))(?: (?:now|there"
    r"|them|the doctor|to (?:the )?"
    r"(?:hospital|doctor|er)|an ambulance|already|today))*"
)
_MILD = re.compile(
    rf"(?:but )?(?:there is |its |it is )?(?:no|not|isnt|without) (?:swelling|redness|warmth|fever|{_SIGN})"
    rf"(?: (?:and|or|nor|no|not|swelling|redness|warmth|fever|{_SIGN}))*|"
    r"(?:but )?(?:it |that )?(?:doesnt|does not|isnt|is not|not|no) (?:hurt|hurts|pain|painful|hurting|bad"
    r"|that bad|so bad|too bad)"
    r"(?: (?:much|at all|really|though))*|(?:but )?(?:i feel|im|i am) (?:fine|ok|okay|well)(?: otherwise"
    r"| though)?"
    r"|(?:it is |its )?(?:only|just) a (?:little|bit)(?: \w+)?"
)
_PATTERNS = {
    _GOING: Reaction.YES,
    _BETTER: Reaction.BETTER,
    _ANOTHER: Reaction.ANOTHER_SIGN,
    _NO: Reaction.NO,
    _ALIKE: Reaction.NO,
    _MILD: Reaction.MILD,
    _WAIT: Reaction.WAIT,
    _SHOULD_I: Reaction.SHOULD_I,
    _AFRAID: Reaction.AFRAID,
}


TOO_LONG = timedelta(minutes=10)
"""From here on a cramp is urgent."""


@dataclass(frozen=True, slots=True)
class Passed:
    """The cramp is over."""

    cramping: Cramping


@dataclass(frozen=True, slots=True)
class StillThere:
    """It is not."""

    cramping: Cramping
    too_long: bool
    """Whether it has lasted for so long that it is urgent."""


@dataclass(frozen=True, slots=True)
class AskedBack:
    """Ambiguous: ask whether the cramp has passed."""

    cramping: Cramping


OfCramp: TypeAlias = Passed | StillThere | AskedBack

_IT = (
    r"(?:(?:its|it has|it is|it s|it|the cramp|cramp|the pain|pain|that|my (?:foot|leg|toes?|calf)|foot"
    r"|leg|i)"
    r"(?: is| has| have| s| did| feels?)? )"
)
_LEAD = (
    r"(?:(?:ow+|ouch|a+rgh|yes|yeah|ok|good|phew|finally|thank god|thanks|great|wow|and|i think|now"
    r"|no(?= its?\b| the\b)) )*"
)
_PASSED = re.compile(
    rf"{_LEAD}{_IT}?(?:(?:is|has|just|now|all|finally|already|completely) )*"
    r"(?:gone|passed|over|better|fine|stopped|eased(?: off| up)?|easing(?: off| up)?|released|let go"
    r"|went(?: away)?|away|calm|ok|okay|good|loose|relaxed|disappeared|subsided|worked|helped"
    r"|(?:much|a lot) better|feels? (?:better|fine|good))"
    r"(?: (?:now|again|off|away|go|finally|already|thanks|thank you|completely|so much|much|it))*"
    rf"|{_LEAD}{_IT}?(?:doesnt|does not|no longer|isnt|is not|not) (?:hurts?|hurting|cramp(?:s|ing|ed)?"
    rf"|tight)"
    r"(?: (?:now|at all|any ?more))*"
    r"|(?:phew|(?:what a )?relief|finally|that (?:worked|helped|did it)|can (?:walk|move it|sleep) again)"
    r"|(?:now )?i can (?:walk|move it|sleep)(?: again| now)*"
    r"|(?:can|may|should) i (?:go )?(?:back )?(?:to )?(?:sleep|bed)(?: again)?(?: now)?"
    r"|(?:i am |im )?(?:going )?back (?:to|in) (?:sleep|bed)"
    r"|ya (?:se )?(?:me )?paso|se fue|(?:es ist |ist |es )?(?:weg|vorbei|besser)|(?:cest )?passe"
    r"|(?:e )?passato"
    r"|(?:ja )?passou|(?:het is )?(?:voorbij|weg)|minelo|przeszlo|(?:уже )?прошл[оа]|gecti|ذهب|راح"
)
_STILL = re.compile(
    rf"{_LEAD}(?:no |nope )?{_IT}?(?:(?:is|its|just|only|really|even|so|but|and) )*"
    r"(?:(?:still(?: not)?|not|no|never|hasnt|isnt|didnt|doesnt|wont|wasnt)\b"
    r"(?: (?:there|here|it|yet|gone|passed|over|better|hurts?|hurting|cramping|cramps?|cramped|tight|hard"
    r"|stuck"
    r"|going|on|has|is|really|at all|stopp?(?:ing|ed)?|help(?:ed|ing|s)?|work(?:ed|ing|s)?|let|letting|go"
    r"|away"
    r"|quite|same|bad|a bit|a little|so|very|painful|pain|much|fully|completely|released?|in|my|foot|leg|calf"
    r"|toes?|have|got|this|that|any|feel|i|the))*"
    r"|(?:the )?same(?: as before)?|worse|(?:getting|got) (?:worse|stronger)|no change"
    r"|(?:a (?:bit|little)|somewhat|half|nearly|almost|mostly|slightly)(?: (?:gone|passed|over|better|less"
    r"|still))?"
    r"|nothing (?:helps|works)|hurts?(?: (?:so|very|a lot|much|bad|badly|like hell))*"
    r"|(?:came|coming|comes|starting|is) back|again|back(?: again)?|another one"
    r"|aun(?: no)?|todavia|sigue(?: igual)?|ainda|immer noch|noch da|encore|toujours|ancora|nog steeds"
    r"|jeszcze"
    r"|nadal|(?:все )?еще|hala|ما زال|لسا)(?: (?:now|though|please|help))*"
)
_LASTED = re.compile(
    rf"(?:(?:.* )?(?:for|since|about|after|already|now|been|over|than|lasts|lasted) )?(?P<length>{LENGTH})"
    r"(?: (?:now|already|ago|and counting|long))*"
)
_ROUND = re.compile(
    r"(?:(?:do|lets|let us|try|start|show me) )*(?:it )?"
    r"(?:again|once more|another round|one more(?: time| round)?|more)|next|start|go on|continue|go"
    r"|(?:and |so )?what (?:should|can|do|shall) i do(?: (?:now|then|else))*|what now|now what"
)


_DO = re.compile(r"\bwhat (?:do|should|can|must) i do\b|\bhelp(?: me)?$")


def of_cramp(words: str, cramping: Cramping, now: datetime, *, latest: bool) -> OfCramp | None:
    """What plain words mean while the bot helps with a cramp."""
    said = small(words)
    if said and (latest or (said is Small.DONE and cramping.asked)):
        return _of_small(said, cramping, now)
    bare = without_courtesy(words)
    if found := _LASTED.fullmatch(bare):
        said_for = timedelta(minutes=minutes(found["length"]))
        return _still(replace(cramping, began=min(cramping.began, now - said_for)), now)
    if _PASSED.fullmatch(bare):
        return Passed(cramping)
    if _STILL.fullmatch(bare) or (latest and (_ROUND.fullmatch(bare) or _DO.search(bare))):
        return _still(cramping, now)
    return None


def _of_small(said: Small, cramping: Cramping, now: datetime) -> OfCramp | None:
    match said:
        case Small.NO | Small.LATER:
            return _still(cramping, now)
        case Small.DONE:
            return Passed(cramping)
        case Small.YES:
            return Passed(cramping) if cramping.asked else AskedBack(cramping)
        case Small.OK | Small.UNSURE:
            return AskedBack(cramping)
    return None


def _still(cramping: Cramping, now: datetime) -> StillThere:
    return StillThere(cramping, too_long=cramping.warned or now - cramping.began >= TOO_LONG)
