"""Links on buttons and in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_telegram.text import checked_link, linked_person


@pytest.mark.parametrize(
    ("link", "stored"),
    [
        ("https://www.nhs.uk/conditions/leg-cramps/", "https://www.nhs.uk/conditions/leg-cramps/"),
        (" nhs.uk ", "http://nhs.uk/"),
        ("HTTPS://nhs.uk?x=1", "https://nhs.uk/?x=1"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
    ],
)
def test_accepted(link: str, stored: str) -> None:
    """Links are stored with a scheme and a path."""
    assert checked_link(link) == stored


@pytest.mark.parametrize(
    ("link", "error"),
    [
        ("", "Wrong HTTP URL"),
        ("nowhere", "Wrong HTTP URL"),
        ("http://localhost", "Wrong HTTP URL"),
        ("http://", "Wrong HTTP URL"),
        ("http://nhs.uk:0/", "Wrong HTTP URL"),
        ("http://nhs.uk:x/", "Wrong HTTP URL"),
        ("http://[nhs.uk/", "Wrong HTTP URL"),
        ("https://nhs.uk/a b", "Wrong HTTP URL"),
        ("ftp://nhs.uk/", "Unsupported URL protocol"),
        ("javascript://nhs.uk/", "Unsupported URL protocol"),
    ],
)
def test_refused(link: str, error: str) -> None:
    """What Telegram's apps would not open is refused."""
    with pytest.raises(ValueError, match=error):
        checked_link(link)


@given(st.text() | st.text("htps:/.?#@[]% a1"))
def test_any_text_is_accepted_or_refused(link: str) -> None:
    """A link that was stored once can be stored again."""
    try:
        stored = checked_link(link)
    except ValueError:
        return
    assert checked_link(stored) == stored


def test_a_person() -> None:
    """Only a whole link with a number names a person."""
    assert linked_person("tg://user?id=42") == 42
    assert linked_person("tg://user?id=x") is None
    assert linked_person("https://t.me/user?id=42") is None
