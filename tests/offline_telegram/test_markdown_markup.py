"""Both Markdowns, which only requests over HTTP may hold."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_telegram import ApiError, LocalTelegram, MisuseError
from offline_telegram.markdown_markup import read_legacy, read_version_2


def _ignored(_: str) -> None:
    """Nobody is told."""


def _marked(read: Any, source: str) -> tuple[str, list[tuple[Any, ...]]]:
    text, spans = read(source, _ignored)
    return text, [
        (span.kind, text[span.start : span.end], *sorted(map(str, span.details.values()))) for span in spans
    ]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        (r"a\.b \*x\*", "a.b *x*", []),
        (
            "*b* _i_ __u__ ~s~",
            "b i u s",
            [("bold", "b"), ("italic", "i"), ("underline", "u"), ("strikethrough", "s")],
        ),
        ("||x|| `c`", "x c", [("spoiler", "x"), ("code", "c")]),
        ("*b _i __u___ b*", "b i u b", [("underline", "u"), ("italic", "i u"), ("bold", "b i u b")]),
        (r"[a](https://nhs.uk/\)b)", "a", [("text_link", "a", "https://nhs.uk/)b")]),
        ("```python\nx = 1.5```", "x = 1.5", [("pre", "x = 1.5", "python")]),
        ("`a*b`", "a*b", [("code", "a*b")]),
        ("![x](tg://emoji?id=5368)", "x", [("custom_emoji", "x", "5368")]),
        ("![x](tg://time?unix=9&format=t)", "x", [("date_time", "x", "9", "t")]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", "a\nb\n")]),
        ("**>a\n>b||\nc", "a\nb\nc", [("expandable_blockquote", "a\nb\n")]),
        ("[a](/nowhere)", "a", []),
        ("**", "", []),
    ],
)
def test_version_2(source: str, text: str, entities: list[tuple[str, ...]]) -> None:
    """Marks nest; links that Telegram would not open are dropped."""
    assert _marked(read_version_2, source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*b* _i_ `c` a.b!", "b i c a.b!", [("bold", "b"), ("italic", "i"), ("code", "c")]),
        (r"a\_b \x", r"a_b \x", []),
        ("[a](nhs.uk)", "a", [("text_link", "a", "http://nhs.uk/")]),
        ("```py\nx```", "x", [("pre", "x", "py")]),
        ("*a _b_*", "a _b_", [("bold", "a _b_")]),
    ],
)
def test_legacy(source: str, text: str, entities: list[tuple[str, ...]]) -> None:
    """Marks do not nest, and other characters mean themselves."""
    assert _marked(read_legacy, source) == (text, entities)


@pytest.mark.parametrize(
    ("read", "source", "error"),
    [
        (read_version_2, "a.b", r"Character '\.' is reserved and must be escaped with the preceding '\\'"),
        (read_version_2, "é *x", "Can't find end of Bold entity at byte offset 3"),
        (read_version_2, "[a](b", "Can't find end of a URL at byte offset 3"),
        (read_version_2, "`a``b", "Can't find end of Code entity at byte offset 3"),
        (read_version_2, "![a](b)", "Invalid custom emoji identifier specified"),
        (read_legacy, "snake_case", "Can't find end of the entity starting at byte offset 5"),
    ],
)
def test_errors(read: Any, source: str, error: str) -> None:
    """What does not parse is refused in Telegram's words."""
    with pytest.raises(ApiError, match=error):
        read(source, _ignored)


@given(st.text(alphabet="ab_*~|`[]()!>\\\n.é"), st.sampled_from(["Markdown", "MarkdownV2"]))
def test_anything(source: str, mode: str) -> None:
    """Any text is sent or refused."""
    telegram = LocalTelegram()
    ada = telegram.person(started=True)
    params = {"chat_id": ada.id, "text": source, "parse_mode": mode}
    try:
        telegram.call("sendMessage", params, strict=False)
    except MisuseError:
        raise
    except ApiError:
        return
    assert ada.last.text
