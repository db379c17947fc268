"""Settings of python-telegram-bot."""

import pytest


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """`RetryAfter` holds a timedelta, as it will in a later version; until then its number is deprecated."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
