"""Tests of bot.commands.check."""

import json
from pathlib import Path

import pytest

from bot.knowledge import entries_schema
from tests.commands.conftest import Run
from tests.knowledge.folders import FEET_FILE, replace, write


def test_a_clean_folder_has_nothing_to_put_right(run: Run, folder: Path) -> None:
    """One line says what was looked at."""
    finished = run("check", "--knowledge", folder)
    assert (finished.status, finished.err) == (0, "")
    assert finished.lines == [f"{folder}: 2 entries, 4 questions, 2 not covered: nothing to put right"]


def test_findings_are_named_with_file_and_line(run: Run, folder: Path) -> None:
    """Each on a line, in the order of the files; the status says that there are some."""
    replace(folder, FEET_FILE, "tight boots", "gout?")
    replace(folder, "30-alarms.yaml", "[article, clinic]", "article")
    plain = "texts are plain, and people would see the signs: remove them"
    replace(folder, "30-alarms.yaml", "Call a doctor today.", "Call a doctor **today**.")
    finished = run("check", "--knowledge", folder)
    assert finished.status == 1
    assert finished.lines == [
        f"{folder}/{FEET_FILE}:5: `gout?` is nearly `gout` of {folder}/not-covered.yaml:2: keep one",
        f"{folder}/30-alarms.yaml:8: `**today**` is bold of Markdown; {plain}",
        f"{folder}/not-covered.yaml:2: `gout` is nearly `gout?` of {folder}/{FEET_FILE}:5: keep one",
        f"{folder}/sources.yaml:2: no entry uses the source `clinic`: remove it, or name it in an entry",
    ]


@pytest.mark.parametrize(
    ("file", "content", "line"),
    [
        (FEET_FILE, b"- id: shoes\n  title: a: b\n", f"{FEET_FILE}:2: "),
        ("sources.yaml", b"\xff\xfea\x00", "sources.yaml:1: is written in UTF-16"),
        ("20-more.yaml", b"[]\n", "20-more.yaml:1: must be a list of entries"),
    ],
)
def test_what_cannot_be_loaded_is_named(run: Run, folder: Path, file: str, content: bytes, line: str) -> None:
    """Before anything else is looked at."""
    write(folder, {file: content})
    finished = run("check", "--knowledge", folder)
    assert (finished.status, finished.out) == (1, "")
    assert finished.err.splitlines()[0].startswith(f"{folder}/{line}")
    assert "Traceback" not in finished.err


@pytest.mark.parametrize("file", ["facts.yaml", "sentences.yaml"])
def test_files_for_editors(run: Run, folder: Path, file: str) -> None:
    """The bot goes on without them, and `check` names what is wrong in them."""
    write(folder, {file: "a: {b: c}\n<<<<<<< HEAD\nd: {e: f}\n"})
    finished = run("check", "--knowledge", folder)
    advice = "a merge mark of git: keep one of the two versions, and remove the mark"
    assert finished.lines == [f"{folder}/{file}:2: {advice}"]
    assert run("ask", "--knowledge", folder, "tight boots").status == 0


def test_entries_without_words_are_named(run: Run, tmp_path: Path) -> None:
    """They could never be found."""
    entry = '- {id: a, title: "?", questions: ["?"], answer: This., source: a}\n'
    write(tmp_path, {"entries.yaml": entry, "sources.yaml": "a: {title: A, kind: bot}\n"})
    finished = run("check", "--knowledge", tmp_path)
    assert finished.status == 1
    assert finished.err == f"{tmp_path}:1: no question of an entry has a word in it: write some\n"


def test_the_schema_is_written_for_editors(run: Run, folder: Path) -> None:
    """Beside the entries, and nothing else is done."""
    finished = run("check", "--schema", "--knowledge", folder)
    assert (finished.status, finished.out, finished.err) == (0, "", "")
    assert json.loads((folder / "entries.schema.json").read_text("utf-8")) == entries_schema()


def test_the_schema_goes_to_the_folder_of_the_settings(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --knowledge."""
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    assert run("check", "--schema").status == 0
    assert (folder / "entries.schema.json").exists()


def test_a_folder_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    """Here it is not there."""
    finished = run("check", "--schema", "--knowledge", tmp_path / "no")
    assert finished.status == 1
    assert finished.err == f"{tmp_path}/no: cannot be written: No such file or directory\n"
