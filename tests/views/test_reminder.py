"""The message of a reminder, and what becomes of it at a tap."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.knowledge import Knowledge
from bot.reminders.kinds import KINDS, STRETCH, WATER, Kind
from bot.reminders.plan import Plan
from bot.views.reminder import (
    done_screen,
    reminder_rows,
    reminder_screen,
    skipped_screen,
    snooze_rows,
    snoozed_screen,
)
from bot.views.screen import Screen
from offline_telegram.html_markup import parse

DUE = datetime(2026, 3, 8, 21, 0, tzinfo=UTC)
STAMP = "1773003600"
SAID = {
    WATER: {
        r"6 to 8 .* NHS": ("how-much-water", "about 6 to 8 cups or glasses a day, says the NHS"),
        r"Tea and coffee count": ("how-much-water", "Water, tea, coffee"),
        r"Thirsty\?": ("dehydration", "If you're very thirsty and feel a cramp coming, have a drink"),
        r"Hot today": ("how-much-water", "more in the heat or when you're active"),
        r"at once": ("how-much-water", "Not all at once"),
        r"Pale yellow": ("how-much-water", "Pale yellow pee is a good sign"),
    },
    STRETCH: {
        r"3 minutes": ("pre-bed-stretch", "about 3 minutes"),
        r"calf stretches": ("calf-and-leg-cramps", "Calf stretches may mean fewer cramps"),
        r"10 seconds": ("pre-bed-stretch", "hold for 10 seconds, rest for 10, three times each"),
        r"moderate pull": ("pre-bed-stretch", "until you feel a moderate pull"),
        r"A wall, a chair": ("pre-bed-stretch", "facing a wall"),
        r"sitting": ("pre-bed-stretch", "Is standing hard? Sit on the bed"),
        r"In a trial": ("age", "people over 55 who stretched every night had fewer and milder night cramps"),
    },
}
"""What the texts say, and where the knowledge says it."""


def data(screen: Screen) -> list[list[object]]:
    """What the buttons carry, row by row."""
    return [[button.callback_data for button in row] for row in screen.rows]


@pytest.mark.parametrize("kind", KINDS.values())
def test_texts(kind: Kind) -> None:
    """Enough of them, all different, all short."""
    assert len(set(kind.texts)) == len(kind.texts) >= 6
    assert all(len(text) <= 100 for text in kind.texts)
    assert all(parse(reminder_screen(kind, DUE, number).html) for number in range(len(kind.texts)))


@pytest.mark.parametrize("kind", KINDS.values())
def test_only_what_the_knowledge_says(kind: Kind, knowledge: Knowledge) -> None:
    """Every text is either a plain invitation, or says what stands in an entry."""
    for text in kind.texts:
        found = [entry for pattern, entry in SAID[kind].items() if re.search(pattern, text)]
        assert found or text == "Time for a glass of water.", text
        for key, words in found:
            assert words in f"{knowledge.entries[key].short} {knowledge.entries[key].answer}"


@pytest.mark.parametrize("kind", KINDS.values())
def test_never_the_same_twice_in_a_row(kind: Kind) -> None:
    """The number chooses the text, always the same one; all have their turn."""
    shown = [reminder_screen(kind, DUE, number).html for number in range(3 * len(kind.texts))]
    assert all(before != after for before, after in pairwise(shown))
    assert len(set(shown)) == len(kind.texts)
    assert reminder_screen(kind, DUE + timedelta(days=1), 5).html == shown[5]


def test_without_a_number() -> None:
    """The moment chooses, and every quarter of an hour chooses another one."""
    moments = [DUE + timedelta(minutes=15 * number) for number in range(20)]
    shown = [reminder_screen(WATER, due).html for due in moments]
    assert all(before != after for before, after in pairwise(shown))
    assert shown[0] == reminder_screen(WATER, DUE).html


def test_buttons_of_water() -> None:
    """Done, snooze, skip, and the way into the panel."""
    assert data(reminder_screen(WATER, DUE, 0)) == [
        [f"done:h/{STAMP}", f"snooze:h/{STAMP}", f"skip:h/{STAMP}"],
        ["panel:show"],
    ]


def test_buttons_of_the_stretch() -> None:
    """The same, and the guided routine above them."""
    assert data(reminder_screen(STRETCH, DUE, 0)) == [
        [f"routine:go/standing/0/{STAMP}"],
        [f"done:s/{STAMP}", f"snooze:s/{STAMP}", f"skip:s/{STAMP}"],
        ["panel:show"],
    ]
    assert reminder_screen(STRETCH, DUE, 0).rows == reminder_rows(STRETCH, DUE)


def test_snoozing() -> None:
    """A quarter, half and a whole hour, and a way back."""
    assert data(Screen("", snooze_rows(WATER, DUE))) == [
        [f"snoozed:h/{STAMP}/{minutes}" for minutes in (15, 30, 60)],
        [f"unsnooze:h/{STAMP}"],
    ]


def test_snoozed() -> None:
    """When it comes again, by the reader's own clock, and by that of the plan where Telegram cannot."""
    until = datetime(2026, 3, 8, 21, 30, tzinfo=UTC)
    untouched = replace(Plan(1), zone="Europe/Berlin")
    stretch = replace(untouched.reminders[STRETCH], snoozed_until=until)
    plan = replace(untouched, reminders={**untouched.reminders, STRETCH: stretch})
    text, entities = parse(snoozed_screen(STRETCH, DUE, plan, DUE).html)
    assert text == "🌙 Snoozed until 22:30 today."
    assert [entity["unix_time"] for entity in entities] == [until.timestamp()]


