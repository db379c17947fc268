"""No secret of the tests is in anything that a run of them leaves behind: output, logs, errors and files.

The run fails if one is. Tests that write secrets down in order to see them hidden use others, and look for
themselves.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.secrets import PASSWORD, TOKEN

SPELLINGS = tuple(
    spelling.encode()
    for secret in (TOKEN.partition(":")[2], PASSWORD)
    for spelling in {secret, quote(secret), quote(secret, safe="")}
)
_LARGEST = 20_000_000


class Leaks:
    """Looks through what the tests say as it comes, and through their files at the end."""

    def __init__(self) -> None:
        self._found: dict[str, None] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """What a test printed and logged, and how it failed; with xdist it arrives here from all workers."""
        said = [("its name", report.nodeid), *report.sections, ("its failure", report.longreprtext)]
        for where, text in said:
            if _tells(text.encode("utf-8", "replace")):
                self._found[f"{report.nodeid.partition('[')[0]}: {where}"] = None

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """All files in the folders of the tests."""
        folder: Path = session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # noqa: SLF001 - no public way
        self._found |= dict.fromkeys(map(str, _files_that_tell(folder)))
        if self._found:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Where to look."""
        if self._found:
            terminalreporter.section("a secret has leaked", red=True)
            for found in self._found:
                terminalreporter.line(found)


def pytest_configure(config: pytest.Config) -> None:
    """Once for a run."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Leaks(), "leaks")


def _files_that_tell(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and _tells(_beginning(path)):
            yield path


def _beginning(path: Path) -> bytes:
    """All of it, unless it is one of those files that are too large on purpose."""
    with path.open("rb") as file:
        return file.read(_LARGEST)


def _tells(text: bytes) -> bool:
    return any(spelling in text for spelling in SPELLINGS)
