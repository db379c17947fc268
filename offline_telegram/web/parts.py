"""Formatted text as a tree, for a page that builds it node by node."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from offline_telegram.text import Span, to_spans

Part = str | dict[str, Any]
"""Plain text, or a node: its `kind`, what is `inside`, and for a link its `href`."""

_SAFE = frozenset({"http", "https", "mailto", "tel"})


def parts(text: str, entities: Sequence[Mapping[str, Any]]) -> list[Part]:
    """The text with its MessageEntity objects; those that cross each other are cut where they do."""
    spans = sorted(to_spans(text, entities), key=_outermost_first)
    return list(_tree(text, 0, len(text), spans))


def _tree(text: str, start: int, end: int, spans: list[Span]) -> Iterator[Part]:
    while spans:
        outer, *others = spans
        if start < outer.start:
            yield text[start : outer.start]
        inside = [replace(span, end=min(span.end, outer.end)) for span in others if span.start < outer.end]
        link = _href(outer, text[outer.start : outer.end])
        yield {
            "kind": outer.kind,
            **({"href": link} if link else {}),
            "inside": list(_tree(text, outer.start, outer.end, inside)),
        }
        start = outer.end
        beyond = [replace(span, start=max(span.start, start)) for span in others if span.end > start]
        spans = sorted(beyond, key=_outermost_first)
    if start < end:
        yield text[start:end]


def _outermost_first(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _href(span: Span, shown: str) -> str | None:
    """Where a link leads; None for what is no link, or one that a browser should not follow."""
    match span.kind:
        case "text_link":
            address = str(span.details["url"])
        case "url":
            address = shown if "://" in shown else f"https://{shown}"
        case "email":
            address = f"mailto:{shown}"
        case _:
            return None
    return address if urlsplit(address).scheme in _SAFE else None
