"""The first words, help, and what the bot cannot read."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.knowledge import Knowledge
from bot.views.answers import shown_name
from bot.views.welcome import FIRST_TOPICS
from offline_telegram import LocalTelegram
from offline_telegram.text import is_visible, tidy
from tests.conftest import Chat, labels, written
from tests.handlers.reminding import open_panel

ONLY_TEXT = "I can only read text."
UNKNOWN_COMMAND = "I don't know that command."
KINDS = (
    "animation",
    "audio",
    "contact",
    "dice",
    "document",
    "photo",
    "poll",
    "sticker",
    "video",
    "video_note",
    "voice",
)


async def test_a_link_to_an_answer(chat: Chat, knowledge: Knowledge) -> None:
    """t.me/BOT?start=ENTRY opens that answer, for every entry; an unknown one is a plain start."""
    for entry in knowledge.entries.values():
        chat.clock.forward(minutes=1)
        text = await chat.say(f"/start {entry.id}")
        assert entry.answer.split("\n")[0].lstrip("- ")[:20] in text
    assert (await chat.say("/start no-such-entry")).startswith("Hello Ada!")


async def test_start(chat: Chat, knowledge: Knowledge) -> None:
    """The first words say who the bot is, what it can do and what it is not, with four topics to tap."""
    text = await chat.say("/start")
    assert text.startswith("Hello Ada! Ask me about foot and leg cramps, in your own words")
    assert "in your own words" in text
    assert "not a doctor" in text
    topics = [knowledge.entries[key].title for key in FIRST_TOPICS]
    assert labels(chat.ada.last) == [*topics, "All topics"]
    assert len(topics) == 4


async def test_start_in_their_language(chat: Chat, telegram: LocalTelegram) -> None:
    """Who has Telegram in a language with a file is greeted in it; a group in English."""
    heidi = telegram.person("Heidi", language_code="de-AT", started=True)
    heidi.say("/start")
    await chat.settle()
    assert heidi.last.text.startswith("Hallo Heidi!")
    assert "kein Arzt" in heidi.last.text
    await chat.say("/start")
    assert labels(heidi.last) == labels(chat.ada.last)
    group = telegram.group("Family", heidi)
    group.say(heidi, "/start@foot_cramp_bot")
    await chat.settle()
    assert group.last.text.startswith("Hello! Ask me")


@pytest.mark.parametrize("key", FIRST_TOPICS)
async def test_the_first_topics(chat: Chat, knowledge: Knowledge, key: str) -> None:
    """Each of them is answered, and the greeting stays."""
    greeting = await chat.say("/start")
    answer = await chat.tap(knowledge.entries[key].title)
    assert [message.text for message in written(chat.ada.inbox)] == [greeting, answer]
    assert knowledge.entries[key].answer.splitlines()[0] in answer


async def test_start_from_a_link(chat: Chat) -> None:
    """A link may carry something along; it is ignored."""
    assert (await chat.say("/start from-the-website")).startswith("Hello Ada!")


async def back_after(chat: Chat, *kinds: str) -> None:
    """Ada, with these kinds on, blocks the bot until it notices; then she comes back."""
    await open_panel(chat, *kinds)
    chat.ada.block()
    chat.clock.forward(hours=19)
    await chat.tick()
    chat.ada.unblock()
    chat.clock.forward(hours=-19)


async def test_coming_back(chat: Chat) -> None:
    """Who comes back after blocking the bot gets nothing unasked, and their reminders again with one tap."""
    await back_after(chat, "stretch")
    text = await chat.say("/start")
    assert chat.ada.inbox[-2].text.startswith("Hello Ada!")
    assert "• Stretch at 22:00, every day" in text
    chat.clock.forward(hours=19)
    await chat.tick()
    assert chat.ada.last.text == text
    chat.clock.forward(hours=-19)
    assert "Next: 22:00 today." in await chat.tap("🔔 Switch them on again")
    chat.clock.forward(hours=19)
    messages = len(chat.ada.inbox)
    await chat.tick()
    assert len(chat.ada.inbox) == messages + 1


async def test_offered_once(chat: Chat) -> None:
    """The next /start is one like any other."""
    await back_after(chat, "stretch")
    await chat.say("/start")
    assert (await chat.say("/start")).startswith("Hello Ada!")


async def test_undoing_after_coming_back(chat: Chat) -> None:
    """A button from before works, without any other greeting."""
    await open_panel(chat, "stretch")
    await chat.say("stretch reminder at 23:00")
    chat.ada.block()
    chat.clock.forward(hours=20)
    await chat.tick()
    chat.ada.unblock()
    assert "Stretch at 22:00, every day." in await chat.tap("↩ Undo")
    assert "Next: 22:00 today, 22:00 tomorrow" in await chat.say("/reminders")


names = st.text(min_size=1, max_size=64).map(lambda text: tidy(text)[0][:64]).filter(is_visible)


@given(names)
@example("<b>")
@example("Tom & Jerry")
@example("</blockquote>")
@example("\"'&quot;<a href=x>")
@example("👩🏽‍🚀")
@example("عائشة")
@example("@foot_cramp_bot")
@settings(
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_names(chat: Chat, name: str) -> None:
    """Whoever says hello is greeted by their name, and no name breaks the markup."""
    person = chat.telegram.person(name)
    person.say("/start")
    await chat.settle()
    assert person.last.text.startswith(
        tidy(f"Hello {shown_name(name)}! Ask me")[0].replace("Hello !", "Hello!")
    )
    formatting = {"bold", "italic", "code", "pre", "blockquote", "text_link", "spoiler", "underline"}
    assert not [each["type"] for each in person.last.entities if each["type"] in formatting]


async def test_help(chat: Chat) -> None:
    """Help says how to ask, how it goes in groups, and when not to ask the bot at all."""
    text = await chat.say("/help")
    for part in (
        "Just write your question",
        "Edit your question",
        "/topics",
        "/ask",
        "Get medical help today",
    ):
        assert part in text
    for command in ("reminders", "pause", "stop", "stretch", "progress", "privacy", "export", "forget"):
        assert f"/{command}" in text
    assert labels(chat.ada.last) == ["All topics"]


@pytest.mark.parametrize("command", ["/remindme", "/Start_now", "/start@other_bot"])
async def test_unknown_commands(chat: Chat, command: str) -> None:
    """A command that the bot does not have leads to what it has."""
    assert (await chat.say(command)).startswith(UNKNOWN_COMMAND)
    assert "All topics" in labels(chat.ada.last)


async def test_unknown_commands_in_a_group(chat: Chat) -> None:
    """There only a command with the bot's name on it is answered."""
    group = chat.group()
    group.say(chat.ada, "/spin")
    group.say(chat.ada, "/spin@foot_cramp_bot")
    await chat.settle()
    (answer,) = group.inbox
    assert answer.text.startswith(UNKNOWN_COMMAND)


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_not_text(chat: Chat, kind: str) -> None:
    """Whatever the bot cannot read gets a friendly line."""
    chat.ada.send(kind)
    await chat.settle()
    (message,) = chat.ada.inbox
    assert message.text.startswith(ONLY_TEXT)


@pytest.mark.parametrize("telegram", [{"privacy_mode": False}], indirect=True)
@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_not_text_in_a_group(chat: Chat, kind: str) -> None:
    """In a group it is not meant for the bot."""
    group = chat.group()
    group.send(chat.ada, kind)
    await chat.settle()
    assert not group.inbox


@pytest.mark.parametrize(
    "service",
    [
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
        {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
        {"write_access_allowed": {}},
        {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🎄"}}},
    ],
)
async def test_service_messages(chat: Chat, telegram: LocalTelegram, service: dict[str, Any]) -> None:
    """What Telegram itself notes in a chat is not answered."""
    telegram.push(
        {
            "message": {
                "message_id": 1,
                "date": int(chat.clock.monotonic()),
                "chat": chat.ada.chat.json(),
                "from": chat.ada.user.json(),
                **service,
            }
        }
    )
    await chat.settle()
    assert not telegram.requests_to("sendMessage")
