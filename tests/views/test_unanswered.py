"""Groups of questions for the editor."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import Knowledge, load
from bot.matching import Candidate
from bot.matching.grouping import QuestionGroup
from bot.views.admin import listing, one_line, pasteable
from tests.knowledge.folders import FEET, FEET_FILE, GOOD, write
from tests.views.conftest import entry

NEAR = Candidate(entry("shoes"), 0.416)
TRICKY = [
    "yes", "no", "null", "~", "1.5", "2024-01-01", "=", "- a", "a: b", "#not a comment", "a # b", "*a", "&a",
    "!a", "{a", "[a", "'", '"', "\\", "a\nb", "\ttab", "%", "@bot", "`", "|", ">", "?", "? a", ":", "a:",
    "🦶", "\ufeff", "\x1b[31mred", "\x00", "\x85", "\u2028", "<<", "---", "...", "a" * 500,
    "日本語", "\u202eabc",
]  # fmt: skip


def group(questions: Mapping[str, int], *, answered: bool = False) -> QuestionGroup:
    """A group near an entry."""
    return QuestionGroup(questions, NEAR, answered)


def pasted(groups: list[QuestionGroup]) -> Knowledge:
    """What the loader makes of an entry into which the lines are pasted, behind the questions it has."""
    lines = "".join(f"{line}\n" for line in pasteable(groups))
    before = "    - tight boots\n"
    assert before in FEET
    with TemporaryDirectory() as folder:
        written = {**GOOD, FEET_FILE: FEET.replace(before, before + lines)}
        return load(write(Path(folder), written))


def test_a_listing() -> None:
    """How often, near what, and the questions as they were asked."""
    shown = listing(group({"tight boots": 5, "narrow\nboots": 1}), {"tight boots": 2})
    assert shown.split("\n") == [
        "Asked 6 times, nearest entry: shoes (0.42)",
        "     5  tight boots  (answer not helpful: 2)",
        "     1  narrow boots",
    ]


def test_what_is_answered_by_now() -> None:
    """As after an edit, it is said: there may be nothing left to do."""
    shown = listing(group({"tight boots": 1}, answered=True), {})
    assert shown.startswith("Asked once, nearest entry: shoes (0.42), which answers it now\n")


def test_yaml() -> None:
    """Under a comment for each group, quoted only where YAML needs it."""
    groups = [group({"can i wear boots": 2, "boots: yes": 1}), group({"no": 1})]
    assert list(pasteable(groups)) == [
        "    # Asked 3 times, nearest entry: shoes (0.42)",
        "    - can i wear boots",
        "    - 'boots: yes'",
        "    # Asked once, nearest entry: shoes (0.42)",
        "    - 'no'",
    ]


def test_what_no_entry_may_have_twice() -> None:
    """Is pasted once, and what has no character that can be written not at all."""
    groups = [group({"A  b": 2, "a b": 1}), group({"a B": 1}), group({"\x00": 1}), group({"c": 1})]
    assert [line.strip() for line in pasteable(groups) if "#" not in line] == ["- a b", "- c"]


def test_tricky_questions_are_loaded_as_they_were() -> None:
    """Whatever YAML might take them for."""
    questions = pasted([group(dict.fromkeys(TRICKY, 1))]).entries["shoes"].questions
    assert questions[2:] == tuple(text for question in TRICKY if (text := one_line(question)))


@given(st.lists(st.text(), max_size=8), st.lists(st.text(max_size=20), max_size=4))
@settings(max_examples=150)
def test_whatever_people_wrote_is_loaded_as_it_was(first: list[str], second: list[str]) -> None:
    """Each question once, in the one line that it is shown in."""
    questions = pasted([group(dict.fromkeys(each, 1)) for each in (first, second)]).entries["shoes"].questions
    wanted = {one_line(question).casefold() for question in first + second} - {""}
    assert [question.casefold() for question in questions[2:]] == list(
        dict.fromkeys(
            text for question in first + second if (text := one_line(question).casefold()) in wanted
        )
    )


@given(st.text())
def test_a_terminal_is_not_steered(question: str) -> None:
    """Only what can be seen is left, on one line."""
    line = one_line(question)
    assert len(line.splitlines()) <= 1
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in line)
