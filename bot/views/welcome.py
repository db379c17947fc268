"""The texts of first steps, help and privacy, and short notices."""

from collections.abc import Iterable
from enum import Enum, auto

from telegram import InlineKeyboardButton

from bot.knowledge import Knowledge
from bot.language import ENGLISH
from bot.views.answers import shown_name
from bot.views.screen import Action, Screen, plain, topic_rows
from bot.views.topics import ALL_TOPICS_ROW

FIRST_TOPICS = ("stop-a-cramp-now", "night-cramps", "prevention", "massage")

_INTRODUCTION = "Hello{name}! Ask me a question, in your own words. I'm a program, not a person."
"""For a folder of knowledge that has no languages."""
SHORT_DESCRIPTION = "Answers about foot and leg cramps, with their sources. Not a doctor."
DESCRIPTION = (
    "Ask me about foot and leg cramps in your own words: what to do right now, why they come at night, "
    "how to prevent them.\n\n"
    "Every answer names its source. I'm a program, not a doctor."
)


def start_screen(knowledge: Knowledge, first_name: str, language: str = ENGLISH) -> Screen:
    """Who I am, what I can do, what I am not, and four topics to tap; without a name for a group.

    In the person's language, if there is a file for it: then also that the rest is in English.
    """
    said = knowledge.languages.get(language) or knowledge.languages.get(ENGLISH)
    name = shown_name(first_name)
    introduction = (said.introduction if said else _INTRODUCTION).replace(
        "{name}", f" {name}" if name else ""
    )
    english = said is None or said is knowledge.languages.get(ENGLISH)
    html = plain(introduction if english or said is None else f"{introduction}\n\n{said.speaks}")
    listed = [entry for entry in knowledge.entries.values() if entry.listed]
    chosen = [knowledge.entries[key] for key in FIRST_TOPICS if key in knowledge.entries]
    return Screen(html, (*topic_rows(chosen or listed[: len(FIRST_TOPICS)], Action.OPEN), ALL_TOPICS_ROW))


class HelpAbout(Enum):
    """The parts of /help that list commands."""

    QUESTIONS = auto()
    PAUSES = auto()
    STRETCHES = auto()
    DATA = auto()


def help_screen(commands: Iterable[tuple[HelpAbout | None, str]]) -> Screen:
    """How to use the bot; says of each command where it belongs what it does: "/stop ends them"."""
    listed = list(commands)

    def told(part: HelpAbout, between: str = ", ") -> str:
        return f"{between.join(said for about, said in listed if about is part)}."

    return Screen(
        "<b>Just write your question</b>, short or long; typos are fine:\n"
        "• <i>cramp in bed, what now</i>\n"
        "• <i>does magnesium do anything?</i>\n\n"
        "Edit your question and I'll change my answer.\n\n"
        f"{told(HelpAbout.QUESTIONS, '. ')}\n\n"
        "<b>Reminders</b> to drink and to stretch: /reminders shows and changes them. Or write it:\n"
        "• <i>remind me to drink every 2 hours from 9 to 18</i>\n"
        "• <i>stretch reminder at half past ten</i>\n"
        f"{told(HelpAbout.PAUSES)} {told(HelpAbout.STRETCHES)}\n"
        f"{told(HelpAbout.DATA)}\n\n"
        "/ask is for groups: <i>/ask can shoes cause cramps?</i> There I only speak when you ask me, "
        "mention me or reply to me.\n\n"
        "<b>Get medical help today</b> if a cramp lasts more than 10 minutes, or if one leg is swollen, or "
        "hot, red or darker where it hurts. <b>Call your emergency number now</b> (112, 999 or 911) for "
        "chest pain, trouble breathing or coughing up blood.",
        (ALL_TOPICS_ROW,),
    )


