"""Messages, buttons and notices as text for a terminal."""

from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style
from rich.text import Text

from offline_telegram import LocalTelegram, Message, Person
from offline_telegram.files import Upload
from offline_telegram.terminal.screen import alert, button_lines, message_text, notice, shortened

_CONSOLE = Console(file=StringIO(), force_terminal=False)


def _sent(telegram: LocalTelegram, ada: Person, html: str, **more: Any) -> Message:
    telegram.call("sendMessage", {"chat_id": ada.id, "text": html, "parse_mode": "HTML", **more})
    return ada.last


def _lines(message: Message, width: int | None = None) -> list[str]:
    """What stands between the label and the empty line at the end."""
    label, *lines, last = message_text(message, message.buttons, width).plain.split("\n")
    assert label == "Offline Bot"
    assert last == ""
    return lines


def _style(text: Text, part: str) -> Style:
    return text.get_style_at_offset(_CONSOLE, text.plain.index(part))


def test_formatting_becomes_style(telegram: LocalTelegram, ada: Person) -> None:
    """Every kind of formatting looks different from plain text, behind an emoji too."""
    message = _sent(
        telegram,
        ada,
        "😀 <b>fat</b> <i>slanted</i> <u>lined</u> <s>struck</s> <code>typed</code> <pre>block</pre> "
        '<tg-spoiler>hidden</tg-spoiler> <tg-time unix="1700000000">then</tg-time> plain',
    )
    text = message_text(message, [], None)
    assert _lines(message) == ["😀 fat slanted lined struck typed block hidden then plain"]
    assert _style(text, "fat").bold
    assert _style(text, "slanted").italic
    assert _style(text, "lined").underline
    assert _style(text, "struck").strike
    assert _style(text, "hidden").reverse
    assert _style(text, "typed").color
    assert _style(text, "block").color
    assert not _style(text, "plain")


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('see <a href="https://nhs.uk/cramp">the NHS</a>.', "see the NHS (https://nhs.uk/cramp)."),
        ('<a href="https://nhs.uk">one</a><a href="https://who.int">two</a>', None),
        ('<a href="https://nhs.uk/cramp">nhs.uk/cramp</a>', "nhs.uk/cramp"),
        ("https://nhs.uk/cramp", "https://nhs.uk/cramp"),
    ],
)
def test_links_show_their_address(telegram: LocalTelegram, ada: Person, html: str, shown: str | None) -> None:
    """A link's address stands behind it, unless it is what the link says anyway."""
    expected = shown or "one (https://nhs.uk/)two (https://who.int/)"
    assert _lines(_sent(telegram, ada, html)) == [expected]


def test_quotes_have_a_bar(telegram: LocalTelegram, ada: Person) -> None:
    """Every line of a quote, expandable or not, has a bar in front; empty lines stay where they are."""
    html = (
        "before\n\n<blockquote>one\n\ntwo</blockquote>\n\n"
        '<blockquote expandable>three <a href="https://nhs.uk/x">link</a></blockquote>after'
    )
    assert _lines(_sent(telegram, ada, html)) == [
        "before",
        "",
        "│ one",
        "│ ",
        "│ two",
        "",
        "│ three link (https://nhs.uk/x)",
        "after",
    ]


def test_wrapping(telegram: LocalTelegram, ada: Person) -> None:
    """Lines break between words, bars and all; a word that is too long sticks out."""
    html = "aa bb cc <blockquote>dd ee ff\n\ngg</blockquote>https://example.org x\u00a0y\u00a0z"
    assert _lines(_sent(telegram, ada, html), width=6) == [
        "aa bb",
        "cc",
        "│ dd",
        "│ ee",
        "│ ff",
        "│ ",
        "│ gg",
        "https://example.org",
        "x\u00a0y\u00a0z",
    ]


def test_wide_characters_count_twice(telegram: LocalTelegram, ada: Person) -> None:
    """What takes two columns is measured so."""
    assert _lines(_sent(telegram, ada, "😀😀 😀 a"), width=7) == ["😀😀 😀", "a"]


