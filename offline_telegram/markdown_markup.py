"""Telegram's two Markdowns: plain text and entities out of them, or the error Telegram would give."""

import re
from collections.abc import Callable
from typing import Any

from offline_telegram.errors import ApiError, bad_request
from offline_telegram.html_markup import OpenTag, meaning
from offline_telegram.text import TextSpan

Overlook = Callable[[str], None]
"""Receives a line about formatting that Telegram drops silently."""

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_LAST_ESCAPABLE = "\x7e"
_MARKS = {"__": "underline", "||": "spoiler", "![": "custom_emoji", "```": "pre"} | {
    "_": "italic",
    "*": "bold",
    "~": "strikethrough",
    "[": "text_link",
    "`": "code",
}
_ENDS = {kind: mark for mark, kind in _MARKS.items()} | {"text_link": "]", "custom_emoji": "]"}
_LEGACY = {"_": "italic", "*": "bold", "`": "code", "[": "text_link"}
_LANGUAGE = re.compile(r"([^\s`]+)\n")
_TIME = re.compile(r"tg://time\?(?=.*\bunix=([0-9]+))(?:.*\bformat=(\w+))?.*")
_EMOJI = re.compile(r"tg://emoji\?id=([0-9]+)")


class _Reader:
    """One pass over a source, from left to right."""

    def __init__(self, source: str, overlook: Overlook) -> None:
        self.source = source
        self.at = 0
        self.text = ""
        self.spans: list[TextSpan] = []
        self._overlook = overlook

    def error(self, text: str, at: int | None = None) -> ApiError:
        place = "" if at is None else f" at byte offset {len(self.source[:at].encode())}"
        return bad_request(f"can't parse entities: {text}{place}")

    def comes(self, mark: str) -> bool:
        return self.source.startswith(mark, self.at)

    def take(self, length: int = 1) -> None:
        """Takes the next characters as text."""
        self.text += self.source[self.at : self.at + length]
        self.at += length

    def language(self) -> dict[str, str]:
        """The language of a block of code, when it begins; a line break alone is not part of the code."""
        if match := _LANGUAGE.match(self.source, self.at):
            self.at = match.end()
            return {"language": match[1]}
        self.at += self.comes("\n")
        return {}

    def address(self) -> str | None:
        """What stands in parentheses behind a link, if anything does."""
        if not self.comes("("):
            return None
        begin, self.at, address = self.at, self.at + 1, ""
        while self.at < len(self.source) and not self.comes(")"):
            self.at += self.comes("\\") and self.at + 1 < len(self.source)
            address += self.source[self.at]
            self.at += 1
        if not self.comes(")"):
            raise self.error("Can't find end of a URL", begin)
        self.at += 1
        return address

    def close(self, kind: str, start: int, details: dict[str, Any]) -> None:
        """Adds an entity that ends here."""
        if start == len(self.text):
            return
        if kind not in {"text_link", "custom_emoji"}:
            self.spans.append(TextSpan(kind, start, len(self.text), details))
            return
        try:
            kind, details = meaning(_tag(kind, details.get("address", ""), start), self.text[start:])
        except ValueError as error:
            if kind == "custom_emoji":
                raise self.error(str(error)) from error
            self._overlook(str(error))
            return
        self.spans.append(TextSpan(kind, start, len(self.text), details))


def _tag(kind: str, address: str, start: int) -> OpenTag:
    """The equivalent HTML tag."""
    if kind == "text_link":
        return OpenTag("a", {"href": address}, start)
    if time := _TIME.fullmatch(address):
        return OpenTag("tg-time", {"unix": time[1], "format": time[2] or ""}, start)
    emoji = _EMOJI.fullmatch(address)
    return OpenTag("tg-emoji", {"emoji-id": emoji[1] if emoji else ""}, start)


