"""What a message means given what the bot did last, and calls and small talk that need no context."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from bot.conversation.acts import Act, Changed, Cramping, Open, Posed, Reminding, Told, Warned
from bot.conversation.after_alarm import OfCramp, Taken, of_alarm, of_cramp
from bot.conversation.after_answer import Aside, of_answer
from bot.conversation.after_change import OfChange, OtherGoal, of_change
from bot.conversation.after_reminder import UnderReminder, under_reminder
from bot.conversation.goals import glass_size, goal_in
from bot.conversation.words import LONGEST, MOST_WORDS, Small, plain, small, without_courtesy

ALL = "all"
"""What chooses all of several reminders."""
_PLACES = (
    ("first", "1st", "1", "one", "number one", "number 1", "the top one", "top"),
    ("second", "2nd", "2", "two", "number two", "number 2", "the middle one"),
    ("third", "3rd", "3", "three", "number three", "number 3"),
)
_LAST = ("last", "the bottom one", "the latter")
_AROUND = re.compile(
    r"^(?:(?:the|option|number|yes|it is|its|i mean|i meant|only|just|answer|topic) )+|(?: (?:one|please"
    r"|of them|ones|reminders?))+$"
)
_NONE = re.compile(
    r"(?:no |nope )?(?:none(?: of (?:these|those|them|that|it|the above))?|neither(?: of them)?"
    r"|nothing(?: of that)?"
    r"|something else|not (?:these|those|that|any of (?:these|those|them))|(?:i meant )?something (?:else"
    r"|different)"
    r"|never ?mind|forget it|leave it|keep (?:it|them|everything|all|both)|cancel|ninguno|ninguna|aucun"
    r"|keins?|keines davon)"
)
_AGREES = re.compile(
    r"(?:(?:yes|ok|okay|sure) )*(?:do (?:it|that|so)|go (?:ahead|for it|on)|please do|just do it"
    r"|set (?:it|that)|(?:just )?like that|thats? (?:it|what i (?:meant|want))|as you say|so be it)"
)
_ALL_WORDS = re.compile(
    r"(?:(?:stop|end|delete|yes|remove|off|just) )*(?:all(?: of (?:them|it))?|both(?: of them)?|everything"
    r"|every one|everyone"
    r"|todos?|tout|alle|alles|beide|tutto|tutti|tudo|wszystkie|все|всё|hepsi|الكل|كل شي)(?: off)?"
)
_WORDS_OF = {
    "hydration": re.compile(
        r"(?:(?:the|only|just|stop|yes|end|my) )*(?:water|drink(?:ing)?|hydration|glass(?:es)?|agua|eau"
        r"|wasser|acqua|woda|вода|su|الماء)"
    ),
    "stretch": re.compile(
        r"(?:(?:the|only|just|stop|yes|end|my) )*(?:stretch(?:es|ing)?|exercises?|evening|bedtime|estirar"
        r"|dehnen|растяжка)"
    ),
    "reminders": re.compile(r"(?:(?:the|only|just|stop|my|end) )*reminders?(?: only)?"),
    "data": re.compile(
        r"(?:(?:the|all|my|delete) )*(?:data|everything|all(?: of (?:it|them))?"
        r"|info|both)(?: (?:that is )?stored)?"
    ),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of what could be chosen, or ALL."""

    posed: Posed
    choice: str


@dataclass(frozen=True, slots=True)
class NoneChosen:
    """Nothing of it."""

    posed: Posed


def of_question(
    words: str, posed: Posed, titles: Sequence[str] = (), *, latest: bool
) -> Chosen | NoneChosen | OtherGoal | None:
    """What plain words answer; `titles` are what the buttons of the choices say, in plain words."""
    said = small(words)
    bare = without_courtesy(words)
    if not latest:
        return None
    refused = said in {Small.NO, Small.SKIP} or _NONE.fullmatch(bare)
    if leads := NoneChosen(posed) if refused else _leading(words, posed):
        return leads
    if posed.question is Open.GLASS and (goal := goal_in(words, bare=False)) and goal.glasses:
        return OtherGoal(goal)
    if _agrees(bare, said, posed):
        return Chosen(posed, posed.choices[0])
    if posed.question is Open.WHICH and (_ALL_WORDS.fullmatch(bare) or said is Small.STOP):
        return Chosen(posed, ALL)
    chosen = _choice(bare, posed, titles)
    return Chosen(posed, chosen) if chosen else None


_YES_OR_NO = frozenset({Open.SIGN, Open.DELETE})
_YES_AND = re.compile(r"(?:oh |well |um |ok )*(?:yes|yeah|yep|yup|sure|i am (?:quite |very )?sure|im sure)\b")
_NO_AND = re.compile(r"(?:oh |well |um |sorry )*(?:no|nope|nah|not really)\b(?! idea)")
_UNSURE_OF_SIGN = re.compile(
    r"(?:i )?(?:(?:really )?(?:dont|do not) know|am not sure|not sure|cant (?:tell|say)|maybe|perhaps"
    r"|sometimes|a (?:bit|little)|kind of|sort of|i guess|i think so|probably|possibly|idk|dunno)\b"
    r"|im not sure\b"
)


