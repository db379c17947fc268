"""Pictures above answers."""

import hashlib

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knowledge import Knowledge
from bot.local import ApiError, Fault, LocalTelegram, Message
from bot.local.errors import bad_request
from bot.matching import Suggest, Unknown
from bot.storage import FileIds
from tests.conftest import Chat, Start, labels
from tests.handlers.conftest import Ordered
from tests.handlers.stretching import Countdowns

LYING = "Lying on the back"
POSITION = "how should I lie in bed against cramps?"
STRETCHES = "which stretches should I do before bed?"
REFUSED = bad_request("wrong file identifier/HTTP URL specified")


def shown(messages: list[Message]) -> list[str]:
    """The beginnings of messages, pictures marked as such."""
    return ["🖼 " * ("photo" in message.content) + message.text[:17] for message in messages]


@pytest.mark.parametrize("words", [POSITION, f"/ask {POSITION}", "/start sleep-position"])
async def test_above_the_answer(
    chat: Chat, telegram: LocalTelegram, knowledge: Knowledge, words: str
) -> None:
    """The picture comes first, silently, and says what it shows; the buttons are at hand."""
    await chat.say(words)
    picture, answer = chat.ada.inbox
    drawn = knowledge.pictures["sleep-position"]
    assert picture.text == drawn.shows
    assert picture.silent
    assert not answer.silent
    assert answer.text.startswith("About how you lie in bed:")
    assert labels(answer)
    (photo,) = picture.content["photo"]
    kept = telegram.upload(photo["file_id"])
    assert kept
    assert (kept.content, kept.name, kept.mime_type) == (drawn.content, "sleep-position.png", "image/png")


async def test_from_the_list(chat: Chat) -> None:
    """So it is when a topic is tapped."""
    await chat.say("/start")
    await chat.tap("Massage and foot rubs")
    assert shown(chat.ada.inbox[1:]) == ["🖼 Foot rub: hold th", "About massage and"]


async def test_an_album(chat: Chat, telegram: LocalTelegram) -> None:
    """Several come together, each with its own words."""
    await chat.say(STRETCHES)
    *album, answer = chat.ada.inbox
    assert shown(album) == ["🖼 Calf stretch: sta", "🖼 Stretch for the b", "🖼 The same sitting "]
    assert len({message.content["media_group_id"] for message in album}) == 1
    assert answer.text.startswith("About stretches before bed:")
    assert len(telegram.requests_to("sendMediaGroup")) == 1


async def test_still_in_sight(chat: Chat) -> None:
    """What the chat has just been sent is not sent again, whatever leads to it; other pictures are."""
    await chat.say("/start massage")
    await chat.say("why?")
    await chat.say("/cramp")
    assert shown(chat.ada.inbox) == [
        "🖼 Foot rub: hold th",
        "About massage and",
        "About massage and",
        "🖼 Straighten your l",
        "A cramp right now",
    ]


async def test_the_guided_stretch(chat: Chat, countdowns: Countdowns) -> None:
    """It begins with the stretches, once: while it counts down, nothing is sent."""
    await chat.say("/stretch")
    await countdowns.forward(30)
    assert len(chat.ada.inbox) == 4
    assert chat.ada.last.text.startswith("Calf: ")
    await chat.tap("⏹ Stop")


async def test_a_cramp_right_now(chat: Chat) -> None:
    """What the first step says."""
    await chat.say("/cramp")
    assert shown(chat.ada.inbox) == ["🖼 Straighten your l", "A cramp right now"]


async def test_something_serious(chat: Chat, telegram: LocalTelegram) -> None:
    """Nothing comes before it."""
    await chat.say("/cramp my calf is swollen, hot and red")
    await chat.say("my calf is swollen, hot and red")
    await chat.say("/start urgent-signs")
    assert len(chat.ada.inbox) == 3
    assert not telegram.requests_to("sendPhoto")


async def test_choosing(chat: Chat, reply_with: Ordered, suggestion: Suggest) -> None:
    """An answer in the place of a question has its picture after it."""
    reply_with(suggestion)
    await chat.say("feet")
    await chat.tap("Massage and foot rubs")
    assert shown(chat.ada.inbox) == ["About massage and", "🖼 Foot rub: hold th"]


async def test_a_choice_of_long_ago(chat: Chat, telegram: LocalTelegram) -> None:
    """Where the answer cannot be shown, its picture is not either."""
    await chat.say("/start")
    message = chat.ada.last
    telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": message.id})
    chat.ada.forge("choose:massage", message)
    await chat.settle()
    assert not chat.ada.inbox


