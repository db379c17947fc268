"""Parameters as they come over HTTP, where all may be text, made into the native values of their method."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from bot.local.errors import misuse
from bot.local.objects import ARRAY, TYPES, UNIONS, Fields

_INTEGER = re.compile(r"-?[0-9]{1,19}")
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
    """The parameters of an urlencoded form; what is not UTF-8 is left for the check of the method to refuse."""
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
    for name in types:
        for member in UNIONS.get(name, (name,)):
            try:
                return _converted(value, member)
            except ValueError:
                continue
    return value


def _converted(value: Any, name: str) -> Any:
    """The value as a type; raises a ValueError where it is not one, and leaves the rest to the check."""
    if name.startswith(ARRAY):
        return [_native(item, (name.removeprefix(ARRAY),)) for item in _parsed(value, list)]
    if name in TYPES:
        members = _parsed(value, dict)
        if not members.keys() <= TYPES[name].keys():
            raise ValueError(name)
        return native(members, TYPES[name])
    return _primitive(value, name) if isinstance(value, str) else value


def _parsed(value: Any, kind: type) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except RecursionError as error:
            raise ValueError(kind) from error
    if not isinstance(value, kind):
        raise ValueError(kind)  # noqa: TRY004  as for every value that is not of a type
    return value


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
