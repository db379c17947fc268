"""Short messages held against what the bot has just done: a table for each sort of act."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.conversation.acts import Changed, Cramping, Open, Posed, Reminding, Told, Warned
from bot.conversation.after_alarm import AskedBack, Passed, Reaction, StillThere, Taken
from bot.conversation.after_answer import Aside, Side
from bot.conversation.after_change import (
    Accepted,
    Corrected,
    OtherPace,
    Rejected,
    Shifted,
    TakenBack,
)
from bot.conversation.after_reminder import (
    DoneSo,
    LeftOut,
    Postponed,
    WhyReminded,
    WrongTime,
)
from bot.conversation.reading import ALL, Chosen, NoneChosen, understood
from bot.conversation.wordings import Edge, Move
from bot.reminders.kinds import STRETCH, WATER
from bot.reminders.wishes import Set

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
GLASS = Reminding(WATER, NOW, 17)
EVENING = Changed("undo:x", STRETCH)
DRINK = Changed("undo:x", WATER)
CRAMP = Cramping(NOW, asked=True)
TOLD = Told("shoes")
WARNED = Warned("urgent-signs")


@pytest.mark.parametrize(
    "text",
    [
        "done",
        "Done!",
        "ok",
        "yes",
        "👍",
        "drank it",
        "did it already",
        "1 glass",
        "i just drank a big glass",
        "hecho",
        "feito",
        "c'est fait",
        "erledigt",
        "fatto",
        "gedaan",
        "zrobione",
        "готово",
        "yaptım",
        "تم",
    ],
)
def test_done(text: str) -> None:
    """What says that it is done, in every language of the small words."""
    assert understood(text, [GLASS], NOW) == DoneSo(GLASS)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("two glasses", DoneSo(GLASS, 2)),
        ("had 2 cups of tea", DoneSo(GLASS, 2)),
        ("later", Postponed(GLASS)),
        ("snooze", Postponed(GLASS)),
        ("I'll do it later", Postponed(GLASS)),
        ("I'm in a meeting", Postponed(GLASS)),
        ("später", Postponed(GLASS)),
        ("позже", Postponed(GLASS)),
        ("in 10 minutes", Postponed(GLASS, 10)),
        ("in 5", Postponed(GLASS, 5)),
        ("ok, in a minute", Postponed(GLASS, 1)),
        ("remind me in half an hour", Postponed(GLASS, 30)),
        ("half an hour", Postponed(GLASS, 30)),
        ("ask me again in a quarter of an hour", Postponed(GLASS, 15)),
        ("in an hour and a half", Postponed(GLASS, 90)),
        ("skip", LeftOut(GLASS)),
        ("no", LeftOut(GLASS)),
        ("not now", LeftOut(GLASS)),
        ("not this time", LeftOut(GLASS)),
        ("I'm not thirsty", LeftOut(GLASS)),
        ("jetzt nicht", LeftOut(GLASS)),
        ("not today", LeftOut(GLASS, today=True)),
        ("enough for today", LeftOut(GLASS, today=True)),
        ("why do you tell me this", WhyReminded(GLASS)),
        ("why?", WhyReminded(GLASS)),
        ("too early", WrongTime(GLASS)),
        ("you woke me up", WrongTime(GLASS)),
        ("too often", WrongTime(GLASS, often=True)),
        ("the cup is empty", DoneSo(GLASS)),
        ("gulped one an hour ago", DoneSo(GLASS)),
        ("three small ones", DoneSo(GLASS, 3)),
        ("sí, listo", DoneSo(GLASS)),
        ("need 25 more minutes", Postponed(GLASS, 25)),
        ("ping me at half past five", Postponed(GLASS, at="half past five")),
        ("try again at 4", Postponed(GLASS, at="4")),
        ("I'm cycling", Postponed(GLASS)),
        ("once the film is over", Postponed(GLASS)),
        ("I'm full, thanks", LeftOut(GLASS)),
        ("not in the mood", LeftOut(GLASS)),
        ("who set this up?", WhyReminded(GLASS)),
        ("in the middle of the night", WrongTime(GLASS)),
        ("didn't you just say that?", WrongTime(GLASS, often=True)),
    ],
)
def test_under_a_reminder(text: str, meaning: object) -> None:
    """Counted, moved or explained."""
    assert understood(text, [GLASS], NOW) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "why do I get cramps at night?",
        "my calf is swollen",
        "40 glasses",
        "does magnesium help?",
        "stop",
        "hm",
        "I can't breathe",
        "I can't feel my leg",
        "I'm in hospital with a clot",
        "I drank bleach",
        "took two tablets",
        "I'm done with life",
        "when I walk my calf hurts",
        "my foot did it again",
        "can't sleep, the cramp is back",
    ],
)
def test_not_about_the_reminder(text: str) -> None:
    """A question, a sign of something serious, and "stop" are read as if they came fresh."""
    assert understood(text, [GLASS], NOW) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("no, at 10", time(22)),
        ("i meant 10", time(22)),
        ("make it 10 instead", time(22)),
        ("sorry, 9:30", time(21, 30)),
        ("22:30 is better", time(22, 30)),
        ("set it to 22:15", time(22, 15)),
        ("ten thirty", time(22, 30)),
        ("at half past ten", time(22, 30)),
        ("no not at 9, at 10", time(22)),
        ("can you do 21:45?", time(21, 45)),
        ("10 pm", time(22)),
    ],
)
def test_another_time(text: str, first: time) -> None:
    """Right after a change, a time is enough."""
    assert understood(text, [EVENING], NOW) == Corrected(STRETCH, Set(STRETCH, 0, first, first))


@pytest.mark.parametrize(
    ("text", "act", "meaning"),
    [
        ("start half an hour earlier", DRINK, Shifted(WATER, Move(-30, Edge.FIRST))),
        ("stop an hour later", DRINK, Shifted(WATER, Move(60, Edge.LAST))),
        ("two hours longer in the evening", DRINK, Shifted(WATER, Move(120, Edge.LAST))),
        ("an hour later at both ends", DRINK, Shifted(WATER, Move(60))),
        ("that's too frequent, fewer please", DRINK, OtherPace(WATER, more=False)),
        ("not often enough", DRINK, OtherPace(WATER, more=True)),
        ("oops, revert this change", EVENING, TakenBack(EVENING)),
        ("I want the previous times back", EVENING, TakenBack(EVENING)),
        ("brilliant, cheers", EVENING, Accepted(EVENING)),
        ("half an hour later", EVENING, Shifted(STRETCH, Move(30))),
        ("an hour earlier", EVENING, Shifted(STRETCH, Move(-60))),
        ("a bit later please", EVENING, Shifted(STRETCH, Move(30))),
        ("too late for me", EVENING, Shifted(STRETCH, Move(-30))),
        ("less often", DRINK, OtherPace(WATER, more=False)),
        ("make it more often", DRINK, OtherPace(WATER, more=True)),
        ("undo", EVENING, TakenBack(EVENING)),
        ("never mind", EVENING, TakenBack(EVENING)),
        ("change it back", EVENING, TakenBack(EVENING)),
        ("no", EVENING, Rejected(EVENING)),
        ("that's wrong", EVENING, Rejected(EVENING)),
        ("thanks", EVENING, Accepted(EVENING, thanked=True)),
        ("perfect", EVENING, Accepted(EVENING)),
        ("да", EVENING, Accepted(EVENING)),
        (
            "not on sundays",
            EVENING,
            Corrected(STRETCH, Set(STRETCH, days=frozenset(range(6)))),
        ),
        ("mon-fri", EVENING, Corrected(STRETCH, Set(STRETCH, days=frozenset(range(5))))),
        ("weekends off", DRINK, Corrected(WATER, Set(WATER, days=frozenset(range(5))))),
        ("from 10", DRINK, Corrected(WATER, Set(WATER, first=time(10)))),
        ("stop at 6 pm", DRINK, Corrected(WATER, Set(WATER, last=time(18)))),
        ("every 3 hours", DRINK, Corrected(WATER, Set(WATER, 180))),
    ],
)
def test_after_a_change(text: str, act: Changed, meaning: object) -> None:
    """Moved, taken back, accepted, or asked what was wrong."""
    assert understood(text, [act], NOW) == meaning


@pytest.mark.parametrize(
    "text", ["in the morning too", "also at 8", "is magnesium safe?", "Berlin", "every other day"]
)
def test_no_correction(text: str) -> None:
    """One more is not another one; a question and a place are neither."""
    assert understood(text, [EVENING], NOW) is None


def test_a_clock_or_a_correction() -> None:
    """Who was just asked where they live writes what their clock shows, unless the words say otherwise."""
    asked = Changed("undo:x", STRETCH, zone_asked=True)
    assert understood("9:30", [asked], NOW) is None
    assert isinstance(understood("no, at 9:30", [asked], NOW), Corrected)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "ok its gone",
        "better now",
        "it doesn't hurt any more",
        "no its gone",
        "can i go back to sleep",
        "phew",
        "ya se me pasó",
        "vorbei",
        "c'est passé",
        "прошло",
    ],
)
def test_it_has_passed(text: str) -> None:
    """However it is said that the cramp is over."""
    assert understood(text, [CRAMP], NOW) == Passed(CRAMP)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "not yet",
        "nope",
        "its still cramping",
        "a bit",
        "it won't let go",
        "no better",
        "it came back",
        "worse",
        "not better",
        "almost",
        "нет",
        "immer noch",
        "todavía no",
    ],
)
def test_it_is_still_there(text: str) -> None:
    """However it is said that it is not; from ten minutes on that is urgent."""
    assert understood(text, [CRAMP], NOW) == StillThere(CRAMP, too_long=False)
    assert understood(text, [CRAMP], NOW + timedelta(minutes=10)) == StillThere(CRAMP, too_long=True)


@pytest.mark.parametrize(
    ("text", "too_long"), [("5 min", False), ("12 minutes now", True), ("half an hour", True)]
)
def test_how_long_it_lasts(text: str, too_long: bool) -> None:
    """What somebody says counts, if it is longer than what the clock says."""
    said = understood(text, [CRAMP], NOW)
    assert isinstance(said, StillThere)
    assert said.too_long is too_long


def test_yes_before_the_question() -> None:
    """As long as nobody has asked whether it has passed, "yes" does not say so."""
    helped = Cramping(NOW)
    assert understood("yes", [helped], NOW) == AskedBack(helped)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("why?", Side.WHY),
        ("how long", Side.HOW_LONG),
        ("and how often?", Side.HOW_OFTEN),
        ("is it dangerous", Side.DANGER),
        ("should i worry?", Side.DANGER),
        ("is it dangerous for the baby?", Side.BABY),
        ("for my baby", Side.BABY),
        ("really?", Side.SURE),
        ("are you sure", Side.SURE),
        ("where is that from", Side.SOURCE),
        ("says who?", Side.SOURCE),
        ("tell me more", Side.MORE),
        ("say it shorter", Side.SHORTER),
        ("tl;dr", Side.SHORTER),
        ("thanks but that didnt help", Side.NO_HELP),
        ("it doesn't work", Side.NO_HELP),
    ],
)
def test_after_an_answer(text: str, side: Side) -> None:
    """A side question leans on what was answered; after anything else it is none."""
    assert understood(text, [TOLD], NOW) == Aside(TOLD, side)
    assert not isinstance(understood(text, [WARNED, TOLD], NOW), Aside)


@pytest.mark.parametrize(
    "text", ["what about my calf", "and at night?", "does magnesium help?", "which ones are good?"]
)
def test_another_question(text: str) -> None:
    """What names something of its own is for the matching."""
    assert understood(text, [TOLD], NOW) is None


@pytest.mark.parametrize(
    ("text", "reaction"),
    [
        ("should i call someone", Reaction.SHOULD_I),
        ("who do i call?", Reaction.SHOULD_I),
        ("can it wait until tomorrow", Reaction.WAIT),
        ("tomorrow", Reaction.WAIT),
        ("but it doesn't hurt", Reaction.MILD),
        ("no swelling", Reaction.MILD),
        ("it's also warm", Reaction.ANOTHER_SIGN),
        ("its red and hot too", Reaction.ANOTHER_SIGN),
        ("it's better now", Reaction.BETTER),
        ("no", Reaction.NO),
        ("none of these", Reaction.NO),
        ("no, sorry, it looks just like the other one", Reaction.NO),
        ("both legs are the same", Reaction.NO),
        ("ok", Reaction.YES),
        ("i'm scared", Reaction.AFRAID),
    ],
)
def test_after_an_alarm(text: str, reaction: Reaction) -> None:
    """It is answered straight."""
    assert understood(text, [WARNED], NOW) == Taken(WARNED, reaction)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("water", "hydration"),
        ("the second one", "stretch"),
        ("2", "stretch"),
        ("all", ALL),
        ("beide", ALL),
        ("все", ALL),
    ],
)
def test_which_reminders(text: str, choice: str) -> None:
    """What the buttons say can be written."""
    posed = Posed(Open.WHICH, ("hydration", "stretch"))
    assert understood(text, [posed], NOW) == Chosen(posed, choice)


def test_which_topic() -> None:
    """A topic by its place or its title, or none of them."""
    posed = Posed(Open.TOPICS, ("shoes", "massage"))
    titles = ["Shoes that fit", "Massage and foot rubs"]
    assert understood("the first", [posed], NOW, titles) == Chosen(posed, "shoes")
    assert understood("massage and foot rubs", [posed], NOW, titles) == Chosen(posed, "massage")
    assert understood("none of these", [posed], NOW, titles) == NoneChosen(posed)
    assert understood("the third", [posed], NOW, titles) is None


def test_the_latest_first() -> None:
    """Small words answer what was done last; what can only mean one thing finds it."""
    assert understood("no", [TOLD, GLASS], NOW) is None
    assert understood("done", [TOLD, GLASS], NOW) == DoneSo(GLASS)
    assert understood("should i call someone", [TOLD, WARNED], NOW) == Taken(WARNED, Reaction.SHOULD_I)
    assert understood("half an hour later", [EVENING, GLASS], NOW) == Shifted(STRETCH, Move(30))
    assert understood("half an hour later", [GLASS, EVENING], NOW) == Postponed(GLASS, 30)
