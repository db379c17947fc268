"""Parameters over HTTP, where everything may be text, converted to the types of their method."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, MultipartReader

from offline_telegram import methods
from offline_telegram.errors import misuse
from offline_telegram.files import Upload
from offline_telegram.specification import ARRAY, Fields, Specification

_INTEGER = re.compile(r"-?[0-9]{1,1000}")  # int() refuses some thousands
_FLOAT = re.compile(r"-?[0-9]{1,19}(\.[0-9]{1,19})?(e[+-]?[0-9]{1,3})?")
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


async def from_parts(reader: MultipartReader) -> tuple[dict[str, Any], dict[str, Upload]]:
    """The parameters of a form in parts, and the files in it; raises a ValueError if it is broken."""
    values: dict[str, Any] = {}
    uploads: dict[str, Upload] = {}
    async for part in reader:
        if isinstance(part, BodyPartReader) and part.name:
            content = bytes(await part.read(decode=True))
            if part.filename:
                kind = part.headers.get("Content-Type", "application/octet-stream")
                uploads[part.name] = Upload(part.filename, content, kind)
            else:
                values[part.name] = content.decode(errors="surrogateescape")
    return values, uploads


def modern(values: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters with old names replaced, which Telegram still accepts, and without `method`.

    Some libraries put the method into the form too.
    """
    kept = {name: value for name, value in values.items() if name != "method" and value is not None}
    reply_to = kept.pop("reply_to_message_id", None)
    anyway = kept.pop("allow_sending_without_reply", None)
    if reply_to and "reply_parameters" not in kept:
        lenient = {} if anyway is None else {"allow_sending_without_reply": anyway}
        kept["reply_parameters"] = {"message_id": reply_to, **lenient}
    preview = kept.pop("disable_web_page_preview", None)
    if preview is not None and "link_preview_options" not in kept:
        kept["link_preview_options"] = {"is_disabled": preview}
    return kept


def native(specification: Specification, values: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """The values as their fields have them; what cannot be converted stays, for the check to name it."""
    return {
        name: _native(specification, value, fields[name].types) if name in fields else value
        for name, value in values.items()
        if not _stands_for_nothing(specification, value, fields[name].types if name in fields else ())
    }


def native_parameters(method: str, values: Mapping[str, Any], *, strict: bool) -> dict[str, Any]:
    """The parameters of a method with native values; those of an unknown method stay as they are."""
    specification = methods.strict() if strict else methods.lenient()
    given = dict(values) if strict else modern(values)
    return native(specification, given, specification.methods.get(method, {}))


def _stands_for_nothing(specification: Specification, value: Any, types: Sequence[str]) -> bool:
    """Whether a value means "not given": empty where no text is expected, or null for the lenient."""
    return (value == "" and bool(types) and "String" not in types) or (
        value is None and specification.lenient
    )


def _native(specification: Specification, value: Any, types: Sequence[str]) -> Any:
    members = specification.members(types)
    if specification.lenient:
        value = _as_telegram_takes_it(value, members)
    arrays = [name.removeprefix(ARRAY) for name in members if name.startswith(ARRAY)]
    objects = [specification.types[name] for name in members if name in specification.types]
    if isinstance(value, str) and (arrays or objects):
        with suppress(ValueError, RecursionError):
            value = json.loads(value)
    if isinstance(value, list) and arrays:
        return [_native(specification, item, arrays) for item in value]
    if isinstance(value, dict) and objects:
        return native(specification, value, max(objects, key=lambda fields: _likeness(fields, value)))
    if isinstance(value, str):
        for name in members:
            with suppress(ValueError):
                return _primitive(value, name)
    return value


def _likeness(fields: Fields, value: Mapping[str, Any]) -> tuple[bool, int]:
    """How well an object fits: whether the required fields are there, and how many are known."""
    required = {name for name, field in fields.items() if field.required}
    return required <= value.keys(), len(fields.keys() & value.keys())


def _as_telegram_takes_it(value: Any, members: Sequence[str]) -> Any:
    """Converts a text in place of a button, numbers in place of texts, and 0 and 1 in place of booleans."""
    if isinstance(value, str) and "KeyboardButton" in members:
        return {"text": value}
    if isinstance(value, int | float) and not {"Integer", "Float"} & {*members}:
        if "String" in members:
            return str(value).lower() if isinstance(value, bool) else str(value)
        if "Boolean" in members and value in {0, 1}:
            return bool(value)
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
