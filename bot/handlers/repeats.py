"""What comes twice is handled once: an update, and an edit that changes no words."""

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from bot.handlers.latest import Latest
from bot.handlers.services import Context

REMEMBERED_UPDATES = 10_000


class Repeats:
    """What this process has begun to handle, the latest of it."""

    def __init__(self) -> None:
        self._updates = Latest(REMEMBERED_UPDATES)
        self._words = Latest(REMEMBERED_UPDATES)

    async def leave_out(self, update: Update, _: Context) -> None:
        """Stop an update here that has come before; one of a chat has then been handled to its end.

        Telegram also sends an edit when a message has only got a preview or a reaction: its words have been
        read, and to obey them again would do something twice.
        """
        if self._updates.put(update.update_id, True):
            raise ApplicationHandlerStop
        message = update.message or update.edited_message
        if isinstance(message, Message) and message.text is not None:
            words = hash(message.text)
            before = self._words.put((message.chat.id, message.message_id), words)
            if update.edited_message and before == words:
                raise ApplicationHandlerStop
