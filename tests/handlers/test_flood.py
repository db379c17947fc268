"""A flood from one person."""

from typing import Any

import pytest

from bot.handlers.pace import BURST
from bot.views.notices import SLOW_DOWN
from offline_telegram import Group
from tests.conftest import Chat, written

THANKS = "thanks"


async def flood(chat: Chat, count: int) -> None:
    """Ada writes and writes."""
    for _ in range(count):
        chat.ada.say(THANKS)
    await chat.settle()


async def test_a_flood(chat: Chat) -> None:
    """The first dozen is answered, the next one is told to slow down, and then there is silence."""
    await flood(chat, BURST + 10)
    texts = [message.text for message in chat.ada.inbox]
    assert len(texts) == BURST + 1
    assert texts.count(SLOW_DOWN.html) == 1
    assert texts[-1] == SLOW_DOWN.html


async def test_others(chat: Chat) -> None:
    """Everybody else is served meanwhile."""
    await flood(chat, BURST + 1)
    grace = chat.telegram.person("Grace")
    grace.say(THANKS)
    await chat.settle()
    assert grace.last.text == chat.ada.inbox[0].text


async def test_after_a_minute(chat: Chat) -> None:
    """Then the person is served again."""
    await flood(chat, BURST + 5)
    chat.clock.forward(minutes=1)
    assert await chat.say(THANKS) != SLOW_DOWN.html
    assert len(chat.ada.inbox) == BURST + 2


async def test_taps(chat: Chat) -> None:
    """Taps count like messages; the first one too many gets the notice, the next one nothing."""
    await chat.say("/start")
    for _ in range(BURST - 1):
        chat.ada.tap("Massage and foot rubs")
    await chat.settle()
    shown = len(written(chat.ada.inbox))
    presses = [chat.ada.tap("Massage and foot rubs") for _ in range(3)]
    await chat.settle()
    assert len(written(chat.ada.inbox)) == shown == BURST
    assert presses[0].answer
    assert presses[0].answer.text == SLOW_DOWN.html
    assert [press.answer for press in presses[1:]] == [None, None]


async def test_edits(chat: Chat) -> None:
    """So do edits."""
    question = chat.ada.say(THANKS)
    for _ in range(BURST):
        chat.ada.edit(question, THANKS)
    chat.ada.edit(question, "hello")
    await chat.settle()
    answer, warning = chat.ada.inbox
    assert warning.text == SLOW_DOWN.html
    assert answer.text.startswith("You")


async def test_a_flood_in_a_group(chat: Chat) -> None:
    """In a group only the one who floods is slowed."""
    grace = chat.telegram.person("Grace")
    group = chat.telegram.group("Runners", chat.ada, grace)
    for _ in range(BURST + 5):
        group.say(chat.ada, f"/ask {THANKS}")
    question = group.say(grace, f"/ask {THANKS}")
    await chat.settle()
    assert len(group.inbox) == BURST + 2
    assert group.last.reply_to is question


@pytest.mark.parametrize("anonymous", [True, False])
async def test_in_the_name_of_a_chat(chat: Chat, anonymous: bool) -> None:
    """Telegram gives all who write so the same person: one of them floods, and another group is served."""
    group, other = chat.group("Runners"), chat.group("Swimmers")
    for each, count in ((group, BURST + 5), (other, 1)):
        sender = each.chat.json() if anonymous else {"id": each.id - 900, "type": "channel", "title": "C"}
        for number in range(count):
            chat.telegram.push({"message": written_as(sender, each, 900 + number)})
    await chat.settle()
    assert [message.text for message in group.inbox].count(SLOW_DOWN.html) == 1
    assert len(group.inbox) == BURST + 1
    assert other.last.text != SLOW_DOWN.html


def written_as(sender: dict[str, Any], group: Group, number: int) -> dict[str, Any]:
    """A message in a group, in the name of a chat."""
    return {
        "message_id": number,
        "date": 1_772_000_000,
        "chat": group.chat.json(),
        "from": {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
        "sender_chat": sender,
        "text": f"/ask {THANKS}",
        "entities": [{"type": "bot_command", "offset": 0, "length": 4}],
    }
