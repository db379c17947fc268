"""For those who look after the bot."""

from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.handlers.context import Outcome
from bot.matching import Matcher
from bot.storage import Database
from bot.views.usage import OUTCOMES
from offline_telegram import LocalTelegram
from offline_telegram.files import Upload
from tests.conftest import Chat, Clock, started


@pytest.fixture
async def chat(
    telegram: LocalTelegram, matcher: Matcher, clock: Clock, database: Database
) -> AsyncIterator[Chat]:
    """A bot that Ada looks after."""
    ada = telegram.person("Ada")
    async with started(telegram, matcher, clock, database, admins=frozenset({ada.id})) as chat:
        yield replace(chat, ada=ada)


async def test_no_figures_yet(chat: Chat) -> None:
    """Is said."""
    assert await chat.say("/stats") == "Nothing has been asked so far."


async def test_figures(chat: Chat) -> None:
    """A chart, and in words under it all that it shows, up to this moment."""
    await chat.say("would a massage help?")
    await chat.tap("👍")
    await chat.say("what is the capital of france")
    assert await chat.say("/stats") == (
        "Since 31 January\nanswered 1, unknown 1\n\n"
        "💧 Water: 0 chats, 0 sent, 0 done\n🌙 Stretch: 0 chats, 0 sent, 0 done\n\n"
        "Massage and foot rubs: 1 shown, 100% of 1 helpful"
    )
    file = chat.ada.last.file
    assert isinstance(file, Upload)
    assert Image.open(BytesIO(file.content)).format == "PNG"


async def test_figures_without_a_topic(chat: Chat, telegram: LocalTelegram) -> None:
    """There is nothing to draw."""
    await chat.say("what is the capital of france")
    assert (await chat.say("/stats")).startswith("Since 31 January\nunknown 1\n")
    assert not telegram.requests_to("sendPhoto")


async def test_nothing_unanswered(chat: Chat) -> None:
    """Is said."""
    await chat.say("would a massage help?")
    assert await chat.say("/unanswered") == "Nothing is unanswered so far."


async def test_questions(chat: Chat) -> None:
    """Like ones together, the most asked first, up to this moment, with the nearest entry."""
    for question in ("what is <b>the</b> capital of france", "my landlord is rude", "is my landlord rude??"):
        await chat.say(question)
    title, first, second = (await chat.say("/unanswered")).split("\n\n")
    assert title == "Without a good answer"
    assert first.startswith("Asked 2 times, nearest entry: ")
    assert set(first.split("\n")[1:]) == {"• my landlord is rude", "• is my landlord rude??"}
    assert second.endswith("\n• what is <b>the</b> capital of france")


def test_every_outcome_has_its_word() -> None:
    """So that none is shown as it is stored."""
    assert set(OUTCOMES) == {outcome.value for outcome in Outcome}
