"""Buttons under a reminder, and /progress."""

import asyncio
from datetime import datetime, timedelta

from telegram import CallbackQuery, InlineKeyboardMarkup, InputFile, MaybeInaccessibleMessage, Message, Update
from telegram.constants import ReactionEmoji
from telegram.error import BadRequest

from bot.conversation.amounts import MOST_GLASSES
from bot.handlers.context import Context
from bot.handlers.deliver import acknowledge, react, replace_screen, send, send_picture
from bot.handlers.reached import count_on, go_on_if_not, rest_if_reached
from bot.reminders.kinds import KINDS, Counted
from bot.reminders.plan import Plan
from bot.reminders.progress import Mark, Progress, day_of, local_day, progress
from bot.views import welcome
from bot.views.charts import chart
from bot.views.panel import Row
from bot.views.progress import NOTHING_YET, chart_days, progress_screen
from bot.views.reminder import (
    ALREADY_DONE,
    SNOOZES,
    SWITCHED_OFF,
    done_screen,
    reminder_rows,
    reminder_screen,
    skipped_screen,
    snooze_rows,
    snoozed_screen,
)
from bot.views.screen import Due, Screen, due_of


async def done(update: Update, context: Context) -> None:
    """Count it once, however often it is tapped."""
    tap = await _tapped(context, update)
    if tap is None:
        return
    query, chat, due = tap
    screen, is_new = await count_done(context, chat, due)
    shown = await _in_place(context, query, screen)
    if shown and is_new and isinstance(due.kind.done, Counted):
        await react(shown, ReactionEmoji.THUMBS_UP)


async def count_done(context: Context, chat: int, due: Due, times: int = 1) -> tuple[Screen, bool]:
    """Count a reminder as done, so many times; returns what to say, and whether that is new."""
    now = context.now()
    plan = await context.store.plan(chat)
    day = day_of(due.at, now, plan.zone)
    marked = [await context.store.mark(chat, due.kind, at, day) for at in moments(due.at)[:times]]
    await wake(context, chat, due)
    if any(marked):
        await rest_if_reached(context, plan)
    count = await count_on(context, chat, due.kind, day)
    today, goal = day == local_day(now, plan.zone), plan.reminders[due.kind].goal
    return done_screen(due.kind, due.at, count, today=today, goal=goal), any(marked)


def moments(due: datetime) -> list[datetime]:
    """Under which moments what was due once is counted, if it was done several times."""
    return [due + timedelta(seconds=later) for later in range(MOST_GLASSES)]


async def undone(update: Update, context: Context) -> None:
    """Take Done or Skip back: the reminder as it was."""
    tap = await _tapped(context, update)
    if tap is None:
        return
    query, chat, due = tap
    was_done = await uncount(context, chat, due)
    shown = await _in_place(context, query, reminder_screen(due.kind, due.at))
    if shown and was_done and isinstance(due.kind.done, Counted):
        await react(shown, None)


async def uncount(context: Context, chat: int, due: Due) -> bool:
    """It was not done after all; False if that was not noted."""
    removed = sum([await context.store.unmark(chat, due.kind, at) for at in moments(due.at)])
    await go_on_if_not(context, await context.store.plan(chat), due.kind, removed)
    return removed > 0


async def snooze(update: Update, context: Context) -> None:
    """Ask for how long, with buttons in the place of the others."""
    tap = await _tapped(context, update)
    if tap is None:
        return
    query, chat, due = tap
    if not await _is_done(context, query, chat, due):
        await _change_buttons(context, query, snooze_rows(due.kind, due.at))


async def unsnooze(update: Update, context: Context) -> None:
    """Back to the first buttons."""
    tap = await _tapped(context, update)
    if tap is None:
        return
    query, _, due = tap
    await _change_buttons(context, query, reminder_rows(due.kind, due.at))


async def snoozed(update: Update, context: Context) -> None:
    """Let it come again in a while, unless it has been switched off or paused since."""
    tap = await _tapped(context, update)
    if tap is None:
        return
    query, chat, due = tap
    if due.minutes not in SNOOZES:
        await acknowledge(query, welcome.OLD_BUTTON)
        return
    if await _is_done(context, query, chat, due):
        return
    screen = await put_off(context, chat, due, timedelta(minutes=due.minutes))
    if screen is None:
        await acknowledge(query, SWITCHED_OFF)
        return
    await _in_place(context, query, screen)


