"""Files and the fields beside them, as one body."""

import re
from collections.abc import Mapping
from secrets import token_hex
from typing import IO, TypeAlias

File: TypeAlias = tuple[str, bytes | IO[bytes], str]
"""Its name, content and media type."""

_TROUBLE = re.compile(r'[\x00-\x1f"]')
"""What would end a quoted name, or its line."""


def multipart(fields: Mapping[str, str], files: Mapping[str, File]) -> tuple[bytes, str]:
    """The body of a `multipart/form-data` request, and its Content-Type."""
    boundary = token_hex(16)
    parts: list[bytes] = []
    for name, value in fields.items():
        parts += [_head(boundary, name), value.encode()]
    for name, (filename, content, media_type) in files.items():
        end = f'; filename="{_quoted(filename)}"\r\nContent-Type: {media_type}'
        parts += [_head(boundary, name, end), content if isinstance(content, bytes) else content.read()]
    parts.append(f"\r\n--{boundary}--\r\n".encode())
    return b"".join(parts).removeprefix(b"\r\n"), f"multipart/form-data; boundary={boundary}"


def _head(boundary: str, name: str, end: str = "") -> bytes:
    line = f'Content-Disposition: form-data; name="{_quoted(name)}"'
    return f"\r\n--{boundary}\r\n{line}{end}\r\n\r\n".encode()


def _quoted(name: str) -> str:
    return _TROUBLE.sub(lambda found: f"%{ord(found[0]):02X}", name)
