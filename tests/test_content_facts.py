"""Every sentence that ships rests on facts of the list, and every fact of the list is told."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge import Entry, Knowledge

CONTENT = Path(__file__).parent.parent / "knowledge"
_MARK = re.compile(r"^(?:[-*] |\d+\. )")
_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”]))\s+(?=[A-Z“\"/👍])")
_LEADS_ON = (":", "?")
"""How lines end that only lead to what is said: "What to do:", "Thirsty as well?"."""


def sentences(text: str) -> Iterator[str]:
    """One after the other; an item of a list is at least one of its own."""
    for line in text.splitlines():
        yield from _END.split(_MARK.sub("", line.strip())) if line.strip() else ()


def said(entry: Entry) -> list[str]:
    """All that an entry may say."""
    texts = [entry.short or "", entry.answer, *(detail.says for detail in entry.details)]
    return list(dict.fromkeys(sentence for text in texts for sentence in sentences(text)))


@pytest.fixture(scope="module")
def facts() -> dict[str, dict[str, str]]:
    """The list: a fact and its source, by a short name."""
    return dict(_read("facts.yaml"))


@pytest.fixture(scope="module")
def rests() -> dict[str, dict[str, list[str]]]:
    """For each entry its sentences, and the names of the facts that each rests on."""
    return dict(_read("sentences.yaml"))


def test_every_sentence_is_on_the_list_and_nothing_else(
    knowledge: Knowledge, rests: dict[str, dict[str, list[str]]]
) -> None:
    """Whoever edits a sentence has to say anew what it rests on."""
    assert rests.keys() == knowledge.entries.keys()
    for name, entry in knowledge.entries.items():
        told, listed = said(entry), list(rests[name])
        new, gone = set(told) - set(listed), set(listed) - set(told)
        assert not new, f"sentences.yaml: say under {name} what this rests on: {sorted(new)}"
        assert not gone, f"sentences.yaml: {name} no longer says {sorted(gone)}: remove it"


def test_every_sentence_rests_on_a_fact(
    facts: dict[str, dict[str, str]], rests: dict[str, dict[str, list[str]]]
) -> None:
    """Only what leads on to the next line may rest on none."""
    for name, found in rests.items():
        for sentence, its in found.items():
            assert its or sentence.endswith(_LEADS_ON), f"{name}: what does this rest on? {sentence}"
            assert set(its) <= facts.keys(), f"{name}: facts.yaml has no {set(its) - facts.keys()}"


def test_an_entry_names_the_sources_of_its_facts_and_no_others(
    knowledge: Knowledge, facts: dict[str, dict[str, str]], rests: dict[str, dict[str, list[str]]]
) -> None:
    """What is said can be looked up where the answer says that it comes from."""

    def needed(name: str, *texts: str) -> set[str]:
        told = [rests[name][sentence] for text in texts for sentence in sentences(text)]
        return {facts[fact]["source"] for its in told for fact in its} - {"bot"}

    for name, entry in knowledge.entries.items():
        sources = set(entry.sources) - {"bot"}
        assert needed(name, entry.short or "", entry.answer) == sources, name
        for detail in entry.details:
            its = set(detail.sources)
            assert needed(name, detail.says) == its if its else needed(name, detail.says) <= sources, (
                detail.says
            )


def test_every_fact_is_told_somewhere(
    facts: dict[str, dict[str, str]], rests: dict[str, dict[str, list[str]]]
) -> None:
    """Nothing that the sources say gets lost in an edit."""
    told = {fact for found in rests.values() for its in found.values() for fact in its}
    assert facts.keys() == told


def test_every_fact_has_a_source(knowledge: Knowledge, facts: dict[str, dict[str, str]]) -> None:
    """And every source holds a fact."""
    assert {fact["source"] for fact in facts.values()} == knowledge.sources.keys()
    assert all(fact["fact"] for fact in facts.values())


FIGURES = {
    "10 minutes": {"lasts", "ten-minutes"},
    "24 hours": {"tender"},
    "1.2": {"trial"},
    "1.3 points": {"trial"},
    "0.01": {"magnesium"},
    "three in four": {"night"},
    "1 in 3": {"age"},
    "6 to 8": {"amount"},
    "one person in four": {"us-share"},
    "82 people": {"brine"},
    "9 men": {"bananas"},
    "116 123": {"despair"},
}


@pytest.mark.parametrize(("figure", "told_by"), FIGURES.items())
def test_a_figure_stands_only_where_its_fact_does(
    rests: dict[str, dict[str, list[str]]], figure: str, told_by: set[str]
) -> None:
    """And it does stand somewhere."""
    found = [its for sentences in rests.values() for sentence, its in sentences.items() if figure in sentence]
    assert found
    assert all(told_by & set(its) for its in found)


def test_sentences() -> None:
    """What counts as one."""
    text = 'Do "this." It helps.\n\n- one item\n- Two. Three?\n1. Four, e.g. five.'
    assert list(sentences(text)) == [
        'Do "this."',
        "It helps.",
        "one item",
        "Two.",
        "Three?",
        "Four, e.g. five.",
    ]


def _read(name: str) -> Any:
    return yaml.safe_load((CONTENT / name).read_text("utf-8"))
