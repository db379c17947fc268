"""Tests of bot.matching.cache."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.matching.cache import (
    KEPT,
    Arrays,
    cache_folder,
    code_of,
    from_lines,
    kept,
    key_of,
    lines,
    remember,
)

NAME = "weights-1"
WEIGHTS = np.array([[1.5, -2], [0.25, 3]], dtype=np.float32)


class Solver:
    """Solves, and counts how often."""

    def __init__(self) -> None:
        self.solved = 0

    def __call__(self) -> Arrays:
        """The weights."""
        self.solved += 1
        return {"weights": WEIGHTS}


@pytest.fixture
def solver() -> Solver:
    """A solver that has not been asked yet."""
    return Solver()


def test_the_second_start_reads(tmp_path: Path, solver: Solver) -> None:
    """What the first has solved; the folder is made when it is not there."""
    folder = tmp_path / "a" / "b"
    first, second = (remember(folder, NAME, solver)["weights"] for _ in range(2))
    assert solver.solved == 1
    assert (first == WEIGHTS).all()
    assert (second == WEIGHTS).all()
    assert second.dtype == np.float32


@pytest.mark.parametrize("other", [("a", "b", "c"), ("ab", "c"), ("a", ("b", "c")), ("a", "bc ")])
def test_another_input_has_another_name(other: tuple[object, ...]) -> None:
    """However its parts are divided."""
    assert key_of("a", "bc") == key_of("a", "bc")
    assert key_of("a", "bc") != key_of(*other)


def _rows(number: float) -> Arrays:
    return {"rows": np.array([number])}


def test_other_code_has_another_name(tmp_path: Path) -> None:
    """What an earlier version has made is not taken for what this one would make."""
    module = ModuleType("speller")
    module.__file__ = str(tmp_path / "speller.py")
    digests = []
    for source in ("MINIMUM = 0.6", "MINIMUM = 0.7", "MINIMUM = 0.6"):
        Path(module.__file__).write_text(source, encoding="utf-8")
        digests.append(code_of(module))
    assert digests[0] == digests[2] != digests[1]


@given(st.lists(st.text().map(lambda text: text.replace("\n", " ")), min_size=1))
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    """Whatever script they are in, and however empty."""
    assert from_lines(lines(texts)) == texts


def test_all_are_found_by_the_beginning_of_their_names(tmp_path: Path) -> None:
    """A damaged one is passed over; of another kind, or without a folder, there is nothing."""
    for age, number in ((30, 1.0), (20, 2.0), (10, 3.0)):
        remember(tmp_path, f"minilm-{number}", partial(_rows, number))
        file = tmp_path / f"minilm-{number}.npz"
        os.utime(file, (file.stat().st_atime - age, file.stat().st_mtime - age))
    (tmp_path / "minilm-3.0.npz").write_bytes(b"cut off")
    os.utime(tmp_path / "minilm-3.0.npz")
    assert [arrays["rows"].tolist() for arrays in kept(tmp_path, "minilm")] == [[1.0], [2.0]]
    assert not [*kept(tmp_path, "use")]
    assert not [*kept(None, "minilm")]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda whole: whole[:-3], id="cut off"),
        pytest.param(lambda whole: whole[:20], id="cut off in its heading"),
        pytest.param(lambda whole: bytes(len(whole)), id="zeros"),
        pytest.param(lambda whole: whole[::-1], id="garbage"),
        pytest.param(lambda _: b"\x80\x04N.", id="a pickle"),
    ],
)
def test_a_damaged_file_is_solved_anew(
    tmp_path: Path, solver: Solver, damage: Callable[[bytes], bytes]
) -> None:
    """And is whole afterwards."""
    remember(tmp_path, NAME, solver)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert (remember(tmp_path, NAME, solver)["weights"] == WEIGHTS).all()
    assert (remember(tmp_path, NAME, solver)["weights"] == WEIGHTS).all()
    assert solver.solved == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=40), whole=st.booleans())
def test_any_file_is_read_or_solved_anew(tmp_path: Path, data: bytes, whole: bool) -> None:
    """Never an error."""
    solver = Solver()
    remember(tmp_path, NAME, solver)
    (file,) = tmp_path.iterdir()
    file.write_bytes((file.read_bytes() if whole else b"") + data)
    assert (remember(tmp_path, NAME, solver)["weights"] == WEIGHTS).all()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, solver: Solver) -> None:
    """Every start solves."""
    (tmp_path / "file").touch()
    for _ in range(2):
        assert (remember(tmp_path / "file" / "folder", NAME, solver)["weights"] == WEIGHTS).all()
    assert solver.solved == 2


def test_only_the_latest_files_are_kept(tmp_path: Path, solver: Solver) -> None:
    """Knowledge that is being edited does not fill the disk; other files are not touched."""
    (tmp_path / "notes.txt").touch()
    for number in range(KEPT + 3):
        remember(tmp_path, f"weights-{number}", solver)
        for file in tmp_path.glob("*.npz"):
            os.utime(file, (file.stat().st_mtime - 10, file.stat().st_mtime - 10))
    assert len(list(tmp_path.glob("*.npz"))) == KEPT
    assert (tmp_path / "notes.txt").exists()
    remember(tmp_path, f"weights-{KEPT + 2}", solver)
    assert solver.solved == KEPT + 3
    remember(tmp_path, "weights-0", solver)
    assert solver.solved == KEPT + 4


def test_the_folder_is_where_programs_keep_such_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As XDG_CACHE_HOME says, or in the home."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "foot-cramp-bot"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home" / ".cache" / "foot-cramp-bot"
