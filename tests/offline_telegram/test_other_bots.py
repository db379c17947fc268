"""What bots in any library may ask for, and are told: read by python-telegram-bot, over HTTP."""

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer
from telegram import (
    Bot,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    MenuButtonDefault,
    MenuButtonWebApp,
    Message,
    Update,
    WebAppInfo,
)
from telegram.error import BadRequest

from offline_telegram import LocalTelegram, Person
from tests.offline_telegram.conversations import PIXELS

_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
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


@pytest.fixture
async def bot(lenient_server: TestServer, telegram: LocalTelegram) -> AsyncIterator[Bot]:
    """A bot that is told where its API is."""
    base = str(lenient_server.make_url("/"))
    async with Bot(telegram.token, f"{base}bot", f"{base}file/bot") as bot:
        yield bot


def test_every_update_is_read(telegram: LocalTelegram, ada: Person) -> None:
    """All that people do arrives as the library wants it, which is as the Bot API says that it is."""
    telegram.updates.allow([*_UPDATES])
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
    updates = [Update.de_json(update) for update in telegram.updates.oldest(100)]
    assert {kind for update in updates for kind in _UPDATES if getattr(update, kind)} == {*_UPDATES}
    assert len(updates) > len(KINDS)


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in {"contact", "dice", "location", "poll"}]
)
async def test_every_file_is_sent(bot: Bot, telegram: LocalTelegram, ada: Person, kind: str) -> None:
    """By upload, and again by its id."""
    send = getattr(bot, f"send_{kind}")
    first = await send(ada.id, InputFile(b"x", "x.bin"))
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
    with pytest.raises(BadRequest, match=r"(?i)wrong latitude"):
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
        return found.text if found else None

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
    with pytest.raises(BadRequest, match=r"(?i)not enough rights"):
        await bot.pin_chat_message(group.id, message.message_id)


async def test_name_and_menu_button(bot: Bot, ada: Person) -> None:
    """They are by language and by chat."""
    assert (await bot.get_my_name()).name == "Offline Bot"
    await bot.set_my_name("Fußbot", language_code="de")
    assert (await bot.get_my_name("de")).name == "Fußbot"
    assert (await bot.get_chat_menu_button(ada.id)).type == "commands"
    await bot.set_chat_menu_button(menu_button=MenuButtonDefault())
    app = MenuButtonWebApp("Open", WebAppInfo("https://nhs.uk"))
    await bot.set_chat_menu_button(ada.id, app)
    assert (await bot.get_chat_menu_button(ada.id)).type == "web_app"
    assert (await bot.get_chat_menu_button()).type == "default"


async def test_albums_and_edited_files(bot: Bot, ada: Person) -> None:
    """Files of several kinds make an album; one can take the place of another."""
    photo = InputMediaPhoto(PIXELS, filename="a.png", caption="one")
    video = InputMediaVideo(b"x", filename="a.mp4", width=5)
    first, second = await bot.send_media_group(ada.id, [photo, video])
    assert first.media_group_id == second.media_group_id
    assert second.video
    media = InputMediaDocument(b"xy", filename="a.txt")
    edited = await bot.edit_message_media(media, ada.id, first.message_id)
    assert isinstance(edited, Message)
    assert edited.document
    assert (edited.photo, edited.document.file_name) == ((), "a.txt")
