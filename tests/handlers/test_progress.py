"""What has been done lately."""

from io import BytesIO

from PIL import Image

from bot.storage import Database
from offline_telegram import LocalTelegram
from offline_telegram.files import Upload
from tests.conftest import Chat, labels
from tests.handlers.stretching import reminded


async def test_nothing_yet(chat: Chat) -> None:
    """At first there is nothing to draw, but a way to begin."""
    assert (await chat.say("/progress")).startswith("Nothing counted yet.")
    assert labels(chat.ada.last) == ["🔔 My reminders"]


async def test_a_picture(chat: Chat, database: Database) -> None:
    """The week as a picture, and all that it shows in words under it."""
    await reminded(chat, database)
    await chat.tap("✅ Done")
    assert await chat.say("/progress") == (
        "The last 7 days\n\n"
        "💧 Water\n1 glass today, 1 in all\nMon 0, Tue 0, Wed 0, Thu 0, Fri 0, Sat 0, today 1\n"
        "Streak: 1 day\n\n"
        "One missed day a week doesn't break a streak."
    )
    file = chat.ada.last.file
    assert isinstance(file, Upload)
    assert len(file.content) <= 50 * 1024
    assert Image.open(BytesIO(file.content)).format == "PNG"


async def test_in_a_group(chat: Chat, telegram: LocalTelegram, database: Database) -> None:
    """A group has its own, shown as a reply to whoever asks."""
    await reminded(chat, database)
    await chat.tap("✅ Done")
    group = chat.group()
    group.say(chat.ada, "/progress")
    await chat.settle()
    assert group.last.text.startswith("Nothing counted yet.")
    group.say(chat.ada, "/stretch")
    await chat.settle()
    group.tap(chat.ada, "⏹ Stop")
    await chat.settle()
    group.tap(chat.ada, "✅ Count as done")
    asked = group.say(chat.ada, "/progress")
    await chat.settle()
    assert "🌙 Stretch\nDone today, 1 of 7 days\ntoday" in group.last.text
    assert group.last.reply_to is asked
    names = [request.params["photo"].name for request in telegram.requests_to("sendPhoto")]
    assert names == ["bedtime-stretches.png", "week.png"]
