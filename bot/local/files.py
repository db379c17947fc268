"""Files on their way to Telegram."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Upload:
    """A file that came with a request: the stand-in for an InputFile among its parameters."""

    name: str
    content: bytes
    mime_type: str
