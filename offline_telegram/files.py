"""Files on their way to Telegram."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_ATTACHED = "attach://"


@dataclass(frozen=True)
class Upload:
    """A file that came with a request: the stand-in for an InputFile among its parameters."""

    name: str
    content: bytes = field(repr=False)
    mime_type: str


def attached(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters with each file where `attach://NAME` says that it belongs, and no longer beside them."""
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