async def put_off(context: Context, chat: int, due: Due, length: timedelta) -> Screen | None:
    """Let a reminder come again in a while; None where it is switched off or paused."""
    planner = context.planner()

    def later(plan: Plan) -> Plan:
        wanted = plan.reminders[due.kind].on and not plan.paused(planner.now) and not plan.unreachable
        return planner.snooze(plan, due.kind, length) if wanted else plan

    _, plan = await context.store.change(chat, later)
    if plan.reminders[due.kind].snoozed_until is None:
        return None
    return snoozed_screen(due.kind, due.at, plan, planner.now)


async def awake(update: Update, context: Context) -> None:
    """Take a snooze back: the reminder as it was."""
    tap = await _tapped(context, update)
    if tap is None:
        return
    query, chat, due = tap
    if not await _is_done(context, query, chat, due):
        await wake(context, chat, due)
        await _in_place(context, query, reminder_screen(due.kind, due.at))


async def skip(update: Update, context: Context) -> None:
    """Not this time."""
    tap = await _tapped(context, update)
    if tap is None:
        return
    query, chat, due = tap
    if not await _is_done(context, query, chat, due):
        await wake(context, chat, due)
        await _in_place(context, query, skipped_screen(due.kind, due.at))


async def _is_done(context: Context, query: CallbackQuery, chat: int, due: Due) -> bool:
    """Whether it was done meanwhile, in another message or on another device; then that is said."""
    is_done = await context.store.is_marked(chat, due.kind, due.at)
    if is_done:
        await acknowledge(query, ALREADY_DONE)
    return is_done


async def wake(context: Context, chat: int, due: Due) -> None:
    """It is settled, and does not come again."""
    planner = context.planner()
    await context.store.change(chat, lambda plan: planner.wake(plan, due.kind, due.at))


async def _tapped(context: Context, update: Update) -> tuple[CallbackQuery, int, Due] | None:
    """The tap, its chat, and what it is about; None when that is no button of a reminder."""
    query = update.callback_query
    if query is None:
        return None
    due = due_of(query.data or "", context.now())
    if due is None or query.message is None:
        await acknowledge(query, welcome.OLD_BUTTON)
        return None
    return query, query.message.chat.id, due


async def _in_place(
    context: Context, query: CallbackQuery, screen: Screen
) -> MaybeInaccessibleMessage | None:
    """The message that now shows the screen, None when it is gone."""
    message = query.message
    shown = message and await replace_screen(context.bot, message.chat.id, message.message_id, screen)
    await acknowledge(query, None if shown else welcome.OLD_BUTTON)
    return message if shown else None


async def _change_buttons(context: Context, query: CallbackQuery, rows: tuple[Row, ...]) -> None:
    """Other buttons under the same words."""
    message = query.message
    notice = None if message else welcome.OLD_BUTTON
    if message:
        try:
            await context.bot.edit_message_reply_markup(
                message.chat.id, message.message_id, reply_markup=InlineKeyboardMarkup(rows)
            )
        except BadRequest as error:
            if "message is not modified" not in error.message.lower():
                notice = welcome.OLD_BUTTON
    await acknowledge(query, notice)


async def so_far(context: Context, chat: int) -> Screen:
    """What has been done, in words alone."""
    plan = await context.store.plan(chat)
    marks = await context.store.marks(chat)
    return progress_screen(_kinds(context, plan, marks)) if marks else NOTHING_YET


async def show(update: Update, context: Context) -> None:
    """/progress."""
    message = update.effective_message
    if message is None:
        return
    plan = await context.store.plan(message.chat_id)
    marks = await context.store.marks(message.chat_id)
    if not marks:
        await send(message, NOTHING_YET)
        return
    await _send_chart(message, _kinds(context, plan, marks))


def _kinds(context: Context, plan: Plan, marks: list[Mark]) -> list[Progress]:
    """Those that are on or have been done."""
    today = local_day(context.now(), plan.zone)
    kinds = [kind for kind in KINDS.values() if kind in plan.on or any(mark.kind is kind for mark in marks)]
    reminders = plan.reminders
    return [progress(marks, kind, today, reminders[kind].rule.days, reminders[kind].goal) for kind in kinds]


async def _send_chart(message: Message, kinds: list[Progress]) -> None:
    """The caption says all that the picture shows, for those who do not see it."""
    screen = progress_screen(kinds)
    picture = await asyncio.to_thread(chart, chart_days(kinds))
    await send_picture(message, InputFile(picture, "week.png"), screen)