ASK_HOW = Screen("Write your question after it, like this:\n<i>/ask would a massage help?</i>")
ONLY_TEXT = Screen(
    "I can only read text. Could you write it in a few words? For example: <i>cramp in my foot, what now</i>",
)
WORDS_ONLY = "<i>I only read what you wrote. I can't look at pictures, videos or files.</i>"
UNKNOWN_COMMAND = Screen(
    "I don't know that command. Just write your question, or see /help.", (ALL_TOPICS_ROW,)
)
SORRY = Screen(
    "Sorry, something went wrong on my side, and I couldn't answer. Please try again in a moment.\n\n"
    "If it's urgent, don't wait for me: call your emergency number (112, 999 or 911).",
)
UNDELIVERED = Screen(
    "My answer to your last message didn't reach you, because Telegram was out of reach. Please ask "
    "again.\n\n"
    "If it's urgent, don't wait for me: call your emergency number (112, 999 or 911).",
)
UNDELIVERED_ALARM = Screen(
    "⚠️ <b>My answer to your last message didn't reach you. What you wrote may be serious.</b> "
    "Please don't wait for me: call your doctor or your emergency number (112, 999 or 911) now.",
)
SLOW_DOWN = Screen("That was a lot at once. Give me a minute, then ask again.")
UNDO_BY_BUTTON = Screen(
    "Tap ↩ Undo under the message you mean. Or write <i>stop reminding me</i>, and you won't get any more."
)
ADMINS_ONLY = Screen(
    "In a group only its admins can set reminders. Write to me in a private chat for your own.",
)

OLD_BUTTON = "This button no longer works. Send /topics or /reminders."


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
    "• when you want to be reminded, until which day, and in which topic of a group\n"
    "• your goal for a day\n"
    "• on which days you tapped Done, for 400 days\n"
    "• your 👍 and 👎, in groups too; these are stored with your private chat with me\n\n"
    "To follow our talk I also remember, for two days at most, which of my messages answers which of "
    "yours, which topics you read last, what I did last, what I asked you, "
    "since when you've had a cramp, and how fast you write.\n\n"
    "%s\n\n"
    "Telegram keeps this chat too, under its own rules."
)
_ARE_KEPT = (
    "Questions I couldn't answer well are kept for 90 days, so that the answers get better: without "
    "you, and only the words that a dictionary knows. Names, numbers, addresses and links are left out. "
    "What happened to you may still be in it. You can switch this off."
)
_ARE_NOT_KEPT = "Questions from this chat aren't kept."


def privacy_screen(*, keeps_questions: bool, contact: str = "") -> Screen:
    """What is kept, and what can be done about it; and, if it is known, who runs the bot."""
    runs = f"\n\nWho runs this bot: {plain(contact)}" if contact else ""
    return Screen(
        _TEXT % (_ARE_KEPT if keeps_questions else _ARE_NOT_KEPT) + runs,
        ((_NO_QUESTIONS if keeps_questions else _QUESTIONS,), (_EXPORT,), (_ASK,)),
    )


TO_WHAT = Screen(
    "I'm not sure what that was an answer to. Ask me about cramps, in your own words.", (ALL_TOPICS_ROW,)
)
CALM = Screen("I'm only a program for foot cramps. If your feet bother you, I'm here.")


def human_screen(contact: str) -> Screen:
    """For somebody who wants to reach a human."""
    runs = f"Who runs me: {plain(contact)}" if contact else "I don't have an address of whoever runs me."
    html = f"I'm a program; nobody reads along. {runs}\n\nIf it's urgent, don't wait: call 999, 112 or 911."
    return Screen(html, ((_EXPORT,), (_ASK,)))


SURE = Screen(
    "Delete everything I keep about this chat? Your reminders stop, and what you have done is lost. "
    "It can't be undone.",
    ((_FORGET,), (_KEEP,)),
)
FORGOTTEN = Screen(
    "Done. I keep nothing about this chat any more. You can start again whenever you like.\n\n"
    "Questions I can't answer well may be kept again, without you: /privacy switches that off."
)
KEPT = Screen("Fine, everything stays as it is.")
EXPORTED = "Everything I keep about this chat. Times are in UTC."
FILE_NAME = "foot-cramp-bot.json"
