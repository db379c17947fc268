"""What buttons carry."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.teaching import ID_LIMIT
from bot.views.screen import Action, target


@given(st.sampled_from(Action), st.from_regex(r"[a-z0-9-]+", fullmatch=True))
def test_round_trip(action: Action, acted_on: str) -> None:
    """The data of a button tells its action and what it acts on."""
    data = action.data(acted_on)
    assert target(data) == acted_on
    assert [each for each in Action if re.match(each.pattern, data)] == [action]


def test_length() -> None:
    """The longest id fits into the 64 bytes that Telegram allows."""
    assert all(len(action.data("x" * ID_LIMIT).encode()) <= 64 for action in Action)


def test_no_target() -> None:
    """Data of another make acts on nothing."""
    assert not target("shoes")
    assert target("open:a:b") == "a:b"
