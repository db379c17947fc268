"""What somebody sees of their private chat, as JSON; pure."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from offline_telegram.files import Upload
from offline_telegram.person import Person
from offline_telegram.web.parts import parts
from offline_telegram.world import Message

Json = dict[str, Any]
Files = Callable[[str], Upload | None]
"""The bytes of a file by its file_id; None for one that is made up."""

_IN_SIGHT = 200
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


def messages(person: Person, kept: Files) -> dict[int, Json]:
    """The newest messages by their numbers, oldest first."""
    newest = [*islice(reversed(person.chat.messages.values()), _IN_SIGHT)]
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
        "parts": parts(message.text, message.entities),
        "attachment": _attachment(message, kept),
        "reply": _quoted(message.reply_to),
        "reaction": message.reaction,
        "buttons": [[_button(button) for button in row] for row in message.buttons],
    }


def _attachment(message: Message, kept: Files) -> Json | None:
    kind = next((kind for kind in _ATTACHMENTS if kind in message.content), None)
    if kind is None:
        return None
    upload, name = (
        uploaded(message, kept),
        " ".join([_ATTACHMENTS[kind], *_details(kind, message.content[kind])]),
    )
    return {
        "name": name,
        "file": _file_id(message) if upload else None,  # so that an edited picture has another address
        "picture": upload is not None and kind == "photo" and upload.mime_type in PICTURES,
    }


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
