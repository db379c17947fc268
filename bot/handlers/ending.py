"""Who wants no more reminders, or nothing kept: done at once, or asked which."""

from dataclasses import replace
from functools import partial

from telegram import Message

from bot.conversation.acts import Act, Cramping, Open, Posed
from bot.conversation.reading import ALL
from bot.conversation.stopping import DeleteAsked, StopAsked
from bot.handlers.context import Context, Spoken, changing
from bot.handlers.groups import may_set
from bot.handlers.panel import change
from bot.handlers.privacy import forget_all
from bot.handlers.routine import halt
from bot.reminders.kinds import KINDS, Kind
from bot.reminders.plan import Plan
from bot.views import welcome
from bot.views.cramp import asked_screen
from bot.views.replies import delete_screen, rested_screen, stretch_ended_screen, which_screen
from bot.views.welcome import FORGOTTEN, SURE
from bot.views.wishes import NOTHING_ON, off_screen, stopped_screen

DATA, REMINDERS = "data", "reminders"


async def stopped_counting(context: Context, message: Message, acts: tuple[Act, ...]) -> Spoken | None:
    """The end of a stretch that is being counted, for somebody who writes "stop" in its middle."""
    counted = await halt(context, message.chat_id)
    plan = await context.store.plan(message.chat_id)
    cramping = acts[0] if acts and isinstance(acts[0], Cramping) else None
    if cramping and (counted or not plan.on):
        return Spoken((asked_screen(),), (replace(cramping, asked=True),))
    if not counted:
        return None
    posed = (Posed(Open.WHICH, tuple(kind.id for kind in plan.on)),) if plan.on else ()
    return Spoken((stretch_ended_screen(plan.on),), posed)


async def deleted(context: Context, message: Message, wanted: DeleteAsked) -> Spoken:
    """What to say to somebody who wants everything deleted: the reminders, or what is stored."""
    if not await may_set(context.bot, message.chat, message.from_user, message):
        return Spoken((welcome.ADMINS_ONLY,))
    if wanted.data:
        return Spoken((SURE,), (Posed(Open.DELETE, (DATA,)),))
    return Spoken((delete_screen(),), (Posed(Open.DELETE, (REMINDERS, DATA)),))


async def stopped(context: Context, message: Message, wanted: StopAsked) -> Spoken | None:
    """The end of reminders, for somebody who puts it in words of their own; in doubt it asks."""
    plan = await context.store.plan(message.chat_id)
    if not plan.on:
        return Spoken((NOTHING_ON,)) if wanted.clear else None
    if not await may_set(context.bot, message.chat, message.from_user, message):
        return Spoken((welcome.ADMINS_ONLY,))
    if wanted.everything:
        return await end(context, message, ALL)
    named = [kind for kind in wanted.kinds if kind in plan.on] or list(wanted.kinds)
    which = named or list(plan.on)
    if len(which) == 1 and (wanted.clear or not wanted.kinds):
        return await (_rest if wanted.today else _end)(context, message, which[0])
    return _ask_which(plan)


def _ask_which(plan: Plan) -> Spoken:
    return Spoken((which_screen(plan.on),), (Posed(Open.WHICH, tuple(kind.id for kind in plan.on)),))


async def which(context: Context, message: Message) -> Spoken | None:
    """Ask somebody who may have had enough, if there is anything to end."""
    plan = await context.store.plan(message.chat_id)
    is_theirs = plan.on and await may_set(context.bot, message.chat, message.from_user, message)
    return _ask_which(plan) if is_theirs else None


async def end(context: Context, message: Message, choice: str) -> Spoken:
    """The end of one kind of reminder, or of all."""
    if not await may_set(context.bot, message.chat, message.from_user, message):
        return Spoken((welcome.ADMINS_ONLY,))
    if choice != ALL:
        return await _end(context, message, KINDS[choice])
    before, after = await change(context, message, context.planner().stop)
    return changing(stopped_screen(before, after), None)


async def _end(context: Context, message: Message, kind: Kind) -> Spoken:
    off = partial(context.planner().switch, kind=kind, on=False)
    before, after = await change(context, message, off)
    return changing(off_screen(kind, before, after), kind)


async def _rest(context: Context, message: Message, kind: Kind) -> Spoken:
    planner = context.planner()
    before, after = await change(context, message, partial(planner.rest, kind=kind))
    return changing(rested_screen(kind, before, after, planner.now), kind)


async def delete(context: Context, message: Message, posed: Posed, choice: str) -> Spoken:
    """The end of the reminders; or, asked for the second time, of all that is stored."""
    if choice == REMINDERS:
        return await end(context, message, ALL)
    if not await may_set(context.bot, message.chat, message.from_user, message):
        return Spoken((welcome.ADMINS_ONLY,))
    if posed.choices != (DATA,):
        return Spoken((SURE,), (Posed(Open.DELETE, (DATA,)),))
    await forget_all(context, message.chat_id)
    return Spoken((FORGOTTEN,))
