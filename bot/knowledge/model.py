"""What a knowledge folder holds, as typed objects."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from bot.knowledge.problems import FileLine
from bot.knowledge.teaching import (
    ANSWER_LIMIT,
    TITLE_LIMIT,
    Calibration,
    Example,
    Keys,
    Language,
    Line,
    Name,
    Record,
    RedFlags,
    Slug,
    Switch,
    Text,
    Vocabulary,
)
from bot.language import ENGLISH

RELATED_LIMIT = 3
"""As many buttons as read well under an answer."""
SHORT_WORDS = 45
"""Of what is read before anything is opened; it is read at three in the morning."""
REST_WORDS = 120
"""Of an answer beneath a short one: more is not read."""
PICTURES_LIMIT = 3
"""As many as read well above an answer."""
CAPTION_LIMIT = 1_024
"""Characters under a picture."""
PICTURES_FOLDER = Path("pictures")
"""Where the files of pictures lie, in the folder of the knowledge."""


class Source(Record):
    """Where an answer comes from."""

    title: Text
    publisher: Text | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/?#]+\S*$")] | None = None
    kind: Literal["article", "public-health", "study", "clinic", "bot"]


class Detail(Record):
    """The answer to a follow-up, such as "is it dangerous?"."""

    asks: tuple[Text, ...] = Field(
        min_length=1,
        description="How people ask it once they have read the answer.",
    )
    says: Line = Field(description="A sentence or two that answer it, and stand alone.")
    sources: Keys = Field(
        default=(),
        validation_alias="source",
        description="Where that comes from, if not from the sources of the entry.",
    )


def _check_words(text: str, most: int) -> None:
    words = len(text.split())
    if words > most:
        raise PydanticCustomError("too_many_words", "too many words", {"words": words, "most": most})


class WrittenEntry(Record):
    """One topic, as an editor writes it."""

    id: Slug = Field(
        description="The entry's lasting name, for buttons: lower-case letters, digits and dashes.",
    )
    title: Annotated[Line, StringConstraints(max_length=TITLE_LIMIT)] = Field(
        description="What the entry is about, for buttons and for the heading: `About shoes that fit:`. "
        "No full stop.",
    )
    questions: tuple[Text, ...] = Field(
        min_length=1,
        description="How people ask, in as many different ways as you can think of. "
        "The first is the model question, a complete sentence.",
    )
    urgent: Switch = Field(
        default=False,
        description="Whether a message like the questions is an alarm, which comes before anything else.",
    )
    enquiries: tuple[Text, ...] = Field(
        default=(),
        description="Only for an urgent entry: ways of asking about its subject without having it. No alarm.",
    )
    keywords: tuple[Text, ...] = Field(
        default=(),
        description="Words and phrases that point to this entry when they stand alone.",
    )
    short: Text | None = Field(
        default=None,
        description=f"What is read first: at most {SHORT_WORDS} words, which answer the model question "
        "whatever led there. For an urgent entry it is the alarm: what to do now.",
    )
    answer: Annotated[Text, StringConstraints(max_length=ANSWER_LIMIT)] = Field(
        description="What the bot says: plain paragraphs, and lists whose lines begin with `- ` or `1. `. "
        f"No Markdown, no HTML. Beneath a `short` it is the rest, folded away, at most {REST_WORDS} words.",
    )
    details: tuple[Detail, ...] = Field(
        default=(),
        description="Answers to follow-ups, a sentence each: is it dangerous, how long, "
        "what if it does not help.",
    )
    sources: Keys = Field(
        validation_alias="source",
        min_length=1,
        description="Where the answer comes from: a key of sources.yaml, or a list of keys.",
    )
    related: tuple[Name, ...] = Field(
        default=(),
        max_length=RELATED_LIMIT,
        description="The ids of up to three entries to offer next, the most useful first.",
    )
    pictures: tuple[Name, ...] = Field(
        default=(),
        max_length=PICTURES_LIMIT,
        description="The names of up to three pictures in pictures.yaml, shown above the answer. "
        "None for an urgent entry: nothing comes before it.",
    )
    listed: Switch = Field(
        default=True,
        description="Whether the entry is in the list of topics. False for small talk, "
        "which is also answered without a heading.",
    )

    @field_validator("short")
    @classmethod
    def _read_at_a_glance(cls, short: str | None) -> str | None:
        if short:
            _check_words(short, SHORT_WORDS)
        return short

    @field_validator("answer")
    @classmethod
    def _rest_that_is_read(cls, answer: str, info: ValidationInfo) -> str:
        if info.data.get("short"):
            _check_words(answer, REST_WORDS)
        return answer

    @field_validator("enquiries")
    @classmethod
    def _only_about_something_urgent(
        cls, enquiries: tuple[str, ...], info: ValidationInfo
    ) -> tuple[str, ...]:
        if enquiries and not info.data.get("urgent", True):
            raise PydanticCustomError("enquiries_without_urgent", "enquiries need urgent")
        return enquiries

    @field_validator("pictures")
    @classmethod
    def _never_before_something_urgent(
        cls, pictures: tuple[str, ...], info: ValidationInfo
    ) -> tuple[str, ...]:
        if pictures and info.data.get("urgent", False):
            raise PydanticCustomError("pictures_with_urgent", "nothing comes before what is urgent")
        return pictures


_LEANING = r"(?:Otherwise|If not|If so|Then|It|They|That|This|These|So|But)\b"
_BETWEEN = re.compile(rf"(?<=[.!])\s+(?!{_LEANING})(?=[A-Z0-9])|\n+")
"""Where a sentence ends that the next one can do without. A question stays with what is said to it."""
_MARKER = re.compile(r"^(?:[-*]|\d+\.) ")


class Entry(WrittenEntry):
    """One topic; `group` is the heading under which the list of topics shows it."""

    model_config = ConfigDict(populate_by_name=True)

    group: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it says, each sentence and item of a list once, without those that only lead to a list."""
        found = _BETWEEN.split(f"{self.short or ''}\n{self.answer}")
        said = dict.fromkeys(_MARKER.sub("", part.strip()) for part in found)
        return tuple(part for part in said if part and not part.endswith(":"))


