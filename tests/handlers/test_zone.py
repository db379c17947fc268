"""The time zone: asked for once, and changed at any time."""

from datetime import UTC, datetime

import pytest

from bot.reminders.kinds import KINDS
from offline_telegram import LocalTelegram
from tests.conftest import Chat, Start, labels
from tests.handlers.reminding import open_panel

QUESTION = "🌍 Where do you live?"
BERLIN = "🌍 Berlin, Germany: now 04:00 there"


async def ask(chat: Chat, kind: str = "hydration") -> str:
    """Ada switches a kind on for the first time."""
    await chat.say("/reminders")
    return await chat.tap(f"panel:on/{KINDS[kind].code}")


async def test_the_question(chat: Chat) -> None:
    """It comes in the place of the panel at the first switch, with every way to answer it."""
    assert (await ask(chat)).startswith(QUESTION)
    assert len(chat.ada.inbox) == 1
    assert labels(chat.ada.last) == ["📍 Share location", "🕒 Choose by the clock", "◀ Back"]


@pytest.mark.parametrize("said", ["Berlin", "berln", "germany", "I live in Berlin", "Europe/Berlin"])
async def test_typing(chat: Chat, said: str) -> None:
    """A city or a country will do, with typos; then what was asked for goes on."""
    await ask(chat, "stretch")
    text = await chat.say(said)
    assert BERLIN in text
    assert "🌙 Stretch before bed: on\nat 22:00, every day\nNext: 22:00 today, 22:00 tomorrow" in text


@pytest.mark.parametrize("said", ["04:00", "my clock shows 4:00", "it is 4 am here"])
async def test_the_clock(chat: Chat, said: str) -> None:
    """From what a clock shows several zones follow: a tap says which is meant."""
    await ask(chat)
    assert (await chat.say(said)).startswith("Which one is right?")
    assert "◀ Back" in labels(chat.ada.last)
    zone = next(label for label in labels(chat.ada.last) if "(04:00)" in label)
    await chat.tap(zone)
    assert "now 04:00 there" in chat.ada.last.text
    assert "💧 Water: on" in chat.ada.inbox[-2].text or "💧 Water: on" in chat.ada.inbox[-3].text


async def test_choosing_by_the_clock(chat: Chat) -> None:
    """Nothing has to be typed: what a clock shows can be tapped, and then a place."""
    await ask(chat)
    await chat.tap("🕒 Choose by the clock")
    shown = labels(chat.ada.last)[:-1]
    assert len(shown) == len(set(shown))
    assert {"04:00", "08:30", "Sat 17:00", "Sun 17:00"} <= set(shown)
    await chat.tap("08:30")
    assert "India (08:30)" in " ".join(labels(chat.ada.last)) or "now 08:30 there" in chat.ada.last.text


@pytest.mark.parametrize("said", ["undo", "Undo please!"])
async def test_undo_is_no_place(chat: Chat, said: str) -> None:
    """Though Ondo is one: there is a button for it."""
    await chat.say("remind me to stretch at 22:00")
    assert (await chat.say(said)).startswith("Tap ↩ Undo")
    assert BERLIN in await chat.say("Berlin")


async def test_a_country_with_several(chat: Chat) -> None:
    """Where one answer means several zones, they are offered with their time."""
    await ask(chat)
    await chat.say("usa")
    assert "New York, United States (22:00)" in labels(chat.ada.last)
    await chat.tap("zone:America/Denver")
    assert "🌍 Denver, United States: now 20:00 there" in chat.ada.last.text


async def test_a_location(chat: Chat) -> None:
    """Of a shared location only the zone is kept; the key for it goes away again."""
    await ask(chat)
    await chat.tap("📍 Share location")
    assert [key["text"] for row in chat.ada.keyboard for key in row] == ["📍 Share my location"]
    assert chat.ada.keyboard[0][0]["request_location"]
    chat.ada.send("location", latitude=52.52, longitude=13.4)
    await chat.settle()
    assert not chat.ada.keyboard
    assert BERLIN in chat.ada.last.text
    assert "only this time zone" in chat.ada.inbox[-2].text


@pytest.mark.parametrize("said", ["Berlin", "zone:Europe/Berlin"])
async def test_the_key_goes_away(chat: Chat, said: str) -> None:
    """Also when the answer came in another way."""
    await ask(chat)
    question = chat.ada.last
    await chat.tap("📍 Share location")
    if said.startswith("zone:"):
        chat.ada.forge(said, question)
        await chat.settle()
    else:
        await chat.say(said)
    assert not chat.ada.keyboard


async def test_a_location_at_any_time(chat: Chat) -> None:
    """Nobody shares a location for another reason; the zone can also be changed so."""
    await open_panel(chat, "hydration")
    chat.ada.send("location", latitude=35.7, longitude=139.7)
    await chat.settle()
    assert "now 12:00 there" in chat.ada.last.text


async def test_off_the_map(chat: Chat) -> None:
    """A place that no zone is known for is asked about again."""
    chat.ada.send("location", latitude=91, longitude=200)
    await chat.settle()
    assert labels(chat.ada.last) == ["📍 Share location", "🕒 Choose by the clock", "◀ Back"]


@pytest.mark.parametrize("said", ["Atlantis", "qqqq", "25:00", "🤷"])
async def test_no_such_place(chat: Chat, said: str) -> None:
    """What is no place gets a question that helps, and changes nothing."""
    await ask(chat)
    await chat.say(said)
    assert labels(chat.ada.last) == ["📍 Share location", "🕒 Choose by the clock", "◀ Back"]
    assert "🌍 Time zone: not known yet" in await chat.say("/reminders")


