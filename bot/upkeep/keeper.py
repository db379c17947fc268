"""Tells those who look after the bot what they should know."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.sending import Priority
from bot.upkeep.allowance import Allowance
from bot.upkeep.errors import ErrorLog
from bot.upkeep.library import Broken, Library, Reading, Renewed
from bot.views.screen import Screen
from bot.views.upkeep import broken_screen, errors_screen, renewed_screen

EVERY = 2.0
"""Seconds from one look to the next; an edit is read after two that see the same."""
_HOUR = timedelta(hours=1)
_ERRORS = 4
"""Notices of errors an hour."""
_EDITS = 12
"""Notices of edits an hour: an editor sees what comes of each, and a program gone wild floods nobody."""
_AGAIN = 900.0
"""Seconds after which errors of a kind that was told before are told again."""
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_LOGGER = logging.getLogger(__name__)


class Keeper:
    """Follows the files, and sends notices to the admins; `monotonic` is seconds that never go back."""

    def __init__(
        self,
        library: Library,
        errors: ErrorLog,
        bot: ExtBot[Priority],
        admins: frozenset[int],
        monotonic: Callable[[], float],
    ) -> None:
        self._library = library
        self._errors = errors
        self._bot = bot
        self._admins = admins
        self._monotonic = monotonic
        self._for_errors = Allowance(_ERRORS, _HOUR)
        self._for_edits = Allowance(_EDITS, _HOUR)
        self._news: Reading | None = None

    async def tick(self) -> None:
        """Look at the files, and tell what may be told now; never raises an error."""
        try:
            self._news = await self._library.look() or self._news
            await self._tell()
        except Exception:
            _LOGGER.exception("the files could not be looked after; the next try follows")

    async def _tell(self) -> None:
        now = self._monotonic()
        if self._news and self._for_edits.has_some(now):
            news, self._news = self._news, None
            self._for_edits.spend(now)
            await self._send(_screen(news), silent=isinstance(news, Renewed))
        if self._errors.waiting and self._for_errors.has_some(now):
            waited = self._for_errors.since_last(now) >= _AGAIN
            if waited or self._errors.has_new_kind:
                self._for_errors.spend(now)
                await self._send(errors_screen(self._errors.take()))

    async def _send(self, screen: Screen, *, silent: bool = False) -> None:
        """To every admin who can be reached; what keeps a notice from arriving is no error to tell of."""
        for admin in self._admins:
            try:
                await self._bot.send_message(
                    admin,
                    screen.html,
                    parse_mode=ParseMode.HTML,
                    link_preview_options=_NO_PREVIEW,
                    disable_notification=silent,
                    rate_limit_args=Priority.REMINDER,
                )
            except TelegramError as error:
                _LOGGER.warning("an admin could not be told: %s", error)


@asynccontextmanager
async def keeping(keeper: Keeper, sleep: Callable[[float], Awaitable[None]]) -> AsyncIterator[None]:
    """Let it look every few seconds, until the end of the block."""

    async def keep() -> None:
        while True:
            await sleep(EVERY)
            await keeper.tick()

    task = asyncio.create_task(keep(), name="upkeep")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _screen(reading: Reading) -> Screen:
    if isinstance(reading, Broken):
        return broken_screen(reading.problems)
    return renewed_screen(reading.changes, mended=reading.mended)
