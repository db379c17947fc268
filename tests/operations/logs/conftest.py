"""What the log shows."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

Shown: TypeAlias = Callable[[], str]
Lines: TypeAlias = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Shown:
    """All that was logged since the last look."""
    return lambda: capsys.readouterr().err


@pytest.fixture
def lines(shown: Shown) -> Lines:
    """The same, read as JSON, line by line."""
    return lambda: [json.loads(line) for line in shown().splitlines()]
