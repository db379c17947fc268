"""Killed at random moments while it sends: who has been forgotten, and who has been reminded twice."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from sqlalchemy import func, select

from benchmarks.crowd import DUE, subscribe
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.reminder_sender import SendOutcome, Sent
from bot.reminders.kinds import Kind
from bot.reminders.plan import Plan, Planner
from bot.storage import Queue, Store, open_engine
from bot.storage.tables import reminders

KILLS = 200
PEOPLE_A_KILL = 30
LEASE = timedelta(seconds=1)
LONGEST_LIFE = 0.15
"""Seconds after its first message that a process lives at most."""


@dataclass(frozen=True)
class Toll:
    """What the kills have cost."""

    people: int
    kills: int
    lost: int
    repeated: int
    in_flight: int
    """Claimed and not settled at the kills: the most that may be repeated."""


class Log:
    """Telegram's side: a file that outlives the process, a line a message.

    Messages leave one after the other, as behind the limiter, only faster; their answers overlap.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._way_out = asyncio.Lock()

    async def send(self, plan: Plan, _kind: Kind, _due: datetime, _number: int) -> SendOutcome:
        """The message arrives; its answer takes a moment."""
        async with self._way_out:
            await asyncio.sleep(0.002)
            with self._file.open("a", encoding="ascii") as log:
                log.write(f"{plan.chat_id}\n")
        await asyncio.sleep(0.005)
        return Sent(1)

    async def ask_zone(self, plan: Plan) -> None:
        """All of them are known."""

    async def close(self, chat_id: int, message_id: int) -> None:
        """Buttons do not matter here."""


def survive(kills: int, seed: int) -> Toll:
    """Send to a crowd, with a kill -9 each time that it has begun, and once to the end."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    people = kills * PEOPLE_A_KILL
    with TemporaryDirectory() as folder:
        file, log = Path(folder, "bot.db"), Path(folder, "sent")
        log.touch()
        asyncio.run(subscribe(file, range(1, people + 1), due_at_once=people))
        in_flight = 0
        for turn in range(kills):
            now = DUE + turn * 2 * LEASE
            _kill(_begun(file, log, now), log, chance.uniform(0, LONGEST_LIFE))
            in_flight += asyncio.run(_leased(file, now + LEASE))
        _begun(file, log, DUE + kills * 2 * LEASE).join()
        sent = Counter(map(int, log.read_text(encoding="ascii").split()))
    return Toll(people, kills, people - len(sent), sent.total() - len(sent), in_flight)


def crashes(console: Console) -> None:
    """Two hundred kills."""
    toll = survive(KILLS, seed=1)
    console.print(
        f"kill -9 at {toll.kills} random moments while {toll.people:,} reminders are sent: {toll.lost} lost, "
        f"{toll.repeated} repeated of {toll.in_flight} that were in flight\n"
    )


def _begun(file: Path, log: Path, now: datetime) -> BaseProcess:
    # A fork starts in a millisecond, and has nothing in common with its parent but the file.
    process = get_context("fork").Process(target=_send_all, args=(file, log, now))
    process.start()
    return process


def _kill(process: BaseProcess, log: Path, after: float) -> None:
    size = log.stat().st_size
    while log.stat().st_size == size and process.is_alive():
        time.sleep(0.001)
    time.sleep(after)
    process.kill()
    process.join()


def _send_all(file: Path, log: Path, now: datetime) -> None:
    asyncio.run(_dispatch(file, log, now))


async def _dispatch(file: Path, log: Path, now: datetime) -> None:
    engine = open_engine(file)
    dispatcher = Dispatcher(Queue(engine), Store(engine), Log(log), lambda: Planner(now), lease=LEASE)
    await dispatcher.send_due()
    await engine.dispose()


async def _leased(file: Path, lease: datetime) -> int:
    engine = open_engine(file)
    async with engine.connect() as connection:
        leased = select(func.count()).where(reminders.c.wakes_at == lease)
        count = (await connection.execute(leased)).scalar_one()
    await engine.dispose()
    return count
