"""An editor at work while the bot runs."""

import asyncio
from pathlib import Path

import pytest

from bot.operations.admin_notices import keeping
from offline_telegram import ApiError, Fault
from tests.knowledge.folders import FEET, FEET_FILE, GOOD, replace, write
from tests.operations.upkeep.conftest import Desk

SHOES = "Can my shoes cause foot cramps?"


async def test_changed_broken_and_mended(desk: Desk) -> None:
    """The new answer is given; a broken one keeps the old, and the admin reads where the error is."""
    assert "Wear wider ones." in await desk.say(SHOES)

    replace(desk.folder, FEET_FILE, "Wear wider ones.", "Wear soft ones.")
    assert not await desk.look()
    assert "Wear wider ones." in await desk.say("/start shoes")
    assert await desk.look() == ["I have read the knowledge anew.\n\n• changed: shoes"]
    assert "Wear soft ones." in await desk.say("/start shoes")

    replace(desk.folder, FEET_FILE, "title: Shoes that fit", "titel: Shoes that fit")
    (told,) = await desk.look(5)
    assert told.startswith("I can't use the knowledge as it is now, and go on with what I have read before.")
    assert f"• {FEET_FILE}:2: " in told
    assert str(desk.folder) not in told
    assert "Wear soft ones." in await desk.say("/start shoes")

    replace(desk.folder, FEET_FILE, "titel", "title")
    replace(desk.folder, FEET_FILE, "soft ones", "big ones")
    assert await desk.look(5) == ["The knowledge is in order again.\n\n• changed: shoes"]
    assert "Wear big ones." in await desk.say("/start shoes")


async def test_new_ways_of_asking(desk: Desk) -> None:
    """What was not understood is understood once it stands there; nobody else is told of it."""
    asked = "what about gout in winter"
    assert not (await desk.say(asked)).startswith("About shoes")
    replace(desk.folder, FEET_FILE, "    - tight boots\n", f"    - tight boots\n    - {asked}\n")
    assert len(await desk.look(2)) == 1
    assert (await desk.say(asked)).startswith("About shoes")
    assert all("knowledge" not in message.text for message in desk.ada.inbox)


async def test_an_edit_in_steps(desk: Desk) -> None:
    """While a file is still being written, nobody is alarmed."""
    for end in range(0, len(FEET), 40):
        write(desk.folder, {FEET_FILE: FEET[:end]})
        assert not await desk.look()
    write(desk.folder, {FEET_FILE: FEET.replace("wider", "softer")})
    assert await desk.look(3) == ["I have read the knowledge anew.\n\n• changed: shoes"]


@pytest.mark.parametrize(
    "name", [".10-on-your-feet.yaml.swp", "a.yaml~", "#a.yaml#", ".#a.yaml", "a.yaml.tmp", ".git/a.yaml"]
)
async def test_temporary_files(desk: Desk, name: str) -> None:
    """What an editor puts beside a file while it saves is not read."""
    write(desk.folder, {name: b"\xff{{"})
    assert not await desk.look(3)


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({FEET_FILE: FEET.encode("utf-16")}, f"{FEET_FILE}:1: is written in UTF-16"),
        ({FEET_FILE: FEET.replace("Wear", "W\xe4hr").encode("latin-1")}, f"{FEET_FILE}:10: the byte 0xE4"),
        ({FEET_FILE: b""}, f"{FEET_FILE}:1: "),
        ({FEET_FILE: FEET.replace("article", "atricle")}, f"{FEET_FILE}:11: there is no source `atricle`"),
        ({FEET_FILE: FEET.replace("- tight", '- "tight')}, f"{FEET_FILE}:5: a quotation mark is opened"),
        ({"b.yaml": "- " * 200_000}, "b.yaml:1: "),
    ],
)
async def test_files_that_cannot_be_used(desk: Desk, files: dict[str, str | bytes], where: str) -> None:
    """Whatever is written there, the bot goes on, and names the place."""
    write(desk.folder, files)
    (told,) = await desk.look(4)
    assert where in told
    assert len(told) <= 4096
    assert "Wear wider ones." in await desk.say(SHOES)


