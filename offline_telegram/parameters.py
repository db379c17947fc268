"""Parameters as they come over HTTP, where all may be text, made into the native values of their method."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from offline_telegram.errors import misuse
from offline_telegram.objects import ARRAY, TYPES, UNIONS, Fields

_INTEGER = re.compile(r"-?[0-9]{1,1000}")  # int() refuses some thousands
_FLOAT = re.compile(r"-?[0-9]{1,19}(\.[0-9]{1,19})?")
_BOOLEANS: Mapping[str, bool] = {
    "true": True,
    "yes": True,
    "1": True,
    "false": False,
    "no": False,
    "0": False,
}


def from_json(body: bytes) -> dict[str, Any]:
    """The parameters of a body that is a JSON object; raises misuse if it is none."""
    try:
        values = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise misuse("the body is not a JSON object")
    return values


def from_form(body: bytes) -> dict[str, Any]:
    """The parameters of an urlencoded form; what is not UTF-8 is left for the check to refuse."""
    text = body.decode(errors="surrogateescape")
    return dict(parse_qsl(text, keep_blank_values=True, errors="surrogateescape"))


def native(values: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """The values as their fields have them; what cannot be converted stays, for the check to name it."""
    return {
        name: _native(value, fields[name].types) if name in fields else value
        for name, value in values.items()
        # An empty text stands for "not given", except where a text is asked for.
        if value != "" or name not in fields or "String" in fields[name].types
    }


def _native(value: Any, types: Sequence[str]) -> Any:
    members = [member for name in types for member in UNIONS.get(name, (name,))]
    if isinstance(value, str) and any(name in TYPES or name.startswith(ARRAY) for name in members):
        with suppress(ValueError, RecursionError):
            value = json.loads(value)
    for name in members:
        with suppress(ValueError):
            return _converted(value, name)
    return value


def _converted(value: Any, name: str) -> Any:
    """The value as a type; raises a ValueError if it seems to be of another one."""
    if name.startswith(ARRAY) and isinstance(value, list):
        return [_native(item, (name.removeprefix(ARRAY),)) for item in value]
    if name in TYPES and isinstance(value, dict) and value.keys() <= TYPES[name].keys():
        return native(value, TYPES[name])
    if isinstance(value, str):
        return _primitive(value, name)
    raise ValueError(name)


def _primitive(text: str, name: str) -> Any:
    if name == "Integer" and _INTEGER.fullmatch(text):
        return int(text)
    if name == "Float" and _FLOAT.fullmatch(text):
        return float(text)
    if name == "Boolean" and text.lower() in _BOOLEANS:
        return _BOOLEANS[text.lower()]
    if name == "String":
        return text
    raise ValueError(name)
