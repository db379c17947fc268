"""YAML as nodes that remember their lines, without the parts of YAML that surprise people."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile

import yaml
from yaml.reader import Reader

from bot.knowledge.problems import Report, quoted
from bot.knowledge.yaml_errors import DEEPEST, TOO_DEEP, explain_syntax

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
UNSENDABLE: re.Pattern[str] = Reader.NON_PRINTABLE
"""Not allowed in YAML as they are, but as escapes."""


class Kind(Enum):
    """What other YAML readers make of a scalar; the value completes "is read as ..."."""

    TEXT = "a text"
    SWITCH = "true or false"
    NUMBER = "a number"
    DATE = "a date"
    NOTHING = "nothing"
    SIGN = "a sign of YAML"


KINDS = {
    "tag:yaml.org,2002:bool": Kind.SWITCH,
    "tag:yaml.org,2002:int": Kind.NUMBER,
    "tag:yaml.org,2002:float": Kind.NUMBER,
    "tag:yaml.org,2002:timestamp": Kind.DATE,
    "tag:yaml.org,2002:null": Kind.NOTHING,
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as written."""

    text: str
    kind: Kind
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping; each key with the line it stands on."""

    items: Mapping[str, tuple[int, "Node"]]
    line: int


Node = Scalar | Listing | Fields


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        self.line = line


def parse(text: str, report: Report) -> Node | None:
    """The one document in `text`; None when there is none or its syntax is broken, which is reported."""
    if unsendable := UNSENDABLE.search(text):
        report(text.count("\n", 0, unsendable.start()) + 1, _refusal(unsendable[0]))
        return None
    try:
        root = _document(iter(yaml.parse(text, Loader=LOADER)), report)
    except yaml.YAMLError as error:
        report(*explain_syntax(error, text))
        return None
    except _TooDeepError as error:
        report(error.line, TOO_DEEP)
        return None
    if root is None or root == Scalar("", Kind.NOTHING, root.line):
        report(1, "the file is empty: write its content, or delete the file")
        return None
    return root


def _document(events: Iterator[yaml.Event], report: Report) -> Node | None:
    first = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
    root = _node(first, events, report) if first else None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            report(_line(event), "a second document begins here: remove the line `---`")
    return root


def _node(event: yaml.Event, events: Iterator[yaml.Event], report: Report, depth: int = 0) -> Node:
    line = _line(event)
    if depth > DEEPEST:
        raise _TooDeepError(line)
    _refuse_references(event, report)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, report)
    if isinstance(event, yaml.AliasEvent):
        return Scalar("an alias, already reported", Kind.TEXT, line)
    inside = takewhile(lambda event: not isinstance(event, yaml.CollectionEndEvent), events)
    nodes = tuple(_node(event, events, report, depth + 1) for event in inside)
    if isinstance(event, yaml.SequenceStartEvent):
        return Listing(nodes, line)
    return Fields(_fields(nodes, report), line)


def _fields(nodes: tuple[Node, ...], report: Report) -> dict[str, tuple[int, Node]]:
    fields: dict[str, tuple[int, Node]] = {}
    for key, value in zip(nodes[::2], nodes[1::2], strict=True):
        if not isinstance(key, Scalar) or not key.text.strip():
            report(key.line, "a key must be a text before a colon; put a text that begins with { in quotes")
        elif key.kind is not Kind.TEXT:
            report(key.line, f"the key {quoted(key.text)} is read as {key.kind.value}: put it in quotes")
        elif key.text in fields:
            first, _ = fields[key.text]
            report(key.line, f"the key {quoted(key.text)} stands on line {first} already: keep one of them")
        else:
            fields[key.text] = (key.line, value)
    return fields


def _scalar(event: yaml.ScalarEvent, report: Report) -> Scalar:
    if unsendable := UNSENDABLE.search(event.value):
        report(_line(event), _refusal(unsendable[0]))
    kind = _kind(event.value) if event.implicit[0] else Kind.TEXT
    return Scalar(event.value, kind, _line(event))


def _kind(plain: str) -> Kind:
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.get(plain[:1], [])
    return next((KINDS.get(tag, Kind.SIGN) for tag, pattern in resolvers if pattern.match(plain)), Kind.TEXT)


def _refusal(unsendable: str) -> str:
    return f"the character U+{ord(unsendable):04X} cannot be sent: remove it, or write the one that is meant"


def _refuse_references(event: yaml.Event, report: Report) -> None:
    if isinstance(event, yaml.AliasEvent):
        report(_line(event), "a text that begins with `*` must be in quotes; aliases are not supported")
    elif getattr(event, "anchor", None) is not None:
        report(_line(event), "a text that begins with `&` must be in quotes; anchors are not supported")
    elif getattr(event, "tag", None) is not None:
        report(_line(event), "a text that begins with `!` must be in quotes; tags are not supported")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
