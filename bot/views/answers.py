"""An answer as a screen: text, picture, sources, suggestions, votes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from unicodedata import category, normalize
from urllib.parse import quote, urlencode

from telegram import InlineKeyboardButton

from bot.knowledge import CAPTION_LIMIT, Detail, Entry, Knowledge, Source
from bot.language import ENGLISH
from bot.matching import Answer, Ordinary, Suggest
from bot.reminders.kinds import KINDS
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


LONGEST_DATA = 64
"""Bytes that a button carries."""
THANKS = "Thank you!"
SORRY = "Thank you. I'm sorry it didn't help."
_IS_IT_HERE = "You wanted something else. Is it one of these?"
_SAY_IT_AGAIN = "You wanted something else. Try other words, or look through what I know."
_SHARE = "https://t.me/share/url"


def completed(screen: Screen, bot_name: str) -> Screen:
    """A screen with its row of feedback, if it is to have one; the name is the bot's user name."""
    if screen.judged is None:
        return screen
    entry = screen.judged.entry
    row = (
        InlineKeyboardButton("👍", callback_data=Action.UP.data(entry.id)),
        InlineKeyboardButton("👎", callback_data=_down(entry, screen.judged.runners_up)),
        InlineKeyboardButton("↗ Share", url=share_url(bot_name, entry)),
    )
    return replace(screen, rows=(*screen.rows, row), judged=None)


def share_url(bot_name: str, entry: Entry) -> str:
    """A page of Telegram's on which people choose whom to send the entry to."""
    fields = {"url": f"https://t.me/{bot_name}?start={entry.id}", "text": entry.title}
    return f"{_SHARE}?{urlencode(fields, quote_via=quote)}"


def offer_screen(runners_up: Sequence[Entry]) -> Screen:
    """What somebody may have meant whom an answer did not help."""
    if not runners_up:
        return Screen(_SAY_IT_AGAIN, (ALL_TOPICS_ROW,))
    return Screen(_IS_IT_HERE, (*topic_rows(runners_up, Action.CHOOSE), NONE_OF_THESE_ROW))


def _down(entry: Entry, runners_up: Iterable[Entry]) -> str:
    return several(Action.DOWN, (entry, *runners_up))


def several(action: Action, entries: Iterable[Entry]) -> str:
    """The action with as many entries as there is room for."""
    data = ""
    for entry in entries:
        longer = f"{data}/{entry.id}" if data else action.data(entry.id)
        if len(longer) > LONGEST_DATA:
            break
        data = longer
    return data


NOT_SURE = "I'm not sure what you mean. Is it one of these?"
NOT_KNOWN = "I don't know that. I only know about cramps in feet and legs."
NEAREST = "Is it something like one of these?"

_RUNNERS_UP = 3
"""As many buttons as read well under a question."""
_CHANCE = 0.1
"""The score from which an entry may have been meant by a question that another one was the answer to."""
_ABOUT_REMINDERS = "reminders-help"
_KINDS: Mapping[str, str] = MappingProxyType(
    {"article": "Our article", "public-health": "Public health", "study": "Studies", "clinic": "Clinics"}
)
"""What sources are called, by their kind; what the bot says about itself needs none."""
_BULLET = re.compile(r"^[-*] ", re.MULTILINE)


def in_language(knowledge: Knowledge, language: str, screen: Screen) -> Screen:
    """A screen in English, below a line that says so in the person's language."""
    if language == ENGLISH:
        return screen
    line = (knowledge.languages.get(language) or knowledge.languages[ENGLISH]).answers_in_english
    return replace(screen, html=f"<i>{plain(line)}</i>\n\n{screen.html}")


def ordinary_screen(knowledge: Knowledge, reply: Ordinary) -> Screen:
    """An answer, or what may be meant."""
    if isinstance(reply, Answer):
        others = (candidate.entry for candidate in reply.candidates if candidate.score >= _CHANCE)
        screen = answer_screen(knowledge, reply.entry, others, reply.named)
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
    return replace(screen_of(knowledge, entry, about, text, sources), pictures=pictures, judged=judged)


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


def screen_of(
    knowledge: Knowledge, entry: Entry, heading: str, text: str, sources: Sequence[str] = ()
) -> Screen:
    """What all answers are made of; the sources are those of the entry where no others are given."""
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
