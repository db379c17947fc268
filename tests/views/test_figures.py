"""How the bot is used, as rows."""

from datetime import date

from bot.reminders.kinds import KINDS, STRETCH, WATER
from bot.storage import Figures, Reminded, Votes
from bot.views.usage import OUTCOMES, TopicUse, as_json, helpful_share, outcomes_line, reminder_rows, summary
from tests.views.conftest import catalogue, entry

SINCE = date(2026, 1, 31)
ENTRIES = catalogue([entry("shoes", title="Shoes that fit"), entry("socks"), entry("never")])
NO_REMINDERS = dict.fromkeys(KINDS.values(), Reminded(0, 0, 0))


def test_topics() -> None:
    """Those that were shown or judged, the most shown first, whatever led to them."""
    uses = {("socks", "answer"): 2, ("socks", "link"): 3, ("shoes", "urgent"): 4, ("", "unknown"): 99}
    figures = Figures(uses, {"shoes": Votes(1, 0), "gone": Votes(0, 2)}, NO_REMINDERS)
    assert summary(figures, ENTRIES, SINCE).topics == (
        TopicUse("socks", "Socks", 5, Votes(0, 0)),
        TopicUse("shoes", "Shoes that fit", 4, Votes(1, 0)),
        TopicUse("gone", "gone", 0, Votes(0, 2)),
    )


def test_helpfulness() -> None:
    """The share, and of how many; nothing where nobody has voted."""
    assert helpful_share(TopicUse("a", "A", 1, Votes(6, 1))) == "86% of 7"
    assert helpful_share(TopicUse("a", "A", 1, Votes(0, 1_200))) == "0% of 1,200"
    assert helpful_share(TopicUse("a", "A", 1, Votes(0, 0))) == ""


def test_outcomes() -> None:
    """In a fixed order, those that never were only for programs; any of another version as it is stored."""
    uses = {("a", "later"): 1, ("", "unknown"): 2, ("a", "answer"): 3_000, ("b", "answer"): 1}
    found = summary(Figures(uses, {}, NO_REMINDERS), ENTRIES, SINCE)
    assert outcomes_line(found) == "answered 3,001, unknown 2, later 1"
    assert found.outcomes == {**dict.fromkeys(OUTCOMES, 0), "answer": 3_001, "unknown": 2, "later": 1}


def test_reminders() -> None:
    """By their names."""
    reminders = {WATER: Reminded(1, 2, 3), STRETCH: Reminded(0, 0, 0)}
    found = summary(Figures({}, {}, reminders), ENTRIES, SINCE)
    assert dict(reminder_rows(found)) == {"Water": Reminded(1, 2, 3), "Stretch": Reminded(0, 0, 0)}
    assert as_json(found)["reminders"]["hydration"] == {"on": 1, "sent": 2, "done": 3}
    assert outcomes_line(found) == "nothing asked"
    assert not found.is_empty


def test_nothing() -> None:
    """A new bot."""
    assert summary(Figures({}, {}, NO_REMINDERS), ENTRIES, SINCE).is_empty
    assert summary(Figures({}, {}, {}), ENTRIES, SINCE).is_empty
