"""The commands of admins."""

import pytest

from bot.handlers.routes import COMMANDS
from bot.matching import Matcher
from bot.storage import Database
from offline_telegram import LocalTelegram
from tests.conftest import Clock, started
from tests.knowledge.folders import FEET_FILE, replace
from tests.operations.upkeep.conftest import Desk

UNKNOWN = "I don't know that command."


async def test_reload(desk: Desk) -> None:
    """It reads the files at once, and says what has changed or where the error is."""
    assert await desk.order("/reload") == (
        "I know all that the files say. Nothing has changed since I read them."
    )
    replace(desk.folder, FEET_FILE, "wider", "softer")
    assert await desk.order("/reload") == "I have read the knowledge anew.\n\n• changed: shoes"
    assert "Wear softer ones." in await desk.say("Can my shoes cause foot cramps?")
    replace(desk.folder, FEET_FILE, "id: shoes", "id: Shoes")
    for _ in range(2):
        assert f"• {FEET_FILE}:1: `id` is `Shoes`" in await desk.order("/reload")
    replace(desk.folder, FEET_FILE, "id: Shoes", "id: shoes")
    assert (await desk.order("/reload")).startswith("The knowledge is in order again.")
    assert (await desk.order("/reload")).endswith("The last change:\n• changed: shoes")
    assert not await desk.look(3)


@pytest.mark.parametrize("command", ["/reload", "/reload now", "/RELOAD", "/reload@foot_cramp_bot"])
async def test_everybody_else(desk: Desk, command: str) -> None:
    """For them there is no such command, in no chat."""
    assert (await desk.say(command)).startswith(UNKNOWN)


async def test_in_a_group(desk: Desk) -> None:
    """Nor is there one for admins in another chat than theirs; in a group it may be meant for another bot."""
    group = desk.telegram.group("Runners", desk.admin)
    group.say(desk.admin, "/reload")
    await desk.settle()
    assert not group.inbox
    group.say(desk.admin, "/reload@foot_cramp_bot")
    await desk.settle()
    assert group.last.text.startswith(UNKNOWN)


async def test_menus(desk: Desk) -> None:
    """Only admins see their commands, beside all others."""
    theirs = [{"command": each.name, "description": each.description} for each in COMMANDS if each.for_admins]
    assert len(theirs) == 3
    assert desk.admin.commands == [*desk.ada.commands, *theirs]


async def test_every_admin_command_is_served(desk: Desk) -> None:
    """What the menu offers, there is."""
    for command in (each.name for each in COMMANDS if each.for_admins):
        assert not (await desk.order(f"/{command}")).startswith(UNKNOWN)


async def test_an_admin_who_is_not_there(
    telegram: LocalTelegram,
    clock: Clock,
    database: Database,
    small: Matcher,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The bot starts, and the others have their menus."""
    grace = telegram.person("Grace", started=True)
    async with started(telegram, small, clock, database, admins=frozenset({1, grace.id})) as chat:
        await chat.settle()
        assert {"start", "stats"} <= {command["command"] for command in grace.commands}
        assert "a menu or description could not be set" in caplog.text
        assert await chat.say("thanks")
