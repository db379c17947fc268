"""For those who look after the bot."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image

from bot.handlers import editor, topics
from bot.handlers.tally import Outcome
from bot.local import LocalTelegram
from bot.local.files import Upload
from bot.views.figures import OUTCOMES
from tests.conftest import Chat, Start

COMMAND = "/topics"
"""The command in whose place the handlers are tested: who may use their own is not their concern."""


@pytest.fixture
async def stats(start: Start, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Chat]:
    """A bot that shows its figures."""
    monkeypatch.setattr(topics, "topics", editor.stats)
    async with start() as chat:
        yield chat


@pytest.fixture
async def unanswered(start: Start, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Chat]:
    """A bot that shows what it could not answer."""
    monkeypatch.setattr(topics, "topics", editor.unanswered)
    async with start() as chat:
        yield chat


async def test_no_figures_yet(stats: Chat) -> None:
    """Is said."""
    assert await stats.say(COMMAND) == "Nothing has been asked so far."


async def test_figures(stats: Chat) -> None:
    """A chart, and in words under it all that it shows, up to this moment."""
    await stats.say("would a massage help?")
    await stats.tap("👍")
    await stats.say("what is the capital of france")
    assert await stats.say(COMMAND) == (
        "Since 31 January\nanswered 1, unknown 1\n\n"
        "💧 Water: 0 chats, 0 sent, 0 done\n🌙 Stretch: 0 chats, 0 sent, 0 done\n\n"
        "Massage and foot rubs: 1 shown, 100% of 1 helpful"
    )
    file = stats.ada.last.file
    assert isinstance(file, Upload)
    assert Image.open(BytesIO(file.content)).format == "PNG"


async def test_figures_without_a_topic(stats: Chat, telegram: LocalTelegram) -> None:
    """There is nothing to draw."""
    await stats.say("what is the capital of france")
    assert (await stats.say(COMMAND)).startswith("Since 31 January\nunknown 1\n")
    assert not telegram.requests_to("sendPhoto")


async def test_nothing_unanswered(unanswered: Chat) -> None:
    """Is said."""
    await unanswered.say("would a massage help?")
    assert await unanswered.say(COMMAND) == "Nothing is unanswered so far."


async def test_questions(unanswered: Chat) -> None:
    """Like ones together, the most asked first, up to this moment, with the nearest entry."""
    for question in ("what is <b>the</b> capital of france", "my landlord is rude", "is my landlord rude??"):
        await unanswered.say(question)
    title, first, second = (await unanswered.say(COMMAND)).split("\n\n")
    assert title == "Without a good answer"
    assert first.startswith("Asked 2 times, nearest entry: ")
    assert set(first.split("\n")[1:]) == {"• my landlord is rude", "• is my landlord rude??"}
    assert second.endswith("\n• what is <b>the</b> capital of france")


def test_every_outcome_has_its_word() -> None:
    """So that none is shown as it is stored."""
    assert set(OUTCOMES) == {outcome.value for outcome in Outcome}
