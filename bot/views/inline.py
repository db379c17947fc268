"""What inline mode lists, and what is said where the bot is a guest: no button there can ask it for more."""

from collections.abc import Iterable
from itertools import chain
from textwrap import shorten

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.helpers import create_deep_linked_url

from bot.knowledge import Entry, Knowledge
from bot.matching import Answer, Check, Reply, Suggest, Urgent
from bot.views.alarms import alarm_screen
from bot.views.answers import answer_screen
from bot.views.outcome import reply_screen
from bot.views.screen import Screen
from bot.views.welcome import FIRST_TOPICS

MOST_RESULTS = 8
NOTHING_FOUND = InlineQueryResultsButton("Nothing found. Ask me in private", start_parameter="inline")

_DESCRIPTION = 110
"""Characters: two lines on a phone."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def most_asked(knowledge: Knowledge, counted: Iterable[str]) -> tuple[Entry, ...]:
    """What to list before anything is typed: what was asked most, then what everybody is offered first."""
    entries = knowledge.entries
    order = dict.fromkeys(chain(counted, FIRST_TOPICS, entries))
    return tuple(entries[key] for key in order if key in entries and entries[key].listed)[:MOST_RESULTS]


def topic_result(knowledge: Knowledge, entry: Entry, bot: str) -> InlineQueryResultArticle:
    """A line in the list; chosen, it is the answer, with a button that opens the bot of this username."""
    screen = Screen(answer_screen(knowledge, entry).html, (_link_row(bot, entry),))
    return _result(screen, entry.id, entry.title, entry.answer if entry.urgent else _first(entry))


def alarm_result(knowledge: Knowledge, entry: Entry, bot: str) -> InlineQueryResultArticle:
    """The same for an urgent entry, when a sign of something serious is typed."""
    screen = Screen(alarm_screen(knowledge, entry).html, (_link_row(bot, entry),))
    return _result(screen, entry.id, f"⚠️ {entry.title}", _first(entry))


def guest_result(screen: Screen) -> InlineQueryResultArticle:
    """A screen as the answer to a summons; its id and title are never seen."""
    return _result(screen, "guest", "guest", "")


def guest_screen(knowledge: Knowledge, reply: Reply, bot: str) -> Screen:
    """What to say to a question; where topics are offered, they open in a private chat."""
    html = reply_screen(knowledge, reply).html
    if isinstance(reply, Check):
        reply = reply.beneath
    if isinstance(reply, Answer | Urgent):
        return Screen(html, (_link_row(bot, reply.entry),))
    near = reply.entries if isinstance(reply, Suggest) else reply.nearest
    rows = tuple((_link(bot, entry.id, entry.title),) for entry in near)
    return Screen(html, rows or (_private_row(bot),))


def how_to_summon_screen(bot: str) -> Screen:
    """For a summons without a question."""
    html = f"Write your question after my name, like this:\n<i>@{bot} would a massage help?</i>"
    return Screen(html, (_private_row(bot),))


def _first(entry: Entry) -> str:
    """What is read first."""
    return entry.short or entry.answer


def _result(screen: Screen, key: str, title: str, text: str) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        key,
        title,
        InputTextMessageContent(screen.html, ParseMode.HTML, link_preview_options=_NO_PREVIEW),
        reply_markup=InlineKeyboardMarkup(screen.rows),
        description=shorten(text.replace("\n- ", "\n• "), _DESCRIPTION, placeholder=" …") or None,
    )


def _link_row(bot: str, entry: Entry) -> tuple[InlineKeyboardButton, ...]:
    return (_link(bot, entry.id, "💬 Ask me more"),)


def _private_row(bot: str) -> tuple[InlineKeyboardButton, ...]:
    return (_link(bot, "guest", "💬 Ask me in private"),)


def _link(bot: str, parameter: str, label: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, url=create_deep_linked_url(bot, parameter))
