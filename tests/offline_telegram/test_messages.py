"""Sending."""

from typing import Any

import pytest
from telegram import InputMediaPhoto, LinkPreviewOptions, ReplyParameters

from offline_telegram import ApiError, LocalTelegram, MisuseError, Person
from offline_telegram.files import Upload
from tests.conftest import Clock
from tests.offline_telegram.conftest import EchoBot


def _send(telegram: LocalTelegram, chat_id: int, **params: Any) -> Any:
    return telegram.call("sendMessage", {"chat_id": chat_id, "text": "x", **params})


def test_a_sent_message(telegram: LocalTelegram, ada: Person, clock: Clock) -> None:
    """The Message names its sender, its chat and its date, and the person sees it."""
    sent = _send(
        telegram,
        ada.id,
        disable_notification=True,
        protect_content=True,
        message_effect_id="5",
        link_preview_options={"is_disabled": True},
    )
    assert sent == {
        "message_id": 1,
        "from": {"id": 1, "is_bot": True, "first_name": "Offline Bot", "username": "offline_bot"},
        "chat": {"id": ada.id, "type": "private", "first_name": "Ada", "username": "ada_l"},
        "date": int(clock().timestamp()),
        "text": "x",
        "effect_id": "5",
        "has_protected_content": True,
        "link_preview_options": {"is_disabled": True},
    }
    assert ada.last.silent


def test_replies(telegram: LocalTelegram, ada: Person) -> None:
    """A reply holds the message it answers, and the part that it quotes."""
    said = ada.say("my foot hurts")
    sent = _send(telegram, ada.id, reply_parameters={"message_id": said.id, "quote": "foot"})
    assert sent["reply_to_message"]["text"] == "my foot hurts"
    assert sent["quote"] == {"text": "foot", "position": 3, "is_manual": True}
    with pytest.raises(ApiError, match="QUOTE_TEXT_INVALID"):
        _send(telegram, ada.id, reply_parameters={"message_id": said.id, "quote": "hand"})


def test_replies_to_nothing(telegram: LocalTelegram, ada: Person) -> None:
    """A message that is gone cannot be replied to, unless the bot does not mind."""
    said = ada.say("hi")
    telegram.call("deleteMessage", {"chat_id": ada.id, "message_id": said.id})
    with pytest.raises(ApiError, match="message to be replied not found"):
        _send(telegram, ada.id, reply_parameters={"message_id": said.id})
    sent = _send(
        telegram, ada.id, reply_parameters={"message_id": said.id, "allow_sending_without_reply": True}
    )
    assert "reply_to_message" not in sent
    with pytest.raises(MisuseError, match="other chats"):
        _send(telegram, ada.id, reply_parameters={"message_id": 1, "chat_id": -1})


@pytest.mark.parametrize(
    "options",
    [{"url": "nowhere"}, {"prefer_small_media": True, "prefer_large_media": True}],
)
def test_link_previews(telegram: LocalTelegram, ada: Person, options: dict[str, Any]) -> None:
    """A preview needs a real link, and is small or large."""
    with pytest.raises(ApiError):
        _send(telegram, ada.id, link_preview_options=options)


def test_effects_are_private(telegram: LocalTelegram, ada: Person) -> None:
    """Message effects are for private chats."""
    with pytest.raises(ApiError, match="private chats only"):
        _send(telegram, telegram.group("Runners", ada).id, message_effect_id="5")


async def test_files(bot: EchoBot, ada: Person) -> None:
    """Uploads are kept as they came, and can be sent again by their id or from an address."""
    photo = await bot.bot.send_photo(
        ada.id,
        b"pixels",
        caption="<b>Look</b>",
        parse_mode="HTML",
        has_spoiler=True,
        show_caption_above_media=True,
    )
    assert photo.caption_html == "<b>Look</b>"
    assert photo.has_media_spoiler
    upload = ada.last.file
    assert upload
    assert not isinstance(upload, str)
    assert upload.content == b"pixels"

    document = await bot.bot.send_document(ada.id, b"{}", filename="mine.json")
    assert document.document
    assert document.document.file_name == "mine.json"
    assert document.document.mime_type == "application/json"

    await bot.bot.send_photo(ada.id, photo.photo[0].file_id)
    await bot.bot.send_document(ada.id, "https://nhs.uk/leaflet.pdf")
    assert len(ada.inbox) == 4


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"photo": "unknown"}, "wrong remote file identifier"),
        ({"photo": "https://nhs.uk/a.png", "caption": "x" * 1025}, "message caption is too long"),
    ],
)
def test_bad_files(telegram: LocalTelegram, ada: Person, params: dict[str, Any], error: str) -> None:
    """A file has to exist, and its caption to fit."""
    with pytest.raises(ApiError, match=error):
        telegram.call("sendPhoto", {"chat_id": ada.id, **params})


