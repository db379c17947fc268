"""What does not fit a model, in plain words."""

from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from bot.knowledge.fields import ANSWER_LIMIT, ID_LIMIT, TITLE_LIMIT
from bot.knowledge.model import CAPTION_LIMIT, PICTURES_FOLDER, PICTURES_LIMIT, RELATED_LIMIT
from bot.knowledge.problems import WIDEST, quoted
from bot.knowledge.yaml_file import Scalar, Where

FEW = 16
EMPTY = "{name} is empty: fill it in or remove it"
ADVICE = {
    "missing": "{name} is missing: add it",
    "string_too_short": EMPTY,
    "too_short": EMPTY,
    "string_too_long": "{name} has {size:,} characters; {limit}",
    "too_long": "{name} has {size} items; {limit}",
    "string_pattern_mismatch": "{name} is {shown}: {pattern}",
    "literal_error": "{name} is {shown}: use {expected}",
    "too_many_words": "{name} has {words} words: at most {most} are read",
    "enquiries_without_urgent": "{name} belong to an entry with `urgent: true`: move them to `questions`",
    "alarm_beside_entries": "{name} stands beside `entries`: an example has only one of them",
    "pictures_with_urgent": "{name} cannot come before an answer with `urgent: true`: remove them",
}
LIMITS = {
    "title": f"at most {TITLE_LIMIT} fit on a button",
    "answer": f"at most {ANSWER_LIMIT:,} fit in a message: shorten it, or make two entries of it",
    "id": f"at most {ID_LIMIT} fit behind a button",
    "related": f"at most {RELATED_LIMIT} fit under an answer",
    "pictures": f"at most {PICTURES_LIMIT} fit above an answer",
    "shows": f"at most {CAPTION_LIMIT:,} fit under a picture",
}
PATTERNS = {
    "id": "write lower-case letters and digits, with single dashes between them, such as night-cramps",
    "title": "write it on one line",
    "file": f"write the name of a PNG in {PICTURES_FOLDER}/, such as calf-stretch.png",
    "lang": "write the two letters of a language, such as es",
    "url": "an address begins with https:// or http://",
}
TYPES = {
    "string_type": "a text",
    "tuple_type": "a list",
    "bool_type": "true or false",
    "float_type": "a number such as 0.5",
    "mapping_type": "keys with their values",
    "dict_type": "keys with their values",
    "model_type": "keys with their values",
}


def explain(error: ErrorDetails, description: str, keys: list[str]) -> str:
    """What to do about a validation error; `description` is what the whole was to be, with these `keys`."""
    where, value = error["loc"], error["input"]
    name, field = _name(where), _field(where)
    if error["type"] == "extra_forbidden":
        if field.split(" ")[0] in keys:
            return (
                f"{name} is a key without a colon and a space behind it: write `{field.split(' ')[0]}: ...`"
            )
        return f"{name} is not a known key: {nearest(field, keys)}"
    if isinstance(value, Scalar) and not value.text:
        return EMPTY.format(name=name)
    if error["type"] in TYPES:
        return _explain_type(name, value, TYPES[error["type"]] if where else description)
    ours = {
        "name": name,
        "shown": _shown(value),
        "size": _size(value),
        "limit": LIMITS.get(field),
        "pattern": PATTERNS.get(field),
    }
    return ADVICE[error["type"]].format(**{**error.get("ctx", {}), **ours})


def _explain_type(name: str, value: Any, wanted: str) -> str:
    if wanted == TYPES["string_type"] and isinstance(value, Scalar):
        quotes = f'in quotes, "{value.text}"' if len(value.text) <= WIDEST else "in quotes"
        return f"{name} is read as {value.kind.value}: put it {quotes}"
    if wanted == TYPES["string_type"] and isinstance(value, dict):
        return f"{name} is read as a key and its value, because of a colon: put the text in quotes"
    return f"{name} must be {wanted}, not {_shown(value)}"


def nearest(name: str, known: list[str]) -> str:
    """A suggestion for a name that is not known, or else the known names when they are few."""
    close = get_close_matches(name, known, n=1)
    if close:
        return f"did you mean {quoted(close[0])}?"
    return f"use one of {', '.join(map(quoted, known))}" if 0 < len(known) <= FEW else "check the spelling"


def _name(where: Where) -> str:
    """The nearest key, and which item of its list."""
    item = f"item {where[-1] + 1}" if where and isinstance(where[-1], int) else ""
    key = quoted(_field(where)) if _field(where) else ""
    return ", ".join(part for part in (key, item) if part) or "this"


def _field(where: Where) -> str:
    return next((step for step in reversed(where) if isinstance(step, str)), "")


def _size(value: Any) -> int:
    if isinstance(value, Scalar):
        return len(value.text)
    return len(value.strip() if isinstance(value, str) else value)


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "a list"
    if isinstance(value, dict):
        return "keys with their values"
    return quoted(value.text if isinstance(value, Scalar) else value)
