"""Tests of bot.views.admin."""

from pathlib import Path

from telegram.constants import MessageLimit

from bot.knowledge import Changes, FileLine, Problem
from bot.views.admin import OTHER, ErrorKind, broken_screen, errors_screen, renewed_screen, unchanged_screen


def test_errors_in_the_knowledge() -> None:
    """By file and line, in the folder; what is written there is no markup, and strange names are readable."""
    problem = Problem(FileLine(Path("a/<b>\udcff.yaml"), 3, Path("/somewhere")), "`<i>` is not known")
    html = broken_screen([problem]).html
    assert html.endswith("• a/&lt;b&gt;\\udcff.yaml:3: `&lt;i&gt;` is not known")


def test_many_errors_fit_into_a_message() -> None:
    """The first ones are named, the others counted."""
    problems = [Problem(FileLine(Path("a.yaml"), line), "&" * 1000) for line in range(500)]
    text = broken_screen(problems).html.replace("&amp;", "&")
    assert len(text) <= MessageLimit.MAX_TEXT_LENGTH
    assert text.endswith("…\nand 490 more")


def test_changes() -> None:
    """Each kind has its line; of many entries the first are named."""
    many = tuple(f"entry-{number}" for number in range(100))
    html = renewed_screen(Changes(many, ("b",), ("c",), ("sources.yaml",), order=True), mended=False).html
    first, *lines = html.split("\n\n")[1].split("\n")
    assert first.startswith("• added: <code>entry-0</code>, <code>entry-1</code>,")
    assert first.endswith(" and 88 more")
    assert lines == [
        "• removed: <code>b</code>",
        "• changed: <code>c</code>",
        "• changed: <code>sources.yaml</code>",
        "• the order of the entries",
    ]


def test_no_change() -> None:
    """What is known, and what changed the last time."""
    assert "I know the same as before" in renewed_screen(Changes(), mended=True).html
    assert "last change" not in unchanged_screen(Changes()).html
    assert unchanged_screen(Changes(changed=("c",))).html.endswith(
        "The last change:\n• changed: <code>c</code>"
    )


def test_errors_of_the_bot() -> None:
    """How often; what was told before is told as more of it."""
    one, two, three = (ErrorKind(name, "bot/x.py:1") for name in ("One", "<Two>", "Three"))
    html = errors_screen({one: (1, False), two: (3, False), three: (1, True), OTHER: (12, True)}).html
    assert html.split("\n")[2:] == [
        "• One at bot/x.py:1",
        "• &lt;Two&gt; at bot/x.py:1 (3 times)",
        "• Three at bot/x.py:1 (1 more time)",
        "• Errors of still other kinds (12 more times)",
    ]
