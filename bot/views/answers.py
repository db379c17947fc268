"""An answer as a screen: text, picture, sources, suggestions, votes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from textwrap import shorten
from types import MappingProxyType
from unicodedata import category, normalize

from telegram import InlineKeyboardButton

from bot.knowledge import CAPTION_LIMIT, Detail, Entry, Knowledge, Source
from bot.language import ENGLISH
from bot.matching import Answer, Check, Ordinary, Reply, Suggest, Urgent, entries_of
from bot.reminders.kinds import KINDS
from bot.views.feedback import several
from bot.views.panel import PANEL_ROW, Row, offer
from bot.views.screen import Action, Judged, Screen, bare, pictures_of, plain, topic_rows
from bot.views.topics import ALL_TOPICS_ROW, NONE_OF_THESE_ROW

_JOINERS = frozenset("\u200c\u200d")
"""Parts of Persian words and of emoji; all other invisible characters only turn lines round, or hide."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_MOST_MARKS = 4
"""Above and below one letter; more of them cover the lines around."""


def shown_name(name: str) -> str:
    """The name without what would change the look of the text around it."""
    shown: list[str] = []
    marks = 0
    for character in normalize("NFC", " ".join(name.split())):
        kind = category(character)
        marks = marks + 1 if kind[0] == "M" else 0
        if marks <= _MOST_MARKS and (kind not in _UNSEEN or character in _JOINERS):
            shown.append(character)
    return " ".join("".join(shown).split())


_SHOWN = "Picture:"


def captioned(screen: Screen) -> Screen | None:
    """A screen whose words stand under its picture, and after them what that shows.

    None where there is not exactly one picture, or not enough room for both.
    """
    if len(screen.pictures) != 1:
        return None
    (picture,) = screen.pictures
    html = f"{screen.html}\n\n<i>{_SHOWN}\n{plain(picture.shows)}</i>"
    return replace(screen, html=html) if _length(bare(html)) <= CAPTION_LIMIT else None


def _length(text: str) -> int:
    """As Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


ALARM = "⚠️ <b>Please read this first.</b>"
HOLDS = "⚠️ What I wrote about getting help still holds."
_ANSWER_FIRST = "Please tell me this, too, to be safe:"
NOT_SURE = "I'm not sure what you mean. Is it one of these?"
NOT_KNOWN = "I don't know that. I only know about cramps in feet and legs."
NEAREST = "Is it something like one of these?"

_RUNNERS_UP = 3
"""As many buttons as read well under a question."""
_CHANCE = 0.1
"""The score from which an entry may have been meant by a question that another one was the answer to."""
_ABOUT_REMINDERS = "reminders-help"
_QUOTED = 120
"""Characters of what raised an alarm; more push the help off the screen."""
_KINDS: Mapping[str, str] = MappingProxyType(
    {"article": "Our article", "public-health": "Public health", "study": "Studies", "clinic": "Clinics"}
)
"""What sources are called, by their kind; what the bot says about itself needs none."""
_BULLET = re.compile(r"^[-*] ", re.MULTILINE)


def reply_screen(knowledge: Knowledge, reply: Reply, named: Detail | None = None) -> Screen:
    """What to show for the outcome of the matching; `named` is what an answer's question asks for by name."""
    if isinstance(reply, Urgent):
        return raised_screen(knowledge, reply)
    if isinstance(reply, Check):
        return check_screen(knowledge, reply)
    return in_language(knowledge, reply.language, ordinary_screen(knowledge, reply, named))


def in_language(knowledge: Knowledge, language: str, screen: Screen) -> Screen:
    """A screen in English, below a line that says so in the person's language."""
    if language == ENGLISH:
        return screen
    line = (knowledge.languages.get(language) or knowledge.languages[ENGLISH]).answers_in_english
    return replace(screen, html=f"<i>{plain(line)}</i>\n\n{screen.html}")


def ordinary_screen(knowledge: Knowledge, reply: Ordinary, named: Detail | None = None) -> Screen:
    """An answer, or what may be meant."""
    if isinstance(reply, Answer):
        others = (candidate.entry for candidate in reply.candidates if candidate.score >= _CHANCE)
        screen = answer_screen(knowledge, reply.entry, others, named)
        return replace(screen, rows=(*_also_row(reply.also), *screen.rows))
    if isinstance(reply, Suggest):
        return Screen(NOT_SURE, (*topic_rows(reply.entries, Action.CHOOSE), NONE_OF_THESE_ROW))
    if reply.nearest:
        rows = (*topic_rows(reply.nearest, Action.CHOOSE), NONE_OF_THESE_ROW)
        return Screen(f"{NOT_KNOWN}\n\n{NEAREST}", rows)
    return Screen(NOT_KNOWN, (ALL_TOPICS_ROW,))


def answer_screen(
    knowledge: Knowledge, entry: Entry, others: Iterable[Entry] = (), named: Detail | None = None
) -> Screen:
    """An entry's answer: what was understood, the text, the source, and what to read next.

    `others` are what may have been meant instead, best first; `named` is what was asked for by name, which
    stands below what everybody reads first: that has the warnings.
    """
    pictures = pictures_of(knowledge, entry)
    if not entry.listed:
        return Screen(body(entry), pictures=pictures)
    about = f"<b>About {plain(inside_sentence(entry.title))}:</b>"
    runners_up = (other for other in others if other.listed and other.id != entry.id)
    judged = Judged(entry, tuple(islice(runners_up, _RUNNERS_UP)))
    # The short text of an urgent entry is an alarm, which is not for somebody who only asks.
    text = _bulleted(entry.answer) if entry.urgent else body(entry, named)
    sources = (*entry.sources, *(named.sources if named else ()))
    return replace(_screen(knowledge, entry, about, text, sources), pictures=pictures, judged=judged)


