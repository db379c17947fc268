"""Databases with many subscriptions in them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from bot.reminders.kinds import WATER
from bot.reminders.plan import Plan, Planner
from bot.storage import Database, open_engine, prepare
from bot.storage.plan_rows import columns
from bot.storage.tables import chats, reminders

DUE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BATCH = 20_000


async def subscribe(
    database: Database,
    chat_ids: Sequence[int],
    *,
    due_at_once: int,
    apart: timedelta = timedelta(seconds=1),
) -> None:
    """Water for everybody from nine; the first `due_at_once` at DUE, the others one after the other."""
    planner = Planner(DUE - timedelta(minutes=30))
    template = planner.switch(planner.move(Plan(0), "Etc/UTC"), WATER, on=True)
    reminder = template.reminders[WATER]
    engine = open_engine(database)
    await prepare(engine)
    async with engine.begin() as connection:
        for start in range(0, len(chat_ids), BATCH):
            some = chat_ids[start : start + BATCH]
            await connection.execute(
                insert(chats),
                [
                    {"chat_id": chat, "zone": template.zone, "told_limits": True, "unreachable": False}
                    for chat in some
                ],
            )
            await connection.execute(
                insert(reminders),
                [
                    {
                        "chat_id": chat,
                        "kind": WATER.id,
                        **columns(replace(reminder, next_at=DUE + apart * max(0, place - due_at_once))),
                    }
                    for place, chat in enumerate(some, start)
                ],
            )
    await engine.dispose()
