"""Tests of bot.matching.cache."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.matching import ridge, similarity
from bot.matching.cache import KEPT, cache_folder, remember
from bot.matching.examples import UNCOVERED, Example, Label
from bot.matching.letters import Matrix

EXAMPLES = [Example("how to stop a cramp", Label("stop")), Example("gout", UNCOVERED)]
WEIGHTS = np.array([[1.5, -2], [0.25, 3]], dtype=np.float32)


class Solver:
    """Solves, and counts how often."""

    def __init__(self) -> None:
        self.solved = 0

    def __call__(self) -> Matrix:
        """The weights."""
        self.solved += 1
        return WEIGHTS


@pytest.fixture
def solver() -> Solver:
    """A solver that has not been asked yet."""
    return Solver()


def test_the_second_start_reads(tmp_path: Path, solver: Solver) -> None:
    """What the first has solved; the folder is made when it is not there."""
    folder = tmp_path / "a" / "b"
    first, second = (remember(folder, EXAMPLES, solver) for _ in range(2))
    assert solver.solved == 1
    assert (first == WEIGHTS).all()
    assert (second == WEIGHTS).all()
    assert second.dtype == np.float32


def _as_they_are(_: pytest.MonkeyPatch) -> None:
    pass


@pytest.mark.parametrize(
    ("examples", "change"),
    [
        ([Example("how to stop cramps", Label("stop")), EXAMPLES[1]], _as_they_are),
        ([Example("how to stop a cramp", Label("go")), EXAMPLES[1]], _as_they_are),
        ([Example("how to stop a cramp", Label("stop", alarm=True)), EXAMPLES[1]], _as_they_are),
        (EXAMPLES[::-1], _as_they_are),
        (EXAMPLES[:1], _as_they_are),
        (EXAMPLES, lambda patch: patch.setattr(ridge, "NOISE", 0.2)),
        (EXAMPLES, lambda patch: patch.setattr(ridge, "SHARPNESS", 3.0)),
        (EXAMPLES, lambda patch: patch.setattr(similarity, "MEANING_WEIGHT", 0.5)),
        (EXAMPLES, lambda patch: patch.setattr("bot.matching.cache.version", lambda _: "99.0")),
    ],
)
def test_whatever_the_weights_depend_on_makes_other_weights(
    tmp_path: Path,
    solver: Solver,
    monkeypatch: pytest.MonkeyPatch,
    examples: list[Example],
    change: Callable[[pytest.MonkeyPatch], None],
) -> None:
    """A text, a label, the order, a constant, a library."""
    remember(tmp_path, EXAMPLES, solver)
    change(monkeypatch)
    remember(tmp_path, examples, solver)
    assert solver.solved == 2


def test_a_text_cannot_pass_for_a_label(tmp_path: Path, solver: Solver) -> None:
    """Whatever stands in it."""
    remember(tmp_path, [Example('a", "b', Label("c"))], solver)
    remember(tmp_path, [Example("a", Label('b", "c'))], solver)
    assert solver.solved == 2


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
    remember(tmp_path, EXAMPLES, solver)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert (remember(tmp_path, EXAMPLES, solver) == WEIGHTS).all()
    assert (remember(tmp_path, EXAMPLES, solver) == WEIGHTS).all()
    assert solver.solved == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=40), whole=st.booleans())
def test_any_file_is_read_or_solved_anew(tmp_path: Path, data: bytes, whole: bool) -> None:
    """Never an error."""
    solver = Solver()
    remember(tmp_path, EXAMPLES, solver)
    (file,) = tmp_path.iterdir()
    file.write_bytes((file.read_bytes() if whole else b"") + data)
    assert (remember(tmp_path, EXAMPLES, solver) == WEIGHTS).all()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, solver: Solver) -> None:
    """Every start solves."""
    (tmp_path / "file").touch()
    for _ in range(2):
        assert (remember(tmp_path / "file" / "folder", EXAMPLES, solver) == WEIGHTS).all()
    assert solver.solved == 2


def test_only_the_latest_files_are_kept(tmp_path: Path, solver: Solver) -> None:
    """Knowledge that is being edited does not fill the disk; other files are not touched."""
    (tmp_path / "notes.txt").touch()
    for number in range(KEPT + 3):
        remember(tmp_path, [Example(str(number), UNCOVERED)], solver)
        for file in tmp_path.glob("*.npy"):
            os.utime(file, (file.stat().st_mtime - 10, file.stat().st_mtime - 10))
    assert len(list(tmp_path.glob("*.npy"))) == KEPT
    assert (tmp_path / "notes.txt").exists()
    remember(tmp_path, [Example(str(KEPT + 2), UNCOVERED)], solver)
    assert solver.solved == KEPT + 3
    remember(tmp_path, [Example("0", UNCOVERED)], solver)
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
