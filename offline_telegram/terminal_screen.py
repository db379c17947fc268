"""What somebody has seen of a chat, and what is new to them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from rich.text import Text

from offline_telegram.terminal_view import button_lines, message_text, notice, shortened
from offline_telegram.world import Chat, Message

_IN_SIGHT = 200

Button = Mapping[str, Any]


@dataclass(frozen=True)
class Keyboard:
    """The buttons under a message, by the numbers they were shown with."""

    message: Message
    buttons: Mapping[str, Button]


class _Seen(NamedTuple):
    """How a message was when it was last looked at."""

    content: Mapping[str, Any]
    reply_markup: Mapping[str, Any] | None
    reaction: str | None
    deleted: bool


class Screen:
    """A private chat as far as it was printed."""

    def __init__(self, chat: Chat, bot: str, when: Callable[[datetime], str] = lambda _: "") -> None:
        """`when` is what is said of the time at which a message came: nothing, mostly."""
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
