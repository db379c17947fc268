"""From nodes of YAML to typed objects, and the checks that need all of them."""

from dataclasses import dataclass
from itertools import chain
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.knowledge.plain_words import explain, nearest
from bot.knowledge.problems import FileLine, quoted
from bot.knowledge.yaml_file import Fields, Listing, Node, NodeKind, Sheet

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
        for name in sheet.keys("alarms"):
            if name not in ids:
                sheet.report(f"there is no entry {quoted(name)}: {nearest(name, ids)}", "alarms", name)
    asked = [name for sheet in languages for name in sheet.keys("checks")]
    if flags:
        _check_signs(flags, ids, asked)


def _check_signs(flags: Sheet, ids: list[str], asked: list[str]) -> None:
    for index in flags.indices("signs"):
        _report_unknown(flags, ids, "signs", index, "entry")
        for where, name in flags.texts("signs", index, "asks"):
            if name and name not in asked:
                flags.report(f"no language has the check {quoted(name)}: {nearest(name, asked)}", *where)


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
