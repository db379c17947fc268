"""The application as a whole."""

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from sqlalchemy.ext.asyncio import AsyncEngine
from telegram import Update
from telegram.error import InvalidToken

from bot.app import ALLOWED_UPDATES, build_application
from bot.matching import Matcher
from bot.reminders.kinds import STRETCH
from bot.storage import Database, Ending, Notebook, Store
from bot.views.welcome import DESCRIPTION, SHORT_DESCRIPTION
from offline_telegram import ApiError, Fault, LocalRequest, LocalTelegram
from offline_telegram.errors import too_many_requests
from tests.conftest import Chat, Start
from tests.updates import GUS, Json, Some, callback_data, updates

ACTS = {"sendMessage", "editMessageText", "answerCallbackQuery", "answerInlineQuery", "answerGuestQuery"}
"""What the bot does to answer somebody."""
BATCH = 50

generated = settings(
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_nothing_happens_before_the_start(
    telegram: LocalTelegram, matcher: Matcher, database: Database
) -> None:
    """Building an application asks nothing of Telegram."""
    build_application(matcher, telegram.token, database=database, transport=lambda: LocalRequest(telegram))
    assert not telegram.requests


def test_another_server(telegram: LocalTelegram, matcher: Matcher) -> None:
    """Requests and files go to the server that was asked for."""
    bot = build_application(
        matcher,
        "1:x",
        database=Path("unused"),
        transport=lambda: LocalRequest(telegram),
        api_url="http://localhost:8081/telegram",
    ).application.bot
    assert bot.base_url == "http://localhost:8081/telegram/bot1:x"
    assert bot.base_file_url == "http://localhost:8081/telegram/file/bot1:x"


async def test_what_is_too_old(
    telegram: LocalTelegram, matcher: Matcher, database: Database, engine: AsyncEngine
) -> None:
    """With the start, marks and questions that are too old to keep are removed."""
    store, notebook, long_ago = Store(engine), Notebook(engine), datetime(2020, 1, 1, tzinfo=UTC)
    await store.mark(5, STRETCH, long_ago, long_ago.date())
    await notebook.keep("why", Ending.UNKNOWN, long_ago)
    application = build_application(
        matcher, telegram.token, database=database, transport=lambda: LocalRequest(telegram)
    ).application
    async with application:
        assert application.post_init
        assert application.post_stop
        await application.post_init(application)
        async with asyncio.timeout(5):
            while await notebook.kept() or await store.marks(5):  # noqa: ASYNC110 - there is no event for it
                await asyncio.sleep(0)
        await application.post_stop(application)
    assert not await notebook.kept()


async def test_introduction(chat: Chat, telegram: LocalTelegram) -> None:
    """At the start the commands and the descriptions are set, for all people and languages.

    In groups there is less to choose from, and only admins are offered the reminders.
    """
    assert {"ask", "topics", "reminders", "stop"} < {command["command"] for command in chat.ada.commands}
    grace = telegram.person("Grace")
    runners = telegram.group("Runners", chat.ada, grace).chat
    offered = [command["command"] for command in telegram.profile.menu(runners, grace.user)]
    assert offered == ["cramp", "ask", "topics", "stretch", "help"]
    to_admins = {command["command"] for command in telegram.profile.menu(runners, chat.ada.user)}
    assert to_admins == {*offered, "reminders", "pause", "resume", "stop"}
    assert telegram.profile.descriptions == {"": DESCRIPTION}
    assert telegram.profile.short_descriptions == {"": SHORT_DESCRIPTION}


@pytest.mark.parametrize("method", ["setMyCommands", "setMyDescription", "setMyShortDescription"])
@pytest.mark.parametrize(
    "fault", [too_many_requests(3600), ApiError(400, "Bad Request: no"), Fault.TIMED_OUT, Fault.GARBLED]
)
async def test_without_an_introduction(
    telegram: LocalTelegram, start: Start, method: str, fault: ApiError | Fault
) -> None:
    """When that fails the bot does its work all the same."""
    telegram.fail(method, fault)
    async with start() as chat:
        assert (await chat.say("thanks")).startswith("You")


async def test_a_wrong_token(telegram: LocalTelegram, matcher: Matcher, database: Database) -> None:
    """With a token that Telegram does not know there is no start."""
    application = build_application(
        matcher, "2:wrong", database=database, transport=lambda: LocalRequest(telegram)
    ).application
    with pytest.raises(InvalidToken):
        await application.initialize()


async def test_what_is_asked_for(chat: Chat, telegram: LocalTelegram) -> None:
    """Telegram sends what the bot has use for, and nothing else."""
    await chat.say("hello")
    assert telegram.updates.allowed == set(ALLOWED_UPDATES)


def test_every_kind_is_generated() -> None:
    """The updates of the following tests are of all kinds that the library knows."""
    assert {str(kind) for kind in Update.ALL_TYPES} <= updates([GUS], [GUS]).keys()


@pytest.fixture
def anything(chat: Chat) -> dict[str, Some]:
    """Updates from people and chats of every kind, the bot not welcome in all of them."""
    grace, gus = chat.telegram.person("<b>Grace</b> & co", started=True), chat.telegram.person("</b>")
    gus.block()
    group, moved, left = chat.group("</b>&"), chat.group("Old"), chat.group("Left")
    before = moved.chat.json()
    moved.migrate()
    left.kick_bot()
    people = [chat.ada, grace, gus]
    private = [person.chat.json() for person in people]
    groups = [group.chat.json(), before, moved.chat.json(), left.chat.json()]
    return updates([*private, *groups], [person.user.json() for person in people])


@generated
@given(st.data())
async def test_other_updates(chat: Chat, anything: dict[str, Some], data: st.DataObject) -> None:
    """Posts in channels, changes of members, inline queries and the like are passed over."""
    for kind, contents in anything.items():
        if kind not in ALLOWED_UPDATES:
            chat.telegram.push({kind: data.draw(contents)})
    await chat.settle()
    assert not ACTS & {request.method for request in chat.telegram.requests}


@pytest.fixture
def batches(anything: dict[str, Some]) -> SearchStrategy[list[Json]]:
    """Many updates at once, most of them such as the bot has to do something about."""
    kinds = [st.fixed_dictionaries({kind: contents}) for kind, contents in anything.items()]
    asked = [st.fixed_dictionaries({kind: anything[kind]}) for kind in ALLOWED_UPDATES]
    return st.lists(st.one_of(*asked, st.one_of(kinds)), min_size=BATCH, max_size=BATCH)


@settings(generated, max_examples=5_000 // BATCH)
@given(st.data())
async def test_anything(
    chat: Chat, batches: SearchStrategy[list[Json]], caplog: pytest.LogCaptureFixture, data: st.DataObject
) -> None:
    """Thousands of updates of any kind, with anything in them: no error, and no invalid request."""
    caplog.clear()
    for update in data.draw(batches):
        chat.telegram.push(update)
    forged = data.draw(callback_data)  # drawn in any case: what is drawn must not depend on the bot
    if chat.ada.inbox:
        chat.ada.forge(forged)
    await chat.settle()
    chat.clock.forward(minutes=1)
    before = len(chat.ada.inbox)
    await chat.say("thanks")
    # A question about a sign that is open comes once more below the answer.
    assert chat.ada.inbox[before].text.startswith(("You", "I'm glad"))
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
