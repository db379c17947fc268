"""Put screens into chats."""

from telegram import LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.views.screen import Screen

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(to: Message, screen: Screen) -> Message:
    """Send a screen into the chat of a message, as a reply where others might not see what it is about."""
    in_private = to.chat.type == ChatType.PRIVATE
    return await to.reply_text(
        screen.html,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=screen.keyboard,
        reply_parameters=None
        if in_private
        else ReplyParameters(to.message_id, allow_sending_without_reply=True),
    )


async def replace(bot: ExtBot[None], chat: int, message: int, screen: Screen) -> bool:
    """Change a message of the bot into a screen; False when it is gone or too old to be changed."""
    try:
        await bot.edit_message_text(
            screen.html,
            chat_id=chat,
            message_id=message,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=screen.keyboard,
        )
    except BadRequest as error:
        said = error.message.lower()
        if "message is not modified" in said:
            return True
        if "message to edit not found" in said or "can't be edited" in said:
            return False
        raise
    return True
