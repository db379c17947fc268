"""What is typed letter by letter."""

import asyncio
from dataclasses import replace

import pytest

from bot.handlers import elsewhere
from bot.handlers.elsewhere import Listed, Lookups
from bot.knowledge import Knowledge
from bot.matching import Matcher, Unknown
from tests.handlers.conftest import Ordered


def ids(found: Listed) -> list[str]:
    """The entries that were found."""
    return [entry.id for entry in found.entries]


@pytest.mark.parametrize(
    ("text", "entry"),
    [("m", "massage"), ("mag", "magnesium"), ("foot ru", "massage"), ("Preg", "pregnancy"), ("sho", "shoes")],
)
def test_beginnings(matcher: Matcher, text: str, entry: str) -> None:
    """A word that is not finished lists what it may become."""
    found = Lookups().find(matcher, text)
    assert entry in ids(found)
    assert not found.alarm


def test_every_title(matcher: Matcher, knowledge: Knowledge) -> None:
    """Every entry that is listed anywhere is found by its title."""
    lookups = Lookups()
    for entry in knowledge.entries.values():
        found = lookups.find(matcher, entry.title)
        assert (entry in found.entries) is entry.listed


def test_memory(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found lately is not looked for again; of many texts the oldest are forgotten."""
    monkeypatch.setattr(elsewhere, "REMEMBERED_TEXTS", 2)
    asked: list[str] = []

    def reply(_: Matcher, text: str) -> Unknown:
        asked.append(text)
        return Unknown((), ())

    monkeypatch.setattr(Matcher, "reply", reply)
    found = Lookups()
    for text in ("shoes", " Shoes ", "age", "shoes", "massage", "shoes", "age"):
        found.find(matcher, text)
    assert asked == ["shoes", "age", "massage", "age"]


def test_other_knowledge(matcher: Matcher, knowledge: Knowledge) -> None:
    """With another matcher what was found before is forgotten, and the results say what it says."""
    edited = knowledge.entries["massage"].model_copy(update={"short": "Rub it."})
    changed = replace(knowledge, entries={**knowledge.entries, "massage": edited})
    found = Lookups()
    for current in (matcher, replace(matcher, knowledge=changed)):
        entries = found.find(current, "massage")
        result, *_ = found.results(current, entries, "foot_cramp_bot")
        assert result.description
    assert result.description == "Rub it."


async def test_the_newest() -> None:
    """Of texts that arrive together a person's last one counts; afterwards nothing is left of it."""
    found = Lookups()
    counts = await asyncio.gather(
        found.is_newest(1, "a"), found.is_newest(2, "b"), found.is_newest(1, "c"), found.is_newest(1, "d")
    )
    assert list(counts) == [False, True, False, True]
    assert await found.is_newest(1, "a")
    assert not vars(found)["_newest"]


def test_nothing_near(matcher: Matcher, reply_with: Ordered) -> None:
    """What the matching does not know lists nothing but what begins like it."""
    reply_with(Unknown((), ()))
    assert ids(Lookups().find(matcher, "zzz")) == []
