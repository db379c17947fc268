"""Files on their way to Telegram."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_ATTACH = "attach://"


@dataclass(frozen=True)
class Upload:
    """A file that came with a request: the stand-in for an InputFile among its parameters."""

    name: str
    content: bytes
    mime_type: str


def attach(params: Mapping[str, Any], uploads: Mapping[str, Upload]) -> dict[str, Any]:
    """The parameters with each upload in the place of its `attach://NAME`, or else under its own name."""
    used: set[str] = set()

    def replaced(value: Any) -> Any:
        if isinstance(value, str):
            name = value.removeprefix(_ATTACH)
            if name == value or name not in uploads:
                return value
            used.add(name)
            return uploads[name]
        if isinstance(value, Mapping):
            return {name: replaced(member) for name, member in value.items()}
        return [replaced(item) for item in value] if isinstance(value, list | tuple) else value

    replacing = {name: replaced(value) for name, value in params.items()}
    return replacing | {name: upload for name, upload in uploads.items() if name not in used}
