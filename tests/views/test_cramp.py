"""Help with a cramp right now, a screen a moment."""

from itertools import pairwise

import pytest

from bot.knowledge import Knowledge
from bot.matching import Answer, Unknown
from bot.views.cramp import (
    SECONDS,
    STOPPING,
    asked_screen,
    help_screen,
    interrupted_screen,
    long_screen,
    passed_screen,
    running_screen,
    still_screen,
)
from bot.views.outcome import reply_screen, told_screen
from bot.views.screen import Screen
from offline_telegram.html_markup import parse
from tests.views.conftest import Compose, entry

STEPS = entry(STOPPING, answer="Stop:\n\n1. Pull & wait.\n2. Hold\n   still.\n\nDrink.", sources=("bot",))


def data(screen: Screen) -> list[object]:
    """What the buttons carry."""
    return [button.callback_data for row in screen.rows for button in row]


def text(screen: Screen | None) -> str:
    """What is read."""
    assert screen
    return parse(screen.html)[0]


def test_steps(compose: Compose) -> None:
    """The numbered lines of the answer, and when to get help, but nothing else."""
    assert help_screen(compose(STEPS), STEPS).html == (
        "<b>A cramp right now? Stop what you're doing, then:</b>\n\n"
        "1. Pull &amp; wait.\n2. Hold\n   still.\n\n"
        "More than 10 minutes, or a leg that's swollen, or hot, red or darker where it hurts: don't rub or "
        "stretch it any more, and get medical help today."
    )
    assert text(running_screen(STEPS, 15)) == (
        "Step 2 of 2\n\nHold\n   still.\n\n⏳ 25 seconds\n▰▰▰▰▱▱▱▱▱▱▱▱"
    )


def test_no_steps() -> None:
    """An answer without numbers is one step."""
    assert text(running_screen(entry(STOPPING, answer="Rest."), 0)).startswith("Step 1 of 1\n\nRest.")


def test_every_moment(knowledge: Knowledge) -> None:
    """The shipped answer takes all the seconds; no two moments look the same, as Telegram wants it."""
    stopping = knowledge.entries[STOPPING]
    shown = [text(running_screen(stopping, second)) for second in range(0, sum(SECONDS), 5)]
    assert all(before != after for before, after in pairwise(shown))
    assert running_screen(stopping, sum(SECONDS)) is None


def test_what_is_left(knowledge: Knowledge) -> None:
    """The steps that are not counted down are for when it has passed."""
    assert "walk a few steps" in text(passed_screen(knowledge, knowledge.entries[STOPPING]))


def test_prevention(compose: Compose) -> None:
    """Only what there is an entry for is offered."""
    assert data(passed_screen(compose(STEPS, entry("shoes")), STEPS)) == ["open:shoes", "panel:want/s"]
    assert data(passed_screen(compose(STEPS), STEPS)) == ["panel:want/s"]


def test_the_urgent_entry(compose: Compose) -> None:
    """Whichever it is."""
    alarming = entry("alarming", urgent=True, answer="Call!")
    assert "Call!" in text(long_screen(compose(STEPS, alarming)))
    assert long_screen(compose(STEPS)) is None


def test_when_to_get_help(knowledge: Knowledge) -> None:
    """The signs named on the way are those of the urgent entry."""
    urgent = next(entry for entry in knowledge.entries.values() if entry.urgent)
    said = text(still_screen()).lower()
    for sign in ("more than 10 minutes", "swollen, or hot, red or darker where it hurts", "chest pain"):
        assert sign in urgent.answer.lower()
        assert sign in said
    assert "(112, 999 or 911)" in said
    assert urgent.short
    assert "(112, 999 or 911)" in urgent.short


@pytest.mark.parametrize("screen", [asked_screen(), still_screen(), interrupted_screen()])
def test_the_way_out(screen: Screen) -> None:
    """Until it has passed, one tap says that it has, and another one that it takes too long."""
    assert {"cramp:passed", "cramp:long"} <= set(data(screen))


def test_words(knowledge: Knowledge) -> None:
    """Whoever asks how to stop a cramp is helped; any other reply is what it was."""
    stopping, shoes = (knowledge.entries[key] for key in (STOPPING, "shoes"))
    assert told_screen(knowledge, Answer(stopping, ())) == help_screen(knowledge, stopping)
    for reply in (Answer(shoes, ()), Unknown((stopping,), ())):
        assert told_screen(knowledge, reply) == reply_screen(knowledge, reply)
