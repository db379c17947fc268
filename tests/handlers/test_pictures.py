"""Answers with pictures."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.knowledge import Knowledge
from bot.matching import Matcher, Suggest, Unknown
from bot.storage import Database, FileIds
from offline_telegram import ApiError, Fault, LocalTelegram, Message
from offline_telegram.errors import bad_request
from tests.conftest import Chat, Clock, Start, labels, started
from tests.handlers.conftest import Ordered
from tests.handlers.stretching import Countdowns

POSITION = "how should I lie in bed against cramps?"
LYING = "On the back, a pi"
STRETCHES = "which stretches should I do before bed?"
ALBUM = ("calf-stretch", "toe-pull", "foot-rub")
REFUSED = bad_request("wrong file identifier/HTTP URL specified")


def shown(messages: list[Message]) -> list[str]:
    """The beginnings of messages, pictures marked as such."""
    return ["🖼 " * ("photo" in message.content) + message.text[:17] for message in messages]


def photo_id(message: Message) -> str:
    """Under which Telegram keeps a picture."""
    (photo,) = message.content["photo"]
    return str(photo["file_id"])


def edited(matcher: Matcher, topic: str, **changes: object) -> Matcher:
    """One with another answer to a topic, or other pictures."""
    entry = matcher.knowledge.entries[topic].model_copy(update=changes)
    entries = {**matcher.knowledge.entries, topic: entry}
    return replace(matcher, knowledge=replace(matcher.knowledge, entries=entries))


@pytest.fixture
async def wordy(
    telegram: LocalTelegram, matcher: Matcher, clock: Clock, database: Database
) -> AsyncIterator[Chat]:
    """A bot with so much to say about how to lie that it does not fit under the picture."""
    answer = matcher.knowledge.entries["sleep-position"].answer
    longer = edited(matcher, "sleep-position", answer="\n\n".join([answer] * 2))
    async with started(telegram, longer, clock, database) as chat:
        yield chat


@pytest.fixture
def start_illustrated(telegram: LocalTelegram, matcher: Matcher, clock: Clock, database: Database) -> Start:
    """Starts a bot with an album of stretches, as editors may give it."""
    return partial(started, telegram, edited(matcher, "pre-bed-stretch", pictures=ALBUM), clock, database)


@pytest.fixture
async def illustrated(start_illustrated: Start) -> AsyncIterator[Chat]:
    """A conversation with that bot."""
    async with start_illustrated() as chat:
        yield chat


@pytest.mark.parametrize("words", [POSITION, f"/ask {POSITION}", "/start sleep-position"])
async def test_one_message(chat: Chat, telegram: LocalTelegram, knowledge: Knowledge, words: str) -> None:
    """A picture has the answer under it, with sources and buttons, and last what is to be seen."""
    await chat.say(words)
    (answer,) = chat.ada.inbox
    drawn = knowledge.pictures["sleep-position"]
    assert answer.text.startswith("About sleeping position:")
    assert answer.text.endswith(f"\n\nPicture:\n{drawn.shows}")
    kinds = [entity["type"] for entity in answer.entities]
    assert (kinds[0], kinds[-1]) == ("bold", "italic")
    assert "expandable_blockquote" in kinds
    assert labels(answer)[-3:] == ["👍", "👎", "↗ Share"]
    assert not answer.silent
    kept = telegram.upload(photo_id(answer))
    assert kept
    assert (kept.content, kept.name, kept.mime_type) == (drawn.content, "sleep-position.png", "image/png")
    assert len(telegram.requests_to("sendPhoto")) == 1
    assert not telegram.requests_to("sendMessage")


async def test_words_that_do_not_fit(wordy: Chat, knowledge: Knowledge) -> None:
    """The picture comes first, silently, and says what it shows; the buttons are at hand."""
    await wordy.say("/start sleep-position")
    picture, answer = wordy.ada.inbox
    assert picture.text == knowledge.pictures["sleep-position"].shows
    assert picture.silent
    assert not answer.silent
    assert answer.text.startswith("About sleeping position:")
    assert "Picture:" not in answer.text
    assert labels(answer)


async def test_from_the_list(chat: Chat) -> None:
    """So it is when a topic is tapped; the buttons under the picture work."""
    await chat.say("/start")
    await chat.tap("Massage and foot rubs")
    assert shown(chat.ada.inbox[1:]) == ["🖼 About massage and"]
    answer = chat.ada.last
    chat.ada.tap("👍", answer)
    chat.ada.tap("👎", answer)
    await chat.settle()
    assert chat.ada.last.text.startswith("You wanted something else.")
    chat.ada.tap("Circulation and nerves", answer)
    await chat.settle()
    assert chat.ada.last.text.startswith("About circulation and nerves")
    assert answer.edited is None


async def test_an_album(illustrated: Chat, telegram: LocalTelegram) -> None:
    """Several come together, each with its own words."""
    await illustrated.say(STRETCHES)
    *album, answer = illustrated.ada.inbox
    assert shown(album) == ["🖼 Calf stretch: han", "🖼 Straighten your l", "🖼 Foot rub: hold th"]
    assert len({message.content["media_group_id"] for message in album}) == 1
    assert answer.text.startswith("About stretches before bed:")
    assert len(telegram.requests_to("sendMediaGroup")) == 1


async def test_still_in_sight(chat: Chat) -> None:
    """What the chat has just been sent is not sent again, whatever leads to it; other pictures are."""
    await chat.say("/start massage")
    await chat.say("/start massage")
    await chat.say("/start stop-a-cramp-now")
    await chat.say("/start massage")
    chat.clock.forward(minutes=10)
    await chat.say("/start massage")
    assert shown(chat.ada.inbox) == [
        "🖼 About massage and",
        "About massage and",
        "🖼 About stopping a ",
        "🖼 About massage and",
        "🖼 About massage and",
    ]


async def test_the_guided_stretch(chat: Chat, countdowns: Countdowns) -> None:
    """It begins with all stretches in one picture, once: while it counts down, nothing is sent."""
    await chat.say("/stretch")
    await countdowns.forward(30)
    picture, countdown = chat.ada.inbox
    assert shown([picture]) == ["🖼 1. Calf: at a wal"]
    assert countdown.text.startswith("Calf: ")
    await chat.tap("⏹ Stop")


async def test_a_cramp_right_now(chat: Chat) -> None:
    """What the first step says."""
    await chat.say("/cramp")
    assert shown(chat.ada.inbox) == ["🖼 A cramp right now"]


async def test_something_serious(chat: Chat, telegram: LocalTelegram) -> None:
    """Nothing comes before it."""
    await chat.say("/cramp my calf is swollen, hot and red")
    await chat.say("my calf is swollen, hot and red")
    await chat.say("/start urgent-signs")
    assert len(chat.ada.inbox) == 3
    assert not telegram.requests_to("sendPhoto")


async def test_choosing(chat: Chat, reply_with: Ordered, suggestion: Suggest) -> None:
    """An answer takes the place of a question, picture and all; in sight already, it does without."""
    reply_with(suggestion)
    for _ in range(2):
        await chat.say("feet")
        await chat.tap("Massage and foot rubs")
    assert shown(chat.ada.inbox) == ["🖼 About massage and", "About massage and"]
    assert all("None of these" not in labels(message) for message in chat.ada.inbox)


async def test_choosing_what_does_not_fit(wordy: Chat, knowledge: Knowledge, reply_with: Ordered) -> None:
    """Such a picture can only follow."""
    reply_with(Suggest((knowledge.entries["sleep-position"],), ()))
    await wordy.say("feet")
    await wordy.tap("Sleeping position")
    assert shown(wordy.ada.inbox) == ["About sleeping po", f"🖼 {LYING}"]


async def test_choosing_an_album(illustrated: Chat, knowledge: Knowledge, reply_with: Ordered) -> None:
    """It follows, too."""
    reply_with(Suggest((knowledge.entries["pre-bed-stretch"],), ()))
    await illustrated.say("feet")
    await illustrated.tap("Stretches before bed")
    answer, *album = shown(illustrated.ada.inbox)
    assert answer == "About stretches b"
    assert album == ["🖼 Calf stretch: han", "🖼 Straighten your l", "🖼 Foot rub: hold th"]


@pytest.mark.parametrize("fault", [ApiError(500, "Internal Server Error"), Fault.TIMED_OUT])
async def test_a_choice_without_its_picture(
    chat: Chat, telegram: LocalTelegram, reply_with: Ordered, suggestion: Suggest, fault: ApiError | Fault
) -> None:
    """The words are there."""
    reply_with(suggestion)
    await chat.say("feet")
    telegram.fail("editMessageMedia", fault)
    press = chat.ada.tap("Massage and foot rubs")
    await chat.settle()
    assert shown(chat.ada.inbox) == ["About massage and"]
    assert press.answer
    assert not press.answer.text


async def test_a_choice_whose_picture_came_unheard(
    chat: Chat, telegram: LocalTelegram, reply_with: Ordered, suggestion: Suggest
) -> None:
    """It is there: no button is called old."""
    reply_with(suggestion)
    await chat.say("feet")
    telegram.fail("editMessageMedia", Fault.TIMED_OUT_AFTER_DELIVERY)
    press = chat.ada.tap("Massage and foot rubs")
    await chat.settle()
    assert shown(chat.ada.inbox) == ["🖼 About massage and"]
    assert press.answer
    assert not press.answer.text


async def test_a_choice_of_long_ago(chat: Chat, telegram: LocalTelegram) -> None:
    """Where the answer cannot be shown, its picture is not either."""
    await chat.say("/start")
    message = chat.ada.last
    telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": message.id})
    chat.ada.forge("choose:massage", message)
    await chat.settle()
    assert not chat.ada.inbox


class TestAnEditedQuestion:
    """Never does an old picture stand above a new answer, and no answer is lost."""

    async def test_another_picture(self, chat: Chat, telegram: LocalTelegram, knowledge: Knowledge) -> None:
        """It takes the place of the first, in the same message, and so does none."""
        asked = chat.ada.say(POSITION)
        await chat.settle()
        (answer,) = chat.ada.inbox
        chat.ada.edit(asked, "does a massage help?")
        await chat.settle()
        assert chat.ada.inbox == [answer]
        assert shown([answer]) == ["🖼 About massage and"]
        kept = telegram.upload(photo_id(answer))
        assert kept
        assert kept.content == knowledge.pictures["foot-rub"].content
        assert "👍" in labels(answer)
        assert len(telegram.requests_to("editMessageMedia")) == 1
        assert not telegram.requests_to("editMessageText")

    async def test_the_same_picture(
        self, chat: Chat, telegram: LocalTelegram, caplog: pytest.LogCaptureFixture
    ) -> None:
        """It stays in its place, and nothing is uploaded; what changes nothing is no error."""
        asked = chat.ada.say("would a massage help?")
        await chat.settle()
        (answer,) = chat.ada.inbox
        for words in ("Would a massage help?", "would a MASSAGE help?"):
            chat.ada.edit(asked, words)
            await chat.settle()
            chat.clock.forward(minutes=10)
        assert chat.ada.inbox == [answer]
        assert shown([answer]) == ["🖼 About massage and"]
        put = [request.params["media"]["media"] for request in telegram.requests_to("editMessageMedia")]
        assert put == [photo_id(answer)] * 2
        assert answer.edited is None
        assert not [record for record in caplog.records if record.levelname == "WARNING"]

    async def test_words_alone(self, chat: Chat, reply_with: Ordered, near_miss: Unknown) -> None:
        """A picture cannot become text: a new message comes, and the old one goes."""
        asked = chat.ada.say(POSITION)
        await chat.settle()
        reply_with(near_miss)
        chat.ada.edit(asked, "something else")
        await chat.settle()
        assert shown(chat.ada.inbox) == ["I don't know that"]
        chat.ada.edit(asked, "something other")
        await chat.settle()
        assert shown(chat.ada.inbox) == ["I don't know that"]

    async def test_asked_again(self, chat: Chat) -> None:
        """A picture that has gone is in sight no longer."""
        asked = chat.ada.say(POSITION)
        await chat.settle()
        chat.ada.edit(asked, "does magnesium help?")
        await chat.settle()
        await chat.say(POSITION)
        assert shown(chat.ada.inbox) == ["About magnesium s", "🖼 About sleeping po"]

    async def test_too_old_to_go(self, chat: Chat, telegram: LocalTelegram) -> None:
        """An answer that cannot be deleted stays, with its own picture."""
        asked = chat.ada.say(POSITION)
        await chat.settle()
        telegram.fail("deleteMessage", bad_request("message can't be deleted for everyone"))
        chat.ada.edit(asked, "does magnesium help?")
        await chat.settle()
        assert shown(chat.ada.inbox) == ["🖼 About sleeping po", "About magnesium s"]

    async def test_words_that_get_a_picture(self, chat: Chat) -> None:
        """A text can become one."""
        asked = chat.ada.say("does magnesium help?")
        await chat.settle()
        chat.ada.edit(asked, POSITION)
        await chat.settle()
        assert shown(chat.ada.inbox) == ["🖼 About sleeping po"]

    async def test_an_album(self, illustrated: Chat) -> None:
        """It cannot take the place of one picture."""
        asked = illustrated.ada.say(POSITION)
        await illustrated.settle()
        illustrated.ada.edit(asked, STRETCHES)
        await illustrated.settle()
        *album, answer = shown(illustrated.ada.inbox)
        assert len(album) == 3
        assert answer == "About stretches b"

    async def test_a_message_that_has_gone(self, chat: Chat, telegram: LocalTelegram) -> None:
        """The answer is a new one, with its picture."""
        asked = chat.ada.say(POSITION)
        await chat.settle()
        telegram.call("deleteMessage", {"chat_id": chat.ada.id, "message_id": chat.ada.last.id})
        chat.ada.edit(asked, "how should I lie in bed?")
        await chat.settle()
        assert shown(chat.ada.inbox) == ["🖼 About sleeping po"]

    @pytest.mark.parametrize(
        "fault", [ApiError(500, "Internal Server Error"), Fault.TIMED_OUT, Fault.TIMED_OUT_AFTER_DELIVERY]
    )
    async def test_a_picture_that_fails(
        self, chat: Chat, telegram: LocalTelegram, fault: ApiError | Fault
    ) -> None:
        """The new answer comes, and nothing of the old one is left."""
        asked = chat.ada.say(POSITION)
        await chat.settle()
        telegram.fail("editMessageMedia", fault)
        telegram.fail("sendPhoto", fault)
        chat.ada.edit(asked, "does a massage help?")
        await chat.settle()
        assert chat.ada.last.text.startswith("About massage")
        assert not any(LYING in message.text for message in chat.ada.inbox)


async def test_sent_by_id(start_illustrated: Start, telegram: LocalTelegram, knowledge: Knowledge) -> None:
    """Telegram is given each picture once, whatever it is shown with, also after a restart."""
    async with start_illustrated() as chat:
        await chat.say(STRETCHES)
        await chat.say("/start calf-and-leg-cramps")
    async with start_illustrated() as again:
        await again.say(STRETCHES)
        again.clock.forward(minutes=10)
        await again.say(STRETCHES)
    (alone,) = telegram.requests_to("sendPhoto")
    first, *later = [request.params["media"] for request in telegram.requests_to("sendMediaGroup")]
    ids = [item["media"] for item in later[0]]
    assert [item["media"].content for item in first] == [knowledge.pictures[name].content for name in ALBUM]
    assert alone.params["photo"] == ids[0]
    assert all(telegram.upload(file_id) for file_id in ids)
    assert [[item["media"] for item in album] for album in later] == [ids, ids]


@pytest.mark.parametrize("words", [POSITION, STRETCHES])
async def test_an_id_that_is_refused(
    illustrated: Chat, telegram: LocalTelegram, engine: AsyncEngine, knowledge: Knowledge, words: str
) -> None:
    """The picture is uploaded anew, and its new id is kept."""
    digests = [hashlib.sha256(picture.content).hexdigest() for picture in knowledge.pictures.values()]
    await FileIds(engine).keep(dict.fromkeys(digests, "of another bot"))
    await illustrated.say(words)
    came = len(illustrated.ada.inbox)
    assert came in {1, 4}
    illustrated.clock.forward(minutes=10)
    await illustrated.say(words)
    assert len(illustrated.ada.inbox) == 2 * came
    method = "sendPhoto" if came == 1 else "sendMediaGroup"
    assert len(telegram.requests_to(method)) == 3


@pytest.mark.parametrize(
    "fault",
    [
        ApiError(500, "Internal Server Error"),
        bad_request("not enough rights to send photos to the chat"),
        bad_request("message caption is too long"),
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
    assert shown([chat.ada.last]) == ["About sleeping po"]
    assert "👍" in labels(chat.ada.last)
    assert len(telegram.requests_to("sendPhoto")) == 1


async def test_refused_and_refused_again(chat: Chat, telegram: LocalTelegram) -> None:
    """One more attempt is enough."""
    await chat.say(POSITION)
    telegram.fail("sendPhoto", REFUSED, times=5)
    chat.clock.forward(minutes=10)
    await chat.say(POSITION)
    assert shown(chat.ada.inbox) == ["🖼 About sleeping po", "About sleeping po"]
    assert len(telegram.requests_to("sendPhoto")) == 3


async def test_without_a_database(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor is an answer lost when ids cannot be read."""

    async def locked(*_: object) -> None:
        raise OSError("database is locked")

    monkeypatch.setattr(FileIds, "find", locked)
    await chat.say(POSITION)
    assert shown(chat.ada.inbox) == ["About sleeping po"]
    assert "pictures could not be sent: database is locked" in caplog.text


async def test_ids_that_cannot_be_kept(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What has been sent is not sent twice for that."""

    async def full(*_: object) -> None:
        raise OSError("database is full")

    monkeypatch.setattr(FileIds, "keep", full)
    await chat.say(POSITION)
    assert shown(chat.ada.inbox) == ["🖼 About sleeping po"]
    assert "what was sent is not known the next time: database is full" in caplog.text


async def test_in_a_group(chat: Chat) -> None:
    """The picture with the words replies to the question."""
    group = chat.group()
    asked = group.say(chat.ada, f"/ask {POSITION}")
    await chat.settle()
    (answer,) = group.inbox
    assert shown([answer]) == ["🖼 About sleeping po"]
    assert answer.reply_to is asked


async def test_a_group_that_moves_meanwhile(chat: Chat) -> None:
    """The words are there."""
    group = chat.group()
    group.say(chat.ada, f"/ask {POSITION}")
    group.migrate()
    await chat.settle()
    assert shown(group.inbox) == ["About sleeping po"]