async def test_empty_files(bot: EchoBot, ada: Person) -> None:
    """A file of no bytes is refused."""
    with pytest.raises(Exception, match="File must be non-empty"):
        await bot.bot.send_document(ada.id, b"")


def test_chat_actions(telegram: LocalTelegram, ada: Person) -> None:
    """Only known actions are shown."""
    assert telegram.call("sendChatAction", {"chat_id": ada.id, "action": "typing"})
    with pytest.raises(ApiError, match="wrong parameter action"):
        telegram.call("sendChatAction", {"chat_id": ada.id, "action": "thinking"})


def test_reactions(telegram: LocalTelegram, ada: Person) -> None:
    """The bot puts one of Telegram's emoji under a message, or none."""
    said = ada.say("done")
    react = {"chat_id": ada.id, "message_id": said.id}

    def emoji(*symbols: str) -> dict[str, Any]:
        return react | {"reaction": [{"type": "emoji", "emoji": symbol} for symbol in symbols]}

    telegram.call("setMessageReaction", emoji("👍"))
    assert said.reaction == "👍"
    telegram.call("setMessageReaction", emoji("❤\u200d🔥") | {"is_big": True})
    with pytest.raises(ApiError, match="REACTION_INVALID"):
        telegram.call("setMessageReaction", emoji("❤\ufe0f"))
    with pytest.raises(ApiError, match="REACTIONS_TOO_MANY"):
        telegram.call("setMessageReaction", emoji("👍", "🔥"))
    telegram.call("setMessageReaction", react)
    assert said.reaction is None
    with pytest.raises(ApiError, match="message to react not found"):
        telegram.call("setMessageReaction", react | {"message_id": 99})


async def test_the_library_s_objects_fit(telegram: LocalTelegram, bot: EchoBot, ada: Person) -> None:
    """What python-telegram-bot makes of its own classes is within the specification."""
    said = ada.say("hi")
    sent = await bot.bot.send_message(
        ada.id,
        "https://nhs.uk",
        link_preview_options=LinkPreviewOptions(url="https://nhs.uk", show_above_text=True),
        reply_parameters=ReplyParameters(said.id, chat_id=ada.id),
    )
    assert sent.reply_to_message
    assert sent.reply_to_message.text == "hi"
    assert telegram.misuses == []


PNG = Upload("calf.png", b"\x89PNG", "image/png")


def _album(*files: str, **more: Any) -> dict[str, Any]:
    return {"media": [{"type": "photo", "media": file, **more} for file in files]}


def test_an_album(telegram: LocalTelegram, ada: Person) -> None:
    """Its photos are messages of one group, each with its own caption; the files are kept."""
    album = _album("attach://a", "https://nhs.uk/foot.png", caption="<b>x</b>", parse_mode="HTML")
    first, second = telegram.call("sendMediaGroup", {"chat_id": ada.id, **album, "a": PNG})
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], first["caption_entities"][0]["type"]) == ("x", "bold")
    ids = [message["photo"][0]["file_id"] for message in (first, second)]
    assert [telegram.upload(file_id) for file_id in ids] == [PNG, None]
    assert telegram.upload("unknown") is None
    again = telegram.call("sendMediaGroup", {"chat_id": ada.id, **_album(*ids)})
    assert [message["photo"][0]["file_id"] for message in again] == ids
    assert len(ada.inbox) == 4


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        (_album("attach://a"), "too few messages to send as an album"),
        (_album(*["attach://a"] * 11), "too many messages to send as an album"),
        (_album("attach://a", "attach://b"), "wrong remote file identifier"),
        (_album("attach://a", "unknown"), "wrong remote file identifier"),
        (_album("attach://a", "attach://a", caption="x" * 1025), "message caption is too long"),
        (_album("attach://a", "attach://a", caption="<b>", parse_mode="HTML"), "can't parse entities"),
        (_album("attach://a", "attach://a", type="video"), "models those of photos"),
        (_album("https://nhs.uk/a.png", "https://nhs.uk/b.png"), '"a" is unknown'),
        (_album("attach://a", "attach://a") | {"reply_markup": {"inline_keyboard": []}}, "is unknown"),
    ],
)
def test_albums_that_are_refused(
    telegram: LocalTelegram, ada: Person, params: dict[str, Any], problem: str
) -> None:
    """Two to ten photos that there are, and no buttons; of a refused album nothing is shown."""
    with pytest.raises(ApiError, match=problem):
        telegram.call("sendMediaGroup", {"chat_id": ada.id, "a": PNG, **params})
    assert not ada.inbox


async def test_albums_from_python(bot: EchoBot, telegram: LocalTelegram, ada: Person) -> None:
    """python-telegram-bot's way of attaching files is understood."""
    album = [InputMediaPhoto(content, filename=f"{content!r}.png") for content in (b"a", b"b")]
    sent = await bot.bot.send_media_group(ada.id, album)
    kept = [telegram.upload(message.photo[-1].file_id) for message in sent]
    assert [file.content for file in kept if file] == [b"a", b"b"]
