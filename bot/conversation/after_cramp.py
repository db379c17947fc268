"""What people write while a cramp is there: still there, it's gone, twenty minutes now."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.conversation.acts import Cramping
from bot.conversation.words import LENGTH, Small, minutes, small, without_courtesy

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
    """Something was said that can mean either: whether it has passed is to be asked."""

    cramping: Cramping


OfCramp: TypeAlias = Passed | StillThere | AskedBack

_IT = (
    r"(?:(?:its|it has|it is|it s|it|the cramp|cramp|the pain|pain|that|my (?:foot|leg|toes?|calf)|foot"
    r"|leg|i)"
    r"(?: is| has| have| s| did| feels?)? )"
)
_LEAD = (
    r"(?:(?:yes|yeah|ok|good|phew|finally|thank god|thanks|great|wow|and|i think|now|no(?= its?\b| the\b)) )*"
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
    if _STILL.fullmatch(bare) or (latest and _ROUND.fullmatch(bare)):
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
