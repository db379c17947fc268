"""A bot in pyTelegramBotAPI, as it is written for Telegram: one that is asynchronous, and one that is not."""

# mypy: disable-error-code="arg-type, index, no-untyped-call, union-attr, untyped-decorator"
# The library is typed in part.

import asyncio
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telebot import TeleBot, apihelper, asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.types import (
    BotCommand,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)

from offline_telegram import LocalTelegram, Person
from tests.offline_telegram.conversations import COMMANDS, PIXELS, converse

_START = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Again", callback_data="again"),
            InlineKeyboardButton("Site", url="https://nhs.uk"),
        ]
    ]
)
_ONCE = InlineKeyboardMarkup([[InlineKeyboardButton("Once", callback_data="once")]])
_MENU = [BotCommand(**command) for command in COMMANDS]


def _keys() -> ReplyKeyboardMarkup:
    markup = ReplyKeyboardMarkup(resize_keyboard=True)
    markup.row("Left", "Right")
    markup.row(KeyboardButton("Where I am", request_location=True))
    return markup


def _album() -> list[InputMediaPhoto]:
    return [
        InputMediaPhoto(InputFile(BytesIO(PIXELS), "a.png"), caption=caption)
        for caption in ("First", "Second")
    ]


async def _build(token: str) -> AsyncTeleBot:  # noqa: C901 - a handler each
    bot = AsyncTeleBot(token, parse_mode="HTML")
    await bot.set_my_commands(_MENU)

    @bot.message_handler(commands=["start"])
    async def start(message: Message) -> None:
        text = f"Hello <b>{message.from_user.first_name}</b> &lt;3"
        await bot.send_message(message.chat.id, text, reply_markup=_START)

    @bot.callback_query_handler(lambda query: query.data == "again")
    async def again(query: CallbackQuery) -> None:
        await bot.answer_callback_query(query.id, "Once more")
        text = f"<i>Done</i>, {query.from_user.first_name}"
        await bot.edit_message_text(text, query.message.chat.id, query.message.message_id, reply_markup=_ONCE)

    @bot.callback_query_handler(lambda query: query.data == "once")
    async def once(query: CallbackQuery) -> None:
        await bot.edit_message_reply_markup(query.message.chat.id, query.message.message_id)
        await bot.answer_callback_query(query.id)

    @bot.message_handler(content_types=["photo"])
    async def received(message: Message) -> None:
        file = await bot.get_file(message.photo[-1].file_id)
        content = await bot.download_file(file.file_path)
        await bot.reply_to(message, f"A file of {len(content)} bytes")

    @bot.message_handler(content_types=["text"])
    async def text(message: Message) -> None:
        chat = message.chat.id
        match message.text:
            case "keys":
                await bot.send_message(chat, "Left or right?", reply_markup=_keys())
            case "no keys":
                await bot.send_message(chat, "Gone", reply_markup=ReplyKeyboardRemove())
            case "photo":
                await bot.send_photo(chat, PIXELS, caption="A <b>photo</b>")
            case "document":
                file = InputFile(BytesIO(b"both feet"), "notes.txt")
                await bot.send_document(chat, file, caption="A document")
            case "album":
                await bot.send_media_group(chat, _album())
            case "delete":
                await bot.delete_message(chat, message.message_id - 1)
            case said:
                reply = ReplyParameters(message.message_id)
                await bot.send_message(chat, f"You said <code>{said}</code>", reply_parameters=reply)

    return bot


def _build_synchronous(token: str) -> TeleBot:  # noqa: C901 - a handler each
    bot = TeleBot(token, parse_mode="HTML", threaded=False)
    bot.set_my_commands(_MENU)

    @bot.message_handler(commands=["start"])
    def start(message: Message) -> None:
        text = f"Hello <b>{message.from_user.first_name}</b> &lt;3"
        bot.send_message(message.chat.id, text, reply_markup=_START)

    @bot.callback_query_handler(lambda query: query.data == "again")
    def again(query: CallbackQuery) -> None:
        bot.answer_callback_query(query.id, "Once more")
        text = f"<i>Done</i>, {query.from_user.first_name}"
        bot.edit_message_text(text, query.message.chat.id, query.message.message_id, reply_markup=_ONCE)

    @bot.callback_query_handler(lambda query: query.data == "once")
    def once(query: CallbackQuery) -> None:
        bot.edit_message_reply_markup(query.message.chat.id, query.message.message_id)
        bot.answer_callback_query(query.id)

    @bot.message_handler(content_types=["photo"])
    def received(message: Message) -> None:
        file = bot.get_file(message.photo[-1].file_id)
        bot.reply_to(message, f"A file of {len(bot.download_file(file.file_path))} bytes")

    @bot.message_handler(content_types=["text"])
    def text(message: Message) -> None:
        chat = message.chat.id
        match message.text:
            case "keys":
                bot.send_message(chat, "Left or right?", reply_markup=_keys())
            case "no keys":
                bot.send_message(chat, "Gone", reply_markup=ReplyKeyboardRemove())
            case "photo":
                bot.send_photo(chat, PIXELS, caption="A <b>photo</b>")
            case "document":
                bot.send_document(chat, InputFile(BytesIO(b"both feet"), "notes.txt"), caption="A document")
            case "album":
                bot.send_media_group(chat, _album())
            case "delete":
                bot.delete_message(chat, message.message_id - 1)
            case said:
                bot.reply_to(message, f"You said <code>{said}</code>")

    return bot


@pytest.fixture
def address(lenient_server: TestServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library finds the Bot API."""
    base = str(lenient_server.make_url("/"))
    for helper in (apihelper, asyncio_helper):
        monkeypatch.setattr(helper, "API_URL", base + "bot{0}/{1}")
        monkeypatch.setattr(helper, "FILE_URL", base + "file/bot{0}/{1}")


@pytest.fixture
async def bot(address: None, telegram: LocalTelegram) -> AsyncIterator[AsyncTeleBot]:  # noqa: ARG001
    """The asynchronous bot."""
    bot = await _build(telegram.token)
    yield bot
    await bot.close_session()


async def test_polling(bot: AsyncTeleBot, telegram: LocalTelegram, ada: Person) -> None:
    """It asks for updates."""
    polling = asyncio.create_task(bot.polling(interval=0, timeout=1, request_timeout=10))
    await converse(telegram, ada)
    polling.cancel()
    await asyncio.wait([polling])


async def test_webhook(bot: AsyncTeleBot, telegram: LocalTelegram, ada: Person) -> None:
    """It is sent updates."""

    async def hook(request: web.Request) -> web.Response:
        await bot.process_new_updates([Update.de_json(await request.json())])
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", hook)
    async with TestServer(app, host="127.0.0.1") as server:
        await bot.set_webhook(str(server.make_url("/hook")))
        await converse(telegram, ada)
        await bot.delete_webhook()


@pytest.mark.usefixtures("address")
async def test_polling_in_a_thread(telegram: LocalTelegram, ada: Person) -> None:
    """So does one that is written without asyncio."""
    bot = await asyncio.to_thread(_build_synchronous, telegram.token)
    polling = asyncio.create_task(
        asyncio.to_thread(bot.polling, interval=0, timeout=1, long_polling_timeout=1)
    )
    await converse(telegram, ada)
    bot.stop_polling()
    ada.say("bye")  # ends the last poll
    await polling
