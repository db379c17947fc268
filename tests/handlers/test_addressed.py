"""When the bot speaks in groups."""

import pytest

from offline_telegram import LocalTelegram, Person
from tests.conftest import Chat, written

SHOES = "Can my shoes cause foot cramps?"
ANSWER = "About shoes that fit:"

hears_everything = pytest.mark.parametrize("telegram", [{"privacy_mode": False}], indirect=True)
"""As an administrator of the group, or with privacy mode turned off."""


@hears_everything
@pytest.mark.parametrize(
    "text",
    [
        f"/ask {SHOES}",
        f"/ask@foot_cramp_bot {SHOES}",
        f"/ask@Foot_Cramp_Bot {SHOES}",
        f"@foot_cramp_bot {SHOES}",
        f"@FOOT_cramp_BOT, {SHOES}",
        f"{SHOES} @foot_cramp_bot",
        f"🦶🏽 hey @foot_cramp_bot! {SHOES}",
        f"@grace @foot_cramp_bot {SHOES}",
    ],
)
async def test_being_asked(chat: Chat, text: str) -> None:
    """The command and the name, however it is written and wherever it stands, get a reply to the question."""
    group = chat.group()
    question = group.say(chat.ada, text)
    await chat.settle()
    (answer,) = group.inbox
    assert answer.text.startswith(ANSWER)
    assert answer.reply_to is question


@hears_everything
@pytest.mark.parametrize(
    "text",
    [
        SHOES,
        f"/ask@other_bot {SHOES}",
        f"@other_bot {SHOES}",
        f"@foot_cramp_bots {SHOES}",
        f"ask@foot_cramp_bot.com {SHOES}",
        f"they say /ask {SHOES}",
        "/help@other_bot",
        "/spin",
    ],
)
async def test_not_being_asked(chat: Chat, text: str) -> None:
    """What people say to each other and to other bots is none of its business, as often as they say it."""
    group = chat.group()
    for _ in range(30):
        group.say(chat.ada, text)
    await chat.settle()
    assert not group.inbox


@hears_everything
async def test_replies(chat: Chat) -> None:
    """A reply to the bot is a question to it; a reply to somebody else is not."""
    group = chat.group()
    group.say(chat.ada, f"/ask {SHOES}")
    await chat.settle()
    question = group.say(chat.ada, "Does a massage help against a foot cramp?", reply_to=group.last)
    await chat.settle()
    assert group.last.text.startswith("About massage")
    assert group.last.reply_to is question
    group.say(chat.ada, SHOES, reply_to=question)
    group.say(chat.ada, f"/ask@other_bot {SHOES}", reply_to=group.last)
    await chat.settle()
    assert len(written(group.inbox)) == 2


@hears_everything
async def test_edits(chat: Chat) -> None:
    """An edit that calls the bot is a question, and the next edit changes the answer."""
    group = chat.group()
    question = group.say(chat.ada, SHOES)
    group.edit(chat.ada, question, f"@foot_cramp_bot {SHOES}")
    await chat.settle()
    group.edit(chat.ada, question, "@foot_cramp_bot Does a massage help against a foot cramp?")
    await chat.settle()
    (answer,) = group.inbox
    assert answer.text.startswith("About massage")
    assert answer.reply_to is question


async def test_the_name_is_no_part_of_the_question(chat: Chat, telegram: LocalTelegram) -> None:
    """With and without the name in it, a question gets the same answer."""
    group = telegram.group("Runners", chat.ada)
    group.say(chat.ada, "shoes @Foot_Cramp_Bot too tight")
    await chat.settle()
    assert group.last.text == await chat.say("shoes too tight")


@pytest.mark.parametrize("command", ["/start", "/help", "/topics"])
async def test_other_commands(chat: Chat, command: str) -> None:
    """The other commands are answered in groups too, with a reply."""
    group = chat.group()
    said = group.say(chat.ada, command)
    await chat.settle()
    assert group.last.reply_to is said


async def test_buttons_in_a_group(chat: Chat) -> None:
    """Anybody may tap; the answer is a reply to the message with the button."""
    grace: Person = chat.telegram.person("Grace")
    group = chat.telegram.group("Runners", chat.ada, grace)
    group.say(chat.ada, f"/ask {SHOES}")
    await chat.settle()
    first = group.last
    press = group.tap(grace, first.buttons[0][0]["text"])
    await chat.settle()
    assert press.answer
    assert group.last is not first
    assert group.last.reply_to is first


async def test_a_deleted_question(chat: Chat) -> None:
    """When the question is gone, its answer stands alone."""
    group = chat.group()
    question = group.say(chat.ada, f"/ask {SHOES}")
    question.deleted = True
    await chat.settle()
    assert group.last.text.startswith(ANSWER)
    assert group.last.reply_to is None
