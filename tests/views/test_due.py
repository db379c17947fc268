"""What the buttons under a reminder carry."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.kinds import KINDS, STRETCH, WATER
from bot.views.screen import Due, Tap, due_of

NOW = datetime(2026, 3, 8, 21, 0, tzinfo=UTC)
SOME = Due(WATER, datetime.fromtimestamp(1_764_000_000, UTC))

moments = st.integers(0, int(NOW.timestamp())).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(
    st.builds(Due, st.sampled_from(list(KINDS.values())), moments, st.none() | st.integers(0, 999)),
    st.sampled_from(Tap),
)
def test_round_trip(due: Due, tap: Tap) -> None:
    """The data tells what it is about, and by one pattern what to do; Telegram allows 64 bytes."""
    data = due.data(tap)
    assert due_of(data, NOW) == due
    assert [each for each in Tap if re.match(each.pattern, data)] == [tap]
    assert len(data.encode()) <= 64


def test_what_it_looks_like() -> None:
    """Buttons that are out there have to work with later versions."""
    assert SOME.data(Tap.DONE) == "done:h/1764000000"
    assert Due(STRETCH, SOME.at, 30).data(Tap.SNOOZED) == "snoozed:s/1764000000/30"


@pytest.mark.parametrize(
    ("data", "due"),
    [("done:h:1764000000", SOME), ("snoozed:h:1764000000:30", replace(SOME, minutes=30))],
)
def test_what_it_looked_like(data: str, due: Due) -> None:
    """Those of earlier versions are out there, too."""
    assert due_of(data, NOW) == due


@pytest.mark.parametrize(
    "data",
    [
        "",
        "done",
        "done:",
        "done:h",
        "done:x:1764000000",
        "done:h:",
        "done:h:-1",
        "done:h:1764000000:",
        "done:h:1764000000:-5",
        "done:h:1764000000\n",
        "done:h:١٧٦٤",
        "done:h:99999999999",
        "snoozed:h:1764000000:9999",
    ],
)
def test_forged(data: str) -> None:
    """Anything else is no button of a reminder."""
    assert due_of(data, NOW) is None


def test_not_due_yet() -> None:
    """A reminder that has not been sent has no buttons either."""
    due = Due(STRETCH, NOW + timedelta(seconds=1))
    assert due_of(due.data(Tap.DONE), NOW) is None
    assert due_of(due.data(Tap.DONE), due.at) == due
