# mypy: ignore-errors
# The library is not installed here.
"""A bot in aiogram. Arguments: the API's address, the token, and for a webhook its address and port."""

import asyncio
import sys
from io import BytesIO

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.methods import SendDocument, SendMessage
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

COMMANDS = [("start", "Say hello"), ("help", "Show help")]
PIXELS = b"\x89PNG\r\n\x1a\nno picture"


def _dispatcher() -> Dispatcher:  # noqa: C901 - a handler each
    handlers = Dispatcher()

    @handlers.startup()
    async def start(bot: Bot) -> None:
        await bot.set_my_commands([BotCommand(command=name, description=says) for name, says in COMMANDS])

    @handlers.message(CommandStart())
    async def hello(message: Message) -> None:
        assert message.from_user
        row = [
            InlineKeyboardButton(text="Again", callback_data="again"),
            InlineKeyboardButton(text="Site", url="https://nhs.uk"),
        ]
        await message.answer(
            f"Hello <b>{message.from_user.first_name}</b> &lt;3",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[row]),
        )

    @handlers.callback_query(F.data == "again")
    async def again(query: CallbackQuery) -> None:
        await query.answer("Once more")
        assert isinstance(query.message, Message)
        row = [InlineKeyboardButton(text="Once", callback_data="once")]
        await query.message.edit_text(
            f"<i>Done</i>, {query.from_user.first_name}",
            reply_markup=InlineKeyboardMarkup(inline_keyboard=[row]),
        )

    @handlers.callback_query()
    async def once(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_reply_markup(reply_markup=None)
        await query.answer()

    @handlers.message(F.text == "keys")
    async def keys(message: Message) -> None:
        rows = [
            [KeyboardButton(text="Left"), KeyboardButton(text="Right")],
            [KeyboardButton(text="Where I am", request_location=True)],
        ]
        markup = ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True)
        await message.answer("Left or right?", reply_markup=markup)

    @handlers.message(F.text == "no keys")
    async def no_keys(message: Message) -> SendMessage:
        return message.answer("Gone", reply_markup=ReplyKeyboardRemove())

    @handlers.message(F.text == "photo")
    async def photo(message: Message) -> None:
        await message.answer_photo(BufferedInputFile(PIXELS, "a.png"), caption="A <b>photo</b>")

    @handlers.message(F.text == "document")
    async def document(message: Message) -> SendDocument:
        return message.answer_document(BufferedInputFile(b"both feet", "notes.txt"), caption="A document")

    @handlers.message(F.text == "album")
    async def album(message: Message) -> None:
        files = [
            InputMediaPhoto(media=BufferedInputFile(PIXELS, "a.png"), caption=caption)
            for caption in ("First", "Second")
        ]
        await message.answer_media_group([*files])

    @handlers.message(F.photo)
    async def received(message: Message, bot: Bot) -> None:
        assert message.photo
        file = await bot.download(message.photo[-1], BytesIO())
        assert file
        await message.reply(f"A file of {len(file.read())} bytes")

    @handlers.message(F.text == "delete")
    async def delete(message: Message, bot: Bot) -> None:
        await bot.delete_message(message.chat.id, message.message_id - 1)

    @handlers.message(Command("help"))
    @handlers.message()
    async def echo(message: Message) -> None:
        await message.reply(f"You said <code>{message.text}</code>")

    return handlers


async def main(root: str, token: str, hook: str = "", port: str = "") -> None:
    """Polls, or is sent updates."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(root))
    bot, handlers = Bot(token, session, DefaultBotProperties(parse_mode="HTML")), _dispatcher()
    if not hook:
        await handlers.start_polling(bot)
        return
    app = web.Application()
    SimpleRequestHandler(handlers, bot, handle_in_background=False, secret_token="s").register(app, "/hook")
    setup_application(app, handlers, bot=bot)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(port)).start()
    await bot.set_webhook(hook, secret_token="s")
    await asyncio.Event().wait()


asyncio.run(main(*sys.argv[1:]))
