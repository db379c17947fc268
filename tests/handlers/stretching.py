"""What tests of reminders that have arrived have in common."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.reminders.kinds import STRETCH, WATER, Kind
from bot.reminders.plan import Change, Plan
from bot.reminders.progress import Mark
from bot.storage import Database, Store, open_engine
from offline_telegram import Message
from tests.conftest import Chat, Clock
from tests.storage.plans import subscribe

FINISHED = "🌙 Well done, that was all of it. Sleep well!"
EVERY = 5
"""Seconds from one change of a countdown to the next."""
AT = {WATER: 9, STRETCH: 22}
"""The hours of the first reminders, by the clock of UTC."""


@dataclass
class Countdowns:
    """The guided stretches that are running, and the time for them to do so."""

    clock: Clock
    _asleep: asyncio.Event = field(default_factory=asyncio.Event)
    _until: datetime | None = None

    def __post_init__(self) -> None:
        """Notice who goes to sleep."""
        self._sleep = self.clock.sleep

    async def sleep(self, seconds: float) -> None:
        """As of the clock."""
        self._until = self.clock.now + timedelta(seconds=seconds)
        self._asleep.set()
        await self._sleep(seconds)

    async def forward(self, seconds: int) -> None:
        """Let time pass, as often as they may want to write."""
        for _ in range(seconds // EVERY):
            await self.move(EVERY)

    async def move(self, seconds: float) -> None:
        """Let time pass at once; whoever has to write does so before this returns."""
        await asyncio.sleep(0)
        self._asleep.clear()
        self.clock.forward(seconds=seconds)
        if (running := self.running) and self._until and self._until <= self.clock.now:
            asleep = asyncio.create_task(self._asleep.wait())
            await asyncio.wait([*running, asleep], return_when=asyncio.FIRST_COMPLETED)
            asleep.cancel()

    @property
    def running(self) -> list[asyncio.Task[None]]:
        """Their tasks."""
        return [task for task in asyncio.all_tasks() if task.get_name() == "stretch"]


async def change(database: Database, chat: int, wanted: Change) -> Plan:
    """Change what is stored; returns it."""
    engine = open_engine(database)
    _, after = await Store(engine).change(chat, wanted)
    await engine.dispose()
    return after


async def marks(database: Database, chat: int) -> list[Mark]:
    """What is stored as done."""
    engine = open_engine(database)
    found = await Store(engine).marks(chat)
    await engine.dispose()
    return found


async def reminded(chat: Chat, database: Database, kind: Kind = WATER) -> Message:
    """Ada's first reminder of a kind."""
    await chat.say("/start")
    await change(database, chat.ada.id, subscribe(kind, now=chat.clock.now))
    chat.clock.forward(hours=AT[kind] - chat.clock.now.hour)
    await chat.tick()
    return chat.ada.last


def heading(message: Message) -> str:
    """What is to be done, and for how long."""
    lines = message.text.splitlines()
    return f"{lines[0]}, {next(line for line in lines if line.startswith('⏳'))[2:]}"


def tapped(message: Message, label: str) -> dict[str, object]:
    """A tap by the person whose chat a message is in."""
    (data,) = (
        button["callback_data"] for row in message.buttons for button in row if button["text"] == label
    )
    person = {"id": message.chat.id, "is_bot": False, "first_name": "Ada"}
    return {"id": "1", "from": person, "chat_instance": "1", "message": message.json(), "data": data}


async def counted(database: Database, chat: Chat) -> int:
    """How much Ada has done."""
    return len(await marks(database, chat.ada.id))