@pytest.mark.parametrize(
    ("kind", "count", "today", "text"),
    [
        (WATER, 1, True, "💧 Done. That's the first glass today."),
        (WATER, 4, True, "💧 Done. That makes 4 glasses today."),
        (WATER, 2, False, "💧 Done. That makes 2 glasses yesterday."),
        (
            WATER,
            9,
            True,
            "💧 Done. That makes 9 glasses today. The NHS advises about 6 to 8, so that's plenty.",
        ),
        (STRETCH, 1, True, "🌙 Done, and counted for today. Sleep well!"),
        (STRETCH, 1, False, "🌙 Done, and counted for yesterday. Sleep well!"),
        (STRETCH, 2, True, "🌙 Done. That makes 2 times today."),
    ],
)
def test_done(kind: Kind, count: int, today: bool, text: str) -> None:
    """A short line with the count of that day, and a way to take it back; after enough of them, an end."""
    screen = done_screen(kind, DUE, count, today=today)
    assert screen.html == text
    enough = ["panel:rest/h"] if count > 8 else []
    assert data(screen) == [[f"undone:{kind.code}/{STAMP}", *enough]]


@pytest.mark.parametrize(
    ("count", "today", "text"),
    [
        (1, True, "💧 Done. That makes 1 of 8 glasses today."),
        (7, False, "💧 Done. That makes 7 of 8 glasses yesterday."),
        (8, False, "💧 Done. That makes 8 glasses yesterday: your goal."),
        (8, True, "💧 Done. That makes 8 glasses today: your goal. I am quiet for the rest of the day."),
        (
            9,
            True,
            "💧 Done. That makes 9 glasses today, and your goal was 8. I am quiet for the rest of the day.",
        ),
    ],
)
def test_done_with_a_goal(count: int, today: bool, text: str) -> None:
    """Counted towards the person's own goal; nothing is said of what others advise."""
    screen = done_screen(WATER, DUE, count, today=today, goal=8)
    assert screen.html == text
    assert data(screen) == [[f"undone:h/{STAMP}"]]


def test_skipped() -> None:
    """A slip of the finger can be taken back."""
    screen = skipped_screen(WATER, DUE)
    assert screen.html == "💧 Skipped. The next one comes as planned."
    assert data(screen) == [[f"undone:h/{STAMP}"]]
