"""Files on their way to Telegram and back, and message content of every kind."""

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from offline_telegram.errors import MisuseError, bad_request, misuse

if TYPE_CHECKING:
    from offline_telegram.world import World


_ATTACHED = "attach://"
KINDS = ("animation", "audio", "document", "photo", "sticker", "video", "video_note", "voice")
"""The kinds of file that a message can hold."""
_NAMED = frozenset({"animation", "audio", "document", "video", "voice"})
_DESCRIBED = frozenset({"file_name", "mime_type"})
_PHOTO = (800, 600)
_SIZE = 4096
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


@dataclass(frozen=True)
class Upload:
    """A file that came with a request: the stand-in for an InputFile among its parameters."""

    name: str
    content: bytes = field(repr=False)
    mime_type: str


def attached(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters with each file moved to where `attach://NAME` refers to it."""
    uploads = {f"{_ATTACHED}{name}": value for name, value in params.items() if isinstance(value, Upload)}
    used: set[str] = set()

    def put(value: Any) -> Any:
        if isinstance(value, str) and value in uploads:
            used.add(value)
            return uploads[value]
        if isinstance(value, list | tuple):
            return [put(item) for item in value]
        if isinstance(value, Mapping):
            return {name: put(item) for name, item in value.items()}
        return value

    filled = {name: put(value) for name, value in params.items()} if uploads else dict(params)
    return {name: value for name, value in filled.items() if f"{_ATTACHED}{name}" not in used}


def media(kind: str, file_id: str, file: Upload | None) -> dict[str, Any]:
    """The content of a message with a file; None stands for one that was given by its URL."""
    content = sample(kind, file_id, {})
    if kind in _NAMED:
        content[kind] = {name: value for name, value in content[kind].items() if name not in _DESCRIBED}
        if file:
            content[kind] |= {"file_name": file.name, "mime_type": file.mime_type}
    if file:
        described = content["photo"][0] if kind == "photo" else content[kind]
        described["file_size"] = len(file.content)
        if kind == "photo":
            described |= _measured(file.content)
    return content


def _measured(picture: bytes) -> dict[str, int]:
    """The width and height in pixels; nothing for bytes that are no picture."""
    from PIL import Image  # noqa: PLC0415 - not needed by bots without pictures

    try:
        with Image.open(BytesIO(picture)) as image:
            return {"width": image.width, "height": image.height}
    except OSError:
        return {}


@cache
def made_up(kind: str) -> Upload | None:
    """An example of a file that a person sends; None for kinds without one."""
    match kind:
        case "photo":
            return Upload("photo.png", _grey(*_PHOTO), "image/png")
        case "document":
            return Upload("notes.txt", b"Both feet, mostly at night.\n", "text/plain")
    return None


def _grey(width: int, height: int) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x99" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def sample(kind: str, file_id: str, fields: dict[str, Any]) -> dict[str, Any]:
    """A message's content of a kind, such as {"voice": {...}}; the fields given win over those made up."""
    samples: dict[str, dict[str, Any]] = {
        "animation": _file(file_id) | {"width": 320, "height": 240, "duration": 3},
        "audio": _file(file_id) | {"duration": 180},
        "contact": {"phone_number": "+15550100", "first_name": "Grace"},
        "dice": {"emoji": "🎲", "value": 4},
        "document": _file(file_id) | {"file_name": "notes.txt", "mime_type": "text/plain"},
        "location": {"latitude": 52.52, "longitude": 13.405},
        "poll": {
            "id": "1",
            "question": "Which foot?",
            "options": [
                {"persistent_id": "1", "text": "Left", "voter_count": 0},
                {"persistent_id": "2", "text": "Right", "voter_count": 0},
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        },
        "sticker": _file(file_id)
        | {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "👍",
        },
        "video": _file(file_id) | {"width": 320, "height": 240, "duration": 3},
        "video_note": _file(file_id) | {"length": 240, "duration": 3},
        "voice": _file(file_id) | {"duration": 2, "mime_type": "audio/ogg"},
    }
    if kind == "photo":
        width, height = _PHOTO
        return {"photo": [{**_file(file_id), "width": width, "height": height, **fields}]}
    if kind not in samples:
        raise ValueError(
            f'"{kind}" is not one of the kinds that can be sent: {", ".join(["photo", *samples])}'
        )
    return {kind: {**samples[kind], **fields}}


def _file(file_id: str) -> dict[str, Any]:
    return {"file_id": file_id, "file_unique_id": f"unique-{file_id}", "file_size": _SIZE}


def get_file(world: "World", params: Mapping[str, Any]) -> dict[str, Any]:
    """The File object of a file whose bytes are here."""
    file_id = params["file_id"]
    if file_id not in world.files:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    upload = world.files[file_id]
    if upload is None:
        raise misuse("there is no content of files that the bot did not upload, but of photos and documents")
    return {
        "file_id": file_id,
        "file_unique_id": f"unique-{file_id}",
        "file_size": len(upload.content),
        "file_path": _path(file_id, upload),
    }


def find_file(world: "World", path: str) -> Upload:
    """The file at a path that getFile gave; raises misuse if there is none."""
    file_id = PurePosixPath(path).stem
    upload = world.files.get(file_id)
    if upload is None or path != _path(file_id, upload):
        raise MisuseError(404, f'Not Found: the offline Telegram has no file "{path}"')
    return upload


def _path(file_id: str, upload: Upload) -> str:
    kind, _, _ = file_id.partition("-")
    suffix = _SUFFIX.search(upload.name)
    return f"{kind}s/{file_id}{suffix[0] if suffix else ''}"
