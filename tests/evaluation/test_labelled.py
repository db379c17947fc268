"""Tests of bot.evaluation.labelled."""

from pathlib import Path

import pytest

from bot.evaluation.labelled import LabelledFileError, LabelledQuestion, Turn, read_labelled

ENTRIES = {"shoes", "massage"}


def labelled(path: Path, content: str | bytes) -> Path:
    """A file of labelled questions."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file stands."""
    return tmp_path / "questions.jsonl"


def complaint(path: Path, content: str | bytes) -> str:
    """What is said about a bad file."""
    with pytest.raises(LabelledFileError) as raised:
        read_labelled(labelled(path, content), ENTRIES)
    return str(raised.value)


def test_every_line_is_a_question(path: Path) -> None:
    """With the entries that answer it, none if it must be declined; further keys do not matter."""
    content = """\
{"question": "tight boots?", "topics": ["shoes", "massage"], "kind": "in-scope", "origin": "short"}

{"question": "gout", "topics": [], "kind": "near-miss"}
{"question": "masage", "topics": ["massage"]}
"""
    assert read_labelled(labelled(path, content), ENTRIES) == [
        LabelledQuestion(question="tight boots?", topics=("shoes", "massage"), kind="in-scope"),
        LabelledQuestion(question="gout", topics=(), kind="near-miss"),
        LabelledQuestion(question="masage", topics=("massage",), kind="in-scope"),
    ]


def test_a_line_may_be_a_dialogue(path: Path) -> None:
    """Its last turn is the question; the turns before it come with it."""
    content = '{"turns": ["boots?", "why?", "and rubs"], "topics": [["shoes"], [], ["massage"]]}'
    assert read_labelled(labelled(path, content), ENTRIES) == [
        LabelledQuestion(
            question="and rubs",
            topics=("massage",),
            before=(Turn(question="boots?", topics=("shoes",)), Turn(question="why?", topics=())),
        )
    ]


@pytest.mark.parametrize(
    "content",
    [
        b'\xef\xbb\xbf{"question": "a", "topics": []}\n',
        b'{"question": "a", "topics": []}\r\n\r\n',
        b'{"question": "a", "topics": []}',
    ],
)
def test_any_editor_may_have_written_the_file(path: Path, content: bytes) -> None:
    """With a byte order mark, other line ends, or none."""
    assert [one.question for one in read_labelled(labelled(path, content), ENTRIES)] == ["a"]


def test_only_a_line_end_ends_a_line(path: Path) -> None:
    """Not what other programs take for one."""
    question = "one\u2028two\x85three"
    content = f'{{"question": "{question}", "topics": []}}\n{{"question": "b", "topics": []}}\n'
    assert [one.question for one in read_labelled(labelled(path, content), ENTRIES)] == [question, "b"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("no json", "the line: Invalid JSON"),
        ('["a"]', "the line: Input should be an object"),
        ('{"question": "a"}', "topics: Field required"),
        ('{"topics": []}', "question: Field required"),
        ('{"question": 7, "topics": []}', "question: Input should be a valid string"),
        ('{"question": "a", "topics": "shoes"}', "topics: Input should be"),
        ('{"question": "a", "topics": [1]}', "topics.0: Input should be a valid string"),
        ('{"question": "a", "topics": [], "kind": "other"}', "kind: Input should be 'in-scope'"),
        ('{"turns": [], "topics": []}', "turns: Tuple should have at least 1 item"),
        ('{"turns": ["a", 7], "topics": [[], []]}', "turns.1: Input should be a valid string"),
        ('{"turns": ["a", "b"], "topics": [[]]}', "topics: give a list of topics for each of the turns"),
        ('{"turns": ["a", "b"], "topics": [["socks"], []]}', "the knowledge has no entry `socks`"),
        ('{"question": "a", "topics": ["shoes", "socks"]}', "the knowledge has no entry `socks`"),
    ],
)
def test_a_wrong_line_is_named(path: Path, line: str, expected: str) -> None:
    """The file, the line, and what is wrong with it."""
    said = complaint(path, f'{{"question": "a", "topics": []}}\n\n{line}\n')
    assert said.startswith(f"{path}:3: {expected}")
    assert "\n" not in said


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "holds no questions: write one JSON object a line"),
        (" \n\n", "holds no questions: write one JSON object a line"),
        (b'{"question": "\xff"}', "is not UTF-8 text: save it as UTF-8"),
    ],
)
def test_a_file_without_questions_is_named(path: Path, content: str | bytes, expected: str) -> None:
    """And what to do about it."""
    assert complaint(path, content) == f"{path}: {expected}"


def test_there_must_be_a_file(tmp_path: Path) -> None:
    """Neither nothing nor a folder."""
    with pytest.raises(LabelledFileError, match=r"no\.jsonl: cannot be read: No such file or directory"):
        read_labelled(tmp_path / "no.jsonl", ENTRIES)
    with pytest.raises(LabelledFileError, match="cannot be read: Is a directory"):
        read_labelled(tmp_path, ENTRIES)
