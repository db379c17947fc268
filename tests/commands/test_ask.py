"""Tests of bot.commands.ask."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import ask
from bot.commands.ask import SHOWN, json_line
from bot.knowledge import Entry
from bot.matching import Answer, Candidate, Matcher, Suggest, Unknown, Urgent
from tests.commands.conftest import Run
from tests.knowledge.folders import FEET_FILE, replace, write

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch, matcher: Matcher) -> None:
    """The command has the knowledge that ships, which is built already."""
    monkeypatch.setattr(ask, "load_knowledge", lambda _: matcher.knowledge)
    monkeypatch.setattr(ask, "load_matcher", lambda _: matcher)


def objects(lines: list[str]) -> list[dict[str, Any]]:
    """The JSON objects of the lines."""
    return [json.loads(line) for line in lines]


@pytest.mark.usefixtures("shipped")
def test_a_question_is_answered_for_people(run: Run) -> None:
    """What it is about, the answer, its source and what to read next, without any markup."""
    finished = run("ask", "would a massage help?")
    assert finished.status == 0
    assert finished.lines[0].startswith("About massage")
    assert "→ " in finished.out
    assert not {"<b>", "</", "&quot;", "&#"} & {
        part for part in ("<b>", "</", "&quot;", "&#") if part in finished.out
    }
    assert finished.err == ""


@pytest.mark.usefixtures("shipped")
def test_words_of_a_question_need_no_quotes(run: Run) -> None:
    """They are one question."""
    assert run("ask", "would", "a", "massage", "help?").out == run("ask", "would a massage help?").out


@pytest.mark.usefixtures("shipped")
def test_without_a_question_every_line_is_one(run: Run) -> None:
    """An empty line stands between the replies."""
    alone = [run("ask", question).out for question in ("hi", "magnesium", "")]
    assert run("ask", stdin=[b"hi\n", b"magnesium\n", b"\n"]).out == "\n".join(alone)


@pytest.mark.usefixtures("shipped")
def test_for_programs_a_line_is_an_object(run: Run) -> None:
    """With these keys and no others, in the order of the questions."""
    questions = [
        "would a massage help?",
        "help",
        "My calf is swollen, hot and red",
        "what is the capital of France",
    ]
    finished = run("ask", "--json", stdin=[f"{question}\n".encode() for question in questions])
    replies = objects(finished.lines)
    assert [reply["question"] for reply in replies] == questions
    assert [reply["outcome"] for reply in replies] == ["answer", "suggest", "urgent", "unknown"]
    assert [reply["entry"] for reply in replies] == ["massage", None, "urgent-signs", None]
    for reply in replies:
        assert list(reply) == ["question", "outcome", "entry", "score", "candidates"]
        assert all(list(candidate) == ["id", "score"] for candidate in reply["candidates"])
        scores = [candidate["score"] for candidate in reply["candidates"]]
        assert len(scores) == SHOWN
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert reply["score"] == scores[0]
        assert reply["entry"] in {None, reply["candidates"][0]["id"]}
    assert finished.status == 0


@pytest.mark.usefixtures("shipped")
def test_a_question_may_be_an_argument_for_programs_too(run: Run) -> None:
    """One object, on one line."""
    (reply,) = objects(run("ask", "--json", "would a massage help?").lines)
    assert reply["entry"] == "massage"


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("line", "question"),
    [
        (b"\n", ""),
        (b"massage\r\n", "massage"),
        (b"massage", "massage"),
        (b"  massage \n", "  massage "),
        (b"mass\xffage\n", "mass\ufffdage"),
        (b"\x00\n", "\x00"),
        ("one\u2028line\x85still\n".encode(), "one\u2028line\x85still"),
        (b'"quotes" \\ and <b>\n', '"quotes" \\ and <b>'),
        ("脚抽筋 👣\n".encode(), "脚抽筋 👣"),
    ],
)
def test_any_line_has_its_reply(run: Run, line: bytes, question: str) -> None:
    """One line in, one line out, whatever the reader takes for a line; what is no UTF-8 is replaced."""
    finished = run("ask", "--json", stdin=[line])
    assert len(finished.out.splitlines()) == 1
    (reply,) = objects(finished.lines)
    assert reply["question"] == question
    assert len(reply["candidates"]) == SHOWN


@pytest.mark.usefixtures("shipped")
def test_bytes_that_are_no_text_may_be_arguments(run: Run) -> None:
    """They are replaced as in the input."""
    (reply,) = objects(run("ask", "--json", "mass\udcffage").lines)
    assert reply["question"] == "mass?age"
    assert run("ask", "mass\udcffage").status == 0


@pytest.mark.usefixtures("shipped")
def test_nothing_asked_nothing_said(run: Run) -> None:
    """The input may be empty."""
    assert run("ask", "--json", stdin=[]).out == ""
    assert run("ask", stdin=[]).out == ""


@pytest.mark.usefixtures("shipped")
def test_a_reply_is_given_before_the_next_question_is_read(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """A stream of any length takes no more memory than a line."""
    seen: list[str] = []

    def questions() -> Iterator[bytes]:
        for question in (b"hi\n", b"magnesium\n", b"shoes\n"):
            seen.append(capsys.readouterr().out)
            yield question

    finished = run("ask", "--json", stdin=questions())
    assert [reply["question"] for reply in objects([*seen[1:], finished.out])] == ["hi", "magnesium", "shoes"]


def test_another_folder_has_other_answers(run: Run, folder: Path) -> None:
    """As long as it is a knowledge folder."""
    (reply,) = objects(run("ask", "--json", "--knowledge", folder, "can my shoes cause foot cramps").lines)
    assert reply["entry"] == "shoes"
    assert {candidate["id"] for candidate in reply["candidates"]} == {"shoes", "swelling"}
    finished = run("ask", "--knowledge", folder, "my leg is hot and swollen")
    assert "Call a doctor today." in finished.out


def test_the_folder_may_be_a_setting(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --knowledge."""
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    assert "They can." in run("ask", "can my shoes cause foot cramps").out


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        (FEET_FILE, b"- id: [\n", f"{FEET_FILE}:2: "),
        (FEET_FILE, b"- id: shoes\n  titel: x\n", f"{FEET_FILE}:2: "),
        ("more.yaml", b"caf\xe9\n", "more.yaml:1: "),
        ("thresholds.yaml", b"answer: high\n", "thresholds.yaml:1: "),
    ],
)
def test_bad_knowledge_is_named_with_file_and_line(
    run: Run, folder: Path, file: str, content: bytes, place: str
) -> None:
    """And nothing is answered."""
    write(folder, {file: content})
    finished = run("ask", "--json", "--knowledge", folder, "hi")
    assert (finished.status, finished.out) == (1, "")
    assert any(line.startswith(f"{folder}/{place}") for line in finished.err.splitlines())
    assert "Traceback" not in finished.err


