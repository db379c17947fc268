"""What tests of reminders have in common."""

from datetime import UTC, datetime

from offline_telegram import Message
from tests.conftest import Chat


async def open_panel(chat: Chat, *kinds: str) -> str:
    """A new panel of somebody in Berlin who has these kinds on; returns its text."""
    await chat.say("/reminders")
    panel = chat.ada.last
    for kind in kinds:
        chat.ada.forge(f"panel:on/{kind}", panel)
    chat.ada.forge("zone:Europe/Berlin", panel)
    await chat.settle()
    return await chat.say("/reminders")


def times(message: Message) -> list[str]:
    """The moments in a message that Telegram shows by the reader's clock, and their formats."""
    return [
        f"{datetime.fromtimestamp(entity['unix_time'], UTC).isoformat(timespec='minutes')}"
        f" {entity['date_time_format']}"
        for entity in message.entities
        if entity["type"] == "date_time"
    ]
