"""The first words, and what Telegram shows before them."""

from dataclasses import replace

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
from tests.views.conftest import Compose, entry

ONE_SCREEN = 750
"""Characters that fit on a phone above five buttons."""


def test_start(knowledge: Knowledge) -> None:
    """The first topics, in their order, and the way to all of them."""
    rows = start_screen(knowledge, "Ada").rows
    assert [row[0].callback_data for row in rows] == [*(f"open:{key}" for key in FIRST_TOPICS), "page:0"]


def test_other_knowledge(compose: Compose) -> None:
    """A folder of another subject has its first listed topics offered, and no word of cramps."""
    other = compose(entry("hi", listed=False), *(entry(f"t{number}") for number in range(6)))
    screen = start_screen(replace(other, languages={}), "Ada", "de")
    assert [row[0].callback_data for row in screen.rows[:-1]] == ["open:t0", "open:t1", "open:t2", "open:t3"]
    assert screen.html.startswith("Hello Ada!")
    assert "cramp" not in screen.html


def test_in_every_language(knowledge: Knowledge) -> None:
    """Within one screen of a phone: where answers come from, the emergency number, and what is in English."""
    for code, language in knowledge.languages.items():
        text, _ = parse(start_screen(knowledge, "Ada", code).html)
        assert "{" not in text
        assert "NHS" in text
        assert "112" in text
        assert len(text) < ONE_SCREEN
        assert (language.speaks in text) is (code != "en")


def test_a_language_without_a_file(knowledge: Knowledge) -> None:
    """Is greeted in English."""
    assert start_screen(knowledge, "Ada", "ja") == start_screen(knowledge, "Ada")


@pytest.mark.parametrize("name", ["<b>", "Tom & Jerry", "</i>", '"', "&amp;"])
def test_names(knowledge: Knowledge, name: str) -> None:
    """A name is shown as it is written."""
    text, _ = parse(start_screen(knowledge, name).html)
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