async def test_an_edited_question(chat: Chat, reply_with: Ordered, near_miss: Unknown) -> None:
    """It changes the words; the picture that it had stays, and no other follows."""
    asked = chat.ada.say(POSITION)
    await chat.settle()
    chat.ada.edit(asked, "does a massage help?")
    await chat.settle()
    assert shown(chat.ada.inbox) == [f"🖼 {LYING}", "About massage and"]
    reply_with(near_miss)
    chat.ada.edit(asked, "something else")
    await chat.settle()
    assert shown(chat.ada.inbox) == [f"🖼 {LYING}", "I do not know tha"]


async def test_sent_by_id(start: Start, telegram: LocalTelegram, knowledge: Knowledge) -> None:
    """Telegram is given each picture once, whatever it is shown with, also after a restart."""
    async with start() as chat:
        await chat.say(STRETCHES)
        await chat.say("/start calf-and-leg-cramps")
    async with start() as again:
        await again.say(STRETCHES)
        again.clock.forward(minutes=10)
        await again.say(STRETCHES)
    (alone,) = telegram.requests_to("sendPhoto")
    first, *later = [request.params["media"] for request in telegram.requests_to("sendMediaGroup")]
    ids = [item["media"] for item in later[0]]
    assert [item["media"].content for item in first] == [
        knowledge.pictures[name].content for name in ("calf-stretch", "hamstring-stretch", "seated-stretch")
    ]
    assert alone.params["photo"] == ids[0]
    assert all(telegram.upload(file_id) for file_id in ids)
    assert [[item["media"] for item in album] for album in later] == [ids, ids]


@pytest.mark.parametrize("words", [POSITION, STRETCHES])
async def test_an_id_that_is_refused(
    chat: Chat, telegram: LocalTelegram, engine: AsyncEngine, knowledge: Knowledge, words: str
) -> None:
    """The picture is uploaded anew, and its new id is kept."""
    digests = [hashlib.sha256(picture.content).hexdigest() for picture in knowledge.pictures.values()]
    await FileIds(engine).keep(dict.fromkeys(digests, "of another bot"))
    await chat.say(words)
    pictures_sent = len(chat.ada.inbox) - 1
    assert pictures_sent in {1, 3}
    chat.clock.forward(minutes=10)
    await chat.say(words)
    assert len(chat.ada.inbox) == 2 * (pictures_sent + 1)
    method = "sendPhoto" if pictures_sent == 1 else "sendMediaGroup"
    assert len(telegram.requests_to(method)) == 3


@pytest.mark.parametrize(
    "fault",
    [
        ApiError(500, "Internal Server Error"),
        bad_request("not enough rights to send photos to the chat"),
        REFUSED,
        Fault.BAD_GATEWAY,
        Fault.GARBLED,
        Fault.TIMED_OUT,
        Fault.TIMED_OUT_AFTER_DELIVERY,
        Fault.UNREACHABLE,
    ],
)
async def test_what_cannot_be_sent(chat: Chat, telegram: LocalTelegram, fault: ApiError | Fault) -> None:
    """The words come without it, and nothing is tried twice."""
    telegram.fail("sendPhoto", fault)
    await chat.say(POSITION)
    assert chat.ada.last.text.startswith("About how you lie in bed:")
    assert len(telegram.requests_to("sendPhoto")) == 1


async def test_refused_and_refused_again(chat: Chat, telegram: LocalTelegram) -> None:
    """One more attempt is enough."""
    await chat.say(POSITION)
    telegram.fail("sendPhoto", REFUSED, times=5)
    chat.clock.forward(minutes=10)
    await chat.say(POSITION)
    assert shown(chat.ada.inbox)[1:] == ["About how you lie", "About how you lie"]
    assert len(telegram.requests_to("sendPhoto")) == 3


async def test_without_a_database(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor is an answer lost when ids cannot be read."""

    async def locked(*_: object) -> None:
        raise OSError("database is locked")

    monkeypatch.setattr(FileIds, "find", locked)
    await chat.say(POSITION)
    assert shown(chat.ada.inbox) == ["About how you lie"]
    assert "pictures could not be sent: database is locked" in caplog.text


async def test_in_a_group(chat: Chat) -> None:
    """The words reply to the question; the picture above them need not."""
    group = chat.group()
    asked = group.say(chat.ada, f"/ask {POSITION}")
    await chat.settle()
    picture, answer = group.inbox
    assert picture.reply_to is None
    assert answer.reply_to is asked
