"""`chat`: talk to the bot in the terminal or a browser, without Telegram."""

import asyncio
import logging
from argparse import Namespace
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import App, Time, build_application
from bot.commands.matcher import load_knowledge, load_matcher, reload_matcher
from bot.delivery.limiter import FloodLimiter
from bot.errors import BotError
from bot.matching import Matcher
from offline_telegram import LocalRequest, LocalTelegram, Person
from offline_telegram.clock import Alarms, FastForward, MovableClock
from offline_telegram.python_telegram_bot import running
from offline_telegram.terminal import chat as terminal
from offline_telegram.web.server import serving


class PortTakenError(BotError):
    """Something else listens there."""


def run(asked: Namespace) -> int:
    """Converse until the input ends, or over HTTP until Ctrl-C."""
    clock = MovableClock()
    telegram = LocalTelegram(clock.now, username="foot_cramp_bot")
    matcher = load_matcher(load_knowledge(asked.knowledge))
    logging.getLogger("bot.operations").setLevel(logging.ERROR)  # The chat says it.
    you = telegram.person("You")
    with offline(telegram, clock, matcher, you) as app:
        forward = FastForward(clock, alarms(app))
        if asked.web:
            _serve(telegram, asked.port, app, forward, you)
        else:
            terminal.run(telegram, app.application, person=you, forward=forward)
    return 0


@contextmanager
def offline(
    telegram: LocalTelegram, clock: MovableClock, matcher: Matcher, admin: Person | None = None
) -> Iterator[App]:
    """The bot over the offline Telegram; what it stores is gone at the end of the block."""
    with TemporaryDirectory() as folder:
        yield build_application(
            matcher,
            telegram.token,
            database=Path(folder, "chat.db"),
            transport=lambda: LocalRequest(telegram),
            # A pipe may ask as fast as it likes, and nobody waits for an answer.
            clock=Time(clock.now, count(step=60).__next__, clock.sleep),
            limiter=FloodLimiter(clock=count(step=60).__next__),
            reread=reload_matcher,
            admins=frozenset({admin.id} if admin else ()),
        )


def alarms(app: App) -> Alarms:
    """The reminders of a bot."""
    return Alarms(app.dispatcher.next_at, app.dispatcher.send_due)


def _serve(
    telegram: LocalTelegram,
    port: int,
    app: App,
    forward: FastForward,
    person: Person,
) -> None:
    async def serve() -> None:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(running(app.application))
            address = await stack.enter_async_context(serving(telegram, port, forward=forward, person=person))
            print(f"The chat is at {address}  (Ctrl-C ends it)", flush=True)
            await asyncio.Event().wait()

    try:
        asyncio.run(serve())
    except OSError as error:
        raise PortTakenError(
            f"port {port} cannot be used ({error.strerror}): say another one with --port"
        ) from error
    except KeyboardInterrupt:
        print()
