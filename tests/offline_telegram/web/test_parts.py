"""Formatted text as a tree."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_telegram import LocalTelegram, Person
from offline_telegram.web.view import MessagePart, message_parts


def _formatted(telegram: LocalTelegram, ada: Person, html: str) -> list[MessagePart]:
    telegram.call("sendMessage", {"chat_id": ada.id, "text": html, "parse_mode": "HTML"})
    return message_parts(ada.last.text, ada.last.entities)


def test_text_and_nodes(telegram: LocalTelegram, ada: Person) -> None:
    """What is marked up is a node, in its place, behind an emoji and in another node too."""
    assert _formatted(telegram, ada, "😀 <b>fat <i>and</i> so</b> on") == [
        "😀 ",
        {"kind": "bold", "inside": ["fat ", {"kind": "italic", "inside": ["and"]}, " so"]},
        " on",
    ]


@pytest.mark.parametrize(
    ("html", "href"),
    [
        ('<a href="https://example.org/a">this</a>', "https://example.org/a"),
        ("https://example.org", "https://example.org"),
        ("example.org", "https://example.org"),
        ("ada@example.org", "mailto:ada@example.org"),
    ],
)
def test_links(telegram: LocalTelegram, ada: Person, html: str, href: str) -> None:
    """Links lead where they say."""
    (link,) = _formatted(telegram, ada, html)
    assert isinstance(link, dict)
    assert link["href"] == href


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "tg://user?id=1", "//x"])
def test_links_that_a_browser_should_not_follow(url: str) -> None:
    """They are shown, and lead nowhere."""
    entity = {"type": "text_link", "offset": 0, "length": 4, "url": url}
    assert message_parts("here", [entity]) == [{"kind": "text_link", "inside": ["here"]}]


def test_what_crosses_is_cut() -> None:
    """Two that overlap become a tree all the same."""
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "italic", "offset": 2, "length": 4},
    ]
    assert message_parts("abcdef", entities) == [
        {"kind": "bold", "inside": ["ab", {"kind": "italic", "inside": ["cd"]}]},
        {"kind": "italic", "inside": ["ef"]},
    ]


def _text(tree: list[MessagePart]) -> str:
    return "".join(part if isinstance(part, str) else _text(part["inside"]) for part in tree)


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]]]:
    text = draw(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=12))
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places, st.sampled_from(["bold", "italic"])), max_size=6))
    return text, [
        {"type": kind, "offset": start, "length": end - start} for start, end, kind in spans if start < end
    ]


@given(_marked())
def test_nothing_is_lost(marked: tuple[str, list[dict[str, Any]]]) -> None:
    """However it is marked up, all of the text is there, once and in its order."""
    text, entities = marked
    assert _text(message_parts(text, entities)) == text
