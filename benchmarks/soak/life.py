"""The bot's life, half a minute a step: people, weather, deaths and new starts over one database."""

import asyncio
import contextlib
import gc
import random
import warnings
import zoneinfo
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SAWarning

from benchmarks.soak.damage import full, locked, under_way
from benchmarks.soak.ledger import Calendar, Ledger, Slot, Step, moment
from benchmarks.soak.people import CITIES, Somebody, act, first_order
from benchmarks.soak.weather import Sent, StormyTelegram, Trouble, Weather
from bot.app import ALLOWED_UPDATES, App, Time, build_application
from bot.delivery.limiter import FloodLimiter
from bot.matching import Matcher
from bot.reminders.kinds import STRETCH, WATER
from bot.zones.tables import fingerprint
from offline_telegram import Fault, LocalRequest

BEGIN = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
STEP = timedelta(seconds=30)
ACTIVE = 0.01
"""Of the people do something in a step."""
FEW = 3
"""At most so many do so while every transaction takes as long as the bot is willing to wait."""
A_MOMENT = 0.1
LOCKED_FOR = 6.0
"""Real seconds: longer than the bot waits for the database."""
_REMINDER = ("h", WATER), ("s", STRETCH)


@dataclass
class Life:
    """All that there is."""

    folder: Path
    matcher: Matcher
    seed: int
    people: int
    steps: int
    now: datetime = BEGIN
    ledger: Ledger = field(default_factory=Ledger)
    orders: int = 0
    asked: int = 0
    kills: int = 0

    def __post_init__(self) -> None:
        # One of each, so that how fast the machine is changes neither the people nor the troubles.
        self.chance = _chance(self.seed, "people")
        self.weather = Weather(_chance(self.seed, "weather"), _chance(self.seed, "faults"))
        self.telegram = StormyTelegram(lambda: self.now, username="foot_cramp_bot")
        self.telegram.weather = self.weather
        self.telegram.sent = []
        self.calendar = Calendar(BEGIN - timedelta(hours=12), BEGIN + self.steps * STEP + timedelta(days=3))
        self.everybody: dict[int, Somebody] = {}
        self.zones = dict(CITIES)

    @property
    def file(self) -> Path:
        """The database."""
        return self.folder / "bot.db"

    def zone(self, who: Somebody) -> ZoneInfo:
        """As the data is now."""
        return ZoneInfo(self.zones[who.city])

    async def live(self) -> Ledger:
        """From the first day to the last."""
        async with contextlib.AsyncExitStack() as stack:
            app = await stack.enter_async_context(self._started())
            await self._move_in(app)
            for _ in range(self.steps):
                began = self.weather.step()
                self.now += self._jump(began) + STEP
                if began and self.weather.now in {Trouble.ZONES, Trouble.KILLED}:
                    with warnings.catch_warnings():
                        # Whoever is killed gives no connection back, and the next one inherits none.
                        warnings.simplefilter("ignore", SAWarning)
                        await self._die(app)
                        await stack.aclose()
                        gc.collect()
                    await asyncio.sleep(A_MOMENT)
                    if self.weather.now is Trouble.ZONES:
                        self._change_zones()
                    app = await stack.enter_async_context(self._started())
                self.ledger.steps.append(Step(self.now, self.weather.now))
                await self._step(app)
        return self.ledger

    async def _move_in(self, app: App) -> None:
        """Everybody asks for a reminder; where they live they say when they are asked."""
        self.ledger.steps.append(Step(self.now, None))
        for number in range(self.people):
            who = Somebody(self.telegram.person(f"Ada {number}"), self.chance.choice(sorted(CITIES)))
            self.everybody[who.id] = who
            who.ask(first_order(self.chance), self.ledger)
        await self.telegram.settle(app.application)
        self._read()

    async def _step(self, app: App) -> None:
        for who in self.everybody.values():
            who.look(self.now, self.zone(who), self.calendar, self.ledger)
        is_locked = self.weather.now is Trouble.LOCKED
        with self._damaged():
            self._act(FEW if is_locked else self.people)
            await asyncio.gather(self._tick(app), self.telegram.settle(app.application))
        self._read()
        self.ledger.expire()

    def _act(self, most: int) -> None:
        unsure = [who for who in self.everybody.values() if who.order or who.asked_home]
        active = self.chance.sample(list(self.everybody.values()), max(1, int(self.people * ACTIVE)))
        for who in [*unsure, *(it for it in active if it not in unsure)][:most]:
            before = who.order
            act(who, self.now, self.chance, self.ledger)
            self.asked += 1
            self.orders += before is None and who.order is not None

    async def _tick(self, app: App) -> None:
        for _ in range(2):
            with contextlib.suppress(Exception):  # as the clock of the dispatcher does, which logs it
                await app.dispatcher.tick()
            await app.dispatcher.drain()

    async def _die(self, app: App) -> None:
        """In the middle of whatever it does."""
        for who in self.everybody.values():
            who.look(self.now, self.zone(who), self.calendar, self.ledger)
        self.ledger.steps.append(Step(self.now, self.weather.now))
        self._act(self.people)
        tick = asyncio.create_task(self._tick(app))
        await asyncio.sleep(self.chance.uniform(0, 0.05))
        tick.cancel()
        me = asyncio.current_task()
        doomed = [task for task in asyncio.all_tasks() if task is not me]
        for task in doomed:
            task.cancel()
        await asyncio.wait(doomed)
        self.kills += 1
        self._read()
        self.ledger.killed(under_way(self.file))

    def _monotonic(self) -> float:
        return len(self.ledger.steps) * STEP.total_seconds()

    def _jump(self, began: bool) -> timedelta:
        is_jump = began and self.weather.now in {Trouble.FORWARD, Trouble.BACK}
        return self.weather.jump() if is_jump else timedelta()

    def _damaged(self) -> AbstractContextManager[None]:
        if self.weather.now is Trouble.LOCKED:
            return locked(self.file, self.chance.choice((0.3, LOCKED_FOR)))
        return full() if self.weather.now is Trouble.FULL else nullcontext()

    def _change_zones(self) -> None:
        """One zone keeps another one's time from now on."""
        changed, like = self.chance.sample(sorted(CITIES.values()), 2)
        before = fingerprint(changed)
        target = self.folder / "zones" / changed
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(files("tzdata").joinpath("zoneinfo", *like.split("/")).read_bytes())
        zoneinfo.reset_tzpath([str(self.folder / "zones")])
        ZoneInfo.clear_cache()
        for who in self.everybody.values():
            if CITIES[who.city] == changed and fingerprint(changed) != before:
                who.start_anew(self.now)  # None of the new times has struck yet.

    def _read(self) -> None:
        """What people have been sent."""
        sent = self.telegram.sent[:]
        self.telegram.sent.clear()
        for request in sent:
            chat = request.params.get("chat_id")
            who = self.everybody.get(int(chat)) if chat else None
            if who is None:
                continue
            slot = _slot(request)
            if slot and not request.delivered:
                if request.fault is Fault.TIMED_OUT:
                    self.ledger.not_delivered(slot)
            elif slot:
                wanted = who.may_get(slot, self.zone(who), self.calendar)
                self.ledger.receive(slot, wanted=wanted, stopped=who.stopped)
            elif request.delivered:
                who.hear(str(request.params.get("text", "")), self.now)

    @asynccontextmanager
    async def _started(self) -> AsyncIterator[App]:
        app = build_application(
            self.matcher,
            self.telegram.token,
            database=self.file,
            transport=lambda: LocalRequest(self.telegram),
            clock=Time(lambda: self.now, self._monotonic, ticks=False),
            limiter=FloodLimiter(clock=count(step=60).__next__, sleep=_no_time),
        )
        application = app.application
        assert application.post_init  # noqa: S101 - for the types
        assert application.post_stop  # noqa: S101 - set by build_application
        assert application.updater  # noqa: S101 - there is one
        await application.initialize()
        await application.post_init(application)
        await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES)
        await application.start()
        try:
            yield app
        finally:  # Its tasks are gone, and with them all it knew: only its connections are left.
            with contextlib.suppress(Exception):
                await application.post_stop(application)


async def _no_time(_: float) -> None:
    """The limiter's pauses pass at once: minutes are the steps of this life."""
    await asyncio.sleep(0)


def _chance(seed: int, what: str) -> random.Random:
    return random.Random(f"{what} {seed}")  # noqa: S311 - no secret


def _slot(sent: Sent) -> Slot | None:
    """The reminder that a message is."""
    if sent.method != "sendMessage":
        return None
    keyboard = sent.params.get("reply_markup") or {}
    for row in keyboard.get("inline_keyboard", ()) if isinstance(keyboard, dict) else ():
        for button in row:
            name, _, about = str(button.get("callback_data", "")).partition(":")
            if name == "done":
                code, due = about.split("/")
                return Slot(int(sent.params["chat_id"]), dict(_REMINDER)[code], moment(due))
    return None


async def live(folder: Path, matcher: Matcher, *, people: int, hours: float, seed: int) -> Life:
    """A life of so many hours, and what it came to."""
    life = Life(folder, matcher, seed, people, int(timedelta(hours=hours) / STEP))
    try:
        await life.live()
    finally:
        zoneinfo.reset_tzpath(())
        ZoneInfo.clear_cache()
    return life
