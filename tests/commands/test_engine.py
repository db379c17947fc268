"""Tests of bot.commands.matcher."""

from pathlib import Path

import pytest

from bot.commands.matcher import load_knowledge, load_matcher


def test_the_folder_is_the_one_that_is_named_or_else_that_of_the_settings(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said last counts."""
    monkeypatch.setenv("KNOWLEDGE_DIR", str(tmp_path / "no"))
    assert load_knowledge(folder).folder == folder
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    assert load_knowledge(None).folder == folder


def test_what_was_solved_is_kept_for_the_next_start(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was encoded, and what was solved, among the caches of the person."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    knowledge = load_knowledge(folder)
    load_matcher(knowledge)
    assert (
        len(list((tmp_path / "cache" / "foot-cramp-bot").iterdir())) == 4
    )  # meanings, passages, readings, weights
    load_matcher(knowledge)
    assert (
        len(list((tmp_path / "cache" / "foot-cramp-bot").iterdir())) == 4
    )  # meanings, passages, readings, weights