async def test_a_file_that_goes(desk: Desk) -> None:
    """Its entries go with it, where nothing needs them: old buttons say so, and "why?" still gets a reply."""
    await desk.say("My leg is hot and swollen.")
    await desk.say(SHOES)
    button = desk.ada.last.buttons[0][0]["callback_data"]
    (desk.folder / "30-alarms.yaml").unlink()
    (told,) = await desk.look(2)
    assert "there is no entry `swelling`" in told
    replace(desk.folder, FEET_FILE, "[swelling]", "[]")
    (told,) = await desk.look(2)
    assert told == "The knowledge is in order again.\n\n• removed: swelling\n• changed: shoes"
    press = desk.ada.forge(button)
    await desk.settle()
    assert press.answer
    assert press.answer.text == "This button no longer works. Send /topics or /reminders."
    write(desk.folder, {FEET_FILE: FEET.replace("id: shoes", "id: boots").replace("[swelling]", "[]")})
    assert len(await desk.look(2)) == 1
    assert await desk.say("why?")


async def test_the_folder_goes_and_comes_back(desk: Desk) -> None:
    """As when another version of it is put in its place."""
    away = desk.folder.rename(desk.folder.with_name("away"))
    (told,) = await desk.look(3)
    assert told.startswith("I can't use the knowledge")
    assert "Wear wider ones." in await desk.say(SHOES)
    away.rename(desk.folder)
    assert await desk.look(3) == ["The knowledge is in order again.\n\nI know the same as before."]


async def test_another_error_is_told_the_same_one_is_not(desk: Desk) -> None:
    """Until all is well."""
    replace(desk.folder, FEET_FILE, "id: shoes", "id: Shoes")
    assert len(await desk.look(2)) == 1
    write(desk.folder, {"vocabulary.yaml": GOOD["vocabulary.yaml"] + "\n"})
    assert not await desk.look(2)
    write(desk.folder, {"vocabulary.yaml": "synonyms: ["})
    (told,) = await desk.look(2)
    assert "vocabulary.yaml:2: " in told


async def test_at_most_a_few_an_hour(desk: Desk) -> None:
    """A program gone wild floods nobody, and in the end the latest state is told."""
    told = []
    for number in range(30):
        replace(desk.folder, FEET_FILE, "article\n", f"article{number}\n")
        told += await desk.look(2)
        replace(desk.folder, FEET_FILE, f"article{number}\n", "article\n")
        told += await desk.look(2)
    assert len(told) == 12
    desk.clock.forward(hours=1)
    assert (await desk.look())[0].startswith("The knowledge is in order again.")


@pytest.mark.parametrize("fault", [ApiError(403, "Forbidden: bot was blocked by the user"), Fault.TIMED_OUT])
async def test_an_admin_who_cannot_be_told(desk: Desk, fault: ApiError | Fault) -> None:
    """Is not told, and nothing comes of it."""
    desk.telegram.fail("sendMessage", fault)
    replace(desk.folder, FEET_FILE, "wider", "softer")
    assert not await desk.look(5)
    assert "Wear softer ones." in await desk.say(SHOES)


async def test_by_itself(desk: Desk) -> None:
    """It looks every two seconds while it runs, and no more after the end."""
    async with keeping(desk.app.keeper, desk.clock.sleep):
        replace(desk.folder, FEET_FILE, "wider", "softer")
        for _ in range(200):
            await asyncio.sleep(0.005)
            desk.clock.forward(seconds=2)
            if desk.admin.inbox:
                break
    assert "changed: shoes" in desk.admin.last.text
    replace(desk.folder, FEET_FILE, "softer", "wider")
    desk.clock.forward(seconds=10)
    assert len(desk.admin.inbox) == 1


async def test_in_the_middle_of_an_answer(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asked before is answered from what was known then, whole, and not half from the new."""

    async def meanwhile(*_: object) -> tuple[()]:
        write(desk.folder, {FEET_FILE: FEET.replace("[swelling]", "[]").replace("id: shoes", "id: boots")})
        (desk.folder / "30-alarms.yaml").unlink()
        assert "• removed: shoes, swelling" in (await desk.look(2))[0]
        return ()

    monkeypatch.setattr("bot.handlers.wishes.wished", meanwhile)
    assert (await desk.say("tight boots")).startswith("About shoes that fit")
    assert desk.ada.last.buttons[0][0]["text"] == "A swollen leg"
    assert (await desk.tap("A swollen leg")).startswith("About shoes that fit")


async def test_what_the_log_says(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """Where the error is, for those who have not named an admin."""
    replace(desk.folder, FEET_FILE, "id: shoes", "id: Shoes")
    await desk.look(2)
    assert str(Path(desk.folder, FEET_FILE)) + ":1: " in caplog.text
