"""Tests of bot.knowledge.problems."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.knowledge.problems import LARGEST, find_files, read_text
from tests.knowledge.folders import write

if TYPE_CHECKING:
    from bot.knowledge.problems import Problem


def found(folder: Path) -> tuple[list[str], list[str]]:
    """The files, and the complaints, both relative to the folder."""
    problems: list[Problem] = []
    files = find_files(folder, problems)
    return [str(file) for file in files], [str(problem).removeprefix(f"{folder}/") for problem in problems]


def read(path: Path) -> tuple[str | None, list[tuple[int, str]]]:
    """The text of a file, and what was reported."""
    reports: list[tuple[int, str]] = []
    return read_text(path, lambda line, message: reports.append((line, message))), reports


def test_yaml_files_are_found_in_order_and_in_subfolders(tmp_path: Path) -> None:
    """Sorted by path; other files are left alone."""
    write(tmp_path, dict.fromkeys(["b/2.yaml", "b/1.yaml", "a.yaml", "c.yaml", "notes.md", "x.json"], ""))
    assert found(tmp_path) == (["a.yaml", "b/1.yaml", "b/2.yaml", "c.yaml"], [])


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    """In hidden folders too."""
    write(tmp_path, dict.fromkeys([".a.yaml", ".b/c.yaml", ".d.yml"], ""))
    assert found(tmp_path) == ([], [])


@pytest.mark.parametrize("name", ["feet.yml", "feet.YAML"])
def test_another_ending_is_not_skipped_in_silence(tmp_path: Path, name: str) -> None:
    """The file has to be renamed."""
    write(tmp_path, {name: ""})
    assert found(tmp_path) == ([], [f"{name}:1: only .yaml files are read: rename it to feet.yaml"])


def test_a_linked_folder_is_not_skipped_in_silence(tmp_path: Path) -> None:
    """It could lead anywhere, itself included."""
    (tmp_path / "loop").symlink_to(tmp_path)
    assert found(tmp_path) == ([], ["loop:1: links to folders are not followed: put the folder itself here"])


def test_a_folder_that_cannot_be_listed_is_reported(tmp_path: Path) -> None:
    """Missing, or a file."""
    (tmp_path / "file").touch()
    problems: list[Problem] = []
    assert find_files(tmp_path / "none", problems) == find_files(tmp_path / "file", problems) == []
    assert [str(problem) for problem in problems] == [
        f"{tmp_path}/none:1: cannot be read: No such file or directory",
        f"{tmp_path}/file:1: is a file: name its folder",
    ]


def test_a_relative_folder_stays_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths print as the person wrote them."""
    write(tmp_path / "sub", {"a.yml": ""})
    monkeypatch.chdir(tmp_path / "sub")
    for folder, shown in ((Path(), "a.yml"), (Path("../sub"), "../sub/a.yml")):
        problems: list[Problem] = []
        find_files(folder, problems)
        assert str(problems[0]).startswith(f"{shown}:1: ")


@pytest.mark.parametrize("data", ["é\n".encode(), "\ufeffé\n".encode()])
def test_text_is_utf_8_with_or_without_a_mark(tmp_path: Path, data: bytes) -> None:
    """Some editors begin UTF-8 with a byte order mark."""
    write(tmp_path, {"a.yaml": data})
    assert read(tmp_path / "a.yaml") == ("é\n", [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_named(tmp_path: Path, encoding: str) -> None:
    """With and without a byte order mark."""
    write(tmp_path, {"a.yaml": "- id: x".encode(encoding)})
    assert read(tmp_path / "a.yaml") == (None, [(1, "is written in UTF-16 or UTF-32: save it as UTF-8")])


def test_the_first_byte_of_another_encoding_is_located(tmp_path: Path) -> None:
    """The editor finds the line of an é in Latin-1."""
    write(tmp_path, {"a.yaml": "one\ntwo\ncafé\né".encode("latin-1")})
    message = "the byte 0xE9 is not UTF-8: save the file as UTF-8"
    assert read(tmp_path / "a.yaml") == (None, [(3, message)])


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    """One byte too many is too many."""
    write(tmp_path, {"a.yaml": b"x" * LARGEST, "b.yaml": b"x" * (LARGEST + 1)})
    assert read(tmp_path / "a.yaml")[1] == []
    assert read(tmp_path / "b.yaml") == (None, [(1, "is larger than 1 MB: split it into several files")])


def test_a_link_that_leads_nowhere_is_reported(tmp_path: Path) -> None:
    """To a missing file, or to itself."""
    for name, target in (("a.yaml", "gone"), ("b.yaml", "b.yaml")):
        (tmp_path / name).symlink_to(target)
        text, reports = read(tmp_path / name)
        assert text is None
        assert "a link to a file that does not exist" in reports[0][1]


def test_a_file_without_permission_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's reason is passed on."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, {"a.yaml": ""})
    monkeypatch.setattr(Path, "open", refuse)
    assert read(tmp_path / "a.yaml") == (None, [(1, "cannot be read: Permission denied")])
