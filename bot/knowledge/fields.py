"""What a value in a knowledge file may be."""

from math import isfinite
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

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
