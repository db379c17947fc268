"""Buttons that were forged, replayed, or belong to somebody else.

A client that is not Telegram's own can send any callback data for any message that it can see.
"""

import logging

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage import Store
from bot.storage.plans import MARKS_A_DAY
from bot.storage.tables import metadata, votes
from bot.views.routine import RoutineTap
from bot.views.screen import Action, Tap
from offline_telegram import LocalTelegram
from tests.conftest import Chat
from tests.storage.plans import subscribe

ACTIONS = [each.value for each in (*Action, *Tap, *RoutineTap)]
HOSTILE = [
    "",
    ":",
    "::::",
    "-1",
    "99999999999999999999999999999999999999999999999999999",
    "0x10",
    "1e9",
    "1_0",
    "\u0661\u0662",
    "\u00b2",
    " 1 ",
    "nan",
    "../../etc/passwd",
    "..%2f..%2fetc",
    "__proto__",
    "{0.__class__}",
    "%s%s%s%n",
    "'; DROP TABLE chats; --",
    "<b>",
    "\x00",
    "\ud800",
    "\u202e\u2066",
    "show/show/show",
    "on/nothing",
    "on/",
    "days/hydration/-1",
    "days/hydration/999999999999999999999",
    "day/stretch/0",
    "every/1",
    "every/-120",
    "first/1440",
    "first/-1",
    "last/9999",
    "last/99999999999999",
    "time/12345678901234567890",
    "pause/0",
    "pause/365000",
    "+999",
    "-840",
    "+99",
    "Europe/../Europe/Berlin",
    "h:99999999999",
    "h:9999999999",
    "h:-5",
    "x:1772330000",
    "h:1772330000:999",
    "h:\u0661\u0661",
    "standing/9/1",
    "go/standing/99/1772330000",
    "go/standing/0/9999999999",
    "000000:1.2.3.4.5,1.2.3.4.5,",
    "000000:0.0.1.127.1,0.0.1.127.1,99999999999999999",
    "000000:99999999999.0.1.127.1,0.0.1.127.1,",
    "000000:-1.0.1.127.1,0.0.1.127.1,",
    "a,b,c,d,e,f,g,h",
    ",,,,,,,,,,,,,,,,,,,,,",
]


@pytest.mark.parametrize("action", ACTIONS)
async def test_forged(chat: Chat, store: Store, action: str, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever a button is made to say, it is answered and nothing fails."""
    await store.change(chat.ada.id, subscribe())
    await chat.say("/reminders")
    for said in HOSTILE:
        chat.clock.forward(minutes=1)
        data = f"{action}:{said}".encode("utf-8", "surrogatepass")[:64].decode("utf-8", "ignore")
        press = chat.ada.forge(data)
        await chat.settle()
        assert press.answer, said
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    plan = await store.plan(chat.ada.id)
    assert plan.zone


async def test_votes_replayed(chat: Chat, engine: AsyncEngine) -> None:
    """However often one person votes, it is one vote."""
    await chat.say("Can my shoes cause foot cramps?")
    for number in range(500):
        chat.ada.forge(f"{'up' if number % 2 else 'down'}:shoes")
        chat.clock.forward(seconds=3)
        if number % 20 == 0:
            await chat.settle()
    await chat.settle()
    async with engine.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(votes)) == 1


async def test_marks_replayed(chat: Chat, store: Store) -> None:
    """A glass for every second of the year is no glass."""
    await chat.say("/start")
    began = int(chat.clock.monotonic()) - 10_000
    for number in range(2 * MARKS_A_DAY):
        chat.ada.forge(f"done:h:{began + number}")
        chat.clock.forward(seconds=3)
        if number % 20 == 0:
            await chat.settle()
    await chat.settle()
    assert len(await store.marks(chat.ada.id)) == MARKS_A_DAY


async def test_old_buttons(chat: Chat, telegram: LocalTelegram) -> None:
    """A button of a message that is gone does what it can, or says that it is too old."""
    await chat.say("Can my shoes cause foot cramps?")
    message = chat.ada.last
    telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": message.id})
    chat.clock.forward(days=700)
    for action in ACTIONS:
        chat.clock.forward(minutes=1)
        press = chat.ada.forge(f"{action}:shoes", message)
        await chat.settle()
        assert press.answer, action


SET_BY_ADMINS = [
    "panel:on/stretch",
    "panel:off/hydration",
    "panel:pause/7",
    "panel:every/60",
    "zone:Asia/Tokyo",
    "privacy:forget",
    "privacy:export",
    "privacy:ask",
]


@pytest.mark.parametrize("data", SET_BY_ADMINS)
async def test_what_only_admins_may(chat: Chat, telegram: LocalTelegram, store: Store, data: str) -> None:
    """In a group, forged by somebody else under any message, it changes nothing and sends nothing."""
    eve = telegram.person("Eve")
    group = telegram.group("Runners", chat.ada, eve)
    await store.change(group.id, subscribe())
    group.say(chat.ada, "/ask can my shoes cause foot cramps?")
    await chat.settle()
    before, sent = await store.export(group.id), len(group.inbox)
    press = eve.forge(data, group.last)
    await chat.settle()
    assert press.answer
    assert "only its admins" in press.answer.text
    assert (await store.export(group.id), len(group.inbox)) == (before, sent)


async def test_nothing_of_others(chat: Chat, telegram: LocalTelegram, store: Store) -> None:
    """What a button carries never names a chat: from a private chat, nobody reaches anybody else's."""
    eve = telegram.person("Eve")
    await store.change(chat.ada.id, subscribe())
    before = await store.export(chat.ada.id)
    eve.say("/privacy")
    await chat.settle()
    for number, data in enumerate(
        (*SET_BY_ADMINS, f"privacy:export/{chat.ada.id}", f"panel:show/{chat.ada.id}")
    ):
        eve.forge(data, eve.inbox[0])
        await chat.settle()
        chat.clock.forward(minutes=number)
    assert await store.export(chat.ada.id) == before
    assert not chat.ada.inbox


async def test_what_a_stranger_leaves_behind(chat: Chat, engine: AsyncEngine) -> None:
    """Whoever only asks, taps and looks, leaves no row with their number."""
    await chat.say("/start")
    for said in ("why do my toes cramp?", "/topics", "/reminders", "/progress", "/privacy", "/export"):
        await chat.say(said)
        chat.clock.forward(minutes=1)
    async with engine.connect() as connection:
        for name in ("chats", "reminders", "marks", "votes"):
            assert not await connection.scalar(select(func.count()).select_from(metadata.tables[name])), name
