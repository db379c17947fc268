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
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Command, CommandStart
from aiogram.methods import SendDocument, SendMessage
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    KeyboardButton,
    MenuButtonDefault,
    MenuButtonWebApp,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
    WebAppInfo,
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


KINDS = (
    "animation",
    "audio",
    "contact",
    "dice",
    "document",
    "location",
    "photo",
    "poll",
    "sticker",
    "video",
    "video_note",
    "voice",
)


def test_every_update_is_read(telegram: LocalTelegram, ada: Person) -> None:
    """All that people do arrives as the library wants it, which is as the Bot API says that it is."""
    telegram.updates.allow(["message", "edited_message", "callback_query", "inline_query", "my_chat_member"])
    bob = telegram.person("Bob")
    for kind in KINDS:
        ada.send(kind)
    ada.edit(ada.say("hello @offline_bot"), "/start 😀")
    button = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    telegram.call("sendMessage", {"chat_id": ada.id, "text": "Go?", "reply_markup": button})
    ada.tap("Go")
    telegram.call("deleteMessage", {"chat_id": ada.id, "message_id": ada.last.id})
    ada.inline("feet")
    ada.block()
    group = telegram.group("Runners", ada, bob)
    group.say(ada, "/help", reply_to=group.say(bob, "hello"))
    group.leave(bob)
    group.join(bob)
    group.migrate()
    group.kick_bot()
    kinds = [Update.model_validate(update).event_type for update in telegram.updates.oldest(100)]
    assert {*kinds} == telegram.updates.allowed
    assert len(kinds) > len(KINDS)


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in {"contact", "dice", "location", "poll"}]
)
async def test_every_file_is_sent(bot: Bot, telegram: LocalTelegram, ada: Person, kind: str) -> None:
    """By upload, and again by its id."""
    send = getattr(bot, f"send_{kind}")
    first = await send(ada.id, BufferedInputFile(b"x", "x.bin"))
    sent = first.photo[-1] if kind == "photo" else getattr(first, kind)
    assert (await bot.get_file(sent.file_id)).file_size == sent.file_size == 1
    assert isinstance(await send(ada.id, sent.file_id), Message)
    assert await bot.copy_message(ada.id, ada.id, first.message_id)
    if kind not in {"sticker", "video_note"}:
        await bot.copy_message(ada.id, ada.id, first.message_id, caption="Look")
        assert ada.last.text == "Look"
    forwarded = await bot.forward_message(ada.id, ada.id, first.message_id)
    assert forwarded.forward_origin
    assert await bot.delete_messages(ada.id, [first.message_id, 77])
    assert ada.inbox[-1].id == forwarded.message_id
    assert telegram.overlooked == {}


async def test_places_and_contacts(bot: Bot, ada: Person) -> None:
    """They are messages like any other."""
    place = await bot.send_location(ada.id, 52.5, 13.4)
    assert place.location
    assert place.location.latitude == 52.5
    with pytest.raises(TelegramBadRequest, match="wrong latitude"):
        await bot.send_location(ada.id, 99, 13.4)
    contact = await bot.send_contact(ada.id, "+15550100", "Grace")
    assert contact.contact
    assert contact.contact.first_name == "Grace"
    assert (await bot.copy_message(ada.id, ada.id, contact.message_id)).message_id == ada.last.id


async def test_pins(bot: Bot, telegram: LocalTelegram, ada: Person) -> None:
    """The newest one is the chat's; in groups the bot may pin nothing."""
    first, second = [await bot.send_message(ada.id, text) for text in ("one", "two")]
    for message in (first, second):
        assert await bot.pin_chat_message(ada.id, message.message_id)

    async def pinned() -> str | None:
        found = (await bot.get_chat(ada.id)).pinned_message
        return found.text if isinstance(found, Message) else None

    assert await pinned() == "two"
    await bot.unpin_chat_message(ada.id)
    assert await pinned() == "one"
    await bot.unpin_chat_message(ada.id, message_id=first.message_id)
    assert await pinned() is None
    await bot.pin_chat_message(ada.id, first.message_id)
    await bot.unpin_all_chat_messages(ada.id)
    assert await pinned() is None
    group = telegram.group("Runners", ada)
    assert await bot.get_chat_member_count(group.id) == 2
    message = await bot.send_message(group.id, "hi")
    with pytest.raises(TelegramBadRequest, match="not enough rights"):
        await bot.pin_chat_message(group.id, message.message_id)


async def test_name_and_menu_button(bot: Bot, ada: Person) -> None:
    """They are by language and by chat."""
    assert (await bot.get_my_name()).name == "Offline Bot"
    await bot.set_my_name("Fußbot", language_code="de")
    assert (await bot.get_my_name("de")).name == "Fußbot"
    assert (await bot.get_chat_menu_button(ada.id)).type == "commands"
    await bot.set_chat_menu_button(menu_button=MenuButtonDefault())
    app = MenuButtonWebApp(text="Open", web_app=WebAppInfo(url="https://nhs.uk"))
    await bot.set_chat_menu_button(ada.id, app)
    assert (await bot.get_chat_menu_button(ada.id)).type == "web_app"
    assert (await bot.get_chat_menu_button()).type == "default"


async def test_albums_and_edited_files(bot: Bot, ada: Person) -> None:
    """Files of several kinds make an album; one can take the place of another."""
    photo = InputMediaPhoto(media=BufferedInputFile(PIXELS, "a.png"), caption="one")
    video = InputMediaVideo(media=BufferedInputFile(b"x", "a.mp4"), width=5)
    first, second = await bot.send_media_group(ada.id, [photo, video])
    assert first.media_group_id == second.media_group_id
    assert second.video
    media = InputMediaDocument(media=BufferedInputFile(b"xy", "a.txt"))
    edited = await bot.edit_message_media(media, chat_id=ada.id, message_id=first.message_id)
    assert isinstance(edited, Message)
    assert edited.document
    assert (edited.photo, edited.document.file_name) == (None, "a.txt")
