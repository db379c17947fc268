"""What people write after a warning, or after a question about a sign."""

import pytest

from bot.knowledge import Knowledge
from bot.matching import Answer, Candidate, Check, Unknown, Urgent
from tests.conftest import Chat, labels
from tests.handlers.conftest import Ordered


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
    said = await chat.say("no no, it's fine really")
    assert said.startswith("Good, if none of that fits.")
    assert "You wanted something else." in said


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


async def test_a_warning_holds_above_what_was_read_before(chat: Chat) -> None:
    """It is said there, too, and no sentence of that answer alone, which may be wrong for what was told."""
    await chat.say("would a massage help?")
    await chat.say("my left leg is swollen, hot and red")
    said = await chat.say("does massage help?")
    assert said.startswith("⚠️ What I wrote about getting help still holds.\n\nAll I know about massage")


async def test_after_despair(chat: Chat) -> None:
    """A denial is believed, kindly."""
    await chat.say("I want to die")
    assert "holds" not in await chat.say("no")
    await chat.say("who can I talk to when it gets too much and I don't want to go on")
    assert "Samaritans" in chat.ada.last.text


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


@pytest.mark.parametrize("has_question", [True, False])
async def test_what_sounds_urgent_after_a_change(
    chat: Chat,
    knowledge: Knowledge,
    reply_with: Ordered,
    monkeypatch: pytest.MonkeyPatch,
    *,
    has_question: bool,
) -> None:
    """It is asked about, or warned of where the knowledge has no question about it."""
    await chat.say("remind me to stretch at 22:00")
    urgent, magnesium = knowledge.entries["urgent-signs"], knowledge.entries["magnesium"]
    reply_with(Urgent(urgent, (Candidate(urgent, 0.9),), "hm", Answer(magnesium, ()), named=False))
    if not has_question:
        monkeypatch.setattr(Knowledge, "checks", {})
    said = await chat.say("mum did hers, each leg")
    assert said.startswith("Is one leg swollen" if has_question else "⚠️ Please read this first.")


async def test_a_correction_of_what_was_warned_of(chat: Chat) -> None:
    """Who corrects what they have told is not asked how their reminders should be."""
    await chat.say("my left leg is swollen, hot and red")
    assert "What I wrote about getting help still holds." in await chat.say(
        "no i meant that is since yesterday"
    )


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("You make me fear. I would prefer to wait until Monday.", "No, please don't wait."),
        (
            "I speak of my leg, not of reminders. Can I wait until Monday for the doctor?",
            "No, please don't wait.",
        ),
        (
            "At 21h, as before. And my calf is still warm, I go tomorrow then",
            "That's one more reason not to wait.",
        ),
        ("Ok calling the after hours nurse line now. thanks man", "Good. Please don't wait"),
        ("can she wait till after the weekend", "No, please don't wait."),
    ],
)
async def test_one_clause_of_several(chat: Chat, said: str, answer: str) -> None:
    """What it says to the warning is answered, whatever stands beside it, and no reminder ends or changes."""
    await chat.say("my calf is swollen and hot since tuesday")
    await chat.say("remind me to stretch at 21") if "21h" in said else None
    assert (await chat.say(said)).startswith(answer)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("I did not ask about massage. Or may I wait until Monday for my doctor?", "No, please don't wait."),
        ("Thank you. I am going to the hospital now. Goodbye.", "Good. Please don't wait"),
    ],
)
async def test_after_something_else(chat: Chat, said: str, answer: str) -> None:
    """A warning is not forgotten over another question."""
    await chat.say("my calf is swollen and hot since tuesday")
    await chat.say("does massage help?")
    assert (await chat.say(said)).startswith(answer)


async def test_a_sign_beside_a_wish(chat: Chat, knowledge: Knowledge, reply_with: Ordered) -> None:
    """The wish is done, and the sign whose words were written is asked about."""
    entry = knowledge.entries["urgent-signs"]
    reply_with(Check("numb-or-weak", entry, Unknown((), ()), named=True))
    said = await chat.say("remind me to stretch at 21:00. my foot has been numb since monday")
    assert said.startswith(knowledge.languages["en"].checks["numb-or-weak"])
    assert "Stretch at 21:00, every day." in said
    assert labels(chat.ada.last)[:2] == ["Yes", "No"]


async def test_no_and_more(chat: Chat, knowledge: Knowledge, reply_with: Ordered) -> None:
    """A no with a joke behind it is a no: what was asked about is neither asked again nor raised."""
    entry = knowledge.entries["emergency-now"]
    reply_with(Check(entry.id, entry, Unknown((), ()), named=False))
    assert (await chat.say("my foot is leaving my body")).startswith(
        knowledge.languages["en"].checks[entry.id]
    )
    assert (await chat.say("lol no im just being dramatic, dead spider toes")).startswith(
        "I don't know that."
    )
    assert len(chat.ada.inbox) == 2
    await chat.say("my foot is leaving my body")
    reply_with(Urgent(entry, (Candidate(entry, 0.9),), "hm", Unknown((), ()), named=False))
    assert (await chat.say("no, just a dead spider")).startswith("I don't know that.")


@pytest.mark.parametrize("named", [True, False])
async def test_no_and_another_danger(
    chat: Chat, knowledge: Knowledge, reply_with: Ordered, *, named: bool
) -> None:
    """A no to one question is none to what is told beside it."""
    asked, other = knowledge.entries["crisis"], knowledge.entries["emergency-now"]
    reply_with(Check(asked.id, asked, Unknown((), ()), named=False))
    await chat.say("it is all too much")
    reply_with(Urgent(other, (Candidate(other, 0.9),), "hm", Unknown((), ()), named=named))
    assert (await chat.say("no, but everything goes black and I fall over")).startswith("⚠️ Please read this")


async def test_an_answer_that_was_given_stands(chat: Chat, knowledge: Knowledge, reply_with: Ordered) -> None:
    """Who says no to a question above an answer that they have read does not read that again."""
    entry, asked = knowledge.entries["pregnancy"], knowledge.entries["pregnancy-urgent"]
    reply_with(Answer(entry, (Candidate(entry, 0.9),)))
    await chat.say("leg cramps, six months along")
    reply_with(Check(asked.id, asked, Answer(entry, (Candidate(entry, 0.9),)), named=False))
    assert "About cramps in pregnancy" not in await chat.say("my heart sank when I read that")
    assert (await chat.say("No, nothing like that")).startswith("Good, I'm glad.")
