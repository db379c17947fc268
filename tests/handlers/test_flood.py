"""A flood from one person."""

from typing import Any

import pytest
from telegram.ext import CommandHandler

from bot.handlers.gate import BURST, MOST_WAITING
from bot.matching import Matcher
from bot.storage import Database
from bot.views.welcome import SLOW_DOWN
from offline_telegram import Group, LocalTelegram
from tests.conftest import Chat, Clock, started, written
from tests.handlers.reminding import open_panel

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
    for number in range(BURST):
        chat.ada.edit(question, THANKS + "!" * (number + 1))
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


STOPS = ["/stop", "/STOP", "/stop@foot_cramp_bot", "stop", "Stop!", "no more reminders please", "unsubscribe"]
ALARM = "my calf is swollen, hot and red"
OTHER_ALARM = "I have chest pain and cannot breathe"
URGENT = "Please read this first"


async def drained(chat: Chat) -> None:
    """Ada has written so much that she gets no answer any more, not even that it is too much."""
    await flood(chat, BURST + 2)
    assert chat.ada.inbox[-1].text == SLOW_DOWN.html


@pytest.mark.parametrize("text", STOPS)
async def test_stop_in_a_flood(chat: Chat, text: str) -> None:
    """Whoever wants no more reminders gets none, and is told so, however it is said."""
    await open_panel(chat, "hydration")
    await drained(chat)
    said = await chat.say(text)
    assert said.startswith("All reminders are off.")
    chat.clock.forward(hours=30)
    before = len(chat.ada.inbox)
    await chat.tick()
    assert len(chat.ada.inbox) == before


@pytest.mark.parametrize("text", [ALARM, f"/ask {ALARM}", f"{'so ' * 99} {ALARM}", OTHER_ALARM])
async def test_an_alarm_in_a_flood(chat: Chat, text: str) -> None:
    """Somebody in danger is answered; so is an edit into that, and another sign a moment later."""
    await drained(chat)
    assert URGENT in await chat.say(text)


async def test_an_edit_into_an_alarm(chat: Chat) -> None:
    """What is edited is read anew, in a flood too."""
    question = chat.ada.say(THANKS)
    await drained(chat)
    chat.ada.edit(question, ALARM)
    await chat.settle()
    assert any(URGENT in message.text for message in chat.ada.inbox)


@pytest.mark.parametrize("caption", [ALARM, f"/ask {ALARM}", "/stop"])
async def test_captions_in_a_flood(chat: Chat, caption: str) -> None:
    """What cannot wait is heard under a picture too, and when that is edited."""
    await drained(chat)
    before = len(chat.ada.inbox)
    picture = chat.ada.send("photo", caption=THANKS)
    await chat.settle()
    assert len(chat.ada.inbox) == before
    chat.ada.edit(picture, caption)
    await chat.settle()
    assert len(chat.ada.inbox) == before + 1
    chat.ada.send("video", caption=OTHER_ALARM)
    await chat.settle()
    assert URGENT in chat.ada.last.text


async def test_no_flood_of_alarms(chat: Chat) -> None:
    """The same one again and again is answered once in half a minute; a new one, and a stop, at once."""
    await drained(chat)
    before = len(chat.ada.inbox)
    for number in range(100):
        chat.ada.say(f"{ALARM} {'!' * (number % 5)}")
    await chat.settle()
    assert len(chat.ada.inbox) == before + 1
    assert URGENT in await chat.say(OTHER_ALARM)
    await chat.say("stop")
    for _ in range(50):
        await chat.say("stop")
    assert len(chat.ada.inbox) == before + 3


async def test_the_same_alarm_later(chat: Chat) -> None:
    """After half a minute of flood it is answered again."""
    await drained(chat)
    await chat.say(ALARM)
    for _ in range(40):
        await flood(chat, 1)
        chat.clock.forward(seconds=1)
    before = len(chat.ada.inbox)
    await flood(chat, BURST)
    assert URGENT in await chat.say(ALARM)
    assert len(chat.ada.inbox) > before


@pytest.mark.parametrize("text", ["can my shoes cause cramps?", "don't stop", "/help", "/reminders", ""])
async def test_what_can_wait(chat: Chat, text: str) -> None:
    """Everything else is not answered in a flood."""
    await drained(chat)
    before = len(chat.ada.inbox)
    if text:
        chat.ada.say(text)
    await chat.settle()
    assert len(chat.ada.inbox) == before


async def test_an_alarm_of_a_guest(chat: Chat) -> None:
    """Where the bot is only summoned, it answers an alarm as well."""
    elsewhere = chat.telegram.group("Friends", chat.ada, with_bot=False)
    await drained(chat)
    elsewhere.say(chat.ada, f"@foot_cramp_bot {THANKS}")
    await chat.settle()
    assert not elsewhere.inbox
    elsewhere.say(chat.ada, f"@foot_cramp_bot {ALARM}")
    await chat.settle()
    assert URGENT in elsewhere.last.text


async def test_more_than_can_wait(chat: Chat) -> None:
    """What is dropped because too much waits already is never a stop, nor an alarm."""
    await open_panel(chat, "hydration")
    for _ in range(3 * MOST_WAITING):
        chat.ada.say(THANKS)
    for text in ("/stop", ALARM, "stop", ALARM):
        chat.ada.say(text)
    await chat.settle()
    texts = [message.text for message in chat.ada.inbox]
    assert sum(text.startswith("All reminders are off.") for text in texts) == 1
    assert sum(URGENT in text for text in texts) == 1


async def test_every_command_of_an_admins_group(
    telegram: LocalTelegram, matcher: Matcher, clock: Clock, database: Database
) -> None:
    """All commands that the bot has are slowed in a group, those of admins too, and whatever is added."""
    ada = telegram.person("Ada")
    group = telegram.group("Admins", ada)
    async with started(
        telegram, matcher, clock, database, admins=frozenset({group.id}), reread=lambda now: now
    ) as chat:
        handlers = [each for each in chat.application.handlers[0] if isinstance(each, CommandHandler)]
        commands = sorted(command for handler in handlers for command in handler.commands)
        assert {"help", "stats", "unanswered", "reload", "forget"} <= set(commands)
        for command in commands:
            before = len(group.inbox)
            for _ in range(BURST + 2):  # one /stop more is heard
                group.say(ada, f"/{command}")
            await chat.settle()
            assert len(group.inbox) > before, command
            assert group.last.text == SLOW_DOWN.html, command
            clock.forward(minutes=5)
            await chat.settle()


async def test_the_commands_of_admins_elsewhere(chat: Chat) -> None:
    """In any other group they may be another bot's: nothing is said to them."""
    group = chat.group()
    for command in ("/stats", "/unanswered", "/reload"):
        group.say(chat.ada, command)
    await chat.settle()
    assert not group.inbox
