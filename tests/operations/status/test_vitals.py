"""What is counted while the bot works, and what its log lines say."""

import asyncio
import logging
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from prometheus_client import generate_latest
from structlog.contextvars import get_contextvars
from telegram import Update

import bot
from bot.delivery.reminder_sender import SendOutcome
from bot.operations.health import lag_measured
from bot.operations.metrics import OUTCOMES, Vitals
from offline_telegram import ApiError
from tests.conftest import Chat, Clock
from tests.handlers.reminding import open_panel
from tests.operations.status.conftest import Figures, figures


@pytest.fixture
def vitals(clock: Clock) -> Vitals:
    """Those of a process that has just started."""
    return Vitals(clock.monotonic)


def seen(vitals: Vitals) -> Figures:
    """What Prometheus would see."""
    return figures(generate_latest(vitals.registry).decode())


def test_the_time_to_answer(vitals: Vitals, clock: Clock) -> None:
    """From the arrival to the first message or edit that Telegram takes; a tap's acknowledgement is none."""
    with vitals.handling(Update(1)):
        for method, status in [
            ("answerCallbackQuery", 200),
            ("sendChatAction", 200),
            ("editMessageText", 429),
            ("editMessageText", None),
        ]:
            vitals.requested(method, status)
            clock.forward(seconds=1)
        assert seen(vitals)["bot_answer_seconds_count"] == 0
        vitals.requested("editMessageText", 200)
        vitals.requested("sendMessage", 200)
    assert seen(vitals)["bot_answer_seconds_count"] == 1
    assert seen(vitals)["bot_answer_seconds_sum"] == 4


async def test_what_goes_on_behind(vitals: Vitals) -> None:
    """A countdown that an update has begun is no answer to it; nor is what nobody has asked for."""
    with vitals.handling(Update(1)):
        countdown = asyncio.create_task(asyncio.to_thread(vitals.requested, "editMessageText", 200))
    await countdown
    vitals.requested("sendMessage", 200)
    assert seen(vitals)["bot_answer_seconds_count"] == 0


def test_anything_may_arrive(vitals: Vitals) -> None:
    """What is no update, or of a kind that nobody knows yet, is counted, too."""
    for update in (object(), Update(1)):
        with vitals.handling(update):
            assert vitals.last_update == vitals.started
    assert seen(vitals)["bot_updates_total kind=other"] == 2


def test_an_update_that_fails(vitals: Vitals) -> None:
    """Its id is bound while it is handled, and not longer, even so."""

    def handle() -> None:
        with vitals.handling(Update(7)):
            assert get_contextvars() == {"update_id": 7}
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        handle()
    assert get_contextvars() == {}


def test_every_outcome_is_known() -> None:
    """Of a reminder, as the dispatcher names them."""
    assert {outcome.__name__.lower() for outcome in get_args(SendOutcome)} | {"late", "failed"} == set(
        OUTCOMES
    )


def test_the_version() -> None:
    """It is the project's."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == bot.__version__


async def test_the_lag(vitals: Vitals, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is measured again and again."""
    monkeypatch.setattr("bot.operations.health.EVERY", 0.0)
    async with lag_measured(vitals):
        while seen(vitals)["bot_loop_lag_seconds_count"] < 3:  # noqa: ASYNC110 - there is no event for it
            await asyncio.sleep(0)


class Listener(logging.Handler):
    """Hears what the bot logs, and with what bound to it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, dict[str, object]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """A line."""
        self.heard.append((record.getMessage(), get_contextvars()))


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Iterator[list[tuple[str, dict[str, object]]]]:
    """All of it from now on."""
    caplog.set_level(logging.INFO, "bot")
    listener = Listener()
    logging.getLogger("bot").addHandler(listener)
    yield listener.heard
    logging.getLogger("bot").removeHandler(listener)


async def test_lines(chat: Chat, heard: list[tuple[str, dict[str, object]]]) -> None:
    """A line that an update gives rise to has its id, and one of a reminder a number that is no chat's."""
    await open_panel(chat, "hydration")
    chat.telegram.fail("sendMessage", ApiError(403, "Forbidden: bot was blocked by the user"))
    chat.ada.say("thanks")
    await chat.settle()
    chat.ada.block()
    chat.clock.forward(hours=5)
    await chat.tick()
    (of_update, said), (of_reminder, also) = heard
    assert of_update.startswith("not delivered")
    assert said.keys() == {"update_id"}
    assert of_reminder == "a reminder met Forbidden('Forbidden: bot was blocked by the user'): Gone"
    assert also == {"reminder": "hydration-1"}


async def test_nothing_personal(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    """No line has a text, a name or the number of a chat in it, not even when a chat moves."""
    caplog.set_level(logging.INFO)
    group = chat.group("Secret runners")
    await open_panel(chat, "hydration")
    before = group.chat.id
    group.say(chat.ada, "/reminders")
    await chat.settle()
    chat.ada.forge("panel:on/hydration", group.last)
    chat.ada.forge("zone:Europe/Berlin", group.last)
    await chat.settle()
    group.migrate()
    chat.ada.say("my password is hunter2")
    await chat.settle()
    chat.ada.block()
    chat.clock.forward(hours=5)
    await chat.tick()
    said = [record.getMessage() for record in caplog.records]
    assert "a reminder met ChatMigrated: Moved" in said
    secrets = ("Secret", "Ada", "hunter2", str(chat.ada.id), str(before), str(group.chat.id))
    assert not [line for line in said if any(secret in line for secret in secrets)]
