"""Nodes to typed objects; what does not fit is reported."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.knowledge.plain_words import explain
from bot.knowledge.sheets import Sheet
from bot.knowledge.yaml_nodes import Fields, Kind, Listing, Node

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
    return node.text if node.kind is Kind.TEXT else node
