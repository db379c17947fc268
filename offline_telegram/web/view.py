"""A private chat as JSON for the page: all of it at first, then the changes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from offline_telegram.files import Upload
from offline_telegram.people import Person
from offline_telegram.text import TextSpan, to_spans
from offline_telegram.world import Message

MessagePart = str | dict[str, Any]
"""Plain text, or a node: its `kind`, what is `inside`, and for a link its `href`."""

_SAFE = frozenset({"http", "https", "mailto", "tel"})
Json = dict[str, Any]
Files = Callable[[str], Upload | None]
"""The bytes of a file by its file_id; None for one that is made up."""
IN_SIGHT = 200
"""Messages, the newest ones: what changes further up goes unnoticed."""
PICTURES = frozenset({"image/gif", "image/jpeg", "image/png", "image/webp"})
_ATTACHMENTS = {
    "animation": "Animation",
    "audio": "Audio",
    "contact": "Contact",
    "dice": "Dice",
    "document": "File",
    "location": "Location",
    "photo": "Photo",
    "poll": "Poll",
    "sticker": "Sticker",
    "video": "Video",
    "video_note": "Video message",
    "voice": "Voice message",
}
_LONGEST_QUOTE = 80


def message_parts(text: str, entities: Sequence[Mapping[str, Any]]) -> list[MessagePart]:
    """The text with its MessageEntity objects; those that cross each other are cut where they do."""
    spans = sorted(to_spans(text, entities), key=_outermost_first)
    return list(_tree(text, 0, len(text), spans))


def _tree(text: str, start: int, end: int, spans: list[TextSpan]) -> Iterator[MessagePart]:
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


def _outermost_first(span: TextSpan) -> tuple[int, int]:
    return span.start, -span.end


def _href(span: TextSpan, shown: str) -> str | None:
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


def messages(person: Person, kept: Files) -> dict[int, Json]:
    """The newest messages by their numbers, oldest first."""
    newest = [*islice(reversed(person.chat.messages.values()), IN_SIGHT)]
    return {
        message.id: _message(message, person, kept) for message in reversed(newest) if not message.deleted
    }


def keys(person: Person) -> list[list[Json]]:
    """The rows of the reply keyboard; a key that asks for something says what."""
    return [[_key(key) for key in row] for row in person.keyboard]


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Json:
    """What of a state is another now; of its messages only those that are, and the numbers of the `gone`."""
    changed = {name: value for name, value in now.items() if name != "messages" and before.get(name) != value}
    was, has = before.get("messages", {}), now["messages"]
    if new := [message for number, message in has.items() if was.get(number) != message]:
        changed["messages"] = new
    if gone := [number for number in was if number not in has]:
        changed["gone"] = gone
    return changed


def uploaded(message: Message, kept: Files) -> Upload | None:
    """The file that came with a message, if its bytes are here."""
    return kept(_file_id(message))


def _file_id(message: Message) -> str:
    sizes = message.content.get("photo") or [message.content.get("document", {})]
    return str(sizes[-1].get("file_id", ""))


def _message(message: Message, person: Person, kept: Files) -> Json:
    is_own = message.sender == person.user
    return {
        "id": message.id,
        "own": is_own,
        "from": message.sender.first_name,
        "date": int(message.date.timestamp()),
        "edited": is_own and message.edited is not None,  # a bot's messages change all the time
        "editable": is_own and "text" in message.content,
        "plain": message.text,
        "parts": message_parts(message.text, message.entities),
        "attachment": _attachment(message, kept),
        "reply": _quoted(message.reply_to),
        "reaction": message.reaction,
        "buttons": [[_button(button) for button in row] for row in message.buttons],
    }


def _attachment(message: Message, kept: Files) -> Json | None:
    kind = next((kind for kind in _ATTACHMENTS if kind in message.content), None)
    if kind is None:
        return None
    upload = uploaded(message, kept)
    is_picture = upload is not None and kind == "photo" and upload.mime_type in PICTURES
    return {
        "name": " ".join([_ATTACHMENTS[kind], *_details(kind, message.content[kind])]),
        "file": _file_id(message) if upload else None,  # so that an edited picture has another address
        "picture": _size(message.content[kind][-1]) if is_picture else None,
    }


def _size(photo: Mapping[str, Any]) -> Json:
    """In pixels, so that the page can keep the room for a picture that is still to come."""
    return {"width": photo["width"], "height": photo["height"]}


def _details(kind: str, content: Any) -> Iterator[str]:
    match kind:
        case "document":
            yield content.get("file_name", "")
        case "location":
            yield f"{content['latitude']}, {content['longitude']}"
        case "contact":
            yield f"{content['first_name']} {content['phone_number']}"
        case "dice" | "sticker":
            yield content["emoji"]
        case "poll":
            yield content["question"]


def _quoted(message: Message | None) -> str | None:
    if message is None or message.deleted:
        return None
    words = " ".join(message.text.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()}…"


def _button(button: Mapping[str, Any]) -> Json:
    shown: Json = {"text": button["text"], "style": button.get("style")}
    match button:
        case {"callback_data": data}:
            return {**shown, "data": data}
        case {"url": url}:
            return {**shown, "url": url}
        case {"copy_text": {"text": text}}:
            return {**shown, "copy": text}
    return shown


def _key(key: Mapping[str, Any]) -> Json:
    asks = next((what for what in ("location", "contact") if key.get(f"request_{what}")), None)
    return {"text": key["text"], "style": key.get("style"), "asks": asks}
