"""Telegram's HTML."""

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_telegram.errors import ApiError
from offline_telegram.html_markup import parse
from offline_telegram.text import tidy

_TIME = '<tg-time unix="1700000000" format="wDT">then</tg-time>'

PLAIN = [
    ("", ""),
    ("  two\n words \n", "two\n words"),
    ("&lt;b&gt; &amp;amp; &quot;", '<b> &amp; "'),
    ("&#128512;&#x41;&#66", "😀AB"),
    ("fish & chips &nbsp; &#0; &#x110000;", "fish & chips &nbsp; &#0; &#x110000;"),
    ("tab\tand\rreturn", "tab andreturn"),
    ("&#0000000066;", "&#0000000066;"),
    ("<b></b>x", "x"),
    ("<b> \n</b>", ""),
]

MARKED = [
    ("<b>x</b>", {"type": "bold"}),
    ("<STRONG>x</Strong>", {"type": "bold"}),
    ("<i>x</i>", {"type": "italic"}),
    ("<em>x</em>", {"type": "italic"}),
    ("<u>x</u>", {"type": "underline"}),
    ("<ins>x</ins>", {"type": "underline"}),
    ("<s>x</s>", {"type": "strikethrough"}),
    ("<strike>x</strike>", {"type": "strikethrough"}),
    ("<del>x</del>", {"type": "strikethrough"}),
    ("<tg-spoiler>x</tg-spoiler>", {"type": "spoiler"}),
    ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
    ("<code>x</code>", {"type": "code"}),
    ("<pre>x</pre>", {"type": "pre"}),
    ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
    ('<code class="language-python">x</code>', {"type": "code"}),
    ("<code><b>x</b></code>", {"type": "code"}),
    ("<blockquote>x</blockquote>", {"type": "blockquote"}),
    ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
    (
        "<a href='https://nhs.uk/a?b=1&amp;c=2'>x</a>",
        {"type": "text_link", "url": "https://nhs.uk/a?b=1&c=2"},
    ),
    ('<a href = "nhs.uk" >x</a >', {"type": "text_link", "url": "http://nhs.uk/"}),
    ('<a href="tg://user?id=42">x</a>', {"type": "text_mention", "user": {"id": 42}}),
    ('<tg-emoji emoji-id="5368324170671202286">x</tg-emoji>', {"custom_emoji_id": "5368324170671202286"}),
    ("<tg-time unix=5>x</tg-time>", {"type": "date_time", "unix_time": 5}),
    (_TIME, {"type": "date_time", "unix_time": 1_700_000_000, "date_time_format": "wDT"}),
    ("<b>x</>", {"type": "bold"}),
]

WRONG = [
    ("3 < 4", 'Unsupported start tag "" at byte offset 2'),
    ("<b>é <x></b>", 'Unsupported start tag "x" at byte offset 6'),
    ("a<br/>b", 'Unsupported start tag "br/" at byte offset 1'),
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("x <b", "Unclosed start tag at byte offset 2"),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ('<a href="x>', 'Unclosed start tag "a" at byte offset 0'),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b>x</b x>", "Unclosed end tag at byte offset 4"),
    ("<a =x>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=x?y>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<b class="big">x</b>', 'Unsupported attribute "class" in the tag "b" at byte offset 0'),
    ('<code class="python">x</code>', 'Tag "code" must have a class that starts with "language-"'),
    ('<a href="ftp://x.org">x</a>', 'the link "ftp://x.org" would be dropped: Unsupported URL protocol'),
    ("<a>nowhere</a>", 'the link "nowhere" would be dropped: Wrong HTTP URL'),
    ('<tg-emoji emoji-id="0">x</tg-emoji>', "Invalid custom emoji identifier specified"),
    ('<tg-time unix="5" format="x">x</tg-time>', "Invalid date format used"),
    ('<tg-time format="d">x</tg-time>', "Invalid date specified"),
    ("&#xd83d;", "Text contains invalid Unicode characters"),
    ("a\0b", "Text must not contain null bytes"),
]


@pytest.mark.parametrize(("source", "text"), PLAIN)
def test_text(source: str, text: str) -> None:
    """References become characters, white space is trimmed, and what is no reference stays."""
    assert parse(source) == (text, [])


@pytest.mark.parametrize(("source", "expected"), MARKED)
def test_tags(source: str, expected: dict[str, Any]) -> None:
    """Every supported tag becomes one entity with its details."""
    text, (entity,) = parse(source)
    assert len(text) == entity["length"]
    assert expected.items() <= entity.items()


@pytest.mark.parametrize(("source", "error"), WRONG)
def test_errors(source: str, error: str) -> None:
    """What Telegram refuses is refused with its words."""
    with pytest.raises(ApiError) as caught:
        parse(source)
    assert caught.value.code == 400
    assert caught.value.description.startswith(f"Bad Request: can't parse entities: {error}")


def test_offsets_count_utf16_units_and_trimming_moves_them() -> None:
    """Entities are measured as Telegram measures, after it has trimmed the text."""
    assert parse("\n 😀 <b>a<i>😀\n</i></b> \n") == (
        "😀 a😀",
        [{"type": "bold", "offset": 3, "length": 3}, {"type": "italic", "offset": 4, "length": 2}],
    )


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_escaped_text_comes_back(text: str) -> None:
    """Whatever somebody types, `html.escape` makes it safe to show."""
    assert parse(html.escape(text, quote=False)) == (tidy(text)[0], [])
    # html.escape writes an apostrophe as &#x27;
    assert parse(html.escape(text)) == (tidy(text)[0], [])


_TAGS = "<b> </b> <i> </i> <a href='nhs.uk'> </a> <pre> </pre> <code> </code> <blockquote> </blockquote>"
_SOUP = st.lists(st.sampled_from([*_TAGS.split(" "), *"<>/&=\"' x😀\n", "&lt;", "</>"])).map("".join)


@given(_SOUP | st.text("<>/&;#'\"= abipre"))
def test_tag_soup_parses_or_is_refused(source: str) -> None:
    """Nothing that could be sent brings the parser down, and entities lie within the text."""
    try:
        text, entities = parse(source)
    except ApiError as error:
        text, entities = error.description, []
    units = len(text.encode("utf-16-le")) // 2
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= units for e in entities)
