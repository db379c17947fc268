"""What is kept about a chat: shown, handed over, deleted."""

import json
from dataclasses import replace

from telegram import Message, Update

from bot.handlers.context import Context
from bot.handlers.deliver import acknowledge, replace_screen, send
from bot.handlers.groups import may_set, tapped
from bot.views import welcome
from bot.views.screen import Screen, target
from bot.views.welcome import EXPORTED, FILE_NAME, FORGOTTEN, KEPT, SURE, privacy_screen


async def privacy(update: Update, context: Context) -> None:
    """/privacy."""
    message = update.effective_message
    if message:
        await send(message, await stored_screen(context, message.chat_id))


async def export(update: Update, context: Context) -> None:
    """/export."""
    message = await _asked(update, context)
    if message:
        await _hand_over(context, message)


async def forget(update: Update, context: Context) -> None:
    """/forget: asks first."""
    message = await _asked(update, context)
    if message:
        await send(message, SURE)


async def tap(update: Update, context: Context) -> None:
    """A button under one of those."""
    query = update.callback_query
    message = await tapped(context, query) if query else None
    if query is None or message is None:
        return
    wanted = target(query.data or "")
    if wanted == "export":
        await acknowledge(query)
        await _hand_over(context, message)
        return
    if wanted == "forget":
        await forget_all(context, message.chat_id)
    if wanted in {"questions", "no-questions"}:
        await _keep_questions(context, message.chat_id, keep=wanted == "questions")
        screen: Screen | None = await stored_screen(context, message.chat_id)
    else:
        screen = {"ask": SURE, "forget": FORGOTTEN, "keep": KEPT}.get(wanted)
    await acknowledge(query, None if screen else welcome.OLD_BUTTON)
    if screen:
        await _in_place(context, message, screen)


async def forget_all(context: Context, chat: int) -> None:
    """Delete all that is kept about a chat, in memory too."""
    await context.store.forget(chat)
    await context.sessions.end(chat)
    await context.memory.forget(chat)
    context.questions.forget(chat)


async def stored_screen(context: Context, chat: int) -> Screen:
    """What is kept about a chat."""
    keeps = (await context.store.plan(chat)).keeps_questions
    return privacy_screen(keeps_questions=keeps, contact=context.contact)


async def _keep_questions(context: Context, chat: int, *, keep: bool) -> None:
    await context.store.change(chat, lambda plan: replace(plan, keeps_questions=keep))
    if not keep:
        context.questions.forget(chat)


async def _asked(update: Update, context: Context) -> Message | None:
    """The message with the command, if it came from somebody who may."""
    message = update.effective_message
    if message is None or await may_set(context.bot, message.chat, message.from_user, message):
        return message
    await send(message, welcome.ADMINS_ONLY)
    return None


async def _hand_over(context: Context, message: Message) -> None:
    stored = {"chat": message.chat_id, **await context.store.export(message.chat_id)}
    document = json.dumps(stored, indent=2, ensure_ascii=False).encode()
    await message.reply_document(document, filename=FILE_NAME, caption=EXPORTED)


async def _in_place(context: Context, message: Message, screen: Screen) -> None:
    if not await replace_screen(context.bot, message.chat_id, message.message_id, screen):
        await send(message, screen)
