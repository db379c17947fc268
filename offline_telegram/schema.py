"""Requests held against the specification: a parameter too many, too few or of a wrong type is misuse."""

from collections.abc import Mapping, Sequence
from typing import Any

from offline_telegram.errors import MisuseError, bad_request, misuse
from offline_telegram.files import Upload
from offline_telegram.objects import ARRAY, TYPES, UNIONS, Fields

_PRIMITIVES: Mapping[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
    "InputFile": (Upload,),
}


def check_fields(values: Mapping[str, Any], fields: Fields, where: str) -> None:
    """Raises misuse unless the values are what the fields say, all the way down."""
    for name in values:
        if name not in fields:
            raise misuse(f'{where}: "{name}" is unknown, or not modelled by the local Telegram')
    for name, field in fields.items():
        if name in values:
            _check_value(values[name], field.types, f"{where}.{name}")
        elif field.required:
            raise misuse(f'{where}: "{name}" is missing')


def _check_value(value: Any, types: Sequence[str], where: str) -> None:
    types = [member for name in types for member in UNIONS.get(name, (name,))]
    errors = []
    for name in types:
        try:
            return _check_type(value, name, where)
        except MisuseError as error:
            errors.append(error)
    # Of several objects the one that was meant says best what is wrong with it.
    meant = [error for error, name in zip(errors, types, strict=True) if _resembles(value, name)]
    raise (meant or errors)[0]


def _check_type(value: Any, name: str, where: str) -> None:
    if name.startswith(ARRAY):
        if not isinstance(value, list | tuple):
            raise misuse(f"{where} must be a list, not {value!r}")
        for index, item in enumerate(value):
            _check_value(item, (name.removeprefix(ARRAY),), f"{where}[{index}]")
    elif name in TYPES:
        if not isinstance(value, Mapping):
            raise misuse(f"{where} must be of type {name}, not {value!r}")
        check_fields(value, TYPES[name], where)
    elif not isinstance(value, _PRIMITIVES[name]) or (isinstance(value, bool) and name != "Boolean"):
        raise misuse(f"{where} must be of type {name}, not {value!r}")
    elif isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        raise bad_request("strings must be encoded in UTF-8")


def _resembles(value: Any, name: str) -> bool:
    required = {key for key, field in TYPES.get(name, {}).items() if field.required}
    return isinstance(value, Mapping) and bool(required) and required <= value.keys()
