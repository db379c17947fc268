"""Three processes over one PostgreSQL: the one that sends is killed three times while many are due."""

import asyncio
import os
import random
import signal
import sys
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table
from sqlalchemy import URL, func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks.counting_api import LOOK, PROJECT, Arrival, Arrivals, counting_api
from benchmarks.crowd import DUE, subscribe
from benchmarks.fleet_process import MovedClock
from bot.delivery.dispatcher import AT_ONCE, LEASE
from bot.delivery.limiter import PAID_RATE, RATE
from bot.storage import open_engine
from bot.storage.tables import reminders
from tests.postgres import server

PROCESSES = 3
KILLS = 3
WITHIN = timedelta(minutes=10)
"""All are due within this while; the clock stands at its end when they begin to be sent."""
START = 4.0
"""Seconds in which a process is ready, on a machine that is busy. The others send meanwhile."""


@dataclass(frozen=True)
class Toll:
    """What the kills have cost, and how fast it was."""

    people: int
    lost: int
    repeated: int
    unexplained: int
    """Of the repeated ones, those that were not under way at a kill."""
    in_flight: int
    """Claimed and not settled at the kills."""
    most_in_a_second: int
    takeovers: tuple[float, ...]
    """Seconds from a kill to the next message, from another process."""
    a_second: float
    """Messages, while they were being sent."""
    cpu: float
    """Seconds a message, of all processes, but for their starts."""


def fleets(console: Console, paid: int, free: int) -> None:
    """So many reminders at the paid rate, and so many at the free one."""
    table = Table(
        title=f"{PROCESSES} processes, one PostgreSQL, kill -9 of the one that sends, {KILLS} times",
        title_justify="left",
    )
    for column in (
        "reminders",
        "allowed a second",
        "most in a second",
        "lost",
        "in flight at kills",
        "repeated",
        "took over after s",
        "sent a second",
        "a second and core",
    ):
        table.add_column(column, justify="right")
    for people, is_paid in ((paid, True), (free, False)):
        toll = survive(people, paid=is_paid, seed=1)
        table.add_row(
            f"{toll.people:,}",
            f"{PAID_RATE:,}" if is_paid else f"{RATE}",
            str(toll.most_in_a_second),
            str(toll.lost),
            str(toll.in_flight),
            f"{toll.repeated}" + (f", {toll.unexplained} unexplained" if toll.unexplained else ""),
            " ".join(f"{seconds:.1f}" for seconds in toll.takeovers),
            f"{toll.a_second:.0f}",
            f"{1 / toll.cpu:.0f}",
        )
    console.print(table)


