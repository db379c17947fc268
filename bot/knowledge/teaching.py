"""What teaches the matching: words, signs, examples, languages, and how sure it must be."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bot.knowledge.fields import ANSWER_LIMIT, TITLE_LIMIT, Line, Name, Number, Record, Text


class Vocabulary(Record):
    """Words people use for the same thing, and words that are not typing errors."""

    synonyms: Mapping[str, Text] = Field(default_factory=dict)
    common: tuple[Text, ...] = ()


class Example(Record):
    """What somebody might write: `entries` that answer it, best first, or the `alarm` that it raises.

    Neither means that it must be declined. `lang` is the code of its language, English without one.
    """

    text: Text
    entries: tuple[Name, ...] = ()
    alarm: Name | None = None
    lang: Annotated[Name, StringConstraints(pattern=r"^[a-z]{2}$")] = "en"

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
    none_of_this_fits: Line
    raised_by: Line
    yes: Line
    no: Line
    words: Mapping[Literal["stop", "yes", "no", "done", "later"], tuple[Name, ...]]
    alarms: Mapping[str, Translation]
    """By the id of the urgent entry."""
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
