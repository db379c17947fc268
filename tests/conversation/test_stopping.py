"""Ways to say stop, and what sounds like one."""

import pytest

from bot.conversation.stopping import DeleteAsked, StopAsked, delete_asked, may_stop, stop_asked
from bot.conversation.words import plain
from bot.reminders.kinds import STRETCH, WATER, Kind

GLASSES, STRETCHES = (WATER,), (STRETCH,)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("please no more water messages", GLASSES),
        ("dont send me water reminders anymore", GLASSES),
        ("cancel the water", GLASSES),
        ("stop the water ones but keep the stretch", GLASSES),
        ("remove the stretch", STRETCHES),
        ("end the stretch reminders", STRETCHES),
        ("quit texting me", ()),
        ("i'm sick of these messages", ()),
        ("stop bothering me at work", ()),
        ("no quiero más recordatorios", ()),
        ("keine Erinnerungen mehr", ()),
        ("отключи напоминания", ()),
        ("pas de rappels", ()),
        ("I'd like you to stop the water", GLASSES),
        ("forget about the stretching", STRETCHES),
        ("no me envíes más mensajes", ()),
    ],
)
def test_clear(text: str, kinds: tuple[Kind, ...]) -> None:
    """A word of ending, and a sign that reminders are meant."""
    assert stop_asked(plain(text)) == StopAsked(kinds)


@pytest.mark.parametrize(
    "text",
    [
        "stop it",
        "enough",
        "i dont want these anymore",
        "basta",
        "abbestellen",
        "that's enough",
        "hör auf",
        "хватит",
        "arrête",
        "dość",
        "yeter",
        "توقف",
        "for god's sake stop",
        "genoeg",
        "smettila",
        "pare",
        "can you be silent",
        "could you not write to me",
        "give it a rest",
        "tais-toi",
        "не присылай больше",
        "stahp",
    ],
)
def test_in_doubt(text: str) -> None:
    """A word of ending alone counts only where reminders are on."""
    wanted = stop_asked(plain(text))
    assert wanted
    assert not wanted.clear


@pytest.mark.parametrize(
    "text",
    [
        "how do i stop this cramp",
        "make it stop",
        "don't stop",
        "when does it stop?",
        "it stopped",
        "the pain stopped",
        "i dont drink enough water",
        "stop drinking so much tea?",
        "i want to stop taking statins",
        "not on sundays",
        "i stopped drinking coffee",
        "stop at 8 in the evening",
        "should i stop running",
    ],
)
def test_something_else(text: str) -> None:
    """A cramp, a habit, a time of day: none of that ends reminders."""
    assert stop_asked(plain(text)) is None


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("delete everything", False),
        ("wipe everything please", False),
        ("erase my data", True),
        ("forget me", True),
    ],
)
def test_deleting(text: str, data: bool) -> None:
    """The reminders or what is stored: what is not said is asked."""
    assert delete_asked(plain(text)) == DeleteAsked(data)


@pytest.mark.parametrize(
    "text", ["delete my reminders", "delete it", "forget it", "how do I forget the pain"]
)
def test_not_deleting(text: str) -> None:
    """Only what is stored, or everything."""
    assert delete_asked(plain(text)) is None


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("these pings annoy me", True),
        ("not one more message", True),
        ("I won't need the water ones", True),
        ("the messages are useful", False),
        ("I hate cramps", False),
        ("water is not enough", False),
        ("why no reminder today", False),
    ],
)
def test_worth_asking(text: str, *, is_asked: bool) -> None:
    """Reminders, and something against them."""
    assert may_stop(plain(text)) is is_asked