def read_legacy(source: str, overlook: Overlook) -> tuple[str, list[TextSpan]]:
    """Telegram's first Markdown, in which marks do not nest."""
    reader = _Reader(source, overlook)
    while reader.at < len(source):
        mark = source[reader.at]
        if mark == "\\" and source[reader.at + 1 : reader.at + 2] in {*_LEGACY}:
            reader.at += 1
            reader.take()
            continue
        if mark not in _LEGACY:
            reader.take()
            continue
        begin, start = reader.at, len(reader.text)
        end = "```" if reader.comes("```") else "]" if mark == "[" else mark
        kind = "pre" if end == "```" else _LEGACY[mark]
        reader.at += len(end)
        details: dict[str, Any] = reader.language() if kind == "pre" else {}
        length = source.find(end, reader.at) - reader.at
        if length < 0:
            raise reader.error("Can't find end of the entity starting", begin)
        reader.take(length)
        reader.at += len(end)
        reader.close(kind, start, {"address": reader.address() or ""} if kind == "text_link" else details)
    return reader.text, reader.spans


def read_version_2(source: str, overlook: Overlook) -> tuple[str, list[TextSpan]]:
    """MarkdownV2, in which special characters that mark nothing must be escaped."""
    reader = _Reader(source, overlook)
    nested = _Nested(reader)
    while reader.at < len(source):
        if nested.line_begins():
            continue
        character, following = source[reader.at], source[reader.at + 1 : reader.at + 2]
        if character == "\\" and "\0" < following <= _LAST_ESCAPABLE:
            reader.at += 1
            reader.take()
        elif character not in _RESERVED or (nested.is_code and character != "`"):
            reader.take()
        elif not nested.ends():
            nested.begin()
    nested.finish()
    return reader.text, reader.spans


class _Nested:
    """The entities of MarkdownV2 that are open."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self._opened: list[tuple[str, int, int, dict[str, Any]]] = []
        """(kind, start in the source, start in the text, details), outermost first."""
        self._quote: tuple[str, int] | None = None
        """(kind, start in the text) of the open quote."""

    @property
    def _kind(self) -> str:
        return self._opened[-1][0] if self._opened else ""

    @property
    def is_code(self) -> bool:
        return self._kind in {"code", "pre"}

    def line_begins(self) -> bool:
        """Begins or ends a quote at the start of a line; returns whether it read anything."""
        reader = self._reader
        if self.is_code or (reader.at > 0 and reader.source[reader.at - 1] != "\n"):
            return False
        mark = "**>" if reader.comes("**>") else ">" if reader.comes(">") else ""
        if mark != ">":
            self._end_quote()
        if mark:
            self._quote = self._quote or ("blockquote", len(reader.text))
            reader.at += len(mark)
        return bool(mark)

    def ends(self) -> bool:
        """Closes the innermost entity if its mark comes next. Two underscores never end an italic."""
        reader, kind = self._reader, self._kind
        if kind and reader.comes(_ENDS[kind]) and not (kind == "italic" and reader.comes("__")):
            _, _, start, details = self._opened.pop()
            reader.at += len(_ENDS[kind])
            if kind in {"text_link", "custom_emoji"}:
                details = {"address": reader.address() or ""}
            reader.close(kind, start, details)
            return True
        if self._quote and reader.comes("||") and reader.source[reader.at + 2 :][:1] in {"", "\n"}:
            reader.at += 2
            self._quote = ("expandable_blockquote", self._quote[1])
            return True
        return False

    def begin(self) -> None:
        """Opens the entity whose mark comes next."""
        reader = self._reader
        mark = next((mark for mark in _MARKS if reader.comes(mark)), "")
        if not mark or self.is_code:
            raise reader.error(
                f"Character '{reader.source[reader.at]}' is reserved and must be escaped "
                "with the preceding '\\'"
            )
        place = reader.at
        reader.at += len(mark)
        details: dict[str, Any] = reader.language() if mark == "```" else {}
        self._opened.append((_MARKS[mark], place, len(reader.text), details))

    def finish(self) -> None:
        """Checks at the end of the source that nothing but a quote is open."""
        if self._opened:
            kind, place, _, _ = self._opened[-1]
            name = "".join(part.title() for part in kind.split("_"))
            raise self._reader.error(f"Can't find end of {name} entity", place)
        self._end_quote()

    def _end_quote(self) -> None:
        if self._quote:
            self._reader.close(*self._quote, {})
            self._quote = None
