"""Message content of every kind, made up but well formed."""

from typing import Any

from offline_telegram.files import Upload

_SIZE = 4096


def photo(file_id: str) -> list[dict[str, Any]]:
    """An array of PhotoSize."""
    return [_file(file_id) | {"width": 800, "height": 600}]


def document(file_id: str, file: Upload | str) -> dict[str, Any]:
    """The Document object of a file that was sent."""
    if isinstance(file, str):
        return _file(file_id)
    described = {"file_name": file.name, "mime_type": file.mime_type, "file_size": len(file.content)}
    return _file(file_id) | described


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
        return {"photo": [{**photo(file_id)[0], **fields}]}
    if kind not in samples:
        raise ValueError(
            f'"{kind}" is not one of the kinds that can be sent: {", ".join(["photo", *samples])}'
        )
    return {kind: {**samples[kind], **fields}}


def _file(file_id: str) -> dict[str, Any]:
    return {"file_id": file_id, "file_unique_id": f"unique-{file_id}", "file_size": _SIZE}
