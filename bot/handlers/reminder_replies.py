"""What is typed under a reminder: counted, moved or explained, as its buttons would."""

import re
from datetime import UTC, datetime, time, timedelta
from functools import partial

from telegram import Message

from bot.conversation.acts import Changed, Reminding
from bot.conversation.after_reminder import (
    DoneSo,
    LeftOut,
    Postponed,
    UnderReminder,
    WhyReminded,
)
from bot.handlers.context import Context, Spoken, changing
from bot.handlers.deliver import replace_screen
from bot.handlers.groups import may_set
from bot.handlers.panel import change
from bot.handlers.reminded import count_done, put_off, wake
from bot.reminders.wishes import Set, understand
from bot.views import welcome
from bot.views.reminder import ALREADY_DONE, SWITCHED_OFF, skipped_screen
from bot.views.replies import (
    postpone_screen,
    rested_screen,
    why_screen,
    wrong_time_screen,
)
from bot.views.screen import Due, Screen
from bot.views.wording import zone_of

LONGEST = timedelta(hours=12)
"""How far a reminder is put off; what is further away is another reminder."""
_HALF_SAID = re.compile(r"[ap]m\b|noon|mid|^(?:0|1[3-9]|2\d)")
"""In a time of day that can mean only one half of it."""


async def answer(context: Context, message: Message, meaning: UnderReminder) -> Spoken | None:
    """Do what is meant; None if that turns out to mean something else."""
    reminding = meaning.reminding
    match meaning:
        case DoneSo(times=times):
            return await _done(context, message, reminding, times)
        case Postponed(at=at) if at:
            return await _put_off_until(context, message, reminding, at)
        case Postponed(minutes=minutes):
            return await _put_off(context, message, reminding, minutes)
        case LeftOut(today=today):
            left_out = _rest if today else _left_out
            return await left_out(context, message, reminding)
    plan = await context.store.plan(message.chat_id)
    if isinstance(meaning, WhyReminded):
        return Spoken((why_screen(reminding.kind, plan),), (reminding,))
    screen = wrong_time_screen(reminding.kind, plan, often=meaning.often)
    return Spoken((screen,), (Changed("", reminding.kind),))


async def _done(context: Context, message: Message, reminding: Reminding, times: int) -> Spoken:
    screen, is_new = await count_done(context, message.chat_id, Due(reminding.kind, reminding.due), times)
    if not is_new:
        return Spoken((Screen(ALREADY_DONE, screen.rows),), (reminding,))
    return await _settled(context, message, reminding, screen)


async def _put_off(
    context: Context, message: Message, reminding: Reminding, minutes: int | None
) -> Spoken | None:
    due = Due(reminding.kind, reminding.due)
    if minutes is None:
        return Spoken((postpone_screen(due),), (reminding,))
    length = timedelta(minutes=minutes)
    if not timedelta() < length <= LONGEST:
        return None
    if await context.store.is_marked(message.chat_id, due.kind, due.at):
        return None
    screen = await put_off(context, message.chat_id, due, length)
    return await _settled(context, message, reminding, screen) if screen else Spoken((Screen(SWITCHED_OFF),))


async def _put_off_until(context: Context, message: Message, reminding: Reminding, at: str) -> Spoken | None:
    """As long as it is until a time of day, by the person's clock; of two halves of a day, the next one."""
    zone = zone_of(await context.store.plan(message.chat_id))
    now = context.now().astimezone(zone)
    wish = understand(f"water at {at}", now)
    if not isinstance(wish, Set) or wish.first is None:
        return None
    lengths = [
        (datetime.combine(now, each, zone).astimezone(UTC) - now) % timedelta(days=1)
        for each in {wish.first, *_other_half(wish.first, at)}
    ]
    return await _put_off(context, message, reminding, -(-min(lengths) // timedelta(minutes=1)))


def _other_half(at: time, said: str) -> list[time]:
    """The same time in the other half of the day, unless it was said which one is meant."""
    return [] if _HALF_SAID.search(said) else [at.replace(hour=(at.hour + 12) % 24)]


async def _left_out(context: Context, message: Message, reminding: Reminding) -> Spoken | None:
    due = Due(reminding.kind, reminding.due)
    if await context.store.is_marked(message.chat_id, due.kind, due.at):
        return None
    await wake(context, message.chat_id, due)
    return await _settled(context, message, reminding, skipped_screen(due.kind, due.at))


async def _rest(context: Context, message: Message, reminding: Reminding) -> Spoken:
    if not await may_set(context.bot, message.chat, message.from_user, message):
        return Spoken((welcome.ADMINS_ONLY,))
    planner = context.planner()
    before, after = await change(context, message, partial(planner.rest, kind=reminding.kind))
    screen = rested_screen(reminding.kind, before, after, planner.now)
    due = Due(reminding.kind, reminding.due)
    await _show(context, message, reminding, skipped_screen(due.kind, due.at))
    return changing(screen, reminding.kind)


async def _settled(context: Context, message: Message, reminding: Reminding, screen: Screen) -> Spoken:
    """Say it below, with the way back; the reminder itself says the same, and has no buttons any more."""
    await _show(context, message, reminding, screen)
    return changing(screen, None)


async def _show(context: Context, message: Message, reminding: Reminding, screen: Screen) -> None:
    await replace_screen(context.bot, message.chat_id, reminding.message, Screen(screen.html))
