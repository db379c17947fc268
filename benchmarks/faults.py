"""What people get when the way to Telegram fails: `python -m benchmarks.faults` prints the table."""

import asyncio
import tempfile
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from telegram.error import TimedOut
from telegram.request import RequestData

from bot.app import ALLOWED_UPDATES, App, Time, build_application
from bot.delivery.failures import BrokenOffError, NotSentError
from bot.delivery.limiter import FloodLimiter
from bot.handlers.context import BotApplication
from bot.knowledge import load
from bot.matching import Matcher, build_matcher
from offline_telegram import ApiError, Fault, LocalRequest, LocalTelegram, Message, Person
from offline_telegram.errors import forbidden, too_many_requests

BEGIN = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
REMINDER = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""When one is due."""
PATIENCE = timedelta(minutes=20)
"""How long each row is watched."""
KINDS = ("answer", "alarm", "tap", "edit", "reminder")
_QUESTION = "Can my shoes cause foot cramps?"
_OTHER_QUESTION = "are these tips medically reviewed?"
_ALARM = "my calf is swollen, hot and red and I can't breathe"
_LOST = "didn't reach you"
_STEP = timedelta(seconds=15)
_SHOWS = ("sendMessage", "sendPhoto", "editMessage")


@dataclass(frozen=True)
class Trouble:
    """What fails: every request for `seconds`, or only the first one that shows something."""

    name: str
    fault: Callable[[], Exception] | ApiError | Fault
    seconds: float = 0.0
    arrives: bool = False
    """Whether Telegram carries out what it does not answer."""


TROUBLES = (
    Trouble("none", Fault.BAD_GATEWAY, -1.0),
    Trouble("one 500", ApiError(500, "Internal Server Error")),
    Trouble("502 for 20 s", Fault.BAD_GATEWAY, 20.0),
    Trouble("connections refused for 30 s", partial(NotSentError, "refused"), 30.0),
    Trouble("no name found for 4 min", partial(NotSentError, "no such host"), 240.0),
    Trouble("one connection broken before it was carried out", partial(BrokenOffError, "reset")),
    Trouble("one time-out after it was carried out", TimedOut, arrives=True),
    Trouble("one 429, for 3 s", too_many_requests(3)),
    Trouble("403, blocked", forbidden("bot was blocked by the user")),
)


@dataclass(frozen=True)
class Outcome:
    """What came of one message: how often, and how many seconds after it was due; None for never."""

    trouble: str
    kind: str
    times: int
    after: float | None
    told: bool
    """Whether the person was told that an answer was lost."""


@dataclass
class _Clock:
    now: datetime = BEGIN
    sleeping: list[tuple[datetime, asyncio.Future[None]]] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return self.now.timestamp()

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        self.sleeping.append((self.now + timedelta(seconds=seconds), woken))
        await woken

    def step(self, until: datetime) -> None:
        """Move on to whoever wakes next, at most to a moment."""
        self.sleeping = [one for one in self.sleeping if not one[1].done()]
        self.now = min([until, *(moment for moment, _ in self.sleeping if moment > self.now)])
        for moment, woken in self.sleeping:
            if moment <= self.now:
                woken.set_result(None)


class _Way(LocalRequest):
    """To Telegram, with one trouble on it once it is armed."""

    def __init__(self, telegram: LocalTelegram, clock: _Clock) -> None:
        super().__init__(telegram)
        self._clock = clock
        self.trouble: Trouble | None = None
        self.until = BEGIN

    def arm(self, trouble: Trouble) -> None:
        self.trouble, self.until = trouble, self._clock.now + timedelta(seconds=trouble.seconds)

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        trouble = self.trouble if name != "getUpdates" else None
        if trouble and trouble.seconds:
            trouble = trouble if self._clock.now < self.until else None
        elif trouble and name.startswith(_SHOWS):
            self.trouble = None
        else:
            trouble = None
        if trouble is None:
            return await super().do_request(url, method, request_data, *args, **kwargs)
        if trouble.arrives:
            await super().do_request(url, method, request_data, *args, **kwargs)
        if isinstance(trouble.fault, ApiError | Fault):
            self._telegram.fail(name, trouble.fault)
            return await super().do_request(url, method, request_data, *args, **kwargs)
        raise trouble.fault()


async def play(matcher: Matcher, trouble: Trouble, kind: str) -> Outcome:
    """One message of a kind, in one trouble, through the real application with a moved clock."""
    clock = _Clock()
    telegram = LocalTelegram(clock)
    way = _Way(telegram, clock)
    limiter = FloodLimiter(clock=clock.monotonic, sleep=clock.sleep)
    with tempfile.TemporaryDirectory() as folder:
        app = build_application(
            matcher,
            telegram.token,
            database=Path(folder) / "bot.db",
            transport=lambda: way,
            clock=Time(clock, clock.monotonic, clock.sleep, ticks=False),
            limiter=limiter,
        )
        async with app.application:
            await _start(app.application)
            scene = _Scene(app, clock, telegram.person("Ada"))
            outcome = await _watched(scene, way, trouble, kind)
            limiter.hurry()
            stopping = asyncio.create_task(_stop(app.application))
            while not stopping.done():
                clock.step(clock.now + timedelta(seconds=5))
                await _settle()
            await stopping
    return outcome


async def _start(application: BotApplication) -> None:
    if application.updater and application.post_init:
        await application.post_init(application)
        await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES)
        await application.start()


async def _stop(application: BotApplication) -> None:
    if application.updater and application.post_stop:
        await application.updater.stop()
        await application.stop()
        await application.post_stop(application)


@dataclass
class _Scene:
    """A person, the bot, and what has been seen when."""

    app: App
    clock: _Clock
    ada: Person
    seen: dict[tuple[int, str], datetime] = field(default_factory=dict)

    async def pass_by(self, length: timedelta) -> None:
        """Let time pass, a few seconds at once, and look for reminders that are due."""
        end = self.clock.now + length
        while True:
            await _settle()
            await self.app.dispatcher.tick()
            await _settle()
            for message in self.ada.inbox:
                self.seen.setdefault((message.id, message.text), self.clock.now)
            if self.clock.now >= end:
                return
            self.clock.step(min(end, self.clock.now + _STEP))

    async def say(self, text: str) -> Message:
        """Ada writes, and reads for a minute."""
        said = self.ada.say(text)
        await self.pass_by(timedelta(minutes=1))
        return said


async def _watched(scene: _Scene, way: _Way, trouble: Trouble, kind: str) -> Outcome:
    ada, clock = scene.ada, scene.clock
    await scene.say("hello")
    asked = await scene.say(_QUESTION)
    if kind == "tap":
        await scene.say("/reminders")
    if kind == "reminder":
        await scene.say("remind me to drink every 2 hours from 9 to 18")
        await scene.say("Berlin")
        await scene.pass_by(REMINDER - timedelta(seconds=1) - clock.now)
        clock.now = REMINDER
    before = set(scene.seen)
    way.arm(trouble)
    began = clock.now
    match kind:
        case "answer":
            ada.say(_OTHER_QUESTION)
        case "alarm":
            ada.say(_ALARM)
        case "tap":
            ada.tap(ada.last.buttons[0][0]["text"])
        case "edit":
            ada.edit(asked, _OTHER_QUESTION)
    await scene.pass_by(PATIENCE)
    new = {key: moment for key, moment in scene.seen.items() if key not in before}
    came = [moment for (_, text), moment in new.items() if _LOST not in text]
    after = (min(came) - began).total_seconds() if came else None
    return Outcome(trouble.name, kind, len(came), after, told=len(came) < len(new))


async def _settle() -> None:
    """Let everything happen that needs no time: the database works in a thread of its own."""
    for _ in range(6):
        await asyncio.sleep(0.001)


def table(outcomes: Mapping[tuple[str, str], Outcome]) -> str:
    """In Markdown, a trouble a row."""
    rows = [["", *KINDS], ["---"] * (len(KINDS) + 1)]
    rows += [[trouble.name, *(_cell(outcomes[trouble.name, kind]) for kind in KINDS)] for trouble in TROUBLES]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _cell(outcome: Outcome) -> str:
    if outcome.after is None:
        return "never; the person is told" if outcome.told else "never"
    times = "" if outcome.times == 1 else f", {outcome.times} times"
    return f"{outcome.after:.0f} s{times}"


async def measure(matcher: Matcher) -> dict[tuple[str, str], Outcome]:
    """All troubles with all kinds of messages."""
    return {
        (trouble.name, kind): await play(matcher, trouble, kind) for trouble in TROUBLES for kind in KINDS
    }


def main() -> None:
    """Print the table."""
    zoneinfo.reset_tzpath(())
    matcher = build_matcher(load(Path("knowledge")))
    print(table(asyncio.run(measure(matcher))))  # noqa: T201 - a command


if __name__ == "__main__":
    main()
