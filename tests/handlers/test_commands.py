"""The table of commands."""

import pytest
from telegram import Update

from bot.handlers import routes
from bot.handlers.context import Context
from bot.handlers.deliver import send
from bot.handlers.routes import COMMANDS, Command, Shown, menus
from bot.views.screen import Screen
from bot.views.welcome import HelpAbout
from tests.conftest import Chat, Start


async def test_help(chat: Chat) -> None:
    """/help says of each command what it does; a list of what belongs together is one sentence."""
    text = await chat.say("/help")
    told = {
        about: [f"/{each.name} {each.help}" for each in COMMANDS if each.about is about]
        for about in HelpAbout
    }
    assert len(told) > 3
    for about, phrases in told.items():
        between = ". " if about is HelpAbout.QUESTIONS else ", "
        assert f"{between.join(phrases)}." in text


def test_menus() -> None:
    """Each kind of chat is offered what it can use, in the order of the table."""
    default, private, groups, admins, ours = ([each.command for each in menu] for _, menu in menus([5]))
    order = [each.name for each in COMMANDS]
    for offered in (default, private, groups, admins, ours):
        assert offered == sorted(offered, key=order.index)
    assert default == groups
    assert set(groups) < set(admins) < set(private) < set(ours)
    assert set(admins) - set(groups) == {"reminders", "pause", "resume", "stop"}
    assert set(ours) - set(private) == {"stats", "unanswered", "reload"}
    assert all(0 < len(command.description) <= 256 for _, menu in menus([5]) for command in menu)


async def moon(update: Update, _: Context) -> None:
    """Look up."""
    assert update.effective_message
    await send(update.effective_message, Screen("Full."))


async def test_a_further_command(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more row is served, offered, helped with, and slowed down."""
    row = Command("moon", moon, "The moon tonight", Shown.ANYWHERE, HelpAbout.QUESTIONS, "tells of the moon")
    monkeypatch.setattr("bot.handlers.routes.COMMANDS", (*COMMANDS, row))
    assert routes.COMMANDS[-1] is row
    async with start() as chat:
        assert await chat.say("/moon") == "Full."
        assert {"command": "moon", "description": "The moon tonight"} in chat.ada.commands
        assert ". /moon tells of the moon.\n" in await chat.say("/help")
        group = chat.group()
        for _ in range(30):
            group.say(chat.ada, "/moon")
        await chat.settle()
        answers = [message.text for message in group.inbox]
        assert "Full." in answers
        assert len(answers) < 15
