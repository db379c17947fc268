"""Telegram's HTML: plain text and entities out of it, or the error Telegram would give.

Where Telegram drops formatting without a word (an unknown attribute, a link it would not open), this parser
answers 400, since that is a mistake, unless it is given a function to report it to.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from offline_telegram.errors import ApiError, bad_request
from offline_telegram.text import TextSpan, checked_link, linked_person, tidy, to_entities

KINDS: Mapping[str, str] = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    "blockquote": frozenset({"expandable"}),
    "code": frozenset({"class"}),
    "span": frozenset({"class"}),
    "tg-emoji": frozenset({"emoji-id"}),
    "tg-time": frozenset({"unix", "format"}),
}
_LANGUAGE = "language-"
_DROPPED: Mapping[str, tuple[str, dict[str, Any]] | None] = {"a": None, "code": ("code", {})}
"""What remains of a tag whose attributes Telegram does not accept."""
_NUMBER = re.compile(r"[0-9]{1,19}")
_DATE_FORMAT = re.compile(r"[rR]|[tTdDwW]*")
_LAST_SECOND = 2**31 - 1
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<decimal>[0-9]+)|(?P<name>[A-Za-z]+));?")
_LONGEST_REFERENCE = 10
_LAST_CODE_POINT = 0x10FFFE
_PLAIN = re.compile(r"[^<&]*")
_SPACE = re.compile(r"[ \t\r\n\v\f]*")
_TAG_NAME = re.compile(r"[^ \t\r\n\v\f>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\v\f=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


@dataclass(frozen=True)
class OpenTag:
    """A start tag that waits for its end tag; `start` counts characters of the plain text."""

    name: str
    attributes: Mapping[str, str]
    start: int


def meaning(tag: OpenTag, content: str) -> tuple[str, dict[str, Any]]:
    """The type of a tag's entity and its further fields; a ValueError says why there would be none."""
    details = _DETAILS.get(tag.name)
    return details(tag, content) if details else (KINDS[tag.name], {})


def _link(tag: OpenTag, content: str) -> tuple[str, dict[str, Any]]:
    link = tag.attributes.get("href") or content
    person = linked_person(link)
    if person is not None:
        return "text_mention", {"user": {"id": person}}
    try:
        return "text_link", {"url": checked_link(link)}
    except ValueError as error:
        raise ValueError(f'the link "{link}" would be dropped: {error}') from error


def _code(tag: OpenTag, _: str) -> tuple[str, dict[str, Any]]:
    if "class" not in tag.attributes:
        return "code", {}
    language = tag.attributes["class"]
    if not language.startswith(_LANGUAGE):
        raise ValueError(f'Tag "code" must have a class that starts with "{_LANGUAGE}"')
    return "code", {"language": language.removeprefix(_LANGUAGE)}


def _quote(tag: OpenTag, _: str) -> tuple[str, dict[str, Any]]:
    return ("expandable_blockquote" if "expandable" in tag.attributes else "blockquote"), {}


def _emoji(tag: OpenTag, _: str) -> tuple[str, dict[str, Any]]:
    identifier = tag.attributes.get("emoji-id", "")
    if not _NUMBER.fullmatch(identifier) or not int(identifier):
        raise ValueError("Invalid custom emoji identifier specified")
    return "custom_emoji", {"custom_emoji_id": identifier}


def _time(tag: OpenTag, _: str) -> tuple[str, dict[str, Any]]:
    unix, date_format = tag.attributes.get("unix", ""), tag.attributes.get("format", "")
    if not _DATE_FORMAT.fullmatch(date_format):
        raise ValueError("Invalid date format used")
    if not _NUMBER.fullmatch(unix) or not 0 < int(unix) <= _LAST_SECOND:
        raise ValueError("Invalid date specified")
    return "date_time", {"unix_time": int(unix)} | ({"date_time_format": date_format} if date_format else {})


