"""What is said to "help!", "??", "what did you say?", to abuse, and to who asks about the bot."""

from telegram import Message

from bot.conversation.acts import Told
from bot.conversation.after_answer import Side
from bot.conversation.reading import AboutBot, Cry, about_bot, cry
from bot.handlers import cramp
from bot.handlers.context import Context
from bot.handlers.privacy import stored_screen
from bot.handlers.spoken import Spoken
from bot.views.cramp import STOPPING, help_screen
from bot.views.replies import aside_screen
from bot.views.screen import Screen
from bot.views.welcome import CALM, human_screen, start_screen


async def cried(context: Context, message: Message, question: str, told: Told | None) -> Spoken | None:
    """What to say to such a message; None to all others."""
    knowledge, wanted = context.knowledge, cry(question)
    stopping = knowledge.entries.get(STOPPING)
    if wanted is Cry.HELP and stopping:
        cramping = await cramp.begin(context, message)
        return Spoken((help_screen(knowledge, stopping),), (Told(STOPPING), cramping))
    read = knowledge.entries.get(told.entry) if told else None
    if wanted is Cry.WHAT and read and told:
        return Spoken((aside_screen(knowledge, read, Side.SHORTER),), (told,))
    if wanted:
        return Spoken((start_screen(knowledge.entries, ""),))
    about = about_bot(question)
    return Spoken((await _about(context, message, about),)) if about else None


async def _about(context: Context, message: Message, wanted: AboutBot) -> Screen:
    match wanted:
        case AboutBot.STORED:
            return await stored_screen(context, message.chat_id)
        case AboutBot.HUMAN:
            return human_screen(context.contact)
    return CALM
