"""Short things to say."""

from bot.views.screen import Screen
from bot.views.topics import ALL_TOPICS_ROW

ASK_HOW = Screen("Write your question behind it, like this:\n<i>/ask would a massage help?</i>")
ONLY_TEXT = Screen(
    "I can only read text so far. Could you write it in a few words? "
    "For example: <i>cramp in my foot, what now</i>",
)
WORDS_ONLY = "<i>I only read what you wrote. I cannot look at pictures, videos or files.</i>"
UNKNOWN_COMMAND = Screen(
    "I do not know that command. Just write your question, or see /help.", (ALL_TOPICS_ROW,)
)
SORRY = Screen(
    "Sorry, something went wrong on my side, and I could not answer. Please try again in a moment.\n\n"
    "If it is urgent, do not wait for me: call 999, 112 or 911.",
)
UNDELIVERED = Screen(
    "My answer to your last message did not reach you: Telegram could not be reached. Please ask again.\n\n"
    "If it is urgent, do not wait for me: call 999, 112 or 911.",
)
UNDELIVERED_ALARM = Screen(
    "⚠️ <b>My answer to your last message did not reach you. What you wrote may be serious.</b> "
    "Please do not wait for me: call 999, 112 or 911, or your doctor, now.",
)
SLOW_DOWN = Screen("That was a lot at once. Give me a minute, then ask again.")
UNDO_BY_BUTTON = Screen(
    "Tap ↩ Undo under the message that you mean. Or write <i>stop reminding me</i>, and nothing will come."
)
ADMINS_ONLY = Screen(
    "In a group only its admins can set reminders. Write to me in a private chat for your own.",
)

OLD_BUTTON = "This button no longer works. Send /topics or /reminders."
