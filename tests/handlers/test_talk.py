"""Conversations in words: what is typed after a reminder, a change, an answer and an alarm."""

import pytest

from bot.reminders.kinds import STRETCH
from bot.storage import Database, Store
from tests.conftest import Chat, Start, labels
from tests.handlers.reminding import open_panel
from tests.handlers.stretching import marks, reminded

SET = "stretch reminder at 9"


async def counted(database: Database, chat: Chat) -> int:
    """How much Ada has done."""
    return len(await marks(database, chat.ada.id))


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


async def test_after_an_alarm(chat: Chat) -> None:
    """It is answered straight, never by topics."""
    await chat.say("my left leg is swollen, hot and red")
    assert (await chat.say("should I call someone?")).startswith("Yes, today.")
    assert (await chat.say("it's also warm")).startswith("That's one more reason not to wait.")
    assert "medical help today" in await chat.say("it's better now")
    assert (await chat.say("no")).startswith("Good, if none of that fits.")


async def test_not_so_after_all(chat: Chat) -> None:
    """After "no" the question that was in the message is answered, and nothing is warned of any more."""
    await chat.say("does magnesium help against cramps? my left calf is swollen and hot")
    said = await chat.say("no")
    assert said.startswith("Good, if none of that fits.")
    assert "magnesium" in said
    assert (await chat.say("where is that from?")).startswith("It's from a Cochrane review")


async def test_an_alarm_twice(chat: Chat) -> None:
    """The second time it is short: what was written, and what to do."""
    first = await chat.say("my left leg is swollen, hot and red")
    second = await chat.say("my left leg is swollen and hot, and it hurts")
    assert "and it hurts" in second
    assert "medical help today" in second
    assert len(second) < len(first) / 2
    assert "None of this fits" in labels(chat.ada.last)


async def test_an_alarm_by_a_yes(chat: Chat) -> None:
    """What is asked after it is answered straight, as after any other."""
    await chat.say("leg feels numb sometimes")
    await chat.tap("Yes")
    assert (await chat.say("should I call someone?")).startswith("Yes")


async def test_not_sure_about_a_sign(chat: Chat) -> None:
    """Who is not sure is told where to turn; a no with more behind it is a no."""
    await chat.say("leg feels numb sometimes")
    assert "medical help today" in await chat.say("I don't know, a little perhaps")
    await chat.say("leg feels numb sometimes")
    assert (await chat.say("no no, it's fine really")).startswith("You wanted something else.")


async def test_a_question_about_a_sign_stays_open(chat: Chat) -> None:
    """It is asked once more below what is said to something else, and not a third time."""
    await chat.say("leg feels numb sometimes")
    await chat.say("does magnesium help?")
    assert "to be safe" in chat.ada.last.text
    await chat.say("can my shoes cause cramps?")
    assert "to be safe" not in chat.ada.last.text


async def test_a_warning_holds(chat: Chat) -> None:
    """What is asked after it is answered below a reminder of it, once; "None of this fits" ends it."""
    await chat.say("my left leg is swollen, hot and red")
    assert "still holds" in await chat.say("does magnesium help?")
    assert "still holds" not in await chat.say("can my shoes cause cramps?")
    await chat.say("does magnesium help? my left calf is swollen and hot")
    await chat.tap("None of this fits")
    assert "still holds" not in await chat.say("are sports drinks any good?")


async def test_after_despair(chat: Chat) -> None:
    """A denial is believed, kindly."""
    await chat.say("I want to die")
    assert "holds" not in await chat.say("no")
    await chat.say("who can I talk to when it gets too much and I don't want to go on")
    assert "Samaritans" in chat.ada.last.text


async def test_delete_all_of_it(chat: Chat, store: Store) -> None:
    """A yes with more words is a yes."""
    await open_panel(chat, "hydration")
    await chat.say("delete everything you know about me")
    assert (await chat.say("Yes, I am quite sure. Delete everything.")).startswith("Done. I keep nothing")
    assert not (await store.plan(chat.ada.id)).on


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


@pytest.mark.parametrize(
    ("told", "asked", "answer", "elsewhere"),
    [
        (
            "my son has swallowed a whole packet of my tablets",
            "should I call someone?",
            "poison centre",
            "chest",
        ),
        ("I want to die", "can it wait?", "Samaritans", "leg"),
        ("crushing chest pain and my leg hurts", "really?", "Yes, now.", "blood clot"),
        ("I am pregnant and bleeding", "can I wait?", "Have any bleeding checked", "chest"),
        ("my left leg is swollen, hot and red", "can I drive?", "Don't drive yourself", "poison"),
    ],
)
async def test_of_what_was_raised(chat: Chat, told: str, asked: str, answer: str, elsewhere: str) -> None:
    """What is said after an alarm is about what raised it, whatever other alarms there are."""
    assert (await chat.say(told)).startswith("Please read this first.", 3)
    said = await chat.say(asked)
    assert answer in said
    assert elsewhere not in said


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


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("stop the water ones but keep the stretch", ["stretch"]),
        ("cancel the water", ["stretch"]),
        ("remove the stretch", ["hydration"]),
        ("quit texting me", []),
    ],
)
async def test_stop(chat: Chat, said: str, left: list[str]) -> None:
    """What is named is off, and nothing else."""
    await open_panel(chat, "hydration", "stretch")
    await chat.say(said)
    panel = await chat.say("/reminders")
    assert [
        kind for kind, line in (("hydration", "Water: on"), ("stretch", "bed: on")) if line in panel
    ] == left


@pytest.mark.parametrize(
    "said", ["stop it", "enough", "basta", "i dont want these anymore", "arrête", "хватит"]
)
async def test_which(chat: Chat, said: str) -> None:
    """In doubt it asks, and takes the answer in words."""
    await open_panel(chat, "hydration", "stretch")
    assert "Water, stretch, or all?" in await chat.say(said)
    assert (await chat.say("water")).startswith("Water: this reminder is off now.")
    assert (await chat.say(said)).startswith("Stretch before bed: this reminder is off now.")


async def test_which_by_a_tap(chat: Chat) -> None:
    """The buttons do the same, with a way back."""
    await open_panel(chat, "hydration", "stretch")
    await chat.say("enough")
    assert (await chat.tap("All")).startswith("All reminders are off.")
    assert "↩ Undo" in labels(chat.ada.last)


async def test_stop_without_reminders(chat: Chat) -> None:
    """Where none are on, only a clear wish is one."""
    assert (await chat.say("quit texting me")).startswith("No reminders are on")
    assert "No reminders are on" not in await chat.say("enough")


async def test_delete_everything(chat: Chat, database: Database) -> None:
    """The reminders or what is stored: it asks which, and once more before it deletes."""
    await reminded(chat, database)
    await chat.say("done")
    assert "everything I keep" in await chat.say("delete everything")
    assert labels(chat.ada.last) == ["The reminders", "All that is stored"]
    assert (await chat.say("all that is stored")).startswith("Delete everything I keep")
    assert (await chat.say("no")).startswith("Fine, everything stays")
    assert await counted(database, chat) == 1
    await chat.say("forget me")
    assert (await chat.say("yes")).startswith("Done. I keep nothing")
    assert not await counted(database, chat)


async def test_in_a_group(chat: Chat) -> None:
    """What follows is understood there, too, when it is addressed to the bot."""
    group = chat.group()
    group.say(chat.ada, "/ask can my shoes cause cramps?")
    await chat.settle()
    answer = group.last
    group.say(chat.ada, "where is that from?", reply_to=answer)
    await chat.settle()
    assert group.last.text.startswith("It's our article's advice")


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
