"""Look for wheels of all that is locked, for every machine in docs/operating.md: `python -m tools.wheels`.

Asks the package index through uv, which `make lock` installs, and downloads nothing.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

UV = Path(sys.executable).with_name("uv")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = {
    "Linux x86-64": "x86_64-manylinux_2_28",
    "Linux aarch64": "aarch64-manylinux_2_28",
    "macOS 14 arm64": "aarch64-apple-darwin",
    "Windows x86-64": "x86_64-pc-windows-msvc",
}


def look(python: str, platform: str) -> str:
    """Why the locked requirements cannot be installed there; "" if they can."""
    ran = subprocess.run(  # noqa: S603 - our own
        [
            *(UV, "pip", "install", "--dry-run", "--target", "nowhere", "--color", "never"),
            *("--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", "requirements.txt"),
            *("--python-version", python, "--python-platform", PLATFORMS[platform]),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": "14.0"},
    )
    return " ".join(ran.stderr.split()) if ran.returncode else ""


def missing(looked: Callable[[str, str], str]) -> Iterator[str]:
    """A line for each machine and Python on which something cannot be installed."""
    for platform in PLATFORMS:
        for python in PYTHONS:
            if reason := looked(python, platform):
                yield f"{platform}, Python {python}: {reason}"


def main() -> int:
    """Say what is missing; returns the exit status."""
    if not UV.exists():
        sys.stderr.write("uv is missing: say make lock.\n")
        return 2
    lines = list(missing(look))
    whole = f"Everything has wheels for Python {PYTHONS[0]} to {PYTHONS[-1]} on {', '.join(PLATFORMS)}."
    sys.stdout.write(("\n".join(lines) or whole) + "\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
