"""Show which files an update and a reminder pass through: `python -m tools.way`.

Plays a question, a tap, a wish and a reminder through the real application over the offline Telegram, and
prints the files of `bot/` in the order in which they are entered, with the first function called in each.
"""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from bot.app import App, Time, build_application
from bot.commands.matcher import load_knowledge, load_matcher
from bot.delivery.limiter import FloodLimiter
from bot.matching import Matcher
from offline_telegram import LocalRequest, LocalTelegram
from offline_telegram.clock import MovableClock
from offline_telegram.python_telegram_bot import running

PROJECT = Path(__file__).parent.parent
MORNING = datetime(2026, 3, 2, 7, tzinfo=UTC)
QUESTION = "would a massage help?"
WISH = "remind me to drink every 2 hours from 9 to 18"


@dataclass
class Way:
    """The functions of `bot/` that are called, in order. A coroutine that goes on is not called again."""

    calls: list[tuple[str, str]] = field(default_factory=list)
    """The file of each, relative to the project, and its name."""

    @property
    def files(self) -> dict[str, str]:
        """The files in the order in which they are entered, each with the first function called there."""
        first: dict[str, str] = {}
        for file, function in self.calls:
            first.setdefault(file, function)
        return first

    @property
    def moves(self) -> int:
        """How often the next function called is in another file."""
        return sum(before != after for (before, _), (after, _) in pairwise(self.calls))

    def told(self, name: str) -> str:
        """The way as text, a line for each file."""
        width = max(map(len, self.files), default=0)
        lines = [f"  {file:<{width}}  {function}" for file, function in self.files.items()]
        return "\n".join([f"{name}: {len(self.files)} files, {self.moves} moves between them", *lines])


@contextmanager
def watched() -> Iterator[Way]:
    """Notes what this thread calls until the end of the block."""
    way, entered, inside = Way(), set[FrameType](), f"{PROJECT / 'bot'}/"

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        is_part = code.co_name.startswith("<")  # a comprehension, which is read with the function around it
        if event == "call" and not is_part and code.co_filename.startswith(inside) and frame not in entered:
            entered.add(frame)
            way.calls.append((str(Path(code.co_filename).relative_to(PROJECT)), code.co_qualname))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield way
    finally:
        sys.setprofile(before)


async def ways(matcher: Matcher) -> dict[str, Way]:
    """The ways of a question, a tap, a wish and a reminder, each through a bot that has met one before."""
    clock = MovableClock(lambda: MORNING)
    telegram = LocalTelegram(clock.now, username="foot_cramp_bot")
    async with _started(telegram, clock, matcher) as app:
        for name in ("Somebody else", "Ada"):
            found = await _played(telegram, clock, app, name)
    return found


async def _played(telegram: LocalTelegram, clock: MovableClock, app: App, name: str) -> dict[str, Way]:
    person, application, dispatch = telegram.person(name), app.application, app.dispatcher
    person.say("/start")
    await telegram.settle(application)
    with watched() as question:
        person.say(QUESTION)
        await telegram.settle(application)
    with watched() as tap:
        person.tap("👍")
        await telegram.settle(application)
    with watched() as wish:
        person.say(WISH)
        await telegram.settle(application)
    person.say("Berlin")
    await telegram.settle(application)
    clock.forward_to(await dispatch.next_at() or clock.now())
    with watched() as reminder:
        await dispatch.tick()
        await dispatch.drain()
    return {"A question": question, "A tap": tap, "A wish": wish, "A reminder": reminder}


@asynccontextmanager
async def _started(telegram: LocalTelegram, clock: MovableClock, matcher: Matcher) -> AsyncIterator[App]:
    with TemporaryDirectory() as folder:
        app = build_application(
            matcher,
            telegram.token,
            database=Path(folder, "way.db"),
            transport=lambda: LocalRequest(telegram),
            clock=Time(clock.now, count(step=60).__next__, clock.sleep, ticks=False),
            limiter=FloodLimiter(clock=count(step=60).__next__),
        )
        async with running(app.application):
            yield app


def main() -> int:
    """Print all ways; returns the exit status."""
    logging.disable(logging.INFO)
    matcher = load_matcher(load_knowledge(None))
    found = asyncio.run(ways(matcher))
    print("\n\n".join(way.told(name) for name, way in found.items()))  # noqa: T201 - a command prints
    return 0


if __name__ == "__main__":
    sys.exit(main())