async def test_a_question_in_between(chat: Chat) -> None:
    """Who asks something instead is answered; the zone can be told after it."""
    await ask(chat)
    assert (await chat.say("Can my shoes cause foot cramps?")).startswith("About shoes that fit:")
    assert (await chat.say("massage")).startswith("About massage")
    assert BERLIN in await chat.say("berlin")


@pytest.mark.parametrize("said", ["merci", "hola", "my data"])
async def test_small_talk_in_between(chat: Chat, said: str) -> None:
    """What people say for other reasons is no place, although it looks like one."""
    await ask(chat)
    await chat.say(said)
    assert "Time zone: not known yet" in await chat.say("/reminders")


async def test_urgent_in_between(chat: Chat) -> None:
    """Signs of something serious come first, always."""
    await ask(chat)
    assert (await chat.say("my calf is swollen, hot and red")).startswith("⚠️ Please read this first.")


async def test_without_an_answer(chat: Chat) -> None:
    """Nothing comes before the zone is known, and the panel says so."""
    await ask(chat)
    text = await chat.tap("◀ Back")
    assert "💧 Water: on" in text
    assert "Next: as soon as I know the time zone" in text
    chat.clock.forward(days=2)
    await chat.tick()
    assert chat.ada.last.text == text


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("my clock shows 21:40", "No clock on earth shows that now."),
        ("3", "What time does your clock show?"),
        ("help me!", "I'm not sure what you mean."),
        ("berlin pls", "Your reminders"),
    ],
)
async def test_half_asleep(chat: Chat, said: str, answer: str) -> None:
    """A time that is none anywhere, an hour without minutes, a cry for help, a polite word."""
    await ask(chat)
    assert (await chat.say(said)).startswith(answer)


async def test_after_a_restart(start: Start) -> None:
    """Who was asked before it can answer after it."""
    async with start() as chat:
        await ask(chat)
        ada = chat.ada
    async with start() as chat:
        ada.say("Berlin")
        await chat.settle()
        assert BERLIN in ada.last.text


async def test_another_zone(chat: Chat) -> None:
    """The panel asks again at a tap; the reminders move along."""
    await open_panel(chat, "hydration")
    assert (await chat.tap("🌍 Time zone")).startswith(QUESTION)
    text = await chat.say("tokyo")
    assert "now 12:00 there" in text
    assert "Next: 13:00 today" in text


async def test_a_place_out_of_the_blue(chat: Chat) -> None:
    """Without a question for it a city is a question like any other."""
    await open_panel(chat, "hydration")
    await chat.say("tokyo")
    assert "Berlin" in await chat.say("/reminders")


async def test_an_hour_later(chat: Chat) -> None:
    """After an hour what somebody writes is no answer any more."""
    await open_panel(chat, "hydration")
    await chat.tap("🌍 Time zone")
    chat.clock.forward(hours=1)
    await chat.say("tokyo")
    assert "Berlin" in await chat.say("/reminders")


async def test_a_clock_change(chat: Chat) -> None:
    """The time of day stays what it is on the person's wall."""
    await open_panel(chat, "stretch")
    chat.clock.now = datetime(2026, 3, 29, 12, tzinfo=UTC)
    assert "now 14:00 there" in await chat.say("/reminders")
    assert "Next: 22:00 today" in chat.ada.last.text


@pytest.mark.parametrize("data", ["zone:", "zone:Atlantis", "zone:+999", "zone:+", "zone:../etc/passwd"])
async def test_forged_buttons(chat: Chat, caplog: pytest.LogCaptureFixture, data: str) -> None:
    """What no button carries changes nothing."""
    before = await open_panel(chat, "hydration")
    press = chat.ada.forge(data)
    await chat.settle()
    assert press.answer
    assert "no longer works" in press.answer.text
    assert await chat.say("/reminders") == before
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_old_names(chat: Chat) -> None:
    """A zone that was renamed is kept under its name of today."""
    await ask(chat)
    question = chat.ada.last
    chat.ada.forge("zone:Asia/Calcutta", question)
    await chat.settle()
    assert "India: now 08:30 there" in (await chat.say("/reminders"))


async def test_nothing_else_is_stored(chat: Chat, telegram: LocalTelegram) -> None:
    """A location is shared without being repeated anywhere."""
    chat.ada.send("location", latitude=52.5234, longitude=13.4111)
    await chat.settle()
    assert not [request for request in telegram.requests if "52.52" in str(request.params)]


async def test_an_edited_answer(chat: Chat) -> None:
    """A misspelt place can be corrected where it was written."""
    await ask(chat)
    said = chat.ada.say("qqqq")
    await chat.settle()
    chat.ada.edit(said, "Berlin")
    await chat.settle()
    assert BERLIN in chat.ada.last.text
    assert not chat.ada.keyboard


async def test_somebody_who_has_moved(chat: Chat) -> None:
    """A new place is understood at any time, and a zone that is wrong is asked for."""
    await chat.say("remind me to drink")
    await chat.say("Berlin")
    for words, place in {
        "i moved to madrid": "Madrid",
        "I'm now in Tokyo": "Tokyo",
        "set my timezone to new york": "New York",
    }.items():
        assert place in await chat.say(words)
    assert (await chat.say("my time zone is wrong")).startswith("🌍 Where do you live?")
    assert "Lisbon" in await chat.say("lisbon")


async def test_what_is_no_place(chat: Chat) -> None:
    """Pain is no country, and a place says nothing to somebody who has no reminders."""
    before = await chat.say("i live in madrid")
    assert "Madrid" not in before
    await chat.say("remind me to drink")
    await chat.say("Berlin")
    await chat.say("i am in agony now")
    assert "Berlin" in await chat.say("/reminders")
