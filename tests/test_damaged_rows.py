"""A value in the database that means nothing costs its own row only."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.operations.doctor import MOST_SHOWN, State, look
from bot.operations.doctor import database as judged
from bot.storage import Database
from offline_telegram import Person
from offline_telegram.files import Upload
from tests.conftest import Chat, Start
from tests.handlers.reminding import open_panel

BLOB = b"\xff\x00"
FAR = 10**15
DAMAGE = {
    "first": ("reminders", "first", 9999),
    "first below": ("reminders", "first", -1),
    "first in words": ("reminders", "first", "nine"),
    "last": ("reminders", "last", FAR),
    "last in bytes": ("reminders", "last", BLOB),
    "every": ("reminders", "every", 7),
    "every in words": ("reminders", "every", "often"),
    "days": ("reminders", "days", 999),
    "days in words": ("reminders", "days", "monday"),
    "until": ("reminders", "until", FAR),
    "until below": ("reminders", "until", -1),
    "until in words": ("reminders", "until", "friday"),
    "goal": ("reminders", "goal", 99),
    "goal in words": ("reminders", "goal", "many"),
    "kind": ("reminders", "kind", "yoga"),
    "next_at in words": ("reminders", "next_at", "tomorrow"),
    "next_at": ("reminders", "next_at", FAR),
    "next_at below": ("reminders", "next_at", -FAR),
    "snoozed_until": ("reminders", "snoozed_until", FAR),
    "snoozed_until in words": ("reminders", "snoozed_until", "later"),
    "wakes_at": ("reminders", "wakes_at", FAR),
    "wakes_at below": ("reminders", "wakes_at", -5),
    "wakes_at in words": ("reminders", "wakes_at", "soon"),
    "message_id": ("reminders", "message_id", "x"),
    "sent": ("reminders", "sent", "x"),
    "paused_until": ("chats", "paused_until", FAR),
    "paused_until in words": ("chats", "paused_until", "monday"),
    "zone": ("chats", "zone", "Europe/Berlim"),
    "zone in bytes": ("chats", "zone", BLOB),
    "a zone of another folder": ("chats", "zone", "../../etc/passwd"),
    "due": ("marks", "due", FAR),
    "a mark's kind": ("marks", "kind", "yoga"),
}
RULES = {"first", "last", "every", "days", "until"}

damaged = pytest.mark.parametrize(("table", "column", "value"), DAMAGE.values(), ids=DAMAGE)


async def damage(engine: AsyncEngine, chat: int, table: str, column: str, value: Any) -> None:
    """What a flipped bit, or a hand in the file, may do."""
    async with engine.begin() as connection:
        await connection.execute(
            text(f'UPDATE {table} SET "{column}" = :value WHERE chat_id = :chat'),  # noqa: S608 - see DAMAGE
            {"value": value, "chat": chat},
        )


async def two_people(chat: Chat) -> Person:
    """Ada and Grace are reminded to drink at the same times, and have done so once; returns Grace."""
    grace = chat.telegram.person("Grace")
    grace.say("remind me to drink every 2 hours from 9 to 21")
    await chat.settle()
    grace.say("Berlin")
    await chat.settle()
    await open_panel(chat, "hydration")
    chat.clock.now = datetime(2026, 3, 1, 8, 1, tzinfo=UTC)
    await chat.tick()
    for person in (chat.ada, grace):
        person.tap("✅ Done")
    await chat.settle()
    return grace


def wrong(caplog: pytest.LogCaptureFixture) -> Iterator[str]:
    """Errors that nobody expected."""
    return (record.getMessage() for record in caplog.records if record.exc_info)


@damaged
async def test_a_day(  # noqa: PLR0913, PLR0917 - each is a fixture or an example
    start: Start,
    engine: AsyncEngine,
    caplog: pytest.LogCaptureFixture,
    table: str,
    column: str,
    value: Any,
) -> None:
    """The others get all of theirs, before and after a start, and the person's commands are answered."""
    caplog.set_level(logging.WARNING)
    async with start() as chat:
        ada, grace = chat.ada, await two_people(chat)
        before = len(grace.inbox)
        await damage(engine, chat.ada.id, table, column, value)
        for _ in range(2):
            chat.clock.forward(hours=2)
            await chat.tick()
        assert len(grace.inbox) == before + 2
        async with engine.begin() as connection:
            await connection.execute(text("UPDATE zone_data SET fingerprint = 'of older rules'"))
    await damage(engine, ada.id, table, column, value)
    async with start() as chat:
        chat.ada = ada
        chat.clock.forward(hours=2)
        await chat.tick()
        assert len(grace.inbox) == before + 3
        await damage(engine, chat.ada.id, table, column, value)
        panel = await chat.say("/reminders")
        assert panel.startswith("Your reminders")
        assert ("Water: on" in panel) == (column not in RULES and (table, column) != ("reminders", "kind"))
        await chat.say("/progress")
        await chat.say("/export")
        assert isinstance(chat.ada.last.file, Upload)
        exported = json.loads(chat.ada.last.file.content)
        assert exported[table][0][column] == (repr(value) if isinstance(value, bytes) else value)
        assert "won't get" in (await chat.say("/stop")) or "are off" in chat.ada.last.text
        sent = len(chat.ada.inbox)
        for _ in range(20):
            chat.clock.forward(hours=2)
            await chat.tick()
        assert len(chat.ada.inbox) == sent
        await chat.say("remind me to drink every 2 hours from 9 to 21")
        await chat.say("Berlin")
        sent = len(chat.ada.inbox)
        chat.clock.now = datetime(2026, 3, 5, 10, 1, tzinfo=UTC)
        await chat.tick()
        assert len(chat.ada.inbox) == sent + 1
    assert not list(wrong(caplog))


@damaged
async def test_doctor(  # noqa: PLR0913, PLR0917 - each is a fixture or an example
    chat: Chat, engine: AsyncEngine, database: Database, table: str, column: str, value: Any
) -> None:
    """It names the chat, the column and the value, so that somebody can put it right."""
    await two_people(chat)
    assert judged(await look(database)).state is State.OK
    await damage(engine, chat.ada.id, table, column, value)
    facts = await look(database)
    found = judged(facts)
    assert found.state is State.PROBLEM
    (line,) = facts.unreadable
    assert line.startswith(f"{table} of chat {chat.ada.id}")
    assert line.endswith(f": {column} is {value!r}")
    assert line in found.says
    assert found.do


async def test_many(chat: Chat, engine: AsyncEngine, database: Database) -> None:
    """Of very many the first are named."""
    for number in range(30):
        person = chat.telegram.person(f"Person {number}")
        person.say("remind me to drink every 2 hours from 9 to 21")
        await chat.settle()
        await damage(engine, person.id, "reminders", "every", 7)
    assert len((await look(database)).unreadable) == MOST_SHOWN + 1
