"""The installation resolves nothing: no later release of anything can break it."""

import hashlib
import re
import shlex
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.wheels import PLATFORMS, PYTHONS, missing

LOCKS = ("requirements.txt", "requirements-test.txt")
_PINNED = re.compile(r"^([\w.-]+)==(\S+?)(?: ; (.*?))?(?: \\)?$", re.MULTILINE)


def recipe() -> list[str]:
    """How the Makefile installs, without the path of pip and the file."""
    (line,) = re.findall(r"^INSTALL := (.*)$", Path("Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    _, *arguments = shlex.split(line.replace("$(QUIET)", ""))
    return arguments


def pins(lock: str) -> dict[str, str]:
    """What a lock installs here."""
    text = Path(lock).read_text(encoding="utf-8")
    return {
        canonicalize_name(name): version
        for name, version, marker in _PINNED.findall(text)
        if not marker or Requirement(f"x; {marker}").marker.evaluate()  # type: ignore[union-attr]  # there is one
    }


def wheel(folder: Path, name: str, version: str, *needs: str) -> Path:
    """A package with nothing in it."""
    file = folder / f"{name}-{version}-py3-none-any.whl"
    about = f"{name}-{version}.dist-info"
    metadata = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}"]
    metadata += [f"Requires-Dist: {need}" for need in needs]
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"{about}/METADATA", "\n".join(metadata) + "\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    return file


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def index(tmp_path: Path) -> Iterator[str]:
    """A package index of this machine, from a folder."""
    handler = partial(_Quiet, directory=str(tmp_path / "simple"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/simple".removesuffix("/simple")
        server.shutdown()
        thread.join()


def test_everything_has_a_newer_release(tmp_path: Path, index: str) -> None:
    """What is locked is installed, with extras that ask for anything newer, and nothing else is."""
    locked = []
    for name, needs in {"app": ["part[fast]>=1"], "part": ["extra>=1; extra == 'fast'"], "extra": []}.items():
        folder = tmp_path / "simple" / name
        folder.mkdir(parents=True)
        old = wheel(folder, name, "1.0", *needs)
        wheel(folder, name, "2.0", *needs, "another")
        links = [f'<a href="{file.name}">{file.name}</a>' for file in folder.iterdir()]
        (folder / "index.html").write_text("\n".join(links), encoding="utf-8")
        locked.append(f"{name}==1.0 --hash=sha256:{hashlib.sha256(old.read_bytes()).hexdigest()}")
    (tmp_path / "locked.txt").write_text("\n".join(locked), encoding="utf-8")
    ran = subprocess.run(  # noqa: S603 - our own
        [
            *(sys.executable, "-m", "pip", *recipe(), str(tmp_path / "locked.txt")),
            *("--isolated", "--index-url", index, "--target", str(tmp_path / "there"), "--no-cache-dir"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    installed = {path.name for path in (tmp_path / "there").iterdir()}
    assert installed == {"app-1.0.dist-info", "part-1.0.dist-info", "extra-1.0.dist-info"}


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_is_whole(lock: str) -> None:
    """All that the locked packages need is locked, at a version that they take, extras included."""
    locked = pins(lock)
    own = Path("pyproject.toml").read_text(encoding="utf-8")
    waiting = [(name, "") for name in locked] + [
        (canonicalize_name(name), extra)
        for name, extra in re.findall(r'^    "([\w.-]+)\[(\w+)\]', own, re.MULTILINE)
    ]
    seen = set()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for need in map(Requirement, distribution(name).requires or ()):
            if need.marker and not need.marker.evaluate({"extra": extra}):
                continue
            needed = canonicalize_name(need.name)
            assert needed in locked, f"{name}[{extra}] needs {need}"
            assert need.specifier.contains(locked[needed], prereleases=True), f"{name} needs {need}"
            waiting += [(needed, wanted) for wanted in need.extras]


def test_the_image_is_installed_alike() -> None:
    """With the same options."""
    dockerfile = " ".join(Path("deploy/Dockerfile").read_text(encoding="utf-8").split())
    assert " ".join(recipe()[1:]).replace("--disable-pip-version-check ", "") in dockerfile.replace("\\ ", "")


def test_what_is_missing() -> None:
    """Each machine on which something has no wheel gets a line."""
    lines = list(missing(lambda *machine: "no wheel" if machine[0] == "3.14" else ""))
    assert lines == [f"{platform}, Python 3.14: no wheel" for platform in PLATFORMS]
    assert not list(missing(lambda *_: ""))
    assert "3.11" in PYTHONS


NOT_FOUND = (
    "ERROR: Could not find a version that satisfies the requirement tool==1 (from versions: none)\n"
    "ERROR: No matching distribution found for tool==1\n"
)
NO_WHEEL = (
    "Nothing was installed: there is no ready-made package of tool==1 for this machine and this Python. "
    '"Where it runs" in docs/operating.md lists those that do.\n'
)
FULL = "ERROR: the disk is full\n"


@pytest.mark.parametrize(("pip_says", "shown"), [(NOT_FOUND, NO_WHEEL), (FULL, FULL)])
def test_what_cannot_be_installed(tmp_path: Path, pip_says: str, shown: str) -> None:
    """A missing wheel is one line, with where to read on; anything else is what pip says."""
    for name in ("Makefile", "requirements.txt"):
        (tmp_path / name).write_bytes(Path(name).read_bytes())
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "made").touch()
    pip = tmp_path / ".venv" / "bin" / "pip"
    pip.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{pip_says}END\nexit 1\n", encoding="utf-8")
    pip.chmod(0o755)
    ran = subprocess.run(
        ["make", "chat"],  # noqa: S607 - whichever make there is
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    said = re.split(r"make(?:\[\d+\])?: \*\*\*", ran.stderr)[0]  # numbered when `make test` runs this
    assert (ran.returncode, said) == (2, shown)


@pytest.mark.parametrize(("port", "command"), [("", "--web"), ("PORT=8090", "--web --port 8090")])
def test_the_port_of_the_page(port: str, command: str) -> None:
    """It can be chosen for make as well."""
    made = ["make", "--dry-run", "--silent", "web", *port.split()]
    ran = subprocess.run(made, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert ran.stdout.splitlines()[-1].strip() == f".venv/bin/python -m bot chat {command}"