_DETAILS: Mapping[str, Callable[[OpenTag, str], tuple[str, dict[str, Any]]]] = {
    "a": _link,
    "code": _code,
    "blockquote": _quote,
    "tg-emoji": _emoji,
    "tg-time": _time,
}


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text, trimmed as Telegram trims it, and its MessageEntity objects."""
    text, spans = tidy(*read(source))
    return text, to_entities(text, spans)


def read(source: str, overlook: Callable[[str], None] | None = None) -> tuple[str, list[TextSpan]]:
    """The plain text as written, white space and all, and what the tags say about it."""
    if "\0" in source:
        raise bad_request("can't parse entities: Text must not contain null bytes")
    return _Reader(source, overlook).read()


class _Reader:
    """One pass over a source, from left to right."""

    def __init__(self, source: str, overlook: Callable[[str], None] | None) -> None:
        self._source = source
        self._overlook = overlook
        self._at = 0
        self._text = ""
        self._open: list[OpenTag] = []
        self._spans: list[TextSpan] = []

    def read(self) -> tuple[str, list[TextSpan]]:
        while True:
            self._text += self._take(_PLAIN)
            if not self._next():
                break
            if self._next() == "<":
                self._tag()
            else:
                self._text += self._character()
        if self._open:
            raise self._error(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return self._text, [TextSpan("code", s.start, s.end) if s.kind == "code" else s for s in self._spans]

    def _next(self) -> str:
        return self._source[self._at : self._at + 1]

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._source, self._at)
        self._at = match.end() if match else self._at
        return match[0] if match else ""

    def _error(self, text: str, at: int | None = None, more: str = "") -> ApiError:
        place = "" if at is None else f" at byte offset {len(self._source[:at].encode())}"
        return bad_request(f"can't parse entities: {text}{place}{more}")

    def _character(self) -> str:
        """One character of text, taken out of its reference if it is written as one."""
        match = _REFERENCE.match(self._source, self._at)
        decoded = _decoded(match) if match else None
        if match is None or decoded is None:
            self._at += 1
            return self._source[self._at - 1]
        if "\ud800" <= decoded <= "\udfff":
            raise self._error(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units",
            )
        self._at = match.end()
        return decoded

    def _tag(self) -> None:
        begin = self._at
        self._at += 1
        if self._next() == "/":
            self._at += 1
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        name = self._take(_TAG_NAME).lower()
        if not self._next():
            raise self._error("Unclosed start tag", begin)
        if name not in KINDS:
            raise self._error(f'Unsupported start tag "{name}"', begin)
        attributes: dict[str, str] = {}
        self._take(_SPACE)
        while self._next() != ">":
            attribute, value = self._attribute(name, begin)
            if attribute in ATTRIBUTES.get(name, ()):
                attributes[attribute] = value
            elif self._overlook:
                self._overlook(f'the tag "{name}" has no attribute "{attribute}"')
            else:
                raise self._error(f'Unsupported attribute "{attribute}" in the tag "{name}"', begin)
            self._take(_SPACE)
        self._at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(OpenTag(name, attributes, len(self._text)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._take(_ATTRIBUTE_NAME)
        if not name and self._next():
            raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
        self._take(_SPACE)
        value = ""
        if self._next() == "=":
            self._at += 1
            self._take(_SPACE)
            value = self._attribute_value()
        if not self._next():
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        return name, value

    def _attribute_value(self) -> str:
        begin = self._at
        quote = self._next()
        if quote not in {'"', "'"}:
            token = self._take(_NAME_TOKEN).lower()
            if self._next() and self._next() not in " \t\r\n\v\f>":
                raise self._error("Unexpected end of name token", begin)
            return token
        self._at += 1
        value = ""
        while self._next() not in {quote, ""}:
            value += self._character()
        self._at += 1
        return value

    def _end_tag(self, begin: int) -> None:
        if not self._open:
            raise self._error("Unexpected end tag", begin)
        name = self._take(_TAG_NAME).lower()
        self._take(_SPACE)
        if self._next() != ">":
            raise self._error("Unclosed end tag", begin)
        self._at += 1
        opened = self._open.pop()
        if name and name != opened.name:
            raise self._error("Unmatched end tag", begin, f', expected "</{opened.name}>", found "</{name}>"')
        if len(self._text) > opened.start:
            self._close(opened)

    def _close(self, opened: OpenTag) -> None:
        try:
            kind, details = meaning(opened, self._text[opened.start :])
        except ValueError as error:
            if self._overlook is None or opened.name not in _DROPPED:
                raise self._error(str(error)) from error
            self._overlook(str(error))
            left = _DROPPED[opened.name]
            if left is None:
                return
            kind, details = left
        span = TextSpan(kind, opened.start, len(self._text), details)
        inner = self._spans[-1] if self._spans else span
        if {inner.kind, kind} == {"pre", "code"} and (inner.start, inner.end) == (span.start, span.end):
            # <pre><code class="language-x"> is one block with a language.
            self._spans[-1] = TextSpan("pre", span.start, span.end, {**inner.details, **details})
        elif kind in {"code", "pre"}:
            # Nothing is formatted inside of code.
            self._spans = [*(other for other in self._spans if other.start < opened.start), span]
        else:
            self._spans.append(span)


def _decoded(match: re.Match[str]) -> str | None:
    """The character of a reference, or None where Telegram leaves it as it is written."""
    if match["name"]:
        return _NAMED.get(match["name"])
    if len(match[0].removesuffix(";")) >= _LONGEST_REFERENCE:
        return None
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    return chr(code) if 0 < code <= _LAST_CODE_POINT else None
