"""What is new in a chat, as text for a terminal.

A `width` is the number of columns that lines are filled to; None leaves them as long as they are.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate, count, islice, pairwise
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from offline_telegram.files import Upload
from offline_telegram.text import TextSpan, to_spans
from offline_telegram.world import Chat, InlineQuery, Message

_IN_SIGHT = 200

Button = Mapping[str, Any]
_STYLES: Mapping[str, str] = {
    "bold": "bold",
    "bot_command": "cyan",
    "code": "green",
    "email": "underline",
    "hashtag": "cyan",
    "italic": "italic",
    "mention": "cyan",
    "pre": "green",
    "spoiler": "reverse",
    "strikethrough": "strike",
    "text_link": "underline",
    "text_mention": "cyan",
    "underline": "underline",
    "url": "underline",
}
_BUTTON_STYLES: Mapping[str | None, str] = {None: "", "danger": "red", "primary": "blue", "success": "green"}
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_BAR = "│ "
_LONGEST_MENTION = 40
_BETWEEN_WORDS = re.compile(r"(?<=[^ ]) +(?=[^ ])")
_SCHEME = re.compile(r"^[a-z]+://", re.IGNORECASE)


@dataclass(frozen=True)
class Keyboard:
    """The buttons under a message, by the numbers they were shown with."""

    message: Message
    buttons: Mapping[str, Button]


class _Seen(NamedTuple):
    """How a message last looked."""

    content: Mapping[str, Any]
    reply_markup: Mapping[str, Any] | None
    reaction: str | None
    deleted: bool


class PrintedChat:
    """A private chat, and what has been printed of it."""

    def __init__(self, chat: Chat, bot: str, when: Callable[[datetime], str] = lambda _: "") -> None:
        """`when` formats the time of a message; by default it is not shown."""
        self._chat = chat
        self._bot = bot
        self._when = when
        self._seen: dict[int, _Seen] = {}
        self._printed: dict[int, list[Button]] = {}
        """The buttons that messages were last printed with, in the order of printing."""

    @property
    def keyboard(self) -> Keyboard | None:
        """The buttons that were printed last, of those that have not been taken away."""
        for number in reversed(self._printed):
            message = self._chat.messages[number]
            if self._rows(message):
                buttons = enumerate(self._printed[number], 1)
                return Keyboard(message, {str(place): button for place, button in buttons})
        return None

    def news(self, width: int | None) -> Iterator[Text]:
        """What came up since the last time, once; what changes far up the chat goes unnoticed."""
        messages = self._chat.messages
        recent = max(_IN_SIGHT, len(messages) - len(self._seen))
        for message in reversed([*islice(reversed(messages.values()), recent)]):
            before = self._seen.get(message.id)
            now = _Seen(message.content, message.reply_markup, message.reaction, message.deleted)
            if now != before:
                self._seen[message.id] = now
                yield from self._change(message, before, width)

    def _change(self, message: Message, before: _Seen | None, width: int | None) -> Iterator[Text]:
        is_own = not message.sender.is_bot
        if message.deleted:
            if is_own or before:
                yield notice(f"deleted: {shortened(message)}")
            return
        if message.reaction != (before.reaction if before else None):
            reaction = f"reacts with {message.reaction}" if message.reaction else "takes back its reaction"
            yield notice(f"{self._bot} {reaction} to {shortened(message)}")
        if is_own:
            return
        if before is None or before.content != message.content:
            marks = (
                "edited" if before else "",
                self._when(message.edited if before and message.edited else message.date),
            )
            yield message_text(message, self._print_rows(message), width, ", ".join(filter(None, marks)))
        elif before.reply_markup != message.reply_markup:
            yield notice(f"{'other' if message.buttons else 'no'} buttons under {shortened(message)}")
            yield from button_lines(self._print_rows(message), width)

    def _print_rows(self, message: Message) -> list[list[Button]]:
        rows = self._rows(message)
        self._printed.pop(message.id, None)
        self._printed[message.id] = [button for row in rows for button in row]
        return rows

    def _rows(self, message: Message) -> list[list[Button]]:
        """The buttons under a message: inline ones, or the keys of the reply keyboard that came with it."""
        if message.deleted:
            return []
        if message.reply_markup is not None and message.reply_markup is self._chat.keyboard:
            return [list(row) for row in message.reply_markup["keyboard"]]
        return [list(row) for row in message.buttons]


def message_text(
    message: Message, rows: Sequence[Sequence[Mapping[str, Any]]], width: int | None, mark: str = ""
) -> Text:
    """A message under the name of its sender, with numbered buttons and an empty line below it."""
    label = Text(message.sender.first_name, "bold magenta")
    if mark:
        label.append(f" ({mark})", "not bold dim")
    body = _body(message, width) if message.text else ()
    return Text("\n").join([label, *_attachment(message), *body, *button_lines(rows, width), Text()])


def button_lines(rows: Sequence[Sequence[Mapping[str, Any]]], width: int | None) -> list[Text]:
    """The buttons row by row, numbered from 1 on."""
    numbers = count(1)
    lines = []
    for row in rows:
        labels = [
            Text.assemble(
                (f"[{number}]", "bold"), " ", (button["text"], _BUTTON_STYLES[button.get("style")]), "  "
            )
            for button, number in zip(row, numbers, strict=False)
        ]
        lines += _broken(Text().join(labels), accumulate(map(len, labels[:-1])), width)
    return lines


def listed(query: InlineQuery) -> list[Text]:
    """The results of an inline query, as shown above the input field."""
    if query.answer is None:
        return []
    button = query.answer.button
    return [
        *([Text(f"[{button['text']}]", "bold")] if button else []),
        *(
            Text.assemble("• ", (result["title"], "bold"), (_described(result), "dim"))
            for result in query.answer.results
        ),
        Text(),
    ]


def _described(result: Mapping[str, Any]) -> str:
    return f"\n  {result['description']}" if "description" in result else ""


def notice(text: str) -> Text:
    """A line about something that is not a message."""
    return Text(f"· {text}", "dim")


def alert(text: str) -> Text:
    """A notice that has to be closed, in an app."""
    return Text(f"! {text}", "bold")


def shortened(message: Message) -> str:
    """The beginning of a message, to speak about it."""
    words = " ".join(message.text.split())
    if not words:
        return "a message"
    return f"“{words}”" if len(words) <= _LONGEST_MENTION else f"“{words[:_LONGEST_MENTION].rstrip()}…”"


def _attachment(message: Message) -> Iterator[Text]:
    for kind in ("photo", "document"):
        if kind in message.content:
            name = f" {message.file.name}" if isinstance(message.file, Upload) else ""
            yield Text(f"[{kind}{name}]", "dim")


def _body(message: Message, width: int | None) -> Iterator[Text]:
    spans = to_spans(message.text, message.entities)
    text = Text(message.text)
    for span in spans:
        text.stylize(_STYLES.get(span.kind, ""), span.start, span.end)
    quotes = [span for span in spans if span.kind in _QUOTES]
    links = [span for span in spans if span.kind == "text_link"]
    for start, end in _lines(message.text, quotes):
        line = _with_addresses(text, start, end, links)
        if any(quote.start <= start < quote.end for quote in quotes):
            inner = width and width - len(_BAR)
            yield from (Text.assemble((_BAR, "dim"), part) for part in _wrapped(line, inner))
        else:
            yield from _wrapped(line, width)


def _lines(text: str, quotes: Iterable[TextSpan]) -> Iterator[tuple[int, int]]:
    """Where lines start and end: at line breaks, and where a quote does so within a line."""
    borders = {place for quote in quotes for place in (quote.start, quote.end)}
    stops = [(place, place + 1) for place, character in enumerate(text) if character == "\n"]
    stops += [
        (place, place)
        for place in borders
        if 0 < place < len(text) and "\n" not in text[place - 1 : place + 1]
    ]
    start = 0
    for stop, following in [*sorted(stops), (len(text), len(text))]:
        yield start, stop
        start = following


def _with_addresses(text: Text, start: int, end: int, links: Iterable[TextSpan]) -> Text:
    """A part of a text, with the address after every link that ends there, unless the link shows it."""
    line = text[start:end]
    for link in sorted(links, key=lambda link: -link.end):
        shown, url = text.plain[link.start : link.end], str(link.details["url"])
        if start < link.end <= end and _bare(shown) != _bare(url):
            place = link.end - start
            line = Text.assemble(line[:place], (f" ({url})", "dim"), line[place:])
    return line


def _bare(url: str) -> str:
    return _SCHEME.sub("", url).rstrip("/").lower()


def _wrapped(line: Text, width: int | None) -> list[Text]:
    """A line as several, broken between words only."""
    return _broken(line, [match.end() for match in _BETWEEN_WORDS.finditer(line.plain)], width)


def _broken(line: Text, places: Iterable[int], width: int | None) -> list[Text]:
    """A line as several, each as full as may be, broken at some of the places."""
    breaks, start = [], 0
    for place, following in pairwise([*places, len(line)]):
        if width is not None and cell_len(line.plain[start:following].rstrip(" ")) > width:
            breaks.append(place)
            start = place
    lines = list(line.divide(breaks))
    for part in lines:
        part.rstrip()
    return lines
