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