class WrittenPicture(Record):
    """A picture, as an editor writes it."""

    file: Annotated[Text, StringConstraints(pattern=r"^[^/\\]+\.png$")]
    shows: Annotated[Text, StringConstraints(max_length=CAPTION_LIMIT)]


@dataclass(frozen=True)
class Picture:
    """A picture that can be sent."""

    file: str
    """Its name, without a folder."""
    shows: str
    """In words, for those who do not see it."""
    content: bytes
    """The PNG."""

    @cached_property
    def digest(self) -> str:
        """What tells it from all other files: the SHA-256 of its bytes, in hexadecimal digits."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True)
class EntryPlaces:
    """Where an entry stands; `questions` and `enquiries` run in step with the entry's own."""

    entry: FileLine
    answer: FileLine
    questions: tuple[FileLine, ...]
    enquiries: tuple[FileLine, ...]


@dataclass(frozen=True)
class Places:
    """Where everything stands, for those who have something to say about it."""

    entries: Mapping[str, EntryPlaces]
    sources: Mapping[str, FileLine]
    not_covered: tuple[FileLine, ...]
    examples: tuple[FileLine, ...]


@dataclass(frozen=True)
class Knowledge:
    """Everything a knowledge folder says; `entries` are in the order of the files."""

    entries: Mapping[str, Entry]
    sources: Mapping[str, Source]
    pictures: Mapping[str, Picture]
    not_covered: tuple[str, ...]
    vocabulary: Vocabulary
    red_flags: RedFlags
    examples: tuple[Example, ...]
    languages: Mapping[str, Language]
    """By their codes."""
    calibration: Calibration | None
    places: Places
    folder: Path

    @property
    def checks(self) -> Mapping[str, str]:
        """The questions about signs in English, in which everyone is asked whose language has none."""
        english = self.languages.get(ENGLISH)
        return english.checks if english else {}
