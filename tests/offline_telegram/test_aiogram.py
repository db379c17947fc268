"""A bot in aiogram, as it is written for Telegram."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.methods import SendMessage
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
from aiohttp.test_utils import TestServer

from offline_telegram import LocalTelegram, Person
from tests.offline_telegram.conversations import COMMANDS, PIXELS, converse

_SECRET = "s"


def _dispatcher() -> Dispatcher:  # noqa: C901 - a handler each
    handlers = Dispatcher()

    @handlers.startup()
    async def start(bot: Bot) -> None:
        await bot.set_my_commands([BotCommand.model_validate(command) for command in COMMANDS])

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
        return message.answer("Gone", reply_markup=ReplyKeyboardRemove())  # by webhook, in the answer

    @handlers.message(F.text == "photo")
    async def photo(message: Message) -> None:
        await message.answer_photo(BufferedInputFile(PIXELS, "a.png"), caption="A <b>photo</b>")

    @handlers.message(F.text == "document")
    async def document(message: Message) -> None:
        await message.answer_document(BufferedInputFile(b"both feet", "notes.txt"), caption="A document")

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


@pytest.fixture
async def bot(lenient_server: TestServer, telegram: LocalTelegram) -> AsyncIterator[Bot]:
    """The bot, told where its API is."""
    api = TelegramAPIServer.from_base(str(lenient_server.make_url("/")).rstrip("/"))
    session = AiohttpSession(api=api)
    async with Bot(telegram.token, session, DefaultBotProperties(parse_mode="HTML")) as bot:
        yield bot


async def test_polling(bot: Bot, telegram: LocalTelegram, ada: Person) -> None:
    """It asks for updates."""
    handlers = _dispatcher()
    polling = asyncio.create_task(
        handlers.start_polling(bot, handle_signals=False, close_bot_session=False, polling_timeout=1)
    )
    await converse(telegram, ada)
    await handlers.stop_polling()
    await polling


@asynccontextmanager
async def _receiving(bot: Bot, handlers: Dispatcher) -> AsyncIterator[str]:
    app = web.Application()
    SimpleRequestHandler(handlers, bot, handle_in_background=False, secret_token=_SECRET).register(
        app, "/hook"
    )
    setup_application(app, handlers, bot=bot)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url("/hook"))


async def test_webhook(bot: Bot, telegram: LocalTelegram, ada: Person) -> None:
    """It is sent updates, with the secret that it has asked for."""
    async with _receiving(bot, _dispatcher()) as address:
        await bot.set_webhook(address, secret_token=_SECRET)
        await converse(telegram, ada)
        await bot.delete_webhook()
