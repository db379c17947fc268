"""What the tests of zones have in common."""

from datetime import UTC, datetime

import pytest


@pytest.fixture
def now() -> datetime:
    """Three o'clock on a winter's night in London."""
    return datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