def alarm_screen(knowledge: Knowledge, entry: Entry, language: str = ENGLISH) -> Screen:
    """The urgent entry, for whoever describes a sign of something serious, in their language if it can be."""
    spoken = knowledge.languages.get(language)
    translated = spoken.alarms.get(entry.id) if spoken else None
    if translated is None:
        return replace(_screen(knowledge, entry, ALARM, body(entry)), alarm=True)
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
    way_out = InlineKeyboardButton(language.none_of_this_fits, callback_data=_otherwise(reply.otherwise))
    heading, rest = alarm.html.split("\n\n", 1)
    html = f"{heading}\n\n<i>{quoted}</i>\n\n{rest}" if quoted else alarm.html
    return replace(alarm, html=html, rows=(*alarm.rows, (way_out,)))


def check_screen(knowledge: Knowledge, reply: Check, beneath: Screen | None = None) -> Screen:
    """A yes-or-no question about a sign, above the answer if there is one, or another reply."""
    language = knowledge.languages.get(reply.language) or knowledge.languages[ENGLISH]
    question = language.checks.get(reply.asks) or knowledge.languages[ENGLISH].checks[reply.asks]
    if beneath is None and isinstance(reply.beneath, Answer):
        beneath = reply_screen(knowledge, reply.beneath)
    answers = (
        InlineKeyboardButton(language.yes, callback_data=Action.ALARM.data(reply.entry.id)),
        InlineKeyboardButton(language.no, callback_data=_otherwise(reply.beneath)),
    )
    html = f"<b>{plain(question)}</b>"
    if beneath is None:
        return Screen(html, (answers,))
    return Screen(f"{html}\n\n{beneath.html}", (answers, *beneath.rows))


def sign_screen(knowledge: Knowledge, entry: Entry) -> Screen | None:
    """The question about what an urgent entry is for, once more; None if there is none."""
    english = knowledge.languages.get(ENGLISH)
    if english is None or entry.id not in english.checks:
        return None
    answers = (
        InlineKeyboardButton(english.yes, callback_data=Action.ALARM.data(entry.id)),
        InlineKeyboardButton(english.no, callback_data=_otherwise(None)),
    )
    return Screen(f"{_ANSWER_FIRST} <b>{plain(english.checks[entry.id])}</b>", (answers,))


def _otherwise(reply: Ordinary | None) -> str:
    """The button that leads to the ordinary reply."""
    if isinstance(reply, Answer):
        return Action.OPEN.data(reply.entry.id)
    return several(Action.OFFER, entries_of(reply) if reply else ()) or Action.PAGE.data(0)


def _also_row(entry: Entry | None) -> tuple[Row, ...]:
    if entry is None:
        return ()
    label = f"Did you mean: {inside_sentence(entry.title)}?"
    return ((InlineKeyboardButton(label, callback_data=Action.OPEN.data(entry.id)),),)


def inside_sentence(title: str) -> str:
    """A title without its capital, unless it begins with an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def body(entry: Entry, named: Detail | None = None) -> str:
    """An answer as Telegram HTML: what is read first, and the rest folded away beneath it."""
    said = f"<b>{plain(named.says)}</b>" if named else ""
    if entry.short is None:
        parts = [_bulleted(entry.answer), said]
    else:
        parts = [_bulleted(entry.short), said, _folded(_bulleted(entry.answer))]
    return "\n\n".join(filter(None, parts))


def _bulleted(text: str) -> str:
    return _BULLET.sub("• ", plain(text))


def _folded(html: str) -> str:
    return f"<blockquote expandable>{html}</blockquote>"


def source_quote(sources: Iterable[Source]) -> str:
    """Where an answer comes from, folded away until it is tapped; "" for what the bot says about itself."""
    named = list(sources)
    lines = []
    for kind, label in _KINDS.items():
        names = [_name(source) for source in named if source.kind == kind]
        lines += [f"{label}: {', '.join(names)}"] if names else []
    return _folded("\n".join(lines)) if lines else ""


def _screen(
    knowledge: Knowledge, entry: Entry, heading: str, text: str, sources: Sequence[str] = ()
) -> Screen:
    quote = source_quote(knowledge.sources[key] for key in dict.fromkeys(sources or entry.sources))
    related = (knowledge.entries[key] for key in entry.related)
    html = "\n\n".join(part for part in (heading, text, quote) if part)
    return Screen(html, (*_reminder_row(entry), *topic_rows(related, Action.OPEN)))


def _reminder_row(entry: Entry) -> tuple[Row, ...]:
    if entry.id == _ABOUT_REMINDERS:
        return (PANEL_ROW,)
    return tuple((offer(kind),) for kind in KINDS.values() if entry.id in kind.entries)


def _name(source: Source) -> str:
    title = f"“{plain(source.title)}”"
    if source.url:
        title = f'<a href="{plain(source.url).replace(chr(34), "%22")}">{title}</a>'
    return f"{title} ({plain(source.publisher)})" if source.publisher else title


def reply_text(knowledge: Knowledge, reply: Reply) -> str:
    """What Telegram would show, with the buttons as a list."""
    screen = reply_screen(knowledge, reply)
    buttons = [f"  → {button.text}" for row in screen.rows for button in row]
    return "\n".join([bare(screen.html), *([""] if buttons else []), *buttons])