def _leading(words: str, posed: Posed) -> Chosen | NoneChosen | None:
    """A yes or a no with more behind it; who is not sure about a sign is taken to have it."""
    if posed.question not in _YES_OR_NO:
        return None
    is_sign = posed.question is Open.SIGN
    if is_sign and _UNSURE_OF_SIGN.match(words):
        return Chosen(posed, posed.choices[0])
    is_one = is_sign or len(posed.choices) == 1
    if is_one and _YES_AND.match(words) and not re.search(r"\bbut\b", words):
        return Chosen(posed, posed.choices[0])
    return NoneChosen(posed) if is_sign and _NO_AND.match(words) else None


def _agrees(bare: str, said: Small | None, posed: Posed) -> bool:
    """Whether it is a yes to a question that has one."""
    if posed.question is Open.PROPOSAL:
        return said in {Small.YES, Small.OK} or _AGREES.fullmatch(bare) is not None
    is_one = len(posed.choices) == 1 and posed.question is not Open.GLASS
    return said is Small.YES and (posed.question is Open.SIGN or is_one)


def _choice(bare: str, posed: Posed, titles: Sequence[str]) -> str | None:
    if posed.question is Open.GLASS:
        size = glass_size(bare)
        return str(size) if size else None
    # A question about a sign has a yes and a no, and nothing to choose from.
    choices = () if posed.question is Open.SIGN else posed.choices
    for choice in choices:
        if choice in _WORDS_OF and _WORDS_OF[choice].fullmatch(bare):
            return choice
    place = _place(_AROUND.sub("", bare), len(choices))
    if place is None:
        place = next((at for at, title in enumerate(titles) if bare and bare == title), None)
    return choices[place] if place is not None and place < len(choices) else None


def _place(bare: str, count: int) -> int | None:
    if bare in _LAST and count:
        return count - 1
    return next((at for at, names in enumerate(_PLACES) if bare in names), None)


_SOS = re.compile(r"[🆘🚨😭😱😫😩😖😣🤕]")
_WORDS = re.compile(r"\w")
_HELP = re.compile(
    r"(?:(?:please|pls|omg|oh god|ah+|argh+|ow+|ouch|sos|somebody|someone|quick|now) )*"
    r"(?:sos|ou+ch+|ow+|a+r+gh+|help(?: (?:me|now|please|pls|quick(?:ly)?|us))*|i need help(?: now)?"
    r"|ay+uda(?:me)?|socorro"
    r"|hilfe|aiuto"
    r"|au secours|a laide|aidez moi|pomocy|помогите|помощь|imdat|النجدة|ساعدوني)"
)
_MENU = re.compile(
    r"(?:the |show (?:me )?(?:the )?|main )?(?:menu|options|commands|start|home|topics|what can (?:you|i) do)"
)
_WHAT = re.compile(
    r"(?:sorry )?(?:what|pardon|huh|eh|come again|say (?:that )?again|repeat(?: (?:that|it|please))?"
    r"|what (?:did|was) (?:you|that)(?: (?:say|just say|said|mean))?|what do you mean|i (?:dont|do not"
    r"|didnt) (?:understand|get it)"
    r"(?: (?:that|it|you|this))?|(?:i am |im )?confused|not clear|unclear|no entiendo|je ne comprends pas"
    r"|ich verstehe nicht)"
)


class Cry(StrEnum):
    """What such a message wants."""

    HELP = "help"
    MENU = "menu"
    WHAT = "what"


def cry(text: str) -> Cry | None:
    """What a message wants that is hardly words; None for all others."""
    if not _WORDS.search(text):
        if _SOS.search(text):
            return Cry.HELP
        return Cry.MENU if re.fullmatch(r"[\s?!¿؟.]*[?¿؟][\s?!¿؟.]*", text) else None
    words = without_courtesy(plain(_SOS.sub(" ", text[:LONGEST])))
    if len(words.split()) > MOST_WORDS:
        return None
    for pattern, meant in ((_HELP, Cry.HELP), (_MENU, Cry.MENU), (_WHAT, Cry.WHAT)):
        if pattern.fullmatch(words):
            return meant
    return None


class AboutBot(StrEnum):
    """What is wanted."""

    STORED = "stored"
    """What it knows of the person."""
    HUMAN = "human"
    """Somebody who is no program."""
    ABUSE = "abuse"


