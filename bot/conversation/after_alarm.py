"""What people write after they were told to get help: should I call, it's also warm, it's better now, no."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.acts import Warned
from bot.conversation.words import Small, small, without_courtesy


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


_SO = r"(?:(?:and|but|ok|so|oh|well|yes|no|really|please|do you think|you think|then) )*"
_SHOULD_I = re.compile(
    rf"{_SO}(?:should|must|do|shall|can|could) (?:i|we|she|he|they)(?: (?:really|better|need|have|to"
    rf"|rather|just))*"
    r" (?:call|phone|ring|see|dial|worry|be worried|get help|get it checked|go to (?:the |a "
    r"|my )?(?:hospital|er|doctor|gp|clinic|emergency)|go (?:in|there|now)|go$)\b.*"
    rf"|{_SO}(?:who|whom|which number|what number|where)(?: (?:do|should|must|can|shall|to|i|we))*"
    r" (?:call|phone|ring|go|dial|turn)(?: (?:to|now|then))*|what (?:do|should|shall|can) (?:i"
    r"|we) do(?: (?:now|then))*"
    rf"|{_SO}(?:is it|is that|is this|are you) (?:really |that |so )?(?:serious|urgent|necessary|dangerous"
    rf"|sure|bad)"
    rf"|really|{_SO}(?:call|phone) (?:who|whom|an ambulance|a doctor|someone|somebody|my doctor|999|112"
    rf"|911)(?: now)?"
    r"|now|right now|at (?:night|this hour)"
)
_WAIT = re.compile(
    rf"{_SO}(?:can|could|may|should|does|do) (?:it|this|that|i|we) (?:really )?(?:wait|sleep on it"
    rf"|not go)(?: (?:till|until|for|a) .*)?"
    r"|(?:later|tomorrow|in the morning|on monday)(?: (?:maybe|then|is fine))*"
)
_SIGN = (
    r"(?:warm(?:er)?|hot(?:ter)?|red(?:der)?|dark(?:er)?|swollen|puffy|bigger|thick(?:er)?|hard|shiny|blue"
    r"|purple"
    r"|pale|cold|numb|tight|tender|sore|painful|throbbing|burning|worse|getting worse|discoloured|discolored)"
)
_ANOTHER = re.compile(
    rf"{_SO}(?:(?:its|it is|it feels|it looks|the leg is|my leg is|the calf is|my calf is|that leg is|it s"
    rf"|it|feels"
    rf"|looks|is|the skin is|skin is|also|quite|very|a bit|a little|really|too|now|getting)(?: |$))*{_SIGN}"
    rf"(?: (?:and|too|also|as well|now|very|{_SIGN}))*(?: to (?:the )?touch)?|it (?:also )?(?:hurts|throbs"
    rf"|burns)"
    r"(?: (?:too|a lot|more|badly|when i walk))*"
)
_BETTER = re.compile(
    rf"{_SO}(?:(?:its|it is|it has|it|i feel|i am|im|feels?|that|the (?:pain|leg|cramp)(?: is| has)?) )?"
    r"(?:(?:a (?:bit|little)|much|already|all|now|getting|feeling|just|is|has) )*"
    r"(?:better|gone|passed|over|fine|ok now|okay now|stopped|eased|easing|went away|good now"
    r"|normal(?: again)?)"
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
    r"(?:ok |okay |yes |alright |i am |im |i will |ill |we are |already )*(?:calling|called"
    r"|call(?:ed)? (?:them|112|999|911)|going|go"
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
    _MILD: Reaction.MILD,
    _WAIT: Reaction.WAIT,
    _SHOULD_I: Reaction.SHOULD_I,
    _AFRAID: Reaction.AFRAID,
}
