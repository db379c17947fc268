"""Conversations in words: what is typed after a reminder, a change, an answer and an alarm."""

import pytest

from bot.reminders.kinds import STRETCH
from bot.storage import Database, Store
from tests.conftest import Chat, Start, labels
from tests.handlers.reminding import open_panel
from tests.handlers.stretching import counted, marks, reminded

SET = "stretch reminder at 9"


@pytest.mark.parametrize(("said", "glasses"), [("done", 1), ("👍", 1), ("drank it", 1), ("two glasses", 2)])
async def test_done(chat: Chat, database: Database, said: str, glasses: int) -> None:
    """A typed Done is counted like a tapped one, the reminder loses its buttons, and "undo" takes it back."""
    reminder = await reminded(chat, database)
    told = await chat.say(said)
    assert told.startswith("💧 Done.")
    assert reminder.text == told
    assert not reminder.buttons
    assert labels(chat.ada.last) == ["Undo"]
    assert await counted(database, chat) == glasses
    assert "Done" in " ".join([await chat.say("undo"), *labels(chat.ada.last)])
    assert not await counted(database, chat)


async def test_done_twice(chat: Chat, database: Database) -> None:
    """It counts once."""
    reminder = await reminded(chat, database)
    await chat.say("done")
    chat.ada.say("did it", reply_to=reminder)
    await chat.settle()
    assert await counted(database, chat) == 1


async def test_enough_for_today(chat: Chat, database: Database) -> None:
    """After as many glasses as are advised it offers to rest until tomorrow."""
    await reminded(chat, database)
    for _ in range(2):
        await chat.say("three glasses")
        assert labels(chat.ada.last) == ["Undo"]
        chat.clock.forward(hours=2)
        await chat.tick()
    assert (await chat.say("two glasses")).startswith("💧 Done. That makes 8 glasses today.")
    reminder = chat.ada.last
    await chat.tap("Enough for today")
    assert reminder.text.startswith("💧 No more of these today. Next: 09:00 tomorrow.")
    sent = len(chat.ada.inbox)
    chat.clock.forward(hours=4)
    await chat.tick()
    assert len(chat.ada.inbox) == sent


async def test_put_off(chat: Chat, database: Database) -> None:
    """The reminder comes again when somebody says so, and says so itself."""
    reminder = await reminded(chat, database)
    assert (await chat.say("in 10 minutes")).startswith("💧 Snoozed until 09:10")
    assert reminder.text == chat.ada.last.text
    chat.clock.forward(minutes=10)
    await chat.tick()
    assert "✅ Done" in labels(chat.ada.last)
    await chat.say("later")
    assert labels(chat.ada.last) == ["15 minutes", "30 minutes", "60 minutes", "Skip"]
    assert (await chat.say("half an hour")).startswith("💧 Snoozed until 09:40")


async def test_left_out(chat: Chat, database: Database) -> None:
    """One, or all of the day."""
    await reminded(chat, database)
    assert (await chat.say("skip")).startswith("💧 Skipped.")
    chat.clock.forward(hours=2)
    await chat.tick()
    assert (await chat.say("not today")).startswith("💧 No more of these today. Next: 09:00 tomorrow.")
    sent = len(chat.ada.inbox)
    for _ in range(10):
        chat.clock.forward(hours=1)
        await chat.tick()
    assert len(chat.ada.inbox) == sent
    chat.clock.forward(hours=12)
    await chat.tick()
    assert len(chat.ada.inbox) > sent


async def test_why_and_when(chat: Chat, database: Database) -> None:
    """A reminder explains itself, and takes another time."""
    await reminded(chat, database)
    assert (await chat.say("why do you tell me this")).startswith("💧 Because you asked me to: Water every")
    assert "When would be better?" in await chat.say("too early")
    assert (await chat.say("from 10")).startswith("Water every 2 hours from 10:00")


async def test_a_reply(chat: Chat, database: Database) -> None:
    """As a reply to the reminder, words are about it, whatever has been said since."""
    reminder = await reminded(chat, database)
    await chat.say("can my shoes cause cramps?")
    chat.ada.say("ok", reply_to=reminder)
    await chat.settle()
    assert chat.ada.last.text.startswith("💧 Done.")


async def test_a_question_under_a_reminder(chat: Chat, database: Database) -> None:
    """It is answered as ever, and a sign of something serious is an alarm."""
    await reminded(chat, database)
    assert (await chat.say("does magnesium help?")).startswith("About magnesium")
    assert (await chat.say("my calf is swollen, hot and red")).startswith("⚠️ Please read this first.")


async def test_other_processes(start: Start, database: Database) -> None:
    """After a new start a reply to a reminder is understood, for the message says which it was."""
    async with start() as chat:
        reminder = await reminded(chat, database)
    async with start() as again:
        again.ada.say("done", reply_to=reminder)
        await again.settle()
        assert again.ada.last.text.startswith("💧 Done.")


