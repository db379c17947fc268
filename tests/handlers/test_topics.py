"""The list of topics, and the buttons that open them."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.knowledge import Knowledge
from bot.matching import Suggest
from bot.views.welcome import OLD_BUTTON
from offline_telegram import LocalTelegram
from tests.conftest import Chat, labels, written
from tests.handlers.conftest import Ordered

NAVIGATION = 2
"""Buttons at the end that turn the page."""


def forward(chat: Chat) -> str:
    """The button to the next page."""
    return labels(chat.ada.last)[-1]


def topics_shown(chat: Chat) -> list[str]:
    """The topics that can be tapped on the page that is shown."""
    return labels(chat.ada.last)[:-NAVIGATION]


async def test_all_topics(chat: Chat, knowledge: Knowledge) -> None:
    """Turning the pages, in one and the same message, shows each topic once, and then begins anew."""
    first = await chat.say("/topics")
    message, seen, pages = chat.ada.last, topics_shown(chat), [first]
    while (text := await chat.tap(forward(chat))) != first:
        pages.append(text)
        seen += topics_shown(chat)
    assert seen == [entry.title for entry in knowledge.entries.values() if entry.listed]
    assert chat.ada.inbox == [message]
    groups = dict.fromkeys(entry.group for entry in knowledge.entries.values() if entry.listed)
    assert all(any(group in page.splitlines() for page in pages) for group in groups)
    assert forward(chat) == f"1 of {len(pages)} ▶"


async def test_back(chat: Chat) -> None:
    """Back undoes a step forward."""
    first = await chat.say("/topics")
    await chat.tap(forward(chat))
    assert await chat.tap("◀ Back") == first


async def test_opening_a_topic(chat: Chat, knowledge: Knowledge) -> None:
    """A topic is answered in a message of its own, so that the list stays."""
    listing = await chat.say("/topics")
    answer = await chat.tap("Massage and foot rubs")
    assert [message.text for message in written(chat.ada.inbox)] == [listing, answer]
    assert knowledge.entries["massage"].answer.splitlines()[0] in answer


async def test_from_the_greeting(chat: Chat) -> None:
    """The topics take the place of the message under which they were asked for."""
    await chat.say("/start")
    text = await chat.tap("All topics")
    assert len(chat.ada.inbox) == 1
    assert text.startswith("A cramp right now")


ANY_DATA = st.text(max_size=64).filter(lambda data: len(data.encode()) <= 64)


@given(ANY_DATA)
@example("")
@example("open")
@example("open:")
@example("open:nothing")
@example("choose:nothing")
@example("choose:open:massage")
@example("page:")
@example("page:-1")
@example("page:+1")
@example("page:1e3")
@example("page:1\n")
@example("none:")
@example("up:")
@example("up:nothing")
@example("down:nothing,massage")
@example("page:٣")
@example("page:99999999999")
@example("delete:massage")
@example("x" * 64)
@settings(
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_forged_buttons(chat: Chat, data: str) -> None:
    """A tap on what is no button of this bot gets a short notice, and nothing else."""
    chat.clock.forward(minutes=1)
    if not chat.ada.inbox:
        await chat.say("/start")
    shown = chat.ada.last.json()
    press = chat.ada.forge(data)
    await chat.settle()
    assert press.answer
    assert press.answer.text == OLD_BUTTON
    assert [message.json() for message in chat.ada.inbox] == [shown]


async def test_a_page_of_an_older_version(chat: Chat) -> None:
    """A page that there is no longer leads to the last one."""
    await chat.say("/topics")
    last = await chat.tap("◀ Back")
    chat.ada.forge("page:999")
    await chat.settle()
    assert chat.ada.last.text == last


@pytest.mark.parametrize("data", ["choose:massage", "page:1", "none:topics", "something"])
async def test_a_deleted_message(chat: Chat, telegram: LocalTelegram, data: str) -> None:
    """A tap on a message that is gone by now gets a short notice, and nothing else."""
    await chat.say("/topics")
    message = chat.ada.last
    telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": message.id})
    press = chat.ada.forge(data, message)
    await chat.settle()
    assert press.answer
    assert press.answer.text == OLD_BUTTON
    assert not chat.ada.inbox


async def test_an_inaccessible_message(chat: Chat, telegram: LocalTelegram) -> None:
    """Telegram calls old messages inaccessible that people can still see: a topic under one opens."""
    await chat.say("/topics")
    message = chat.ada.last
    telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": message.id})
    press = chat.ada.forge("open:massage", message)
    await chat.settle()
    assert press.answer
    assert not press.answer.text
    assert chat.ada.last.text.startswith("About massage")


@pytest.mark.parametrize("data", ["choose:massage", "page:1"])
async def test_a_message_that_goes_while_it_is_tapped(chat: Chat, telegram: LocalTelegram, data: str) -> None:
    """The same when Telegram has not yet noticed at the tap."""
    await chat.say("/topics")
    press = chat.ada.forge(data)
    telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": chat.ada.last.id})
    await chat.settle()
    assert press.answer
    assert press.answer.text == OLD_BUTTON
    assert not chat.ada.inbox


async def test_two_taps_at_once(
    chat: Chat, reply_with: Ordered, suggestion: Suggest, caplog: pytest.LogCaptureFixture
) -> None:
    """A double tap does what one does, and waits for nothing."""
    reply_with(suggestion)
    await chat.say("feet")
    presses = [chat.ada.tap("Shoes that fit"), chat.ada.tap("Shoes that fit")]
    await chat.settle()
    (message,) = chat.ada.inbox
    assert message.text.startswith("About shoes that fit:")
    assert [press.answer and press.answer.text for press in presses] == ["", ""]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_taps_on_two_suggestions(chat: Chat, reply_with: Ordered, suggestion: Suggest) -> None:
    """Of two topics tapped one after the other, the later one stays."""
    reply_with(suggestion)
    await chat.say("feet")
    chat.ada.tap("Shoes that fit")
    chat.ada.tap("Massage and foot rubs")
    await chat.settle()
    (message,) = written(chat.ada.inbox)
    assert message.text.startswith("About massage and foot rubs:")


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("open:massage", ["Hello Ada", "About mas"]),
        ("choose:massage", ["About mas"]),
        ("page:0", ["A cramp r"]),
    ],
)
async def test_a_tap_from_before_a_restart(
    chat: Chat, caplog: pytest.LogCaptureFixture, data: str, shown: list[str]
) -> None:
    """A tap that Telegram no longer waits for is answered all the same."""
    await chat.say("/start")
    press = chat.ada.forge(data)
    chat.clock.forward(minutes=5)
    await chat.settle()
    assert not press.answer
    assert [message.text[:9] for message in written(chat.ada.inbox)] == shown
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_buttons_without_data(chat: Chat, telegram: LocalTelegram) -> None:
    """A button of a game, or one under an inline message, does nothing."""
    await chat.say("/start")
    for fields in ({"game_short_name": "snake"}, {"inline_message_id": "x", "data": "open:massage"}):
        query = {"id": "1", "from": chat.ada.user.json(), "chat_instance": "1", **fields}
        telegram.push({"callback_query": query})
    await chat.settle()
    assert len(chat.ada.inbox) == 1
    answered = [request.params["text"] for request in telegram.requests_to("answerCallbackQuery")]
    assert answered == [OLD_BUTTON, OLD_BUTTON]
