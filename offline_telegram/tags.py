"""The tags and attributes of Telegram's HTML, and the entity each one stands for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from offline_telegram.links import checked_link, linked_person

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
_NUMBER = re.compile(r"[0-9]{1,19}")
_DATE_FORMAT = re.compile(r"[rR]|[tTdDwW]*")
_LAST_SECOND = 2**31 - 1


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