@given(st.lists(st.text("ab😀é", min_size=1, max_size=12), min_size=1), st.integers(1, 30))
def test_wrapping_loses_nothing(words: list[str], width: int) -> None:
    """Whatever is wrapped, the words remain, in lines that are full but not too long."""
    telegram = LocalTelegram()
    message = _sent(telegram, telegram.person(started=True), " ".join(words))
    lines = _lines(message, width)
    assert " ".join(lines) == " ".join(words)
    assert all(Text(line).cell_len <= width for line in lines if " " in line)
    for line, following in pairwise(lines):
        assert Text(f"{line} {following.split(' ')[0]}").cell_len > width


@given(st.data())
def test_any_formatting_keeps_the_text(data: st.DataObject) -> None:
    """Wherever entities lie, on line breaks or over one another, every character of the text is shown."""
    text = data.draw(st.text("ab\n", min_size=1, max_size=12).filter(lambda text: text.strip("\n") == text))
    entities = data.draw(
        st.lists(
            st.integers(0, len(text) - 1).flatmap(
                lambda start: st.fixed_dictionaries(
                    {
                        "type": st.sampled_from(["bold", "expandable_blockquote", "spoiler"]),
                        "offset": st.just(start),
                        "length": st.integers(1, len(text) - start),
                    }
                )
            ),
            max_size=3,
        )
    )
    telegram = LocalTelegram()
    ada = telegram.person(started=True)
    telegram.call("sendMessage", {"chat_id": ada.id, "text": text})
    ada.last.content["entities"] = entities
    shown = "".join(line.removeprefix("│").strip() for line in _lines(ada.last))
    assert shown == text.replace("\n", "")


def test_buttons_are_numbered_row_by_row() -> None:
    """Numbers go on from row to row; styles are colours."""
    rows = [
        [{"text": "Yes", "style": "success"}, {"text": "No", "style": "danger"}],
        [{"text": "Never mind"}],
    ]
    first, second = button_lines(rows, None)
    assert first.plain == "[1] Yes  [2] No"
    assert second.plain == "[3] Never mind"
    assert _style(first, "Yes").color != _style(first, "No").color
    assert not _style(second, "Never")


def test_a_wide_row_breaks_between_buttons() -> None:
    """A button keeps to one line where it can."""
    rows = [[{"text": "one two"}, {"text": "three"}, {"text": "four"}]]
    assert [line.plain for line in button_lines(rows, 20)] == ["[1] one two", "[2] three  [3] four"]


def test_attachments_are_named(telegram: LocalTelegram, ada: Person) -> None:
    """A file is shown by its name, a photo as one, and a caption under it."""
    file = Upload("export.json", b"{}", "application/json")
    telegram.call("sendDocument", {"chat_id": ada.id, "document": file, "caption": "All there is"})
    assert _lines(ada.last) == ["[document export.json]", "All there is"]
    telegram.call("sendPhoto", {"chat_id": ada.id, "photo": "https://nhs.uk/foot.png"})
    assert _lines(ada.last) == ["[photo]"]


def test_a_mark_stands_behind_the_name(telegram: LocalTelegram, ada: Person) -> None:
    """What is special about a message is said before its text."""
    text = message_text(_sent(telegram, ada, "x"), [], None, "edited")
    assert text.plain == "Offline Bot (edited)\nx\n"


def test_notices_are_no_messages() -> None:
    """Notices and alerts can be told from messages, and from one another, without colours."""
    assert notice("saved").plain == "· saved"
    assert alert("not saved").plain == "! not saved"


def test_speaking_about_a_message(telegram: LocalTelegram, ada: Person) -> None:
    """A message is quoted in one line, and cut if it is long."""
    assert shortened(ada.say("one\ntwo")) == "“one two”"
    assert shortened(_sent(telegram, ada, "word " * 20)) == "“word word word word word word word word…”"
    assert shortened(ada.send("voice")) == "a message"
