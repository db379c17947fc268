"""What was learnt, kept between starts: to encode the examples takes a minute, to solve for them seconds."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Arrays: TypeAlias = Mapping[str, NDArray[Any]]

KEPT = 4
"""Files; knowledge that is being edited makes a new one at every start."""

_LOGGER = logging.getLogger(__name__)


def cache_folder() -> Path:
    """Where programs keep what they can make again, by the XDG Base Directory Specification."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "foot-cramp-bot"


def key_of(*parts: object) -> str:
    """A name for everything that a result depends on."""
    return sha256(repr(parts).encode()).hexdigest()[:32]


def code_of(*modules: ModuleType) -> str:
    """A digest of the source of modules: what other code has made is made anew."""
    sources = (Path(module.__file__).read_bytes() for module in modules if module.__file__)
    return sha256(b"".join(sources)).hexdigest()


def lines(texts: Iterable[str]) -> NDArray[np.uint8]:
    """Texts without line breaks as one array, to be kept."""
    return np.frombuffer("\n".join(texts).encode("utf-8", "surrogatepass"), np.uint8)


def from_lines(kept: NDArray[np.uint8]) -> list[str]:
    """The texts again; none at all reads as one that is empty."""
    return kept.tobytes().decode("utf-8", "surrogatepass").split("\n")


def remember(folder: Path | None, name: str, make: Callable[[], Arrays]) -> Arrays:
    """The arrays of that name, from the folder, or made and put there if it can be written."""
    found = recall(folder / f"{name}.npz") if folder else None
    if found is not None:
        return found
    arrays = make()
    if folder:
        try:
            _keep(folder, name, arrays)
        except OSError as error:
            _LOGGER.info("what was learnt is not kept for the next start: %s", error)
    return arrays


def recall(file: Path) -> Arrays | None:
    """The arrays in a file; None if it is not there, or cut off."""
    try:
        with file.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            return dict(arrays)
    except Exception:  # noqa: BLE001 - zipfile, zlib and numpy have errors of their own for what is cut off
        return None


def kept(folder: Path | None, beginning: str) -> Iterator[Arrays]:
    """All arrays under names that begin so, the newest last."""
    files = sorted(folder.glob(f"{beginning}*.npz"), key=_age) if folder and folder.is_dir() else []
    return (arrays for file in files if (arrays := recall(file)) is not None)


def _keep(folder: Path, name: str, arrays: Arrays) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.npz"
    unfinished = file.with_suffix(f".{os.getpid()}.unfinished")
    with unfinished.open("wb") as stream:
        np.savez(stream, allow_pickle=False, **arrays)
    unfinished.replace(file)
    kind = name.split("-", maxsplit=1)[0]
    for old in sorted(folder.glob(f"{kind}-*.npz"), key=_age)[:-KEPT]:
        old.unlink(missing_ok=True)


def _age(file: Path) -> float:
    return file.stat().st_mtime