def test_a_folder_that_is_none_is_named(run: Run, tmp_path: Path) -> None:
    """Empty, or not there."""
    for folder in (tmp_path, tmp_path / "no"):
        finished = run("ask", "--knowledge", folder, "hi")
        assert (finished.status, finished.out) == (1, "")
        assert all(line.startswith(str(folder)) for line in finished.err.splitlines())


def test_every_complaint_is_given_at_once(run: Run, folder: Path) -> None:
    """Each on a line of its own."""
    replace(folder, FEET_FILE, "[swelling]", "[sweling]")
    write(folder, {"sources.yaml": "article: {title: Cramps}\n"})
    assert len(run("ask", "--knowledge", folder, "hi").err.splitlines()) > 1


ENTRIES = [
    Entry(id=name, title=name, questions=(name,), answer="This.", sources=("a",), group="") for name in "abc"
]


@given(
    question=st.text(st.characters()),
    scores=st.lists(st.floats(0, 1), min_size=3, max_size=3).map(lambda scores: sorted(scores, reverse=True)),
)
def test_a_reply_is_one_line_of_ascii(question: str, scores: list[float]) -> None:
    """Which any program reads in the same way, whatever was asked."""
    candidates = tuple(map(Candidate, ENTRIES, scores))
    for reply, outcome, entry in (
        (Answer(ENTRIES[0], candidates), "answer", "a"),
        (Urgent(ENTRIES[0], candidates), "urgent", "a"),
        (Suggest((ENTRIES[1],), candidates), "suggest", None),
        (Unknown((ENTRIES[1],), candidates), "unknown", None),
    ):
        line = json_line(question, reply)
        assert line.isascii()
        assert line.isprintable()
        assert json.loads(line) == {
            "question": question,
            "outcome": outcome,
            "entry": entry,
            "score": round(scores[0], 4),
            "candidates": [
                {"id": entry.id, "score": round(score, 4)}
                for entry, score in zip(ENTRIES, scores, strict=True)
            ],
        }


def test_a_reply_without_candidates_has_no_score() -> None:
    """There is nothing that it could be of."""
    assert json.loads(json_line("", Unknown((), ())))["score"] == 0


async def test_a_program_can_talk_with_it(folder: Path) -> None:
    """Each answer comes through the pipe before the next question is sent."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "ask", "--json", "--knowledge", str(folder)),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        cwd=PROJECT,
        env=dict(os.environ),
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    async with asyncio.timeout(60):
        for question in ("can my shoes cause foot cramps", "gout"):
            process.stdin.write(f"{question}\n".encode())
            await process.stdin.drain()
            assert json.loads(await process.stdout.readline())["question"] == question
        process.stdin.close()
        assert await process.wait() == 0
        assert await process.stderr.read() == b""
