"""Sending."""

from typing import Any

import pytest
from telegram import LinkPreviewOptions, ReplyParameters

from bot.local import ApiError, LocalTelegram, MisuseError, Person
from tests.conftest import Clock
from tests.local.conftest import EchoBot


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
        "from": {"id": 1, "is_bot": True, "first_name": "Foot Cramp Bot", "username": "foot_cramp_bot"},
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
