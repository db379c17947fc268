"""The audit of the dependencies, with something else in the place of pip-audit."""

import json
import sys
from typing import Any

import pytest

from tools.audit import PIP_AUDIT, audit

SOUND = {"name": "sound", "version": "1", "vulns": []}
SKIPPED = {"name": "ours", "skip_reason": "Dependency not found"}
KNOWN = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2.1"], "description": "!"}
BROKEN = {
    "name": "broken",
    "version": "2.0",
    "vulns": [KNOWN, {"id": "X", "aliases": [], "fix_versions": []}],
}
FOUND = """\
broken 2.0 has PYSEC-1, CVE-1, fixed in 2.1: say make lock
broken 2.0 has X, fixed in no version: say make lock"""


def answers(*dependencies: dict[str, Any]) -> tuple[str, ...]:
    """What prints that these were looked up; as pip-audit does, it fails when it finds something."""
    found = any(each.get("vulns") for each in dependencies)
    said = json.dumps({"dependencies": dependencies, "fixes": []})
    return sys.executable, "-c", f"print({said!r}); raise SystemExit({int(found)})"


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        (answers(SOUND), 0, "1 dependencies without a known vulnerability."),
        (answers(SOUND, SKIPPED), 0, "1 dependencies without a known vulnerability. Of 1 nothing is known."),
        (
            answers(SOUND, BROKEN),
            1,
            FOUND,
        ),
        (
            (sys.executable, "-c", "1 / 0"),
            0,
            "The dependencies were not audited: ZeroDivisionError: division by zero",
        ),
        ((sys.executable, "-c", ""), 0, "The dependencies were not audited: no answer"),
    ],
)
def test_answers(command: tuple[str, ...], status: int, said: str) -> None:
    """What is known fails the check; that nothing could be asked does not, and is said."""
    assert audit(command) == (status, said)


def test_no_answer() -> None:
    """It is not waited for."""
    command = sys.executable, "-c", "import time; time.sleep(60)"
    assert audit(command, patience=0.1) == (0, "The dependencies were not audited: no answer in 0 seconds.")


def test_what_is_run() -> None:
    """The locked requirements, with nothing installed."""
    assert {"requirements.txt", "--require-hashes", "--disable-pip"} <= set(PIP_AUDIT)
