"""What shows whether a library works with the offline Telegram: a conversation and the answers in it."""

from offline_telegram import LocalTelegram, Person
from offline_telegram.files import Upload
from tests.offline_telegram.conftest import until

PIXELS = b"\x89PNG\r\n\x1a\nno picture"
COMMANDS = [
    {"command": "start", "description": "Say hello"},
    {"command": "help", "description": "Show help"},
]


async def converse(telegram: LocalTelegram, ada: Person) -> None:  # noqa: PLR0915 - step by step
    """Text in HTML, both kinds of keyboard, taps, edits, files both ways, commands and replies."""

    async def said(expected: str) -> None:
        """Waits until the newest message reads like that."""
        try:
            await until(lambda: ada.inbox and ada.last.text == expected)
        except TimeoutError:
            shown = [message.text for message in ada.inbox]
            raise AssertionError(f"{expected!r} did not come, but {shown}; {telegram.misuses}") from None

    await until(lambda: ada.commands == COMMANDS)
    ada.say("/start")
    await said("Hello Ada <3")
    assert [entity["type"] for entity in ada.last.entities] == ["bold"]
    assert [button["text"] for button in ada.last.buttons[0]] == ["Again", "Site"]

    tap = ada.tap("Again")
    await said("Done, Ada")
    await until(lambda: tap.answer)
    assert tap.answer
    assert (tap.answer.text, tap.answer.alert) == ("Once more", False)
    assert [entity["type"] for entity in ada.last.entities] == ["italic"]
    assert [button["text"] for button in ada.last.buttons[0]] == ["Once"]
    ada.tap("Once")
    await until(lambda: not ada.last.buttons)

    ada.say("keys")
    await said("Left or right?")
    assert [[key["text"] for key in row] for row in ada.keyboard] == [["Left", "Right"], ["Where I am"]]
    chosen = ada.say("Left")
    await said("You said Left")
    assert ada.last.reply_to is chosen
    ada.say("no keys")
    await said("Gone")
    assert ada.keyboard == []

    ada.say("photo")
    await said("A photo")
    assert _uploaded(ada) == PIXELS
    ada.say("document")
    await said("A document")
    file = ada.last.file
    assert isinstance(file, Upload)
    assert (file.name, file.content) == ("notes.txt", b"both feet")
    ada.say("album")
    await said("Second")
    first, second = ada.inbox[-2:]
    assert first.content["media_group_id"] == second.content["media_group_id"]

    ada.send("photo")
    await until(lambda: ada.last.text.startswith("A file of "))
    fetched = telegram.upload(ada.chat.messages[ada.last.id - 1].content["photo"][-1]["file_id"])
    assert fetched
    assert ada.last.text == f"A file of {len(fetched.content)} bytes"

    number = len(ada.inbox)
    ada.say("delete")
    await until(lambda: len(ada.inbox) == number - 1)
    assert telegram.misuses == []


def _uploaded(ada: Person) -> bytes:
    file = ada.last.file
    assert isinstance(file, Upload)
    return file.content
