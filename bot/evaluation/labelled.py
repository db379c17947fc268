"""Labelled questions and dialogues, and the same with typing errors."""

from collections.abc import Collection
from pathlib import Path
from random import Random
from string import ascii_lowercase
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import BotError
from bot.knowledge import Entry
from bot.matching import Answer, Check, Matcher, Reply, Suggest, Urgent

URGENT = "urgent"


QuestionKind: TypeAlias = Literal["in-scope", "small-talk", "urgent", "near-miss", "out-of-scope"]


class Turn(BaseModel):
    """Something said, and the ids of the entries that would help, none if it must be declined."""

    model_config = ConfigDict(frozen=True)

    question: str
    topics: tuple[str, ...]


class LabelledQuestion(Turn):
    """A question and what was asked `before` it, in order."""

    kind: QuestionKind = "in-scope"
    lang: str = "en"
    before: tuple[Turn, ...] = ()


class _Dialogue(BaseModel):
    """The line of a dialogue: what is said turn by turn, and the topics of each turn."""

    turns: tuple[str, ...] = Field(min_length=1)
    topics: tuple[tuple[str, ...], ...]
    kind: QuestionKind = "in-scope"


class _Line(BaseModel):
    turns: Any = None


class LabelledFileError(BotError):
    """The file of labelled questions cannot be used; the message names the line and what to do."""


def read_labelled(path: Path, entries: Collection[str]) -> list[LabelledQuestion]:
    """Every question of the file; its topics must be among the `entries` of the knowledge."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise LabelledFileError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise LabelledFileError(f"{path}: is not UTF-8 text: save it as UTF-8") from error
    questions = [
        _read(line, f"{path}:{number}", entries) for number, line in enumerate(lines, 1) if line.strip()
    ]
    if not questions:
        raise LabelledFileError(f"{path}: holds no questions: write one JSON object a line")
    return questions


def _read(line: str, place: str, entries: Collection[str]) -> LabelledQuestion:
    try:
        if _Line.model_validate_json(line).turns is None:
            question = LabelledQuestion.model_validate_json(line)
        else:
            question = _last_turn(_Dialogue.model_validate_json(line), place)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"])) or "the line"
        raise LabelledFileError(f"{place}: {where}: {problem['msg']}") from error
    for turn in (*question.before, question):
        unknown = [topic for topic in turn.topics if topic not in entries]
        if unknown:
            raise LabelledFileError(f"{place}: the knowledge has no entry `{unknown[0]}`")
    return question


def _last_turn(dialogue: _Dialogue, place: str) -> LabelledQuestion:
    """The last turn as a question, after those before it."""
    if len(dialogue.turns) != len(dialogue.topics):
        raise LabelledFileError(f"{place}: topics: give a list of topics for each of the turns")
    *before, last = (
        Turn(question=said, topics=topics)
        for said, topics in zip(dialogue.turns, dialogue.topics, strict=True)
    )
    return LabelledQuestion(
        question=last.question, topics=last.topics, kind=dialogue.kind, before=tuple(before)
    )


def reply_to(matcher: Matcher, question: LabelledQuestion) -> Reply:
    """The reply to a question, after everything that was asked before it.

    The bot's own answers are the context, right or wrong; of suggestions the person taps a right one.
    """
    context: Entry | None = None
    for turn in question.before:
        read = _read_reply(matcher.reply(turn.question, context), turn.topics)
        context = read if read and read.listed else context
    return matcher.reply(question.question, context)


def _read_reply(reply: Reply, wanted: tuple[str, ...]) -> Entry | None:
    if isinstance(reply, Check):
        reply = reply.beneath
    if isinstance(reply, Answer | Urgent):
        return reply.entry
    offered = reply.entries if isinstance(reply, Suggest) else reply.nearest
    return next((entry for entry in offered if entry.id in wanted), None)


MOST_SLIPS = 2


def with_typos(text: str, random: Random) -> str:
    """The text with one or two letters left out, doubled by another, replaced, or swapped with the next.

    Only a text without letters stays as it is.
    """
    typed = text
    while typed == text and any(letter.isalpha() for letter in text):
        typed = _slipped(text, random)
    return typed


def _slipped(text: str, random: Random) -> str:
    letters = list(text)
    for _ in range(random.randint(1, MOST_SLIPS)):
        places = [place for place, letter in enumerate(letters) if letter.isalpha()]
        if places:
            _slip(letters, random.choice(places), random)
    return "".join(letters)


def _slip(letters: list[str], place: int, random: Random) -> None:
    kind = random.choice(("omit", "insert", "replace", "swap"))
    if kind == "omit":
        del letters[place]
    elif kind == "insert":
        letters.insert(place, random.choice(ascii_lowercase))
    elif kind == "replace" or place + 1 == len(letters):
        letters[place] = random.choice(ascii_lowercase)
    else:
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
