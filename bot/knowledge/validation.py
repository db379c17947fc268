"""Checks across a whole knowledge, and what does not fit a model, in plain words."""

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.knowledge.model import CAPTION_LIMIT, PICTURES_FOLDER, PICTURES_LIMIT, RELATED_LIMIT
from bot.knowledge.problems import WIDEST, FileLine, quoted
from bot.knowledge.teaching import ANSWER_LIMIT, ID_LIMIT, TITLE_LIMIT
from bot.knowledge.yaml_file import Fields, Listing, Node, NodeKind, Scalar, Sheet, Where
from bot.language import ENGLISH

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
    "enum": "{name} is {shown}: use {expected}",
    "too_many_words": "{name} has {words} words: at most {most} are read",
    "enquiries_without_urgent": "{name} belong to an entry with `urgent: true`: move them to `questions`",
    "alarm_beside_entries": "{name} stands beside `entries`: an example has only one of them",
    "intent_without_entry": "{name} needs one of `entries`, which tells of it: write one before it",
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


T = TypeVar("T")


@dataclass(frozen=True)
class Shape(Generic[T]):
    """What a node must be: its type, its description, and the models whose keys it may have."""

    adapter: TypeAdapter[T]
    description: str
    models: tuple[type[BaseModel], ...] = ()

    @property
    def keys(self) -> list[str]:
        """Every key that may be written, for suggestions."""
        fields = [item for model in self.models for item in model.model_fields.items()]
        return [str(field.validation_alias or name) for name, field in fields]


def fit(shape: Shape[T], sheet: Sheet, node: Node, *where: str | int) -> T | None:
    """The node at `where` as an object; None when it does not fit, which is reported."""
    try:
        return shape.adapter.validate_python(_plain(node))
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            sheet.report(explain(error, shape.description, shape.keys), *where, *error["loc"])
        return None


def _plain(node: Node) -> Any:
    if isinstance(node, Listing):
        return tuple(_plain(item) for item in node.items)
    if isinstance(node, Fields):
        return {key: _plain(value) for key, (_, value) in node.items.items()}
    return node.text if node.kind is NodeKind.TEXT else node


def check_ids(pages: list[Sheet]) -> None:
    """Report ids that two entries share."""
    taken: dict[str, FileLine] = {}
    for page in pages:
        for index in page.indices():
            for where, name in page.texts(index, "id"):
                if name in taken:
                    page.report(f"the id {quoted(name)} is taken by {taken[name]}: choose another", *where)
                taken.setdefault(name, page.place(*where))


def check_related(pages: list[Sheet]) -> None:
    """Report entries that lead to themselves, twice to the same one, or nowhere."""
    ids = {name: None for page in pages for index in page.indices() for _, name in page.texts(index, "id")}
    for page in pages:
        for index in page.indices():
            own = [name for _, name in page.texts(index, "id")]
            _report_repeated(page, index, "related")
            for where, name in page.texts(index, "related"):
                if name in own:
                    page.report("an entry cannot be related to itself: remove it", *where)
                elif name and name not in ids:
                    page.report(f"there is no entry {quoted(name)}: {nearest(name, list(ids))}", *where)


def check_questions(pages: list[Sheet]) -> None:
    """Report questions and pictures that one entry has twice."""
    for page in pages:
        for index in page.indices():
            _report_repeated(page, index, "questions", "enquiries")
            _report_repeated(page, index, "pictures")


def check_sources(pages: list[Sheet], sources: Sheet) -> None:
    """Report sources that sources.yaml does not have."""
    known = sources.keys()
    for page in pages:
        for index in page.indices():
            _report_repeated(page, index, "source")
            details = (page.texts(index, "details", n, "source") for n in page.indices(index, "details"))
            for where, key in chain(page.texts(index, "source"), *details):
                if key and key not in known:
                    message = f"there is no source {quoted(key)} in sources.yaml: {nearest(key, list(known))}"
                    page.report(message, *where)


def check_red_flags(flags: Sheet) -> None:
    """Report concepts without words and words without use."""
    known = flags.keys("words")
    used = set()
    for index in flags.indices("signs"):
        for part in ("all", "unless"):
            for where, concept in flags.texts("signs", index, part):
                used.add(concept)
                if concept and concept not in known:
                    message = f"`words` has no {quoted(concept)}: {nearest(concept, list(known))}"
                    flags.report(message, *where)
    for concept in known:
        if concept not in used:
            flags.report(f"no sign uses {quoted(concept)}: use it or remove it", "words", concept)


def check_names(
    pages: list[Sheet], examples: list[Sheet], languages: list[Sheet], flags: Sheet | None
) -> None:
    """Report entries, alarms and questions that are named where they are not known."""
    ids = [name for page in pages for index in page.indices() for _, name in page.texts(index, "id")]
    for sheet in examples:
        for index in sheet.indices():
            for key in ("entries", "alarm"):
                _report_unknown(sheet, ids, index, key)
    for sheet in languages:
        # English alarms are the entries themselves.
        if sheet.file.stem != ENGLISH and not sheet.keys("alarms"):
            sheet.report("add `alarms`: a title and a text for each urgent entry")
        for name in sheet.keys("alarms"):
            if name not in ids:
                sheet.report(f"there is no entry {quoted(name)}: {nearest(name, ids)}", "alarms", name)
    asked = [name for sheet in languages if sheet.file.stem == ENGLISH for name in sheet.keys("checks")]
    if flags:
        _check_signs(flags, ids, asked)


def _check_signs(flags: Sheet, ids: list[str], asked: list[str]) -> None:
    for index in flags.indices("signs"):
        _report_unknown(flags, ids, "signs", index, "entry")
        for where, name in flags.texts("signs", index, "asks"):
            if name and name not in asked:
                flags.report(f"English has no check {quoted(name)}: {nearest(name, asked)}", *where)


def _report_unknown(sheet: Sheet, ids: list[str], *place: str | int) -> None:
    for where, name in sheet.texts(*place):
        if name and name not in ids:
            sheet.report(f"there is no entry {quoted(name)}: {nearest(name, ids)}", *where)


def _report_repeated(page: Sheet, index: int, *keys: str) -> None:
    lines: dict[str, int] = {}
    for key in keys:
        for where, text in page.texts(index, key):
            plain = " ".join(text.casefold().split())
            if plain in lines:
                page.report(
                    f"{quoted(text)} stands here twice (first on line {lines[plain]}): keep one", *where
                )
            elif plain:
                lines[plain] = page.place(*where).line
