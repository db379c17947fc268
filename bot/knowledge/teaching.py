"""What a value in a knowledge file may be, and what teaches the matching: words, signs, examples."""

from collections.abc import Mapping
from enum import StrEnum
from math import isfinite
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from bot.knowledge.yaml_file import NodeKind, Scalar

TITLE_LIMIT = 40
"""Characters; more are cut off on the buttons of a phone."""
ANSWER_LIMIT = 3_500
"""Characters; leaves room for heading and source in a message of 4,096."""
ID_LIMIT = 48
"""Bytes; leaves 16 of a button's 64 for what the button does."""


def _as_written(value: Any) -> Any:
    """Names are never numbers or switches: an entry may be called `no`."""
    return value.text if isinstance(value, Scalar) and value.text else value


def one_or_more(value: Any) -> Any:
    """A single text as a list of one."""
    return (value,) if isinstance(value, str) or (isinstance(value, Scalar) and value.text) else value


def _switch(value: Any) -> Any:
    if isinstance(value, Scalar) and value.kind is NodeKind.SWITCH:
        return value.text.lower() in {"true", "yes", "on"}
    return value


def _number(value: Any) -> Any:
    if isinstance(value, Scalar) and value.kind is NodeKind.NUMBER:
        try:
            number = float(value.text)
        except ValueError:
            return value
        return number if isfinite(number) else value
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Line = Annotated[Text, StringConstraints(pattern=r"^[^\r\n]*$")]
Name = Annotated[Text, BeforeValidator(_as_written)]
Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=ID_LIMIT),
    BeforeValidator(_as_written),
]
Keys = Annotated[
    tuple[Name, ...],
    BeforeValidator(one_or_more, json_schema_input_type=str | tuple[str, ...]),
]
Switch = Annotated[bool, BeforeValidator(_switch)]
Number = Annotated[float, BeforeValidator(_number)]


class Record(BaseModel):
    """Something that a file says: nothing but what is known, and nothing changes it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Vocabulary(Record):
    """Words people use for the same thing, and words that are not typing errors."""

    synonyms: Mapping[str, Text] = Field(default_factory=dict)
    common: tuple[Text, ...] = ()


class Intent(StrEnum):
    """What somebody wants the bot to do, rather than to know."""

    DONE = "done"
    """Count what a reminder was about."""
    LATER = "later"
    """Remind again, in a while."""
    SKIP = "skip"
    """Leave out this reminder."""
    REST_TODAY = "rest_today"
    """Remind no more today."""
    WHY = "why"
    """Say why it reminds."""
    HOW = "how"
    """Say how to do what a reminder is about."""
    STOP = "stop"
    PAUSE = "pause"
    CHANGE = "change"
    """Set up or change reminders."""
    GOAL = "goal"
    LIST = "list"
    """Say what is set up, or what comes next."""
    FORGET = "forget"
    """Delete what is stored."""
    PROGRESS = "progress"
    UNDO = "undo"
    TRAVEL = "travel"
    """Go by another clock."""
    CANNOT = "cannot"
    """Something that it cannot do."""


class Example(Record):
    """What somebody might write: `entries` that answer it, best first, or the `alarm` that it raises.

    Neither means that it must be declined. `lang` is the code of its language, English without one. An
    `intent` is beside the entry that says what the bot can do of that kind.
    """

    text: Text
    entries: tuple[Name, ...] = ()
    alarm: Name | None = None
    lang: Annotated[Name, StringConstraints(pattern=r"^[a-z]{2}$")] = "en"
    intent: Annotated[Intent | None, Field(strict=False)] = None

    @field_validator("intent")
    @classmethod
    def _of_one_entry(cls, intent: Intent | None, info: ValidationInfo) -> Intent | None:
        if intent and len(info.data.get("entries", ())) != 1:
            raise PydanticCustomError(
                "intent_without_entry", "an intent needs the one entry that tells of it"
            )
        return intent

    @field_validator("alarm")
    @classmethod
    def _not_beside_entries(cls, alarm: str | None, info: ValidationInfo) -> str | None:
        if alarm and info.data.get("entries"):
            raise PydanticCustomError("alarm_beside_entries", "either an alarm or entries")
        return alarm


class Translation(Record):
    """An alarm in another language."""

    title: Annotated[Line, StringConstraints(max_length=TITLE_LIMIT)]
    text: Annotated[Text, StringConstraints(max_length=ANSWER_LIMIT)]


class Language(Record):
    """What the bot can say and understand in a language beside the entries, which are in English."""

    name: Line
    answers_in_english: Line
    speaks: Line
    introduction: Text
    """What /start says; `{name}` stands for a space and the person's first name, if there is one to say."""
    none_of_this_fits: Line
    raised_by: Line
    yes: Line
    no: Line
    words: Mapping[Literal["stop", "yes", "no", "done", "later"], tuple[Name, ...]]
    alarms: Mapping[str, Translation] = Field(default_factory=dict)
    """By the id of the urgent entry. English has none: the entries themselves are in it."""
    checks: Mapping[str, Line]
    """Yes-or-no questions, by the name of a sign or the id of an urgent entry."""


class Sign(Record):
    """A sign of something serious: `all` these concepts in one sentence, and none of `unless`.

    `entry` is the urgent entry, the first one without it; `asks` names the question of `checks` that tells
    whether it is meant.
    """

    name: Text
    all: tuple[Name, ...] = Field(min_length=1)
    unless: tuple[Name, ...] = ()
    entry: Name | None = None
    asks: Name | None = None


class RedFlags(Record):
    """Signs of something serious, made of concepts; `words` gives a concept's words and phrases."""

    words: Mapping[str, Annotated[tuple[Text, ...], Field(min_length=1)]]
    signs: tuple[Sign, ...]


Weights = Mapping[str, Number]
"""Of a logistic regression: a number for each of its features by name, and one for `bias`."""


class Calibration(Record):
    """How sure the matching must be, learnt from the examples; docs/matching.md explains the features.

    `answer`, `abroad` and `alarm` turn scores into probabilities: that the first entry is a right one, the
    same for a text in another language, and that something serious is described. The others are those from
    which an answer is given, entries are suggested, an alarm is raised, and a sign is asked about.
    """

    answer: Weights
    abroad: Weights
    alarm: Weights
    answered_from: Number
    abroad_from: Number
    suggested_from: Number
    raised_from: Number
    asked_from: Number
