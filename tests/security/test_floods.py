"""Floods: from one person and from many, in a group, of queries, places, contacts and giant texts."""

import logging
from hashlib import sha512
from time import thread_time

import pytest

from bot.editor_words import anonymous
from bot.handlers.gate import BURST, MOST_WAITING, TYPED
from bot.matching import Matcher
from bot.reminders.wishes import understand
from bot.storage import Store
from bot.views.welcome import SLOW_DOWN
from bot.zones import by_clock, find
from offline_telegram import LocalTelegram, Message
from tests.conftest import Chat, Clock
from tests.storage.plans import subscribe

LONGEST = 4_096
PATIENCE = 5.0
"""Seconds of this process; what is slow by design takes a tenth, on a slow machine half of one."""


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What has gone wrong."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_group_that_never_stops(chat: Chat) -> None:
    """It is answered as often as one person may ask at once, and others are served meanwhile."""
    group, grace = chat.group(), chat.telegram.person("Grace")
    for _ in range(20 * MOST_WAITING):
        group.say(chat.ada, "/ask thanks")
    grace.say("thanks")
    await chat.settle()
    assert grace.last.text
    assert len(group.inbox) <= BURST + 1


async def test_many_people_at_once(chat: Chat, caplog: pytest.LogCaptureFixture) -> None:
    """Hundreds who arrive together are all served."""
    people = [chat.telegram.person(f"Person {number}") for number in range(300)]
    for person in people:
        person.say("thanks")
    await chat.settle()
    assert all(person.inbox for person in people)
    assert not errors(caplog)


async def test_typing_storms(chat: Chat) -> None:
    """One person's queries cost so many requests and no more, and another's are answered."""
    queries = []
    for number in range(300):
        queries.append(chat.ada.inline(f"massage {number}"))
        await chat.settle()
    grace = chat.telegram.person("Grace").inline("shoes")
    await chat.settle()
    assert len(chat.telegram.requests_to("answerInlineQuery")) == BURST / TYPED + 1
    assert grace.results


@pytest.mark.parametrize(
    "text", ["x" * 256, "\ufdfa" * 256, "\u202e" * 256, "👩🏽\u200d🚀" * 36, "a " * 128, "\x00"]
)
async def test_strange_queries(chat: Chat, caplog: pytest.LogCaptureFixture, text: str) -> None:
    """Whatever is typed is answered."""
    query = chat.ada.inline(text)
    await chat.settle()
    assert query.answer
    assert not errors(caplog)


async def test_places_and_contacts(chat: Chat, telegram: LocalTelegram, store: Store) -> None:
    """Spam of either is slowed like any other, and nothing of a contact or a place is kept."""
    for number in range(3 * BURST):
        chat.ada.send("location", latitude=-89.9 + number, longitude=179.9 - number)
        chat.ada.send("contact", phone_number="+49 151 2345678", first_name="Mallory")
    await chat.settle()
    assert [message.text for message in chat.ada.inbox].count(SLOW_DOWN.html) == 1
    assert len(chat.ada.inbox) <= 3 * BURST
    kept = str(await store.export(chat.ada.id))
    assert "Mallory" not in kept
    assert "2345678" not in kept
    assert "latitude" not in kept
    assert not any("2345678" in str(request.params) for request in telegram.requests)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0), (89.999999, -179.999999), (-45.0, 0.0)],
)
async def test_the_ends_of_the_world(
    chat: Chat, caplog: pytest.LogCaptureFixture, latitude: float, longitude: float
) -> None:
    """There is a time zone at the poles, or a question for another place."""
    chat.ada.send("location", latitude=latitude, longitude=longitude)
    await chat.settle()
    assert chat.ada.inbox
    assert not errors(caplog)


def words(length: int) -> str:
    """Words that nobody knows, all of them different."""
    found = (
        sha512(bytes([number % 256, number // 256])).hexdigest() * 8 for number in range(LONGEST // length)
    )
    letters = str.maketrans("0123456789", "ghijklmnop")
    return " ".join(word[:length] for word in found).translate(letters)


PATHOLOGICAL = {
    "sentences": "a. " * 1_365,
    "lines": "a!\n" * 1_365,
    "sentences about cramps": "why do my feet cramp at night? " * 132,
    "one word": "a" * LONGEST,
    "unknown words": words(4),
    "long unknown words": words(1_000),
    "emoji": "👩🏽\u200d🚀" * 585,
    "zalgo": ("a" + "\u0301\u0323\u0335" * 10) * 132,
    "marks of two classes in turn": "a" + "\u0301\u0323" * 2_047,
    "right to left": "\u202e\u2067abc\u2069" * 682,
    "joiners": "a\u200d" * 2_048,
    "what becomes a phrase": "\ufdfa" * LONGEST,
    "syllables that come apart": "\uac01" * LONGEST,
    "halves of characters": "\ud800" * LONGEST,
    "fractions": "½" * LONGEST,
    "denials": "not " * 1_000 + "swollen",
    "hours": "from 9 to 10 " * 315,
    "times": "10:30 half " * 372,
    "orders": "begin at " * 455,
    "reminders": "remind me to stop water every 2 hours till monday, " * 82,
    "addresses": "a@b.co " * 585,
    "dots": "a.b." * 1_024,
    "numbers spelled out": "one two " * 512,
    "brackets": "( at ) [ dot ] " * 273,
    "an at in every word": "at " * 1_365,
    "quotes": "'" * LONGEST,
    "commas": "berlin," * 585,
}


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
def test_giant_texts(matcher: Matcher, clock: Clock, text: str) -> None:
    """All that reads what people write is done with the longest message soon, whatever is in it."""
    text = text[:LONGEST]
    begun = thread_time()
    matcher.reply(text)
    understand(text, clock())
    understand(text[:400], clock())
    anonymous(text, ("Ada", "Lovelace", "".join(text.split())[:64]))
    by_clock(text, clock())
    find(text, clock())
    assert thread_time() - begun < PATIENCE


@pytest.mark.parametrize("text", PATHOLOGICAL.values(), ids=PATHOLOGICAL)
async def test_giant_texts_in_a_chat(
    chat: Chat, store: Store, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    """They are answered like any other."""
    await store.change(chat.ada.id, subscribe())
    chat.ada.say(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")[: LONGEST // 2])
    await chat.settle()
    assert chat.ada.inbox
    assert all(isinstance(message, Message) for message in chat.ada.inbox)
    assert not errors(caplog)
