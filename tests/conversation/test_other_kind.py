"""Who has set the wrong kind of reminder."""

import pytest

from bot.conversation.other_kind import other_kind
from bot.conversation.words import plain, without_courtesy
from bot.reminders.kinds import STRETCH, WATER, Kind


@pytest.mark.parametrize(
    ("kind", "said", "meant"),
    [
        (STRETCH, "it's for the water not the legs", WATER),
        (STRETCH, "did I write stretch? drink. I meant drink", WATER),
        (WATER, "stretch, not water", STRETCH),
        (WATER, "oops wrong one, stretch I meant", STRETCH),
        (STRETCH, "not stretch, water", WATER),
        (WATER, "I want water, not tea", None),
        (STRETCH, "I should drink water", None),
        (STRETCH, "not the water", None),
        (STRETCH, "should I drink or stretch", None),
    ],
)
def test_other_kind(kind: Kind, said: str, meant: Kind | None) -> None:
    """Only where the other kind is said to have been meant."""
    assert other_kind(without_courtesy(plain(said)), kind) is meant