@pytest.fixture
async def confirmed(chat: Chat) -> Chat:
    """Ada, who has just set a reminder for nine in the evening."""
    await chat.say(SET)
    await chat.say("Berlin")
    await chat.say(SET)
    return chat


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("no, at 10", "Stretch at 22:00, every day."),
        ("half an hour later", "Stretch at 21:30, every day."),
        ("an hour earlier", "Stretch at 20:00, every day."),
        ("22:30 is better", "Stretch at 22:30, every day."),
        ("not on sundays", "Stretch at 21:00, every day but Sunday."),
        ("mon-fri", "Stretch at 21:00, on weekdays."),
    ],
)
async def test_a_correction(confirmed: Chat, said: str, shown: str) -> None:
    """It is made, repeated, and can be taken back in a word."""
    assert (await confirmed.say(said)).startswith(shown)
    assert "↩ Undo" in labels(confirmed.ada.last)
    assert "Stretch at 21:00, every day." in await confirmed.say("undo")


async def test_corrections_in_a_row(confirmed: Chat) -> None:
    """Each is about what the one before it has led to."""
    await confirmed.say("no, at 10")
    await confirmed.say("half an hour later")
    assert (await confirmed.say("weekends off")).startswith("Stretch at 22:30, on weekdays.")
    assert (await confirmed.say("thanks")).startswith("You're welcome. Next: 22:30")


async def test_what_was_wrong(confirmed: Chat) -> None:
    """Who only says no is asked."""
    assert "What should I change?" in await confirmed.say("no")
    assert (await confirmed.say("10")).startswith("Stretch at 22:00")


async def test_how_often(chat: Chat) -> None:
    """The next interval that is offered, until there is none."""
    await chat.say("remind me to drink every 3 hours")
    await chat.say("Berlin")
    await chat.say("remind me to drink every 3 hours")
    assert (await chat.say("less often")).startswith("Water every 4 hours")
    refused = await chat.say("less often")
    assert "Every 4 hours is the least" in refused
    assert "I haven't changed anything." in refused


async def test_no_alarm_by_a_correction(confirmed: Chat) -> None:
    """How much later a reminder comes is not how long a cramp lasts."""
    assert "⚠️" not in await confirmed.say("half an hour later")


async def test_after_an_answer(chat: Chat) -> None:
    """A side question gets a sentence, not the answer again, and changes no subject."""
    told = await chat.say("I am 30 weeks pregnant and my calf cramps at night, is that normal?")
    assert told.startswith("About cramps in pregnancy")
    for asked in ("is it dangerous for the baby?", "are you sure?", "how long?", "where is that from?"):
        said = await chat.say(asked)
        assert said != told
        assert not said.startswith("About cramps in pregnancy")
    assert len(await chat.say("shorter")) < len(told)


async def test_no_answer_twice(chat: Chat) -> None:
    """Who comes back to the same subject in other words does not read all of it again, but can."""
    told = await chat.say("can my shoes cause cramps?")
    await chat.say("would a massage help?")
    again = await chat.say("are my shoes to blame?")
    assert again != told
    assert "Read it again" in labels(chat.ada.last)
    assert await chat.tap("Read it again") == told


async def test_what_is_not_said(chat: Chat) -> None:
    """What the sources do not say, it says, and by its name."""
    await chat.say("can my shoes cause cramps?")
    assert (await chat.say("how often?")).startswith("My sources on shoes that fit don't say.")


async def test_it_did_not_help(chat: Chat) -> None:
    """Other subjects are offered, though the message begins with thanks."""
    await chat.say("does magnesium help?")
    assert (await chat.say("thanks but that didn't help")).startswith(
        "I'm sorry that what I said about magnesium"
    )
    assert len(labels(chat.ada.last)) == 3


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("good night, and God bless you my dear", "You're welcome"),
        ("ok ur not that bad. thanks bro", "You're welcome"),
    ],
)
async def test_courtesy(chat: Chat, said: str, answer: str) -> None:
    """Small talk with more words around it is answered as that."""
    assert (await chat.say(said)).startswith(answer)


@pytest.mark.parametrize(
    "said", ["hi my ankle feels weird on the left side", "thanks, but what about cycling"]
)
async def test_more_than_courtesy(chat: Chat, said: str) -> None:
    """What stands beside it is not lost."""
    answer = await chat.say(said)
    assert not answer.startswith(("You're welcome", "Hello"))


async def test_a_glass_is_no_undo(chat: Chat, store: Store) -> None:
    """Only words of taking back take something back."""
    await open_panel(chat)
    await chat.say("remind me to drink every 2 hours")
    await chat.say("I drank a glass")
    assert (await store.plan(chat.ada.id)).on


async def test_how_often_to_do_it(chat: Chat) -> None:
    """How often to do it is another question than how often it comes."""
    await chat.say("how do I stop cramps at night?")
    assert (await chat.say("and how often should I do that?")).startswith("In the trial")


