"""Answers to what the bot has asked with buttons: the second one, water, all, none of these."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.acts import Open, Posed
from bot.conversation.words import Small, small, without_courtesy

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
) -> Chosen | NoneChosen | None:
    """What plain words answer; `titles` are what the buttons of the choices say, in plain words."""
    said = small(words)
    bare = without_courtesy(words)
    if not latest:
        return None
    if said in {Small.NO, Small.SKIP} or _NONE.fullmatch(bare):
        return NoneChosen(posed)
    is_sign = posed.question is Open.SIGN
    if said is Small.YES and (is_sign or len(posed.choices) == 1):
        return Chosen(posed, posed.choices[0])
    if posed.question is Open.WHICH and (_ALL_WORDS.fullmatch(bare) or said is Small.STOP):
        return Chosen(posed, ALL)
    choices = () if is_sign else posed.choices  # It has a yes and a no, and nothing to choose from.
    for choice in choices:
        if choice in _WORDS_OF and _WORDS_OF[choice].fullmatch(bare):
            return Chosen(posed, choice)
    place = _place(_AROUND.sub("", bare), len(choices))
    if place is None:
        place = next((at for at, title in enumerate(titles) if bare and bare == title), None)
    return Chosen(posed, choices[place]) if place is not None and place < len(choices) else None


def _place(bare: str, count: int) -> int | None:
    if bare in _LAST and count:
        return count - 1
    return next((at for at, names in enumerate(_PLACES) if bare in names), None)
