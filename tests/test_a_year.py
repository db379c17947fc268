"""A year with reminders, from the first wish to the last word."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.engine import reading
from bot.storage.tables import reminders
from tests.conftest import Chat, labels

BERLIN = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2026, 3, 1), date(2027, 2, 28)
WATER, STRETCH = "💧", "🌙"
GLASSES = (time(9), time(13))
BEDTIME = time(22, 30)
_FIRST = select(func.min(reminders.c.wakes_at))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment by the clocks of Berlin."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BERLIN)


class Year:
    """Somebody whose clock is moved from one reminder to the next."""

    def __init__(self, chat: Chat, engine: AsyncEngine) -> None:
        self.chat = chat
        self.engine = engine
        self.received: list[tuple[str, str]] = []

    async def until(self, moment: datetime) -> None:
        """Live on; what comes is noted with the time on the wall."""
        while (wakes := await self._next()) and wakes < moment:
            self.chat.clock.forward(seconds=(wakes - self.chat.clock.now).total_seconds())
            before = len(self.chat.ada.inbox)
            await self.chat.app.dispatcher.send_due()
            local = self.chat.clock.now.astimezone(BERLIN)
            self.received += [
                (message.text[0], f"{local:%Y-%m-%d %H:%M}") for message in self.chat.ada.inbox[before:]
            ]
        self.chat.clock.forward(seconds=(moment - self.chat.clock.now).total_seconds())

    async def _next(self) -> datetime | None:
        async with reading(self.engine).connect() as connection:
            found: datetime | None = (await connection.execute(_FIRST)).scalar()
        return found


@pytest.fixture
def year(chat: Chat, engine: AsyncEngine) -> Year:
    """Nothing has been asked for yet."""
    return Year(chat, engine)


def calendar(first: date, last: date) -> list[tuple[str, str]]:
    """What a calendar on the wall says: two glasses on a day of the weekend, the stretch every evening."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [
        (what, f"{day} {moment:%H:%M}")
        for day in days
        for what, moment in (*((WATER, glass) for glass in GLASSES), (STRETCH, BEDTIME))
        if what == STRETCH or day.weekday() >= 5
    ]


async def test_a_whole_year(year: Year, chat: Chat) -> None:
    """Subscribed by words, in a misspelt city, over both clock changes, snoozed, done, paused, stopped."""
    chat.clock.now = at(FIRST, 8).astimezone(UTC)
    assert "Where do you live?" in await chat.say("remind me to drink evry 4 hours from 9 to 13 at weekends")
    assert "Berlin" in await chat.say("berlni")
    assert "22:30" in await chat.say("stretch reminder at half past ten")

    await year.until(at(date(2026, 5, 2), 9, 1))
    assert await chat.tap("✅ Done") == "💧 Done. That's the first glass today."

    await year.until(at(date(2026, 6, 10), 22, 31))
    await chat.tap("⏰ Snooze")
    await chat.tap("30 minutes")
    await year.until(at(date(2026, 7, 1), 12))
    assert "Paused until" in await chat.say("pause for a week")

    await year.until(at(LAST, 23))
    await chat.say("/stop")
    await year.until(at(date(2027, 4, 1), 0))

    expected = calendar(FIRST, LAST)
    expected = [entry for entry in expected if not "2026-07-01 12:00" <= entry[1] < "2026-07-08 12:00"]
    expected.append((STRETCH, "2026-06-10 23:01"))
    assert year.received == sorted(expected, key=lambda entry: entry[1])


async def test_the_nights_of_the_clock_changes(year: Year, chat: Chat) -> None:
    """A time that the clock jumps over comes at the jump, one that it shows twice comes once."""
    chat.clock.now = at(date(2026, 3, 27), 12).astimezone(UTC)
    await chat.say("remind me to stretch at 2:30 am")
    await chat.say("berlin")
    await year.until(at(date(2026, 3, 31), 12))
    await chat.say("/stop")
    await year.until(at(date(2026, 10, 23), 12))
    await chat.say("remind me to stretch at 2:30 am")
    await year.until(at(date(2026, 10, 27), 12))
    assert [moment for _, moment in year.received] == [
        "2026-03-28 02:30",
        "2026-03-29 03:00",
        "2026-03-30 02:30",
        "2026-03-31 02:30",
        "2026-10-24 02:30",
        "2026-10-25 02:30",
        "2026-10-26 02:30",
        "2026-10-27 02:30",
    ]


async def test_the_buttons_of_yesterday(year: Year, chat: Chat) -> None:
    """A reminder whose moment has passed loses its buttons when the next one comes."""
    chat.clock.now = at(FIRST, 8).astimezone(UTC)
    await chat.say("stretch reminder at 22:30")
    await chat.say("berlin")
    await year.until(at(date(2026, 3, 2), 12))
    yesterday = chat.ada.last
    assert labels(yesterday)
    await year.until(at(date(2026, 3, 3), 12))
    assert not labels(yesterday)
    assert labels(chat.ada.last)
