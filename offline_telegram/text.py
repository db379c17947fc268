"""Text as Telegram keeps it: cleaned, trimmed, measured in UTF-16 code units; and the links it accepts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any
from urllib.parse import SplitResult, urlsplit

from offline_telegram.errors import bad_request

_REMOVED = re.compile("[\r\u2028-\u202e\u030a\u0333\u033f]")
_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\n\r"}
_REPEATED_MARKS = re.compile("[\u200e\u200f](?=[\u200e\u200f])")
_SOMETHING_VISIBLE = re.compile(
    "[^ \n\u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc\U000e0000-\U000e007f]"
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HOST = re.compile(r"([\w-]+\.)+[\w-]{2,}")
_PERSON = re.compile(r"tg://user/?\?id=([0-9]{1,19})", re.IGNORECASE)


@dataclass(frozen=True)
class TextSpan:
    """A formatted part of a text, in characters of the Python string."""

    kind: str
    start: int
    end: int
    details: Mapping[str, Any] = field(default_factory=dict)


def utf16_length(text: str) -> int:
    """The length that Telegram's limits and offsets are counted in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def is_visible(text: str) -> bool:
    """Whether there is anything to see. Telegram treats other texts as empty."""
    return _SOMETHING_VISIBLE.search(text) is not None


def tidy(text: str, spans: Sequence[TextSpan] = ()) -> tuple[str, list[TextSpan]]:
    """The text as it would be stored, and the spans where they then are.

    Control characters become spaces, some formatting characters go, and white space is trimmed: at
    the end always, at the start only as far as the first span.
    """
    removed = [match.start() for match in _REMOVED.finditer(text)]
    if removed:
        spans = [
            replace(span, start=_shifted(span.start, removed), end=_shifted(span.end, removed))
            for span in spans
        ]
        text = _REMOVED.sub("", text)
    text = _REPEATED_MARKS.sub("\u200c", text.translate(_CONTROLS))
    end = len(text.rstrip(" \n"))
    margin = text[: min((span.start for span in spans), default=end)]
    begin = min(len(margin) - len(margin.lstrip(" \n")), end)
    moved = (replace(span, start=span.start - begin, end=min(span.end, end) - begin) for span in spans)
    return text[begin:end], [span for span in moved if span.start < span.end]


def _shifted(position: int, removed: Iterable[int]) -> int:
    return position - sum(1 for place in removed if place < position)


def to_entities(text: str, spans: Iterable[TextSpan]) -> list[dict[str, Any]]:
    """Spans as MessageEntity objects, outermost and earliest first."""
    return [
        {
            "type": span.kind,
            "offset": utf16_length(text[: span.start]),
            "length": utf16_length(text[span.start : span.end]),
            **span.details,
        }
        for span in sorted(spans, key=lambda span: (span.start, -span.end))
    ]


def to_spans(text: str, entities: Iterable[Mapping[str, Any]]) -> list[TextSpan]:
    """MessageEntity objects as spans; a 400 for one that does not lie on whole characters of the text."""
    at = {end: index for index, end in enumerate(accumulate(map(utf16_length, text), initial=0))}
    spans = []
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if start not in at:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
        if end not in at:
            raise bad_request(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text "
                f"at UTF-16 offset {end}",
            )
        details = {key: value for key, value in entity.items() if key not in {"type", "offset", "length"}}
        spans.append(TextSpan(entity["type"], at[start], at[end], details))
    return spans


def checked_link(link: str) -> str:
    """The link as Telegram stores it; a ValueError says why it would be refused."""
    link = link.strip()
    scheme = _SCHEME.match(link)
    if scheme and scheme[1].lower() == "tg":
        return link
    if scheme and "://" in link and scheme[1].lower() not in {"http", "https"}:
        raise ValueError("Unsupported URL protocol")
    try:
        parts = urlsplit(link if "://" in link else f"http://{link}")
        well_formed = _is_web_address(parts)
    except ValueError:
        well_formed = False
    if not well_formed:
        raise ValueError("Wrong HTTP URL")
    return (parts if parts.path else parts._replace(path="/")).geturl()


def _is_web_address(parts: SplitResult) -> bool:
    return (
        parts.port != 0
        and bool(_HOST.fullmatch(parts.hostname or ""))
        and not re.search(r"\s", parts.geturl())
    )


def linked_person(link: str) -> int | None:
    """The user id in a `tg://user?id=` link."""
    match = _PERSON.fullmatch(link.strip())
    return int(match[1]) if match else None
