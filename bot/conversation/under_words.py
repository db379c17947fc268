"""What people write under a reminder in words of their own: downed it, gimme 20 min, I'm driving."""

import re
from enum import StrEnum

from bot.conversation.words import LENGTH, NUMBER, bag


class Gist(StrEnum):
    """What a message comes down to."""

    DONE = "done"
    LATER = "later"
    LEFT_OUT = "left out"
    WHY = "why"
    WRONG_TIME = "wrong time"
    OFTEN = "often"


_DID = bag(
    """
    had drank drunk downed chugged gulped sipped necked sank finished emptied empty accomplished
    completed sorted done did ticked checked stretched managed drained
    """
)
_AROUND_DID = bag(
    """
    i im ive am is was have has just already now the a an it this that one ones some my me ok okay yes
    yep so well oh and its thats all of to at in for right today ago before earlier sorry then really
    actually as you asked told said promised up off glass glasses cup cups mug bottle water tea juice
    pint sip gulp big small large full whole half tall nice cold mission job task duty stretch stretches
    stretching exercises routine legs both minute two three couple few 2 3 again with lunch breakfast
    dinner happily dutifully got down gone
    """
)
"""Filler words allowed around "did it"; none of them negates it or changes the subject."""
_COUNT = re.compile(
    rf"(?:yes |ok )?(?P<number>{NUMBER})(?: (?:whole|full|big|small|large|tall|more))* (?:ones?|down|gone)"
)
_PUT_OFF = bag(
    """
    give gimme me in for ok okay please pls about another more come back try again remind ask ping nudge
    poke snooze wait just need i ill can could you it make say let lets do drink stretch later then from
    now be ready at postpone delay push hold hang on yes no not yet maybe busy sec right good better id
    like us after tell get within only got drinking that this by
    """
)
_AGO = re.compile(rf" (?:about |like |some )?(?:{LENGTH}|ages) ago\b")
_LENGTH = re.compile(rf"\b{LENGTH}\b")
_PLACES = (
    r"driving|busy|working|cooking|eating|shopping|teaching|travell?ing|commuting|occupied|out(?:side)?|away"
    r"|cycling|gardening|(?:about to|going to|off to) (?:eat|leave|work|drive|go out)"
    r"|not (?:at )?(?:home|free|ready|there)(?: yet)?|tied up|in traffic|in town|in (?:a |the "
    r"|my )?(?:meeting"
    r"|call|car|class|lesson|bus|train|shop|cinema|theatre|shower|bath|office|lecture|interview|queue|church"
    r"|library|exam|garden|middle of something)|at (?:a |the |my )?(?:work|office|gym|cinema|dentists?"
    r"|hairdressers?|party|school|airport|station|shops?|concert|wedding|funeral|church|pool|beach)"
    r"|on (?:a |the |my )?(?:call|phone|bus|train|tram|road|plane|way(?: home| to work)?|bike|loo|toilet"
    r"|motorway)|having (?:lunch|dinner|breakfast|guests|visitors)|with (?:a |my )?(?:clients?|customers?"
    r"|friends|people|boss|guests)"
)
_BUSY = re.compile(
    r"(?:(?:i )?(?:cant|cannot|can not|couldnt)(?: (?:do|drink|stretch|it|that|this|right|now|just|one))* "
    r"|(?:not|no) (?:right )?now )?(?:because )?(?:(?:i am|im|i m|am|still|just|currently|right now|now|bit|a"
    rf"|too|very) )*(?:{_PLACES})(?: (?:{_PLACES}))*(?: (?:now|right now|still|just now|at the moment|today"
    rf"|until \S+))*"
)
_WHEN = re.compile(
    r"(?:(?:remind|ask|ping|tell) me |ill do it |i will do it |maybe |later |do it )?"
    r"(?:when|once|after|as soon as|until|till)(?: (?:im|i am|i get|i have|ive|the|this|my|a|lunch|dinner"
    r"|breakfast|supper|work|home|back|finished|done|meeting|call|movie|film|episode|chapter|song|podcast"
    r"|meal|round|series|page|level|class|lesson|shower|there|free"
    r"|ready|is|its|it|over|school|gym|training|game|match|show|up|off|with|we|in|bed|eaten|parked))+"
)
_LEFT_OUT = re.compile(
    r"(?:no |nah |nope )?(?:i am |im |i feel )?(?:good|fine|all right|alright|full|sorted|too (?:tired|full"
    r"|lazy|busy)|exhausted|knackered)(?: (?:thanks|for now|as it is|as i am|right now|now|without|ta"
    r"|today))*"
    r"|(?:i |id |i would |would )?(?:rather|prefer|better) not(?: to)?(?: now)?"
    r"|(?:i )?(?:dont|wont) (?:fancy|feel like|care for|need|want)(?: (?:it|this|that|one|any|a|glass|water"
    r"|to|now|right|drink|stretch|today|drinking|stretching))*"
    r"|not (?:this|that) (?:one|time)|not for me|(?:maybe |perhaps )?next (?:time|one)(?: maybe)?"
    r"|(?:i am |im )?not in the mood|(?:ill |let me )?(?:give it a miss|sit this one out)|no way|no chance"
    r"|(?:i )?cant be bothered|(?:i )?(?:have )?(?:no|none) left|(?:i )?(?:have "
    r"|ive )?(?:got )?no time(?: (?:now|right|for|it|this|that|today|to|drink|stretch))*"
    r"|(?:i am |im )?not (?:really )?feeling (?:it|like it|up to it)|(?:i )?(?:wont|cant|couldnt"
    r"|cannot) (?:manage|make|do|get to) (?:it|that|this|one)(?: (?:now|today|right|just))*"
    r"|i forgot|i missed it|missed it|forgot"
)
_WHY = re.compile(
    r"how come(?: you(?:re)?\b.*)?|what made you (?:write|send|say|remind|text|message|ask)\b.*"
    r"|who (?:told|asked|made|set) (?:you|this|that|these)(?: (?:to|up|do|write|send|remind|me|that|this))*"
    r"|(?:i (?:didnt|never|dont remember)|did i) (?:ask(?:ed|ing)?|sign(?:ed|ing)? up|order(?:ed|ing)?|want"
    r"|set)(?: (?:for|to|this|that|it|these|up|you|any|get))*"
    r"|(?:and )?what(?:s| is| was) (?:the|your) (?:point|reason|purpose|deal|idea)(?: (?:of|with|behind|for"
    r"|this"
    r"|that|it|these))*|explain(?: (?:this|that|yourself))?|reason|why (?:is|was|has|does) (?:this|that"
    r"|it)\b.*"
    r"|why (?:now|water|me|bother|again|drink|stretch|would i|should i)(?: (?:now|again|me|today|so much))*"
    r"|what (?:are|is) (?:you|this|that) (?:on |going on |talking )?about|what do you (?:mean|want)(?: (?:by"
    r"|from|of|with|that|this|me))*"
    r"|where (?:does|did|is) (?:this|that|it) (?:come )?from|what have i (?:signed up for|done)"
)
_EARLY = re.compile(
    r"(?:(?:its|it is|thats|that is|this is|youre|you are) )?(?:(?:a|bit|little|rather|quite|so|way|far|much"
    r"|pretty|still|very|really|too|awfully|kind of|kinda) )*(?:early|late)(?: (?:for|me|that|this|it|water"
    r"|stretching|in|the|morning|day|evening|today|now|isnt|is|dont|you|think))*"
    r"|(?:its |it is )?(?:still )?(?:in )?(?:the )?(?:middle of the )?night(?: here)?"
    r"|(?:not )?at (?:this|such an) (?:hour|time|ungodly hour)(?: please)?|let me sleep|i want to sleep"
    r"|(?:i )?(?:just |only just )?(?:got|woke|getting|am) up(?: just now)?|(?:i am "
    r"|im )?not (?:even )?up yet"
)
_AGAIN = re.compile(
    r"(?:again |what |hey )?(?:didnt |did |have |havent )?you (?:just |already |have |had )*(?:ask(?:ed)?"
    r"|told|tell|remind(?:ed)?"
    r"|wrote|write|said|say|message[ds]?|text(?:ed)?|sent|send|did)(?: (?:me|that|this|it|already|before|so"
    r"|just"
    r"|now|once|twice|an|hour|a|minute|ago|one|the|same|thing|today))*"
    r"|(?:not |oh )?you again|stop repeating(?: (?:yourself|that))?|so many (?:messages|reminders)"
    r"|not another(?: one)?|(?:yet )?another one|how (?:often|many)\b.* you\b.*"
)
_DOWN = re.compile(
    r"(?:got|all) (?:it|that|one|this) (?:down|in|gone)|bottoms up|down the hatch|all gone"
    r"|(?:(?!not\b|isnt|never|wont|half|nothing|get\b|be\b|to\b|cant|havent|un)\w+ ){1,2}done"
)
_PATTERNS = {
    _DOWN: Gist.DONE,
    _BUSY: Gist.LATER,
    _WHEN: Gist.LATER,
    _LEFT_OUT: Gist.LEFT_OUT,
    _WHY: Gist.WHY,
    _EARLY: Gist.WRONG_TIME,
    _AGAIN: Gist.OFTEN,
}


def gist(words: str) -> Gist | None:
    """What plain words without courtesy come down to; None if any of them may tell of something else."""
    words = _AGO.sub("", words)
    found = next((meaning for pattern, meaning in _PATTERNS.items() if pattern.fullmatch(words)), None)
    if found:
        return found
    said = words.split()
    is_done = not _DID.isdisjoint(said) and _AROUND_DID.union(_DID).issuperset(said)
    return Gist.DONE if is_done or _COUNT.fullmatch(words) else None


def put_off(words: str) -> str | None:
    """The length of time in words that are about nothing else: "gimme 20 min", "half an hour, ok?"."""
    words = words.replace(" more ", " ")
    found = _LENGTH.search(words)
    rest = f"{words[: found.start()]} {words[found.end() :]}".split() if found else ()
    return found[0] if found and _PUT_OFF.issuperset(rest) else None


def glasses(words: str) -> str | None:
    """How many were drunk, in words that come down to having done it: "two big ones", "had 2 already"."""
    found = _COUNT.fullmatch(words)
    if found:
        return found["number"]
    counts = [word for word in words.split() if word in {"two", "three", "couple", "2", "3"}]
    return counts[0] if len(counts) == 1 else None
