"""Weights kept between starts: solving for them takes longer than everything else at start."""

import hashlib
import json
import logging
import os
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np

from bot.matching import letters, ridge, similarity
from bot.matching.examples import Example
from bot.matching.letters import Matrix

KEPT = 8
"""Files; knowledge that is being edited makes a new one at every start."""

_LOGGER = logging.getLogger(__name__)


def cache_folder() -> Path:
    """Where programs keep what they can make again, by the XDG Base Directory Specification."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "foot-cramp-bot"


def remember(folder: Path, examples: list[Example], solve: Callable[[], Matrix]) -> Matrix:
    """The weights for the examples, from the folder, or solved for and put there if it can be written."""
    file = folder / f"{_key(examples)}.npy"
    try:
        kept: Matrix = np.load(file, allow_pickle=False)
    except (OSError, ValueError, EOFError):  # not there, or cut off
        weights = solve()
    else:
        return kept
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}.npy")
        np.save(unfinished, weights)
        unfinished.replace(file)
        for old in sorted(folder.glob("*.npy"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError as error:
        _LOGGER.info("the weights are not kept for the next start: %s", error)
    return weights


def _key(examples: list[Example]) -> str:
    """A name for everything that the weights depend on."""
    settings = [
        *(letters.SHORTER, letters.LONGER, similarity.LETTERS_WEIGHT, similarity.MEANING_WEIGHT),
        *(ridge.SHARPNESS, ridge.NOISE),
        *(version(package) for package in ("numpy", "wordllama")),
    ]
    texts = [[example.text, example.label.entry, example.label.alarm] for example in examples]
    return hashlib.sha256(json.dumps([settings, texts]).encode()).hexdigest()[:32]
