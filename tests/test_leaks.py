"""The look for secrets in what the tests leave behind."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.secrets import PASSWORD, TOKEN

PROJECT = Path(__file__).parent.parent

TESTS = """
import logging
import sys
from urllib.parse import quote

import pytest

from tests.secrets import PASSWORD, TOKEN


def test_out():
    print("in the output", TOKEN)


def test_err():
    print("half of it", TOKEN[2:], file=sys.stderr)


def test_log():
    logging.getLogger("x").warning("postgresql://a:%s@b/c", quote(PASSWORD, safe=""))


def test_file(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.bin").write_bytes(bytes(100_000) + TOKEN.encode())


def test_setup(request, tmp_path):
    pass


@pytest.fixture
def broken():
    raise ValueError(f"https://api.telegram.org/bot{TOKEN}/getMe")


def test_error(broken):
    pass


def test_quiet(tmp_path):
    (tmp_path / "a").write_text("1:AA and nothing else")
    print("nothing")
"""


@pytest.fixture
def pytester(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.Pytester]:
    """Runs tests, and leaves nothing for this run to find."""
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))
    yield pytester
    shutil.rmtree(pytester.path)


@pytest.mark.parametrize("arguments", [(), ("-n", "2")])
def test_what_leaks(pytester: pytest.Pytester, arguments: tuple[str, ...]) -> None:
    """Wherever it is, the run fails and says where, without saying it once more."""
    pytester.makepyfile(test_it=TESTS)
    result = pytester.runpytest_subprocess(
        *("-p", "tests.leaks", "-p", "no:cacheprovider", "--no-header", "--tb=no", "-rN", *arguments)
    )
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    shown = result.stdout.str()
    _, _, told = shown.partition("a secret has leaked")
    for found in ("test_out: ", "test_err: ", "test_log: ", "a.bin", "test_error: its failure"):
        assert found in told
    assert "test_quiet" not in told
    assert TOKEN.partition(":")[2] not in told
    assert PASSWORD not in told


def test_nothing(pytester: pytest.Pytester) -> None:
    """A run that says nothing of them passes."""
    pytester.makepyfile(test_it="def test_it():\n    print('fine')\n")
    result = pytester.runpytest_subprocess("-p", "tests.leaks", "-p", "no:cacheprovider")
    assert result.ret == pytest.ExitCode.OK
