"""Questions with the entries that answer them, a JSON object a line."""

from collections.abc import Collection
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.errors import BotError

URGENT = "urgent"


class LabelledQuestion(BaseModel):
    """A question and the ids of the entries that would help, none if it must be declined."""

    model_config = ConfigDict(frozen=True)

    question: str
    topics: tuple[str, ...]
    kind: Literal["in-scope", "small-talk", "urgent", "near-miss", "out-of-scope"] = "in-scope"


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
        question = LabelledQuestion.model_validate_json(line)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"])) or "the line"
        raise LabelledFileError(f"{place}: {where}: {problem['msg']}") from error
    unknown = [topic for topic in question.topics if topic not in entries]
    if unknown:
        raise LabelledFileError(f"{place}: the knowledge has no entry `{unknown[0]}`")
    return question
