"""The documentation names everything there is to know."""

import re
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from unittest.mock import Mock

import pytest

from bot.cli import parser
from bot.knowledge import (
    Knowledge,
    RedFlags,
    Sign,
    Source,
    Thresholds,
    Vocabulary,
    WrittenPicture,
    entries_schema,
)
from bot.operations.health import status_app
from bot.operations.metrics import Vitals
from bot.reminders.kinds import KINDS
from bot.settings import Settings
from bot.storage import Figures, Reminded
from bot.views.usage import OUTCOMES, as_json, summary

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
KNOWLEDGE = (PROJECT / "docs" / "knowledge.md").read_text(encoding="utf-8")
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCUMENTS = "".join(
    [README, CONTRIBUTING, *(file.read_text(encoding="utf-8") for file in (PROJECT / "docs").glob("*.md"))]
)
OPERATING = (PROJECT / "docs" / "operating.md").read_text(encoding="utf-8")
EXAMPLE = (PROJECT / ".env.example").read_text(encoding="utf-8")


def subparsers() -> dict[str, ArgumentParser]:
    """What reads the arguments of each command."""
    return next(action.choices for action in parser()._actions if isinstance(action.choices, dict))  # noqa: SLF001 - no public way


def commands() -> list[str]:
    """The commands of the command line."""
    return list(subparsers())


@pytest.mark.parametrize("command", commands())
def test_commands(command: str) -> None:
    """Every command is in docs/operating.md."""
    assert f"`python -m bot {command}" in OPERATING


def options() -> list[str]:
    """The options of all commands."""
    explained = "".join(command.format_help() for command in subparsers().values())
    return sorted(set(re.findall(r"--[a-z]+", explained)) - {"--help"})


@pytest.mark.parametrize("option", options())
def test_options(option: str) -> None:
    """Every option of a command is in the README or in docs/."""
    assert re.search(rf"{option}\b", DOCUMENTS)


def test_keys() -> None:
    """Every key that `stats --json` prints is explained."""
    figures = Figures(
        {("a", outcome): 1 for outcome in OUTCOMES}, {}, dict.fromkeys(KINDS.values(), Reminded(0, 0, 0))
    )
    found = as_json(summary(figures, {}, date.min))
    keys = {*found, *found["outcomes"], *found["topics"][0], *found["reminders"]["stretch"]}
    assert [key for key in keys if f"`{key}`" not in KNOWLEDGE] == []


@pytest.mark.parametrize("name", Settings.model_fields)
def test_settings(name: str) -> None:
    """Every setting is in docs/operating.md and, with its default and a line of meaning, in .env.example."""
    assert f"`{name.upper()}`" in OPERATING
    explained = re.search(rf"^# (.+)\n#?{name.upper()}=", EXAMPLE, re.MULTILINE)
    assert explained
    assert "default" in explained[1].lower()


def test_no_other_settings() -> None:
    """.env.example offers only settings that exist."""
    assert {name.lower() for name in re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE)} == set(
        Settings.model_fields
    )


def test_figures() -> None:
    """Every figure for Prometheus is explained in docs/operating.md, and the rules there use no others."""
    vitals = Vitals()
    status_app(vitals, Mock())
    figures = {family.name for family in vitals.registry.collect() if family.name.startswith("bot_")}
    written = set(re.findall(r"\bbot_[a-z_]+", OPERATING))
    assert {re.sub("_(total|bucket|info)$", "", name) for name in written} == {
        name.removesuffix("_info") for name in figures
    }


def fields() -> list[str]:
    """Everything an editor can write, by the names in YAML."""
    entry = list(entries_schema()["$defs"]["WrittenEntry"]["properties"])
    others = [
        name
        for model in (Source, WrittenPicture, Vocabulary, RedFlags, Sign, Thresholds)
        for name in model.model_fields
    ]
    return sorted({*entry, *others})


@pytest.mark.parametrize("field", fields())
def test_knowledge_fields(field: str) -> None:
    """Every field of the knowledge is explained in docs/knowledge.md."""
    assert re.search(rf"`{field}`", KNOWLEDGE)


def test_pictures(knowledge: Knowledge) -> None:
    """Every drawing is shown in docs/knowledge.md, with what it shows in words, and no other."""
    shown = re.findall(
        r"^!\[(.+)\]\(\.\./knowledge/pictures/(.+)\.svg\)\n\n`(.+)`: (.+)$", KNOWLEDGE, re.MULTILINE
    )
    assert shown == [
        (picture.shows, Path(picture.file).stem, name, picture.shows)
        for name, picture in knowledge.pictures.items()
    ]


def test_front_door() -> None:
    """The README is short, and leads to every page in docs/."""
    assert len(README.splitlines()) <= 110
    assert [page.name for page in (PROJECT / "docs").glob("*.md") if f"docs/{page.name}" not in README] == []


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:bot|tests|tools)/[\w/]+\.py)`", DOCUMENTS))))
def test_paths(path: str) -> None:
    """Files are where documents say that they are."""
    assert (PROJECT / path).is_file()


@pytest.mark.parametrize(
    "document",
    [
        PROJECT / "README.md",
        PROJECT / "CONTRIBUTING.md",
        PROJECT / "offline_telegram" / "README.md",
        *sorted((PROJECT / "docs").glob("*.md")),
    ],
    ids=str,
)
def test_links(document: Path) -> None:
    """Links inside the project lead somewhere."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target