_STORED = re.compile(
    r"what (?:do|did) you (?:know|store|save|keep|have|remember)(?: (?:about|on|of) me)?(?: stored)?"
    r"|(?:show|tell|give) me (?:what you (?:know|have|store|keep)(?: (?:about|on|of) me)?|(?:all )?my data)"
    r"|what data (?:do you (?:have|store|keep|collect)|is stored)(?: (?:about|on|of) me)?|my data"
)
_HUMAN = re.compile(
    r"(?:who (?:runs|owns|made|built|operates|is behind|is responsible for|do i contact about|programmed"
    r"|wrote)"
    r" (?:you|this(?: bot)?|the bot|it))(?: anyway)?"
    r"|(?:can |could |may )?(?:i )?(?:want to |need to |would like to |please )?(?:speak|talk|write|chat"
    r"|get) (?:to|with) "
    r"(?:a |an |some |the )?(?:real )?(?:humans?|persons?|people|somebody|someone|operator|support|owner"
    r"|developer|admin)\b.*"
    r"|(?:a )?(?:human|operator|support|contact)(?: please)?|(?:how (?:can|do) i )?contact(?: (?:you"
    r"|someone|the owner|details))?"
    r"|how (?:can|do) i complain\b.*|i want to complain\b.*|(?:is there )?an? (?:e ?mail"
    r"|address)(?: (?:for|of) (?:you|complaints))?"
)
_RUDE = (
    r"(?:fuck(?:ing|er|ed)?|f u|fu|wtf|shit(?:ty)?|bullshit|crap|asshole|arsehole|bitch|cunt|dick(?:head)?"
    r"|wank\w*|bastard"
    r"|moron|idiot(?:ic)?|stupid|dumb(?:ass)?|retard\w*|loser|suck(?:s|er)?|garbage|trash|useless|pathetic"
    r"|piss|bollocks"
    r"|scheisse|arschloch|puta|mierda|merde|connard|cazzo|stronzo|kurwa|сука|блять|siktir)"
)
_ABUSE = re.compile(
    rf"(?:(?:you|u|ur|your|youre|are|a|an|the|so|such|really|is|this|bot|thing|oh|just|off|go|what|hate"
    rf"|mom|mum|mother|it"
    rf"|up|all|of|and|piece|absolute|complete|total|fat|ugly|eat|suck my|i|{_RUDE})(?: |$))+"
)
_GAMES = re.compile(
    r"ur (?:mom|mum|mother)\b.*|your (?:mom|mum|mother) (?:has|is|got)\b.*(?:lol|haha|lmao)|(?:6 ?7|69|420"
    r"|lol|lmao|haha\w*|rofl)"
    r"|(?:send|show)(?: me)? (?:feet|foot|toe|nude)s? ?(?:pics?|pictures?|photos?)?|do you like feet"
    r"|i love feet|sexy\b.*"
)


def about_bot(text: str) -> AboutBot | None:
    """What is wanted by somebody who speaks about the bot; None for all others."""
    words = without_courtesy(plain(text[:LONGEST]))
    if len(words.split()) > MOST_WORDS:
        return None
    if _STORED.fullmatch(words):
        return AboutBot.STORED
    if _HUMAN.fullmatch(words):
        return AboutBot.HUMAN
    rude = _ABUSE.fullmatch(f"{words} ") or _ABUSE.fullmatch(words)
    if (rude and re.search(rf"\b{_RUDE}\b", words)) or _GAMES.fullmatch(words):
        return AboutBot.ABUSE
    return None


_ASKS = re.compile(
    r"\b(?:but|what|how|why|which|when|where|can|could|does|do|is|are|should|cramp\w*|hurts?|pain)\b"
)
_GREETING = 4
"""Words; behind more of them stands what somebody wants."""
_COURTESIES = {
    "thanks": r"\b(?:thanks|thank you|thx|ty|cheers|appreciate it|god bless(?: you)?|grateful)\b",
    "goodbye": r"\b(?:good ?night|goodbye|bye|sleep well|see (?:you|ya))\b",
    "greeting": r"^(?:hi|hello|hey|good (?:morning|evening|afternoon|day))\b",
}
"""By the entry that answers them."""


def courtesy(words: str) -> str | None:
    """The small talk in plain words that say something else as well, or say it at length."""
    if len(words.split()) > MOST_WORDS or _ASKS.search(words):
        return None
    said = next((entry for entry, pattern in _COURTESIES.items() if re.search(pattern, words)), None)
    return None if said == "greeting" and len(words.split()) > _GREETING else said


Understood: TypeAlias = UnderReminder | OfCramp | OfChange | Aside | Taken | Chosen | NoneChosen


def understood(
    text: str, acts: Sequence[Act], now: datetime, titles: Sequence[str] = ()
) -> Understood | None:
    """What a message means after these acts, the latest first; None when it is to be read as a fresh one.

    `titles` are what the buttons of the choices of a question say.
    """
    words = plain(text[:LONGEST])
    if len(text) > LONGEST or not words or len(words.split()) > MOST_WORDS:
        return None
    choices = tuple(map(plain, titles))
    latest = True
    for act in acts:
        meaning = _read(words, act, now, choices, latest=latest)
        if meaning is not None:
            return meaning
        latest = latest and isinstance(act, Cramping)  # which comes with an answer, and is not its end
    return None


def _read(words: str, act: Act, now: datetime, titles: Sequence[str], *, latest: bool) -> Understood | None:
    match act:
        case Reminding():
            return under_reminder(words, act, latest=latest)
        case Cramping():
            return of_cramp(words, act, now, latest=latest)
        case Changed():
            return of_change(words, act, now, latest=latest)
        case Told():
            return of_answer(words, act) if latest else None
        case Warned():
            return of_alarm(words, act, latest=latest)
        case Posed():
            return of_question(words, act, titles, latest=latest)
