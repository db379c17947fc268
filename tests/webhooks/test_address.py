"""Where Telegram sends updates."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.webhooks import address

BASE = "https://bot.example.org/cramps"
TOKEN = "123456:AA-a_secret"


def test_the_same_everywhere() -> None:
    """Processes with one token agree about it; another token's is another one."""
    mine = address(BASE, TOKEN)
    assert mine == address(BASE, TOKEN)
    assert mine.url == f"{BASE}/{mine.path}"
    other = address(BASE, TOKEN + "x")
    assert len({mine.path, mine.secret, other.path, other.secret}) == 4


def test_what_telegram_takes() -> None:
    """A secret is of letters, digits, dashes and underscores; a path says nothing of the token."""
    mine = address(BASE, TOKEN)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,256}", mine.secret)
    assert re.fullmatch(r"[a-z0-9]{32,}", mine.path)
    assert "AA-a_secret" not in mine.url
    assert mine.path not in repr(mine)
    assert mine.secret not in repr(mine)


def test_behind_a_proxy() -> None:
    """It may leave the prefix or take it away."""
    mine = address(BASE, TOKEN)
    assert all(mine.is_path(path) for path in (f"/cramps/{mine.path}", f"/{mine.path}"))
    assert not any(
        mine.is_path(path) for path in ("", "/", f"/{mine.path}/", f"/{mine.path}/x", mine.url[:-1])
    )


@given(st.text())
def test_guesses(guess: str) -> None:
    """Whatever else somebody tries is wrong, and breaks nothing."""
    mine = address(BASE, TOKEN)
    assert not mine.is_secret(guess)
    assert not mine.is_path(f"/{guess}")
