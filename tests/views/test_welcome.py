"""The first words, and what Telegram shows before them."""

import pytest

from bot.knowledge import Knowledge
from bot.views.welcome import (
    DESCRIPTION,
    FIRST_TOPICS,
    SHORT_DESCRIPTION,
    help_screen,
    start_screen,
)
from offline_telegram.html_markup import parse
from tests.views.conftest import catalogue, entry


def test_start(knowledge: Knowledge) -> None:
    """The first topics, in their order, and the way to all of them."""
    rows = start_screen(knowledge.entries, "Ada").rows
    assert [row[0].callback_data for row in rows] == [*(f"open:{key}" for key in FIRST_TOPICS), "page:0"]


def test_other_knowledge() -> None:
    """With a folder of another subject, its first listed topics are offered."""
    entries = catalogue([entry("hi", listed=False), *(entry(f"t{number}") for number in range(6))])
    rows = start_screen(entries, "Ada").rows
    assert [row[0].callback_data for row in rows[:-1]] == ["open:t0", "open:t1", "open:t2", "open:t3"]


@pytest.mark.parametrize("name", ["<b>", "Tom & Jerry", "</i>", '"', "&amp;"])
def test_names(knowledge: Knowledge, name: str) -> None:
    """A name is shown as it is written."""
    text, _ = parse(start_screen(knowledge.entries, name).html)
    assert text.startswith(f"Hello {name}!")


def test_help() -> None:
    """Help is well formed, and tells when to get help elsewhere."""
    text, _ = parse(help_screen([]).html)
    assert "Get medical help today" in text
    assert "112, 999 or 911" in text


def test_limits() -> None:
    """Telegram takes the descriptions."""
    assert len(DESCRIPTION) <= 512
    assert len(SHORT_DESCRIPTION) <= 120
    for text in (DESCRIPTION, SHORT_DESCRIPTION):
        assert "not a doctor" in text.lower()
