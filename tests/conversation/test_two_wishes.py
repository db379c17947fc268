"""Two wishes in one message, and what only looks like two."""

from datetime import UTC, datetime

import pytest

from bot.conversation.two_wishes import two_wishes

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("water every 3 hours and stretch at 21:00", "water every 3 hours", "stretch at 21:00"),
        (
            "remind me to drink hourly, and to stretch at 22",
            "remind me to drink hourly",
            "to stretch at 22",
        ),
        ("stop the water but stretch at 9", "turn off water", "stretch at 9"),
        ("fewer water reminders; stretch an hour later", "fewer water reminders", "stretch an hour later"),
    ],
)
def test_two(text: str, first: str, second: str) -> None:
    """One for each kind."""
    assert two_wishes(text, NOW) == (first, second)


@pytest.mark.parametrize(
    "text",
    [
        "remind me to drink and to stretch at 8",
        "water at 9 and 15",
        "stop the water ones but keep the stretch",
        "should I drink water and stretch before bed?",
        "water every 2 hours from 9 to 18, but not on sundays",
        "I drink a lot of water and stretch every day, but still get cramps",
    ],
)
def test_not_two(text: str) -> None:
    """Where it is not sure what belongs to which, it is read as one message."""
    assert two_wishes(text, NOW) is None
