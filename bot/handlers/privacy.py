"""What is kept about a chat: shown, handed over, deleted."""

import json
from dataclasses import replace

from telegram import Message, Update

from bot.handlers.context import Context, Services
from bot.handlers.deliver import acknowledge, replace_screen, send
from bot.handlers.members import may_set, tapped
from bot.views import welcome
from bot.views.buttons import target
from bot.views.screen import Screen
from bot.views.welcome import EXPORTED, FILE_NAME, FORGOTTEN, KEPT, SURE, privacy_screen


async def privacy(services: Services, update: Update, _: Context) -> None:
    """/privacy."""
    message = update.effective_message
    if message:
        await send(message, await _privacy(services, message.chat_id))


async def export(services: Services, update: Update, context: Context) -> None:
    """/export."""
    message = await _asked(update, context)
    if message:
        await _hand_over(services, message)


async def forget(_: Services, update: Update, context: Context) -> None:
    """/forget: asks first."""
    message = await _asked(update, context)
    if message:
        await send(message, SURE)


async def tap(services: Services, update: Update, context: Context) -> None:
    """A button under one of those."""
    query = update.callback_query
    message = await tapped(context, query) if query else None
    if query is None or message is None:
        return
    wanted = target(query.data or "")
    if wanted == "export":
        await acknowledge(query)
        await _hand_over(services, message)
        return
    if wanted == "forget":
        await services.store.forget(message.chat_id)
        await services.sessions.end(message.chat_id)
        await services.memory.forget(message.chat_id)
        services.questions.forget(message.chat_id)
    if wanted in {"questions", "no-questions"}:
        await _keep_questions(services, message.chat_id, keep=wanted == "questions")
        screen: Screen | None = await _privacy(services, message.chat_id)
    else:
        screen = {"ask": SURE, "forget": FORGOTTEN, "keep": KEPT}.get(wanted)
    await acknowledge(query, None if screen else welcome.OLD_BUTTON)
    if screen:
        await _in_place(context, message, screen)


async def _privacy(services: Services, chat: int) -> Screen:
    return privacy_screen(keeps_questions=(await services.store.plan(chat)).keeps_questions)


async def _keep_questions(services: Services, chat: int, *, keep: bool) -> None:
    await services.store.change(chat, lambda plan: replace(plan, keeps_questions=keep))
    if not keep:
        services.questions.forget(chat)


async def _asked(update: Update, context: Context) -> Message | None:
    """The message with the command, if it came from somebody who may."""
    message = update.effective_message
    if message is None or await may_set(context.bot, message.chat, message.from_user, message):
        return message
    await send(message, welcome.ADMINS_ONLY)
    return None


async def _hand_over(services: Services, message: Message) -> None:
    stored = {"chat": message.chat_id, **await services.store.export(message.chat_id)}
    document = json.dumps(stored, indent=2, ensure_ascii=False).encode()
    await message.reply_document(document, filename=FILE_NAME, caption=EXPORTED)


async def _in_place(context: Context, message: Message, screen: Screen) -> None:
    if not await replace_screen(context.bot, message.chat_id, message.message_id, screen):
        await send(message, screen)
