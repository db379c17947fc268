"""Look for known vulnerabilities of what the bot is made of: `python -m tools.audit`.

Asks osv.dev about everything in requirements.txt; without a network it says so, and is content.
"""

import json
import subprocess
import sys
from collections.abc import Sequence

PIP_AUDIT = (
    *(sys.executable, "-m", "pip_audit", "--requirement", "requirements.txt", "--require-hashes"),
    *("--disable-pip", "--vulnerability-service", "osv", "--timeout", "3", "--format", "json"),
    *("--progress-spinner", "off"),
)
PATIENCE = 60.0
"""Seconds; an answer that comes at all comes in ten, and no connection in three."""
_LONGEST = 90
"""Characters of a reason."""


def audit(command: Sequence[str] = PIP_AUDIT, patience: float = PATIENCE) -> tuple[int, str]:
    """The exit status of the check, and what to say."""
    try:
        ran = subprocess.run(command, capture_output=True, text=True, timeout=patience, check=False)  # noqa: S603 - our own
        dependencies = json.loads(ran.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return 0, f"The dependencies were not audited: no answer in {patience:.0f} seconds."
    except ValueError:  # it has ended with a traceback, whose last line names the reason
        reason = (ran.stderr.strip().splitlines() or ["no answer"])[-1]
        return 0, f"The dependencies were not audited: {reason[:_LONGEST]}"
    found = [(each, known) for each in dependencies for known in each.get("vulns", ())]
    if found:
        return 1, "\n".join(_line(each, known) for each, known in found)
    unknown = sum("skip_reason" in each for each in dependencies)
    rest = f" Of {unknown} nothing is known." if unknown else ""
    return 0, f"{len(dependencies) - unknown} dependencies without a known vulnerability.{rest}"


def _line(dependency: dict[str, str], known: dict[str, list[str] | str]) -> str:
    names = ", ".join([str(known["id"]), *known.get("aliases", ())])
    fixed = ", ".join(known.get("fix_versions", ())) or "no version"
    return f"{dependency['name']} {dependency['version']} has {names}, fixed in {fixed}: say make lock"


def main() -> int:
    """Say what was found; returns the exit status."""
    status, said = audit()
    print(said, file=sys.stderr if status else sys.stdout)
    return status


if __name__ == "__main__":
    sys.exit(main())
