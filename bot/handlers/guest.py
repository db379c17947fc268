"""Messages that summon the bot into a chat that it is not in."""

from telegram import Message, Update

from bot.handlers.addressed import without_mention
from bot.handlers.deliver import in_time
from bot.handlers.services import Context, Services
from bot.views.inline import guest_result, guest_screen, how_to_summon_screen


async def summoned(services: Services, update: Update, context: Context) -> None:
    """Answer what is asked, or the message that is replied to; nothing of the chat is remembered."""
    message = update.guest_message
    if message is None or message.guest_query_id is None:
        return
    bot = context.bot.username
    question = without_mention(message, context.bot).strip() or _replied_to(message)
    screen = how_to_summon_screen(bot)
    if question:
        screen = guest_screen(services.knowledge, services.matcher.reply(question), bot)
    await in_time(context.bot.answer_guest_query(message.guest_query_id, guest_result(screen)))


def _replied_to(message: Message) -> str:
    replied = message.reply_to_message
    return (replied.text or replied.caption or "") if replied else ""
