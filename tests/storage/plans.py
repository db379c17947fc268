"""Plans to store."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.reminders.kinds import WATER, Kind
from bot.reminders.plan import Change, Plan, Planner
from bot.storage.plan_rows import columns
from bot.storage.tables import chats, reminders

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
DUE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)


def subscribe(*kinds: Kind, now: datetime = NOW) -> Change:
    """Switch kinds of reminders on, by the clock of UTC: water at nine, eleven, ..., the stretch at 22:00."""

    def change(plan: Plan) -> Plan:
        planner = Planner(now)
        plan = planner.move(plan, "Etc/UTC")
        for kind in kinds or (WATER,):
            plan = planner.switch(plan, kind, on=True)
        return plan

    return change


async def subscribe_all(engine: AsyncEngine, chat_ids: Iterable[int], now: datetime = NOW) -> None:
    """What `subscribe` does, for many chats at once."""
    plans = [subscribe(now=now)(Plan(chat_id)) for chat_id in chat_ids]
    async with engine.begin() as connection:
        rows = [
            {"chat_id": p.chat_id, "zone": p.zone, "told_limits": True, "unreachable": False} for p in plans
        ]
        await connection.execute(insert(chats), rows)
        due = [
            {"chat_id": plan.chat_id, "kind": kind.id, **columns(plan.reminders[kind])}
            for plan in plans
            for kind in plan.on
        ]
        await connection.execute(insert(reminders), due)
