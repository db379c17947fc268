"""Reminders that were sent before the machine's clock was set back."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import Chat, Start
from tests.handlers.reminding import open_panel

NINE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""By the clock of Berlin."""
CHANGES = [
    ["remind me to drink every hour from 9 to 21"],
    ["remind me to drink every 2 hours from 8 to 20", "remind me to drink every 2 hours from 9 to 21"],
    ["/stop", "remind me to drink every 2 hours from 9 to 21"],
    ["pause for 1 hour", "resume"],
    ["I moved to Rome"],
]
TAPS = [["days/hydration", "day/hydration/63"], ["off/hydration", "on/hydration"], ["every/60"]]


@pytest.fixture
async def reminded(start: Start) -> AsyncIterator[Chat]:
    """Ada has got her reminder of nine o'clock; then the clock is set back to half past eight."""
    async with start() as chat:
        await open_panel(chat, "hydration")
        chat.clock.now = NINE
        await chat.tick()
        assert "✅ Done" in str(chat.ada.last.buttons)
        chat.clock.now = NINE - timedelta(minutes=30)
        yield chat


async def came(chat: Chat, until: datetime) -> list[datetime]:
    """When a reminder comes, looked for every five minutes."""
    found = []
    while chat.clock.now < until:
        chat.clock.forward(minutes=5)
        before = len(chat.ada.inbox)
        await chat.tick()
        found += [chat.clock.now] * (len(chat.ada.inbox) - before)
    return found


@pytest.mark.parametrize("changes", CHANGES, ids=" ".join)
async def test_words(reminded: Chat, changes: list[str]) -> None:
    """Whatever is changed, nothing that has come comes again; the next one does."""
    for text in changes:
        await reminded.say(text)
    assert await came(reminded, NINE + timedelta(minutes=30)) == []
    assert len(await came(reminded, NINE + timedelta(hours=2))) >= 1


@pytest.mark.parametrize("taps", TAPS, ids=" ".join)
async def test_taps(reminded: Chat, taps: list[str]) -> None:
    """The same by the panel."""
    await reminded.say("/reminders")
    panel = reminded.ada.last
    for tap in taps:
        reminded.ada.forge(f"panel:{tap}", panel)
    await reminded.settle()
    assert await came(reminded, NINE + timedelta(minutes=30)) == []
    assert len(await came(reminded, NINE + timedelta(hours=2))) >= 1


async def test_a_clock_that_was_far_ahead(start: Start) -> None:
    """What came by a clock that was days ahead holds up nothing when somebody changes something."""
    async with start() as chat:
        await open_panel(chat, "hydration")
        chat.clock.now = NINE + timedelta(days=400)
        await chat.tick()
        chat.clock.now = NINE - timedelta(minutes=30)
        await chat.say("remind me to drink every hour from 9 to 21")
        assert await came(chat, NINE + timedelta(minutes=30)) == [NINE]
