"""Alarms, and the questions about signs of something serious."""

from dataclasses import replace
from textwrap import shorten

from telegram import InlineKeyboardButton

from bot.knowledge import Entry, Knowledge
from bot.language import ENGLISH
from bot.matching import Answer, Ordinary, Urgent, entries_of
from bot.views.answers import body, screen_of, several, source_quote
from bot.views.screen import Action, Screen, plain

ALARM = "⚠️ <b>Please read this first.</b>"
HOLDS = "⚠️ What I wrote about getting help still holds."
_ANSWER_FIRST = "Please tell me this, too, to be safe:"
_QUOTED = 120
"""Characters of what raised an alarm; more push the help off the screen."""


def alarm_screen(knowledge: Knowledge, entry: Entry, language: str = ENGLISH) -> Screen:
    """The urgent entry, for whoever describes a sign of something serious, in their language if it can be."""
    spoken = knowledge.languages.get(language)
    translated = spoken.alarms.get(entry.id) if spoken else None
    if translated is None:
        return replace(screen_of(knowledge, entry, ALARM, body(entry)), alarm=True)
    quote = source_quote(knowledge.sources[key] for key in entry.sources)
    heading = f"⚠️ <b>{plain(translated.title)}</b>"
    html = "\n\n".join(part for part in (heading, plain(translated.text.strip()), quote) if part)
    return Screen(html, alarm=True)


def raised_screen(knowledge: Knowledge, reply: Urgent, *, again: bool = False) -> Screen:
    """The alarm that a message raises, with the words that raised it; only what to do, if it comes again."""
    language = knowledge.languages.get(reply.language) or knowledge.languages.get(ENGLISH)
    alarm = alarm_screen(knowledge, reply.entry, reply.language)
    if again:
        alarm = replace(alarm, html="\n\n".join(alarm.html.split("\n\n")[:2]))
    if language is None:
        return alarm
    said = shorten(reply.said, _QUOTED, placeholder=" …")
    quoted = plain(language.raised_by.format(words=said)) if said else ""
    way_out = InlineKeyboardButton(language.none_of_this_fits, callback_data=otherwise(reply.otherwise))
    heading, rest = alarm.html.split("\n\n", 1)
    html = f"{heading}\n\n<i>{quoted}</i>\n\n{rest}" if quoted else alarm.html
    return replace(alarm, html=html, rows=(*alarm.rows, (way_out,)))


def sign_screen(knowledge: Knowledge, entry: Entry) -> Screen | None:
    """The question about what an urgent entry is for, once more; None if there is none."""
    english = knowledge.languages.get(ENGLISH)
    if english is None or entry.id not in english.checks:
        return None
    answers = (
        InlineKeyboardButton(english.yes, callback_data=Action.ALARM.data(entry.id)),
        InlineKeyboardButton(english.no, callback_data=otherwise(None)),
    )
    return Screen(f"{_ANSWER_FIRST} <b>{plain(english.checks[entry.id])}</b>", (answers,))


def otherwise(reply: Ordinary | None) -> str:
    """The button that leads to the ordinary reply."""
    if isinstance(reply, Answer):
        return Action.OPEN.data(reply.entry.id)
    return several(Action.OFFER, entries_of(reply) if reply else ()) or Action.PAGE.data(0)
