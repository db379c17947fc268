"""Text as Telegram keeps it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_telegram.errors import ApiError
from offline_telegram.text import (
    TextSpan,
    checked_link,
    is_visible,
    linked_person,
    tidy,
    to_entities,
    to_spans,
    utf16_length,
)


def test_length_counts_utf16_units() -> None:
    """Characters beyond the basic plane count twice."""
    assert [utf16_length(text) for text in ("", "abc", "é", "😀")] == [0, 3, 1, 2]


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u200d", "\u00a0", "\u2800"])
def test_invisible_text_is_empty(text: str) -> None:
    """Zero-width and space-like characters alone are nothing to send."""
    assert not is_visible(text)
    assert is_visible(text + "x")


def test_spans_move_with_the_text() -> None:
    """Spans follow removed characters and are clipped by trimming; one that is left empty goes."""
    spans = [TextSpan("bold", 3, 6), TextSpan("italic", 6, 8)]
    assert tidy(" \r\n\u202aab  ", spans) == ("ab", [TextSpan("bold", 0, 2)])


def test_leading_space_is_kept_where_a_span_begins() -> None:
    """Telegram trims the start of a text only up to its first entity."""
    assert tidy("  x", [TextSpan("bold", 1, 3)]) == (" x", [TextSpan("bold", 0, 2)])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_tidy_text_stays_as_it_is(text: str) -> None:
    """Storing a stored text changes nothing."""
    once, _ = tidy(text)
    assert tidy(once) == (once, [])
    assert once == once.strip(" \n")


@given(st.data())
def test_spans_and_entities_are_inverse(data: st.DataObject) -> None:
    """Counting in UTF-16 units and back loses nothing."""
    text = data.draw(st.text(st.sampled_from("aé😀 "), min_size=1))
    start = data.draw(st.integers(0, len(text) - 1))
    span = TextSpan(
        "text_link", start, data.draw(st.integers(start + 1, len(text))), {"url": "http://x.org/"}
    )
    assert to_spans(text, to_entities(text, [span])) == [span]


@pytest.mark.parametrize(("offset", "length"), [(1, 1), (0, 1), (0, 9), (9, 1), (-1, 3)])
def test_entities_lie_on_whole_characters(offset: int, length: int) -> None:
    """An entity outside of the text, or across half a character, is refused."""
    with pytest.raises(ApiError):
        to_spans("😀x", [{"type": "bold", "offset": offset, "length": length}])


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
