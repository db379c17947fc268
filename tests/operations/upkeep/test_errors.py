"""What admins are told of errors."""

import logging

import pytest

from bot.matching import Matcher
from bot.operations.admin_notices import PENDING, REMEMBERED, ErrorLog, listening
from bot.views.admin import OTHER
from offline_telegram import ApiError, Fault
from offline_telegram.errors import too_many_requests
from tests.operations.upkeep.conftest import Desk

SECRET = "my knee, 555-0199"
LOGGER = logging.getLogger("bot.tests")


def break_matcher(patch: pytest.MonkeyPatch, error: type[Exception] = RuntimeError) -> None:
    """From now on every question is an error."""

    def fail(*_: object) -> None:
        raise error(SECRET)

    patch.setattr(Matcher, "reply", fail)


async def test_an_error_of_a_handler(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its type and its place, once, and at once; nothing of what people write, and nothing of its text."""
    break_matcher(monkeypatch)
    await desk.say(SECRET)
    (told,) = await desk.look(5)
    assert told.startswith("Something went wrong. The log says more.\n\n• RuntimeError at bot/handlers/")
    assert "555" not in told
    assert "Ada" not in told
    assert not [message for message in desk.ada.inbox if "RuntimeError" in message.text]


async def test_many_errors(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first is told at once, the others together: at most four times an hour, with their number."""
    break_matcher(monkeypatch)
    told = []
    for _ in range(60):
        await desk.say("why?")
        told += await desk.look()
        desk.clock.forward(seconds=58)
    assert len(told) == 4
    assert [line.split("(")[1] for line in told[1:]] == ["15 more times)"] * 3


async def test_another_kind(desk: Desk) -> None:
    """Another kind does not wait for a quarter of an hour, but there are never more than four an hour."""
    told = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("One", "Two", "Three", "Four", "Five", "Six"):
            break_matcher(patch, type(name, (Exception,), {}))
            await desk.say("why?")
            told += await desk.look()
    assert [text.split("• ")[1].split()[0] for text in told] == ["One", "Two", "Three", "Four"]
    desk.clock.forward(hours=1)
    (last,) = await desk.look()
    assert "• Five at" in last
    assert "• Six at" in last


async def test_where_it_began(desk: Desk) -> None:
    """A refused request is told by what was to be sent, not by what every request passes through."""
    desk.telegram.fail("sendMessage", ApiError(400, "Bad Request: can't parse entities"))
    await desk.say("why?")
    (told,) = await desk.look(5)
    assert "BadRequest at bot/handlers/pictures.py:" in told


async def test_a_stranger_spends_no_notice(desk: Desk) -> None:
    """A group in which the bot may not write is no error."""
    group = desk.group("Closed")
    for _ in range(4):
        desk.telegram.fail(
            "sendMessage", ApiError(400, "Bad Request: not enough rights to send text messages")
        )
        group.say(desk.ada, "/ask why?")
        await desk.settle()
    assert not await desk.look(5)


@pytest.mark.parametrize(
    "fault",
    [ApiError(403, "Forbidden: blocked"), ApiError(400, "no"), Fault.TIMED_OUT, too_many_requests(3600)],
)
async def test_a_notice_that_cannot_be_sent(
    desk: Desk, fault: ApiError | Fault, caplog: pytest.LogCaptureFixture
) -> None:
    """Never causes another."""
    desk.telegram.fail("sendMessage", fault, times=10)
    LOGGER.error("broken")
    for _ in range(5):
        assert not await desk.look()
        desk.clock.forward(hours=1)
    assert len(desk.telegram.requests_to("sendMessage")) <= 1
    assert [record.name for record in caplog.records if record.levelno >= logging.ERROR] == ["bot.tests"]


async def test_reading_that_fails(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An error of the bot's own is told as such, once, and the knowledge stays."""

    def fail(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("bot.matching.build.load", fail)
    (desk.folder / "not-covered.yaml").write_text("- gout\n")
    (told,) = await desk.look(10)
    assert "• MemoryError at bot/matching/build.py:" in told
    assert len([record for record in caplog.records if record.levelno >= logging.ERROR]) == 1
    assert "Wear wider ones." in await desk.say("Can my shoes cause foot cramps?")


def test_bounded() -> None:
    """Whatever is logged, and however often, the memory for it is small."""
    errors = ErrorLog()
    with listening(errors):
        for number in range(PENDING + 20):
            record = logging.LogRecord("x", logging.ERROR, f"/a/file{number}.py", 1, SECRET, (), None)
            errors.handle(record)
        assert len(errors.take()) == PENDING + 1
        for number in range(REMEMBERED + 20):
            errors.handle(logging.LogRecord("x", logging.ERROR, f"/b/{number}.py", 1, "", (), None))
            taken = errors.take()
    assert OTHER not in taken
    assert not errors.waiting
    logging.getLogger().error("after the end")
    assert not errors.waiting


def test_places() -> None:
    """Where the bot last had a hand in it; of what others log, the line that logs it. Warnings are none."""
    errors = ErrorLog()
    with listening(errors):
        LOGGER.warning("careful")
        LOGGER.error("what %s wrote", SECRET)
        try:
            int(SECRET)
        except ValueError:
            LOGGER.exception("no number")
    kinds = list(errors.take())
    assert [kind.name for kind in kinds] == ["Error", "ValueError"]
    assert all(kind.place.startswith("upkeep/test_errors.py:") for kind in kinds)
