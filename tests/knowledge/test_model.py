"""Tests of bot.knowledge.model."""

import pytest
from pydantic import ValidationError

from bot.knowledge import Entry, Source
from bot.knowledge.model import WrittenEntry


def entry() -> Entry:
    """The least that an entry is."""
    return Entry(
        id="shoes",
        title="Shoes",
        questions=("Which shoes?",),
        answer="Wide ones.",
        sources=("article",),
        group="By day",
    )


def test_an_entry_can_be_written_in_code() -> None:
    """With its own names; what is left out has the values that most entries have."""
    made = entry()
    assert (made.urgent, made.listed) == (False, True)
    assert made.enquiries == made.keywords == made.related == ()


def test_objects_do_not_change() -> None:
    """What everything else reads stays as loaded."""
    with pytest.raises(ValidationError, match="frozen"):
        entry().title = "Boots"


def test_an_editor_cannot_choose_the_group() -> None:
    """It comes from the name of the file."""
    written = {**entry().model_dump(exclude={"sources"}), "source": "article"}
    with pytest.raises(ValidationError, match="group"):
        WrittenEntry.model_validate(written)


@pytest.mark.parametrize("url", ["https://nhs.example", "http://a.example/b?c#d"])
def test_an_address_of_the_web_is_accepted(url: str) -> None:
    """With or without a path."""
    assert Source(title="x", kind="article", url=url).url == url


@pytest.mark.parametrize(
    "url",
    ["", "nhs.example", "javascript:alert(1)", "ftp://a.example", "https://", "https:///x", "https://a b"],
)
def test_any_other_address_is_refused(url: str) -> None:
    """It becomes a link that people tap."""
    with pytest.raises(ValidationError):
        Source(title="x", kind="article", url=url)
