"""What to show for the outcome of the matching."""

from telegram import InlineKeyboardButton

from bot.knowledge import Knowledge
from bot.language import ENGLISH
from bot.matching import Answer, Check, Reply, Urgent
from bot.views.alarms import otherwise, raised_screen
from bot.views.answers import in_language, ordinary_screen
from bot.views.cramp import STOPPING, help_screen
from bot.views.screen import Action, Screen, bare, plain


def told_screen(knowledge: Knowledge, reply: Reply) -> Screen:
    """What to show for a message: help for who has a cramp, otherwise the outcome of the matching."""
    if isinstance(reply, Answer) and reply.entry.id == STOPPING:
        return in_language(knowledge, reply.language, help_screen(knowledge, reply.entry))
    return reply_screen(knowledge, reply)


def reply_screen(knowledge: Knowledge, reply: Reply) -> Screen:
    """What to show for the outcome of the matching."""
    if isinstance(reply, Urgent):
        return raised_screen(knowledge, reply)
    if isinstance(reply, Check):
        return check_screen(knowledge, reply)
    return in_language(knowledge, reply.language, ordinary_screen(knowledge, reply))


def check_screen(knowledge: Knowledge, reply: Check, beneath: Screen | None = None) -> Screen:
    """A yes-or-no question about a sign, above the answer if there is one, or another reply."""
    language = knowledge.languages.get(reply.language) or knowledge.languages[ENGLISH]
    question = language.checks.get(reply.asks) or knowledge.languages[ENGLISH].checks[reply.asks]
    if beneath is None and isinstance(reply.beneath, Answer):
        beneath = reply_screen(knowledge, reply.beneath)
    answers = (
        InlineKeyboardButton(language.yes, callback_data=Action.ALARM.data(reply.entry.id)),
        InlineKeyboardButton(language.no, callback_data=otherwise(reply.beneath)),
    )
    html = f"<b>{plain(question)}</b>"
    if beneath is None:
        return Screen(html, (answers,))
    return Screen(f"{html}\n\n{beneath.html}", (answers, *beneath.rows))


def reply_text(knowledge: Knowledge, reply: Reply) -> str:
    """What Telegram would show, with the buttons as a list."""
    screen = reply_screen(knowledge, reply)
    buttons = [f"  → {button.text}" for row in screen.rows for button in row]
    return "\n".join([bare(screen.html), *([""] if buttons else []), *buttons])
