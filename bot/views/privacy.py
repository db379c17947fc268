"""What is kept about a person, and how they get it or get rid of it."""

from telegram import InlineKeyboardButton

from bot.views.buttons import Action
from bot.views.screen import Screen

_EXPORT = InlineKeyboardButton("Send me what is stored", callback_data=Action.PRIVACY.data("export"))
_ASK = InlineKeyboardButton("Delete it", callback_data=Action.PRIVACY.data("ask"))
_FORGET = InlineKeyboardButton("Yes, delete everything", callback_data=Action.PRIVACY.data("forget"))
_KEEP = InlineKeyboardButton("No, keep it", callback_data=Action.PRIVACY.data("keep"))

_NO_QUESTIONS = InlineKeyboardButton(
    "Don't keep my questions", callback_data=Action.PRIVACY.data("no-questions")
)
_QUESTIONS = InlineKeyboardButton("You may keep my questions", callback_data=Action.PRIVACY.data("questions"))

_TEXT = (
    "<b>What I keep about you</b>\n\n"
    "Little, unless you use reminders or tap Done, 👍 or 👎. Then:\n\n"
    "• the number of this chat\n"
    "• your time zone (not where you are)\n"
    "• when you want to be reminded\n"
    "• on which days you tapped Done, for 400 days\n"
    "• which answers helped you and which did not, in groups too; that belongs to your private chat with me"
    "\n\n"
    "To follow a conversation I also remember, for two days at most, which of my messages answers which of "
    "yours, which topic you read last, and what I asked you.\n\n"
    "%s\n\n"
    "Telegram itself keeps this chat in its own way."
)
_ARE_KEPT = (
    "Questions that I could not answer well are kept for 90 days, so that the answers get better: without "
    "you, and only the words that a dictionary knows. Names, numbers, addresses and links are left out. "
    "What happened to you may still be in it. You can switch this off."
)
_ARE_NOT_KEPT = "Questions from this chat are not kept."


def privacy_screen(*, keeps_questions: bool) -> Screen:
    """What is kept, and what can be done about it."""
    return Screen(
        _TEXT % (_ARE_KEPT if keeps_questions else _ARE_NOT_KEPT),
        ((_NO_QUESTIONS if keeps_questions else _QUESTIONS,), (_EXPORT,), (_ASK,)),
    )


SURE = Screen(
    "Delete everything that I keep about this chat? Your reminders stop, and what you have done is lost. "
    "It cannot be undone.",
    ((_FORGET,), (_KEEP,)),
)
FORGOTTEN = Screen(
    "Done. I keep nothing about this chat any more. You can begin again whenever you like.\n\n"
    "Questions that I cannot answer well may be kept again, without you: /privacy switches that off."
)
KEPT = Screen("Fine, everything stays as it is.")
EXPORTED = "All that I keep about this chat. Times are in UTC."
FILE_NAME = "foot-cramp-bot.json"