def survive(people: int, *, paid: bool, seed: int) -> Toll:
    """Send to a crowd with a fleet whose leader is killed time and again; a ValueError for too few people.

    Between two kills more must come than is sent while a process starts. After the last one more must be left
    than was under way at all of them, which rests until its lease ends.
    """
    rate = PAID_RATE if paid else RATE
    least = (KILLS + 1) * max(int(START * rate), KILLS * max(AT_ONCE, rate // 4))
    if people <= least:
        raise ValueError(f"{people} reminders are too few for {KILLS} kills: take more than {least}")
    with server() as address, TemporaryDirectory() as folder:
        return asyncio.run(_survive(Path(folder), address, people, paid, random.Random(seed)))  # noqa: S311 - no secret


@dataclass
class _Process:
    name: str
    process: asyncio.subprocess.Process
    idle_cpu: float = 0.0


@dataclass
class _Fleet:
    arrivals: Arrivals
    settings: Callable[[str], tuple[str, ...]]
    running: dict[str, _Process] = field(default_factory=dict)
    cpu: float = 0.0
    """Seconds that those have taken that have ended."""

    async def start(self) -> None:
        name = f"process{len(self.running)}"
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "benchmarks.fleet_process",
            *self.settings(f"{self.arrivals.url}/{name}"),
            cwd=PROJECT,
        )
        self.running[name] = _Process(name, process)

    async def freeze(self, name: str) -> None:
        """What is under way stays under way, and can be counted."""
        self.running[name].process.send_signal(signal.SIGSTOP)
        await asyncio.sleep(LOOK)  # for the database to carry out what it has been told

    async def kill(self, name: str) -> float:
        """Kill -9; returns when."""
        killed = self.running[name]
        self.cpu += _cpu(killed.process.pid) - killed.idle_cpu
        killed.process.kill()
        at = time.monotonic()
        await killed.process.wait()
        return at

    async def ready(self) -> None:
        """Until all look for updates; the processor time until then is that of their start."""
        while not self.running.keys() <= self.arrivals.polling:
            await asyncio.sleep(LOOK)
            self.arrivals.read()
            if ended := [it.name for it in self.running.values() if it.process.returncode not in {None, -9}]:
                raise RuntimeError(f"{ended} could not start")
        for each in self.running.values():
            each.idle_cpu = each.idle_cpu or _cpu(each.process.pid)

    async def end(self) -> None:
        for name, each in self.running.items():
            if each.process.returncode is None:
                await self.kill(name)


async def _survive(folder: Path, address: URL, people: int, paid: bool, chance: random.Random) -> Toll:
    await subscribe(address, range(1, people + 1), due_at_once=0, apart=WITHIN / people)
    clock = MovedClock(folder / "clock")
    clock.move_to(DUE - timedelta(minutes=1))
    engine = open_engine(address)
    connection = address.render_as_string(hide_password=False)
    async with counting_api(folder) as arrivals:
        fleet = _Fleet(
            arrivals,
            lambda url: (url, connection, str(clock.file), "paid" if paid else ""),
        )
        try:
            for _ in range(PROCESSES):
                await fleet.start()
            await fleet.ready()
            clock.move_to(DUE + WITHIN)
            in_flight: list[tuple[int, datetime]] = []
            takeovers = []
            for turn in range(KILLS):
                leader = await arrivals.until_sent(
                    int(people * (turn + chance.uniform(0.6, 1.0)) / (KILLS + 1))
                )
                await fleet.freeze(leader)
                in_flight += await _leased(engine) - set(in_flight)
                killed_at = await fleet.kill(leader)
                takeovers.append(await arrivals.until_other_than(leader) - killed_at)
                await fleet.start()
                await fleet.ready()
            await arrivals.until_quiet()
            for _ in range(KILLS):  # One lease should do; what is left then counts as lost.
                if await _left(engine, clock.now()):
                    clock.move_to(clock.now() + LEASE)
                    await arrivals.until_quiet()
        finally:
            await fleet.end()
            await engine.dispose()
    return _toll(people, arrivals.messages, in_flight, takeovers, fleet)


def _toll(
    people: int,
    sent: list[Arrival],
    in_flight: list[tuple[int, datetime]],
    takeovers: list[float],
    fleet: _Fleet,
) -> Toll:
    times = sorted(arrival.at for arrival in sent)
    chats = Counter(arrival.chat for arrival in sent)
    known = Counter(chat for chat, _ in in_flight)
    # Pauses are those of take-overs, and the wait for the leases at the end.
    busy = sum(min(later - at, 0.2) for at, later in pairwise(times))
    return Toll(
        people,
        people - len(chats),
        chats.total() - len(chats),
        sum(max(0, many - 1 - known[chat]) for chat, many in chats.items()),
        known.total(),
        max(bisect_left(times, at + 1.0) - place for place, at in enumerate(times)),
        tuple(takeovers),
        len(times) / busy,
        fleet.cpu / len(times),
    )


async def _leased(engine: AsyncEngine) -> set[tuple[int, datetime]]:
    """The chats whose reminders are claimed and not settled, with the ends of their leases."""
    query = select(reminders.c.chat_id, reminders.c.wakes_at).where(
        reminders.c.wakes_at != reminders.c.next_at
    )
    async with engine.connect() as connection:
        return {(chat, lease) for chat, lease in await connection.execute(query)}


async def _left(engine: AsyncEngine, now: datetime) -> int:
    query = select(func.count()).where(reminders.c.wakes_at <= now + LEASE + timedelta(minutes=1))
    async with engine.connect() as connection:
        return (await connection.execute(query)).scalar_one()


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
