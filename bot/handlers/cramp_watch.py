"""A cramp by the clock: at ten minutes the urgent advice comes by itself, once, also after a restart."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import cast

from telegram import Message

from bot.conversation.acts import Cramping, Warned, latest
from bot.conversation.after_alarm import TOO_LONG
from bot.handlers.context import BotApplication, Context
from bot.handlers.deliver import send, send_into
from bot.handlers.routine import halt
from bot.knowledge import Knowledge
from bot.views.cramp import first_urgent, overdue_screen

_LATE = timedelta(hours=1)
"""From then on whoever had the cramp knows better than the bot whether it is there."""
_LEASE = timedelta(minutes=2)
"""How long one process has to say it, before another one tries."""
_A_MOMENT = 1.0
"""Seconds."""
LOOKED_EVERY = timedelta(minutes=1)
"""How often it is looked for what a process has left that ended."""


async def began(context: Context, chat: int) -> datetime | None:
    """When the cramp began that is looked after in a chat, if one is."""
    due = await context.watched.of(chat)
    start = due - TOO_LONG if due else None
    return start if start and context.now() - start < TOO_LONG else None


async def watch(context: Context, to: Message, cramping: Cramping) -> None:
    """Look after a cramp that has just been told of, or is known already."""
    due = cramping.began + TOO_LONG
    await context.watched.put(to.chat_id, due)
    application = cast("BotApplication", context.application)
    context.watches.begin(to.chat_id, due, partial(_wait, application, to.chat_id, due, to))


async def resume(application: BotApplication) -> None:
    """Go on with what this process or another one looked after when it ended."""
    services = application.bot_data
    for chat, due in await services.watched.all():
        is_known = latest(await services.acts.find(chat), Cramping) is not None
        if not is_known and services.now() < due + _LATE:
            await services.acts.note(chat, Cramping(due - TOO_LONG, watched=True))
        services.watches.begin(chat, due, partial(_wait, application, chat, due))


async def _wait(application: BotApplication, chat: int, due: datetime, to: Message | None = None) -> None:
    services = application.bot_data
    left = (due - services.now()).total_seconds()
    if left > 0:
        await services.sleep(left)
    while not application.running:  # It has hardly begun; later it waits for what it does before it stops.
        await services.sleep(_A_MOMENT)
    application.create_task(_warn(Context(application), chat, due, to), name="ten minutes")


async def _warn(context: Context, chat: int, due: datetime, to: Message | None) -> None:
    """Say what is urgent, unless the cramp has passed, or that was said."""
    now = context.now()
    lease = now + _LEASE
    if not await context.watched.claim(chat, due, lease):
        return
    found = latest(await context.acts.find(chat), Cramping) or Cramping(due - TOO_LONG)
    is_another = found.began > due - TOO_LONG
    if not (is_another or found.warned) and now - due < _LATE:
        told = replace(found, warned=True, asked=True, watched=True)
        await context.acts.note(chat, *warning(context.knowledge), told)
        await halt(context, chat)
        screen = overdue_screen(context.knowledge)
        if to:
            await send(to, screen)
        else:
            await send_into(context.bot, chat, screen, (await context.store.plan(chat)).topic)
    await context.watched.release(chat, lease)


def warning(knowledge: Knowledge) -> tuple[Warned, ...]:
    """What has been warned of by saying that it goes on for too long."""
    urgent = first_urgent(knowledge)
    return (Warned(urgent.id),) if urgent else ()