async def test_again_in_another_language(chat: Chat) -> None:
    """What was told already is not told again, below the line in the person's language."""
    await chat.say("how do I stop cramps at night?")
    said = await chat.say("je me réveille la nuit avec une crampe au mollet")
    assert said.startswith("Je réponds en anglais.")
    assert "Read it again" in labels(chat.ada.last)


async def test_the_second_one(chat: Chat) -> None:
    """What a button offers can be named by its place."""
    await chat.say("what can I take for leg cramps, over the counter I mean")
    offered = labels(chat.ada.last)
    assert offered[-1] == "None of these"
    assert (await chat.say("the second one")).lower().startswith(f"about {offered[1].lower()}")


@pytest.mark.parametrize("said", ["🆘", "😭😭", "HELP ME", "hilfe!"])
async def test_a_cry(chat: Chat, said: str) -> None:
    """It opens the help with a cramp."""
    assert (await chat.say(said)).startswith("A cramp right now?")


@pytest.mark.parametrize("said", ["??", "menu", "what?"])
async def test_where_am_i(chat: Chat, said: str) -> None:
    """It leads to what the bot can do; after an answer, "what?" is answered with less."""
    assert (await chat.say(said)).startswith("Hello! Ask me about foot and leg cramps")


async def test_an_evening(chat: Chat, database: Database) -> None:
    """Words only, from the first reminder to the last word."""
    assert "Where do you live?" in await chat.say("remind me to stretch at 9 pm")
    await chat.say("Madrid")
    assert (await chat.say("no, half past nine")).startswith("Stretch at 21:30")
    assert (await chat.say("not on saturdays")).startswith("Stretch at 21:30, every day but Saturday.")
    chat.clock.forward(hours=17, minutes=31)
    await chat.tick()
    assert "Start, step by step" in " ".join(labels(chat.ada.last))
    assert "Snoozed until 21:41" in await chat.say("in ten minutes")
    chat.clock.forward(minutes=10)
    await chat.tick()
    assert (await chat.say("done!")).startswith("🌙 Done, and counted")
    assert (await chat.say("why do my feet cramp at night?")).startswith("About cramps at night")
    assert "harmless" in await chat.say("is it dangerous?")
    assert [mark.kind for mark in await marks(database, chat.ada.id)] == [STRETCH]
    assert (await chat.say("ok stop it now")).startswith("Stretch before bed: this reminder is off now.")


async def test_in_spanish(chat: Chat, database: Database) -> None:
    """Stop, yes, no and done."""
    await reminded(chat, database)
    assert (await chat.say("hecho")).startswith("💧 Done.")
    assert (await chat.say("deshacer")).startswith("💧")
    assert (await chat.say("no")).startswith("💧 Skipped.")
    assert (await chat.say("sí")).startswith("Good.")
    assert (await chat.say("basta ya")).startswith("Water: this reminder is off now.")


async def test_asked_twice(chat: Chat) -> None:
    """What speaks of it is told from an answer that was read, and not the whole of it again."""
    await chat.say("does massage help?")
    assert (await chat.say("does massage help?")).startswith("The NHS says that massage can ease a cramp")
    assert (await chat.say("massage did not help")).startswith("Stretch the muscle slowly")
    assert (await chat.say("so should i rub it every day or what")).startswith("My sources")
    assert labels(chat.ada.last)[0] == "Read it again"


@pytest.mark.parametrize(
    ("asked", "then", "told"),
    [
        ("do statins cause cramps?", "and what is quinine, a tablet?", "Quinine can have serious side"),
        ("do statins cause cramps?", "should I leave off my water tablet for a bit?", "Water tablets are a"),
        ("stretches before bed?", "is there any evidence that stretching works at night?", "In a trial"),
        ("how much water should I drink?", "does beer count", "Tea, coffee, lower-fat milk"),
        ("when should I see a doctor?", "what would the doctor even do", "Expect a look at your legs"),
    ],
)
async def test_a_part_of_what_was_read(chat: Chat, asked: str, then: str, told: str) -> None:
    """A question in other words than the answer's is told what in it speaks of that."""
    await chat.say(asked)
    assert (await chat.say(then)).startswith(told)


async def test_what_nothing_in_it_speaks_of(chat: Chat) -> None:
    """It is said that there is no more, and no sentence is told for a word that it shares."""
    await chat.say("cramps while running?")
    assert (await chat.say("hm doubt it")).startswith("All I know about cramps while running")


@pytest.mark.parametrize(
    "said",
    ["can you even read, that has nothing to do with my question", "useless, total nonsense, honestly"],
)
async def test_a_complaint(chat: Chat, said: str) -> None:
    """Somebody who was answered wrongly hears a word of regret."""
    await chat.say("does massage help?")
    await chat.say("tell me of the offside rule in football then")
    answer = await chat.say(said)
    assert answer.startswith("I'm sorry, I got that wrong.")
