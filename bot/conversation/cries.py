"""Messages that are hardly words: a cry for help, a look for the menu, "what?"."""

import re
from enum import StrEnum

from bot.conversation.words import LONGEST, MOST_WORDS, plain, without_courtesy

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
