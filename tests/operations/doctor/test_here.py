"""What came with the bot's libraries."""

from datetime import UTC, datetime

import pytest

from bot.operations.doctor import State, fonts, zone_data


@pytest.mark.parametrize(
    ("version", "now", "state"),
    [
        ("2026.1", datetime(2026, 3, 1, tzinfo=UTC), State.OK),
        ("2025b", datetime(2026, 6, 30, tzinfo=UTC), State.OK),
        ("2025b", datetime(2026, 7, 5, tzinfo=UTC), State.WARNING),
        ("2031.1", datetime(2026, 7, 5, tzinfo=UTC), State.OK),
        ("unknown", datetime(2026, 7, 5, tzinfo=UTC), State.SKIPPED),
    ],
)
def test_zone_data(version: str, now: datetime, state: State) -> None:
    """Those of the year before do until the middle of the year."""
    assert zone_data(version, now).state is state


def test_fonts() -> None:
    """Without them there are no charts."""
    assert fonts(True).state is State.OK
    assert fonts(False).state is State.WARNING
