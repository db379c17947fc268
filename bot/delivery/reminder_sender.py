"""Sends one reminder in Telegram, and settles what was sent."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from telegram import Message
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.delivery.failures import is_closed, is_topic_closed, may_have_arrived
from bot.delivery.message_queue import Priority
from bot.reminders.kinds import Kind
from bot.reminders.plan import Plan
from bot.storage import Claim, Queue, Settled
from bot.views.reminder import reminder_screen
from bot.views.screen import Screen
from bot.views.zone import ZONE_GONE, zone_screen


@dataclass(frozen=True, slots=True)
class Sent:
    """It has arrived, as this message."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Unsure:
    """It may have arrived: it is not sent again."""


@dataclass(frozen=True, slots=True)
class Later:
    """It has certainly not arrived; another try later may work."""

    after: timedelta


@dataclass(frozen=True, slots=True)
class Gone:
    """The bot may not write there any more."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The chat has a new id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will never accept it; the fault is the bot's."""


SendOutcome: TypeAlias = Sent | Unsure | Later | Gone | Moved | Refused


class Sender(Protocol):
    """Delivers reminders."""

    async def send(self, plan: Plan, kind: Kind, due: datetime, number: int) -> SendOutcome:
        """Send the reminder that was due at a moment, in UTC; `number` were sent before it."""

    async def ask_zone(self, plan: Plan) -> None:
        """Ask for a time zone to replace one that is no longer known."""

    async def close(self, chat_id: int, message_id: int) -> None:
        """Take the buttons from an earlier reminder, if they are still there."""


Key = TypeVar("Key")

_LOGGER = logging.getLogger(__name__)


class NotSettledError(Exception):
    """The database has failed, which is logged; what was claimed comes up again when its lease ends."""


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Key]):
    key: Key
    settled: Callable[[Claim], Settled]
    written: asyncio.Future[bool]


class Settling(Generic[Key]):
    """One transaction for all that has become known while the last one was written.

    A fast bot so settles many at once, and a slow one each at once. `claims` are those under way; nobody else
    changes them who does not hold `leases`.
    """

    def __init__(self, queue: Queue, claims: dict[Key, Claim], leases: asyncio.Lock) -> None:
        self._queue = queue
        self._claims = claims
        self._leases = leases
        self._waiting: list[_Entry[Key]] = []
        self._writing: asyncio.Task[None] | None = None

    async def settle(self, key: Key, settled: Callable[[Claim], Settled]) -> None:
        """Settle a reminder under its latest lease, and forget its claim; raises NotSettledError."""
        entry = _Entry(key, settled, asyncio.get_running_loop().create_future())
        self._waiting.append(entry)
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        if not await entry.written:
            raise NotSettledError

    async def _write(self) -> None:
        try:
            while self._waiting:
                async with self._leases:
                    entries, self._waiting = self._waiting, []
                    done = await self._settle(entries)
                for entry in entries:
                    if not entry.written.done():
                        entry.written.set_result(done)
        finally:
            self._writing = None

    async def _settle(self, entries: list[_Entry[Key]]) -> bool:
        try:
            await self._queue.settle([entry.settled(self._claims.pop(entry.key)) for entry in entries])
        except Exception:
            _LOGGER.exception(
                "%d reminders could not be settled; their leases bring them up again", len(entries)
            )
            return False
        return True


SOON = timedelta(seconds=30)
"""When to try again after a failure that does not say."""


class TelegramSender:
    """Sends reminders at low priority."""

    def __init__(self, bot: ExtBot[Priority]) -> None:
        self._bot = bot

    async def send(self, plan: Plan, kind: Kind, due: datetime, number: int) -> SendOutcome:
        """Send the reminder that was due at a moment, in UTC; `number` were sent before it."""
        screen = reminder_screen(kind, due, number)
        try:
            message = await self._send(plan, screen, Priority.REMINDER)
        except TelegramError as error:
            outcome = meaning(error)
            _LOGGER.log(
                _level(outcome),
                "a reminder met %s: %s",
                type(error).__name__ if isinstance(outcome, Moved) else repr(error),
                type(outcome).__name__,
            )
            return outcome
        return Sent(message.message_id)

    async def ask_zone(self, plan: Plan) -> None:
        """Ask for a time zone to replace one that is no longer known."""
        screen = zone_screen(plan, ZONE_GONE)
        with contextlib.suppress(TelegramError):  # the panel asks as well
            await self._send(plan, screen)

    async def close(self, chat_id: int, message_id: int) -> None:
        """Take the buttons from an earlier reminder, if they are still there."""
        with contextlib.suppress(TelegramError):  # gone, or without buttons already: as good
            await self._bot.edit_message_reply_markup(chat_id, message_id, rate_limit_args=Priority.REMINDER)

    async def _send(self, plan: Plan, screen: Screen, priority: Priority | None = None) -> Message:
        """Into the topic of the plan, or into General when that is closed or gone."""
        shown: dict[str, Any] = {
            "parse_mode": ParseMode.HTML,
            "reply_markup": screen.keyboard,
            "rate_limit_args": priority,
        }
        try:
            return await self._bot.send_message(
                plan.chat_id, screen.html, message_thread_id=plan.topic, **shown
            )
        except BadRequest as error:
            if plan.topic is None or not is_topic_closed(error):
                raise
        return await self._bot.send_message(plan.chat_id, screen.html, **shown)


def _level(outcome: SendOutcome) -> int:
    """What repeats at every try of every reminder is a warning: of those the log shows a few a minute."""
    match outcome:
        case Refused():
            return logging.ERROR
        case Later() | Unsure():
            return logging.WARNING
    return logging.INFO


def meaning(error: TelegramError) -> SendOutcome:
    """The outcome of sending a message, from the error."""
    match error:
        case RetryAfter(retry_after=after):
            return Later(after if isinstance(after, timedelta) else timedelta(seconds=after))
        case ChatMigrated(new_chat_id=chat_id):
            return Moved(chat_id)
        case BadRequest() | Forbidden():
            return Gone() if is_closed(error) else Refused()
    return Unsure() if may_have_arrived(error) else Later(SOON)
