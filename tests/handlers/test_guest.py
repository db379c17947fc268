"""The bot summoned into a chat that it is not in."""

import logging

import pytest

from bot.handlers.gate import BURST
from bot.matching import Suggest, Unknown
from offline_telegram import Fault, Group, LocalTelegram, Message
from offline_telegram.errors import bad_request
from tests.conftest import Chat
from tests.handlers.conftest import Ordered

MASSAGE = "Does a massage help against a foot cramp?"


@pytest.fixture
def elsewhere(chat: Chat) -> Group:
    """Friends of Ada's, without the bot."""
    return chat.telegram.group("Friends", chat.ada, with_bot=False)


async def summon(chat: Chat, group: Group, text: str, reply_to: Message | None = None) -> Message:
    """Ada calls; returns what the bot says."""
    group.say(chat.ada, f"@foot_cramp_bot {text}", reply_to=reply_to)
    await chat.settle()
    return group.last


def links(message: Message) -> list[str]:
    """Where the buttons lead; each is a link."""
    return [button["url"].partition("?start=")[2] for row in message.buttons for button in row]


async def test_a_question(chat: Chat, elsewhere: Group) -> None:
    """It is answered with the source and a link to the private chat, by one request."""
    before = len(chat.telegram.requests)
    answer = await summon(chat, elsewhere, MASSAGE)
    assert answer.text.startswith("About massage and foot rubs:")
    assert "Our article" in answer.text
    assert links(answer) == ["massage"]
    made = [request.method for request in chat.telegram.requests[before:]]
    assert [method for method in made if method != "getUpdates"] == ["answerGuestQuery"]


async def test_a_reply(chat: Chat, elsewhere: Group) -> None:
    """The name alone, as a reply to a message, answers that message."""
    question = elsewhere.say(chat.ada, MASSAGE)
    assert (await summon(chat, elsewhere, "", question)).text.startswith("About massage")


async def test_no_question(chat: Chat, elsewhere: Group) -> None:
    """The name alone is told how to ask."""
    answer = await summon(chat, elsewhere, "")
    assert "@foot_cramp_bot would a massage help?" in answer.text
    assert links(answer) == ["guest"]


async def test_an_alarm(chat: Chat, elsewhere: Group) -> None:
    """A sign of something serious is answered first of all with where to turn."""
    answer = await summon(chat, elsewhere, "my leg is swollen and hot, would a massage help?")
    assert answer.text.startswith("⚠️ Please read this first.")
    assert links(answer) == ["urgent-signs"]


async def test_not_sure(chat: Chat, elsewhere: Group, reply_with: Ordered, suggestion: Suggest) -> None:
    """The topics that may be meant open in the private chat."""
    reply_with(suggestion)
    assert links(await summon(chat, elsewhere, "what?")) == ["shoes", "massage", "running"]


async def test_not_known(chat: Chat, elsewhere: Group, reply_with: Ordered, near_miss: Unknown) -> None:
    """What is not known is said to be so, with what is near."""
    reply_with(near_miss)
    answer = await summon(chat, elsewhere, "what?")
    assert answer.text.startswith("I don't know that.")
    assert links(answer) == ["painkillers"]
    reply_with(Unknown((), ()))
    answer = await summon(chat, elsewhere, "what?")
    assert answer.text == "I don't know that. I only know about cramps in feet and legs."
    assert links(answer) == ["guest"]


async def test_nothing_is_remembered(chat: Chat, elsewhere: Group) -> None:
    """The number of the chat may be that of another one: no follow-up leans on what was said there."""
    await summon(chat, elsewhere, MASSAGE)
    assert not (await summon(chat, elsewhere, "why?")).text.startswith("About massage")


async def test_wishes(chat: Chat, elsewhere: Group) -> None:
    """Nothing can be set from there: a wish is no more than a question about it."""
    answer = await summon(chat, elsewhere, "remind me to drink every 2 hours")
    assert links(answer)
    assert not chat.ada.inbox


async def test_a_flood(chat: Chat, elsewhere: Group) -> None:
    """Too many are not answered, and nobody else's chat is told so."""
    for _ in range(BURST + 3):
        elsewhere.say(chat.ada, "@foot_cramp_bot thanks")
    await chat.settle()
    assert len(elsewhere.inbox) == BURST


@pytest.mark.parametrize(
    "fault", [bad_request("query is too old and response timeout expired"), Fault.TIMED_OUT, Fault.GARBLED]
)
async def test_failures(
    chat: Chat, elsewhere: Group, telegram: LocalTelegram, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    """When it does not arrive nothing else is tried: a guest cannot write."""
    telegram.fail("answerGuestQuery", fault)
    elsewhere.say(chat.ada, f"@foot_cramp_bot {MASSAGE}")
    await chat.settle()
    assert not telegram.requests_to("sendMessage")
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert bool(errors) is isinstance(fault, Fault)


async def test_a_mistake(
    chat: Chat, elsewhere: Group, telegram: LocalTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    """After a mistake of the bot's own no apology is sent into a chat that has the same number."""
    telegram.fail("answerGuestQuery", bad_request("RESULT_ID_INVALID"))
    elsewhere.say(chat.ada, f"@foot_cramp_bot {MASSAGE}")
    await chat.settle()
    assert not telegram.requests_to("sendMessage")
    assert [record for record in caplog.records if record.levelno >= logging.ERROR]
