"""A bot with a small knowledge folder that is edited while it runs, and an admin."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.knowledge import load
from bot.matching import Matcher, build_matcher
from bot.matching.encoders import Linguist
from bot.storage import Database
from offline_telegram import LocalTelegram, Person
from tests.conftest import Chat, Clock, started
from tests.knowledge.folders import GOOD, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that a test may change."""
    return write(tmp_path / "know", GOOD)


@pytest.fixture
def small(folder: Path, linguist: Linguist) -> Matcher:
    """The matcher for it."""
    return build_matcher(load(folder), linguist=linguist)


@dataclass
class Desk(Chat):
    """An editor's: the running bot, the folder, and who is told."""

    folder: Path
    admin: Person

    async def look(self, times: int = 1) -> list[str]:
        """So many looks at the files, two seconds apart; returns what the admin was told."""
        before = len(self.admin.inbox)
        for _ in range(times):
            await self.app.keeper.tick()
            self.clock.forward(seconds=2)
        return [message.text for message in self.admin.inbox[before:]]

    async def order(self, text: str) -> str:
        """The admin writes; returns the bot's latest message to them."""
        self.admin.say(text)
        await self.settle()
        return self.admin.last.text


@pytest.fixture
async def desk(
    telegram: LocalTelegram, small: Matcher, clock: Clock, database: Database, folder: Path
) -> AsyncIterator[Desk]:
    """The bot, which has looked at the files so often that only a change is news."""
    admin = telegram.person("Grace", started=True)
    async with started(telegram, small, clock, database, admins=frozenset({admin.id})) as chat:
        desk = Desk(telegram, chat.app, clock, chat.ada, folder, admin)
        assert not await desk.look(3)
        yield desk
