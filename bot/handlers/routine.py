"""The guided stretch, and whatever else counts the seconds down in one message."""

import contextlib
import logging
from datetime import timedelta

from telegram import CallbackQuery, Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import ExtBot

from bot.delivery.message_queue import Priority
from bot.handlers.context import Context, Services
from bot.handlers.countdowns import Guide, Session
from bot.handlers.deliver import acknowledge, has_picture, replace_caption, replace_screen, send
from bot.handlers.pictures import send_pictures
from bot.reminders.kinds import STRETCH
from bot.reminders.progress import day_of
from bot.reminders.stretch_routine import STEPS, Position, Version, position, start_of
from bot.views import welcome
from bot.views.routine import (
    RoutinePlace,
    finished_screen,
    paused_screen,
    place_of,
    replaced_screen,
    running_screen,
    stopped_screen,
    stretch_pictures,
)
from bot.views.screen import Screen

EVERY = 5
"""Seconds from one countdown to the next; all steps begin at one."""
EVERY_IN_GROUPS = 10
"""Telegram allows 20 messages a minute in a group, and people write there, too."""
_APART = 1
"""Seconds from one change of a message to the next, at least."""

_LOGGER = logging.getLogger(__name__)


async def stretch(update: Update, context: Context) -> None:
    """/stretch."""
    message = update.effective_message
    if message is None:
        return
    await _end_other(context, message.chat_id, None)
    await send_pictures(context, message, stretch_pictures(context.knowledge))
    place = RoutinePlace(Version.STANDING, 0, context.now().replace(microsecond=0))
    first = Position(place.step, STEPS[place.version][place.step].seconds)
    sent = await send(message, running_screen(place.version, first, place.due))
    session = Session(sent.chat_id, sent.message_id, _guide(context, place), context.now())
    await _begin(update, context, session)


async def go_on(update: Update, context: Context) -> None:
    """A step from its beginning, in the place of the message: the first one, or where it was paused."""
    tap = await _tapped(context, update)
    if tap is None:
        return
    *_, place = tap
    second = start_of(place.version, place.step)
    await lead(update, context, _guide(context, place), second)


async def lead(update: Update, context: Context, guide: Guide, second: int = 0) -> None:
    """Count down, from a second on, in the place of the message whose button was tapped."""
    query = update.callback_query
    message = query.message if query else None
    if query is None or message is None:
        return
    chat = message.chat.id
    await _end_other(context, chat, message.message_id)
    if await show(context.bot, query, guide.running(second)):
        began = context.now() - timedelta(seconds=second)
        session = Session(chat, message.message_id, guide, began, has_picture(message))
        await _begin(update, context, session)


async def pause(update: Update, context: Context) -> None:
    """Wait at this step; where another process counted, at the one that the message shows."""
    tap = await _tapped(context, update)
    if tap is None:
        return
    query, chat, message, place = tap
    ended = await context.sessions.end(chat, message)
    screen = ended.session.paused(context.now()) if ended and ended.session else None
    await show(context.bot, query, screen or paused_screen(place))


async def stop(update: Update, context: Context) -> None:
    """No more of it."""
    tap = await _tapped(context, update)
    if tap is None:
        return
    query, chat, message, place = tap
    await context.sessions.end(chat, message)
    await show(context.bot, query, stopped_screen(place))


async def pause_all(services: Services, bot: ExtBot[Priority]) -> None:
    """Before the bot stops: each message says how to go on, and nothing begins any more."""
    services.watches.close()
    for session in await services.sessions.close():
        screen = session.paused(services.now())
        if screen:
            with contextlib.suppress(TelegramError):  # The buttons that it has lead on as well.
                await _change(bot, session, screen)


async def halt(context: Context, chat: int) -> bool:
    """Stop counting in a chat; the message says how to go on. False if nothing was counted."""
    ended = await context.sessions.end(chat)
    session = ended.session if ended else None
    screen = session.paused(context.now()) if session else None
    if session and screen:
        with contextlib.suppress(TelegramError):
            await _change(context.bot, session, screen)
    return ended is not None


async def show(bot: ExtBot[Priority], query: CallbackQuery, screen: Screen | None) -> bool:
    """Put a screen in the place of the message whose button was tapped; False when that cannot be."""
    message = query.message
    change = replace_caption if has_picture(message) else replace_screen
    shown = bool(screen and message and await change(bot, message.chat.id, message.message_id, screen))
    await acknowledge(query, None if shown else welcome.OLD_BUTTON)
    return shown


async def _tapped(context: Context, update: Update) -> tuple[CallbackQuery, int, int, RoutinePlace] | None:
    """The tap, its chat and message, and where it leads; None when that is no button of the bot's."""
    query = update.callback_query
    if query is None:
        return None
    place = place_of(query.data or "", context.now())
    if place is None or query.message is None:
        await acknowledge(query, welcome.OLD_BUTTON)
        return None
    return query, query.message.chat.id, query.message.message_id, place


async def _end_other(context: Context, chat: int, message: int | None) -> None:
    """End what runs in a chat; in a message other than this one, say so there."""
    ended = await context.sessions.end(chat)
    if ended and ended.message != message:
        with contextlib.suppress(TelegramError):
            if ended.session:
                await _change(context.bot, ended.session, replaced_screen())
            elif not await replace_screen(context.bot, chat, ended.message, replaced_screen()):
                await replace_caption(context.bot, chat, ended.message, replaced_screen())


async def _change(
    bot: ExtBot[Priority], session: Session, screen: Screen, priority: Priority = Priority.ANSWER
) -> bool:
    """The words of a countdown's message; its picture stays."""
    change = replace_caption if session.pictured else replace_screen
    return await change(bot, session.chat, session.message, screen, priority)


def _guide(context: Context, place: RoutinePlace) -> Guide:
    version, due = place.version, place.due

    def running(second: int) -> Screen | None:
        here = position(version, second)
        return running_screen(version, here, due) if here else None

    def paused(second: int) -> Screen | None:
        here = position(version, second)
        return paused_screen(RoutinePlace(version, here.step, due)) if here else None

    async def finish(chat: int) -> Screen:
        plan = await context.store.plan(chat)
        await context.store.mark(chat, STRETCH, due, day_of(due, context.now(), plan.zone))
        return finished_screen()

    return Guide(running, paused, finish)


async def _begin(update: Update, context: Context, session: Session) -> None:
    await context.sessions.begin(session, _guarded(update, context, session))


async def _guarded(update: Update, context: Context, session: Session) -> None:
    try:
        await _count_down(context, session)
    except Exception as error:  # noqa: BLE001 - as for any handler, the error handler decides
        await context.application.process_error(update, error)
    await context.sessions.over(session)


async def _count_down(context: Context, session: Session) -> None:
    """Show where it is until it is over.

    What is shown follows from the clock: when Telegram is slow, what would be late is never written.
    """
    every = EVERY if session.chat > 0 else EVERY_IN_GROUPS
    while True:
        elapsed = session.elapsed(context.now())
        await context.sleep(((elapsed + _APART) // every + 1) * every - elapsed)
        async with context.sessions.writing(session) as ours:
            if not ours:
                return
            screen = session.running(context.now())
            if screen is None:
                last = await session.guide.finish(session.chat)
                await _change(context.bot, session, last)
                return
            try:
                # Behind all answers: somebody with many groups could let it count in all of them.
                if not await _change(context.bot, session, screen, Priority.REMINDER):
                    return
            except Forbidden:
                return
            except TelegramError as error:
                _LOGGER.info("a countdown was left out: %s", error)
