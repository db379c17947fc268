"""What has been done lately."""

import asyncio

from telegram import InputFile, Message, Update

from bot.handlers.deliver import send, send_picture
from bot.handlers.services import Context, Services
from bot.reminders.plan import Plan
from bot.reminders.progress import Mark, Progress, local_day, progress
from bot.reminders.rules import Kind
from bot.views.chart import chart
from bot.views.progress import NOTHING_YET, chart_days, progress_screen


async def show(services: Services, update: Update, _: Context) -> None:
    """/progress."""
    message = update.effective_message
    if message is None:
        return
    plan = await services.store.plan(message.chat_id)
    marks = await services.store.marks(message.chat_id)
    if not marks:
        await send(message, NOTHING_YET)
        return
    await _send_chart(message, _kinds(services, plan, marks))


def _kinds(services: Services, plan: Plan, marks: list[Mark]) -> list[Progress]:
    """Those that are on or have been done."""
    today = local_day(services.now(), plan.zone)
    kinds = [kind for kind in Kind if kind in plan.on or any(mark.kind is kind for mark in marks)]
    return [progress(marks, kind, today, plan.reminders[kind].rule.days) for kind in kinds]


async def _send_chart(message: Message, kinds: list[Progress]) -> None:
    """The caption says all that the picture shows, for those who do not see it."""
    screen = progress_screen(kinds)
    picture = await asyncio.to_thread(chart, chart_days(kinds))
    await send_picture(message, InputFile(picture, "week.png"), screen)
