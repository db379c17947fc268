"""Files on their way from Telegram: getFile, and the paths it gives."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from offline_telegram.errors import MisuseError, bad_request, misuse
from offline_telegram.files import Upload

if TYPE_CHECKING:
    from offline_telegram.world import World

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")


def get_file(world: "World", params: Mapping[str, Any]) -> dict[str, Any]:
    """The File object of a file that the bot has uploaded."""
    file_id = params["file_id"]
    if file_id not in world.files:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    upload = world.files[file_id]
    if upload is None:
        raise misuse("the local Telegram has no content of files that the bot did not upload")
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
        raise MisuseError(404, f'Not Found: the local Telegram has no file "{path}"')
    return upload


def _path(file_id: str, upload: Upload) -> str:
    kind, _, _ = file_id.partition("-")
    suffix = _SUFFIX.search(upload.name)
    return f"{kind}s/{file_id}{suffix[0] if suffix else ''}"
