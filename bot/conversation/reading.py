"""A short message held against what the bot has last done: one door for all that can be meant by it."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from bot.conversation.acts import Act, Changed, Cramping, Posed, Reminding, Told, Warned
from bot.conversation.after_alarm import Taken, of_alarm
from bot.conversation.after_answer import Aside, of_answer
from bot.conversation.after_change import OfChange, of_change
from bot.conversation.after_cramp import OfCramp, of_cramp
from bot.conversation.after_question import Chosen, NoneChosen, of_question
from bot.conversation.after_reminder import UnderReminder, under_reminder
from bot.conversation.words import LONGEST, MOST_WORDS, plain

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
