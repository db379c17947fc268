"""An update that comes twice is handled once."""

from collections import OrderedDict

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.handlers.services import Context

REMEMBERED_UPDATES = 10_000


class Repeats:
    """Which updates this process has begun to handle, the latest ones."""

    def __init__(self) -> None:
        self._seen: OrderedDict[int, None] = OrderedDict()

    async def leave_out(self, update: Update, _: Context) -> None:
        """Stop an update here that has come before; one of a chat has then been handled to its end."""
        if update.update_id in self._seen:
            raise ApplicationHandlerStop
        self._seen[update.update_id] = None
        if len(self._seen) > REMEMBERED_UPDATES:
            self._seen.popitem(last=False)
