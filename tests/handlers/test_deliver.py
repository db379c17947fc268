"""Screens on their way into chats."""

import pytest

from offline_telegram import ApiError, Fault, LocalTelegram
from offline_telegram.errors import too_many_requests
from tests.conftest import Chat, written

SHOES = "Can my shoes cause foot cramps?"


async def test_no_previews(chat: Chat, telegram: LocalTelegram) -> None:
    """Nothing that is sent or edited unfolds a link."""
    question = chat.ada.say(SHOES)
    await chat.say("does magnesium help?")
    chat.ada.edit(question, "/ask thanks")
    await chat.say("/topics")
    await chat.tap("◀ Back")
    shown = [*telegram.requests_to("sendMessage"), *telegram.requests_to("editMessageText")]
    assert len(shown) == 5
    assert all(request.params["link_preview_options"] == {"is_disabled": True} for request in shown)


async def test_a_group_that_has_moved(chat: Chat) -> None:
    """A group that becomes a supergroup is answered there; what Telegram says about the move is not."""
    group = chat.group()
    group.say(chat.ada, f"/ask {SHOES}")
    await chat.settle()
    group.migrate()
    await chat.settle()
    assert not group.inbox
    question = group.say(chat.ada, f"/ask {SHOES}")
    await chat.settle()
    (answer,) = group.inbox
    assert answer.reply_to is question


async def test_a_group_that_moves_meanwhile(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    """A question, an edit and a tap from just before the move are answered after it."""
    group = chat.group()
    asked = group.say(chat.ada, f"/ask {SHOES}")
    await chat.settle()
    group.say(chat.ada, "/ask does magnesium help?")
    group.edit(chat.ada, asked, "/ask Does a massage help against a foot cramp?")
    opened = group.tap(chat.ada, "Standing all day, tired feet")
    group.migrate()
    await chat.settle()
    assert [message.text.split(":")[0] for message in group.inbox] == [
        "About magnesium supplements",
        "About massage and foot rubs",
        "About standing all day, tired feet",
    ]
    assert opened.answer
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


@pytest.mark.parametrize(
    "fault",
    [
        too_many_requests(3),
        ApiError(500, "Internal Server Error"),
        Fault.BAD_GATEWAY,
        Fault.GARBLED,
        Fault.TIMED_OUT,
        Fault.TIMED_OUT_AFTER_DELIVERY,
        Fault.UNREACHABLE,
    ],
)
async def test_a_tap_that_cannot_be_acknowledged(
    chat: Chat, telegram: LocalTelegram, fault: ApiError | Fault
) -> None:
    """The answer does not depend on it."""
    await chat.say("/start")
    telegram.fail("answerCallbackQuery", fault)
    assert (await chat.tap("Massage and foot rubs")).startswith("About massage")
    assert len(written(chat.ada.inbox)) == 2
