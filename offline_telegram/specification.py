"""Checks requests against the published Bot API.

`bot_api.txt` has a line per method, `name(field: Type, field? Type|*Type)`, per type, `name{...}`, and per
union of types. A question mark stands for an optional field, a star for an array.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from offline_telegram.errors import MisuseError, bad_request, misuse
from offline_telegram.files import Upload

ARRAY = "*"
ALL = "all"
_NOT_THERE = "is not in the Bot API"
_PUBLISHED = Path(__file__).parent / "bot_api.txt"
_LINE = re.compile(r"(?P<name>\w+)(?P<kind>[({])(?P<fields>.*)[)}]")
_UNION = re.compile(r"(?P<name>\w+) = (?P<members>.+)")
_FIELD = re.compile(r"(?P<name>\w+)(?P<required>[:?]) (?P<types>\S+)")
_PRIMITIVES: Mapping[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
    "InputFile": (Upload,),
}


@dataclass(frozen=True)
class Field:
    """One parameter of a method or field of an object: the types it may have, any of them."""

    types: tuple[str, ...]
    required: bool = False
    effective: bool = True
    """Whether it has an effect here."""


Fields = Mapping[str, Field]


@dataclass(frozen=True)
class Specification:
    """What requests may hold. A lenient specification ignores, like Telegram, what it does not know."""

    methods: Mapping[str, Fields]
    types: Mapping[str, Fields]
    unions: Mapping[str, tuple[str, ...]]
    lenient: bool = False

    def members(self, types: Sequence[str]) -> list[str]:
        """The types with every union replaced by what it is a union of."""
        return [member for name in types for member in self.unions.get(name, (name,))]

    def with_effects(self, methods: Mapping[str, str], types: Mapping[str, str]) -> "Specification":
        """A lenient specification with the listed methods, in which only listed fields have an effect.

        Both map names to field names separated by spaces, or to ALL. A `!` after a field makes it
        required where the Bot API has an alternative that does not work here.
        """
        return Specification(
            {name: _listed(self.methods[name], methods[name]) for name in methods},
            {name: _listed(fields, types.get(name, "")) for name, fields in self.types.items()},
            self.unions,
            lenient=True,
        )

    def strict(self) -> "Specification":
        """Only what has an effect."""
        types = {name: kept for name, fields in self.types.items() if (kept := _effective(fields))}
        unions = {
            name: tuple(member for member in members if member in types)
            for name, members in self.unions.items()
        }
        known = types.keys() | _PRIMITIVES.keys() | {name for name, members in unions.items() if members}

        def narrowed(fields: Fields) -> Fields:
            return {
                name: replace(field, types=tuple(kind for kind in field.types if kind.strip(ARRAY) in known))
                for name, field in fields.items()
            }

        return Specification(
            {name: narrowed(_effective(fields)) for name, fields in self.methods.items()},
            {name: narrowed(fields) for name, fields in types.items()},
            unions,
        )


def _listed(fields: Fields, names: str) -> Fields:
    listed = {name.rstrip("!"): name.endswith("!") for name in names.split()}
    unknown = listed.keys() - fields.keys() - {ALL}
    if unknown:
        raise ValueError(f"the Bot API does not have {sorted(unknown)}")
    return (
        {
            name: replace(field, required=field.required or listed.get(name, False), effective=name in listed)
            for name, field in fields.items()
        }
        if names != ALL
        else fields
    )


def _effective(fields: Fields) -> Fields:
    return {name: field for name, field in fields.items() if field.effective}


@cache
def published() -> Specification:
    """The Bot API, as of the version that bot_api.txt names."""
    holders: dict[str, dict[str, Fields]] = {"(": {}, "{": {}}
    unions = {}
    for line in _PUBLISHED.read_text(encoding="utf-8").splitlines():
        if match := _LINE.fullmatch(line):
            holders[match["kind"]][match["name"]] = {
                field["name"]: Field(tuple(field["types"].rstrip(",").split("|")), field["required"] == ":")
                for field in _FIELD.finditer(match["fields"])
            }
        elif union := _UNION.fullmatch(line):
            unions[union["name"]] = tuple(union["members"].split(" | "))
    return Specification(holders["("], holders["{"], unions)


def checked(
    specification: Specification, values: Mapping[str, Any], fields: Fields, where: str, overlooked: list[str]
) -> dict[str, Any]:
    """The values without unknown ones; raises misuse for a wrong or missing value, at any depth.

    With a lenient specification, unknown fields and fields without effect are noted in `overlooked`.
    """
    known = {}
    for name, value in values.items():
        if name in fields:
            known[name] = _checked(specification, value, fields[name].types, f"{where}.{name}", overlooked)
            if not fields[name].effective:
                overlooked.append(f'{where}: "{name}" has no effect here')
        elif specification.lenient:
            overlooked.append(f'{where}: "{name}" {_NOT_THERE}')
        else:
            raise misuse(f'{where}: "{name}" is unknown, or not modelled by the offline Telegram')
    for name, field in fields.items():
        if field.required and name not in values:
            raise misuse(f'{where}: "{name}" is missing')
    return known


def _checked(
    specification: Specification, value: Any, types: Sequence[str], where: str, overlooked: list[str]
) -> Any:
    """The value, checked as the type that fits it best."""
    types = specification.members(types)
    if len(types) == 1:
        return _checked_type(specification, value, types[0], where, overlooked)
    errors = []
    fitting: list[tuple[list[str], Any]] = []
    for name in types:
        unfit: list[str] = []
        try:
            fitting.append((unfit, _checked_type(specification, value, name, where, unfit)))
        except MisuseError as error:
            errors.append(error)
        if fitting and not fitting[-1][0]:
            break
    if fitting:
        least, known = min(fitting, key=lambda fit: (_unknown(fit[0]), len(fit[0])))
        overlooked += least
        return known
    # Of several objects the one that was meant says best what is wrong with it.
    meant = [
        e for e, name in zip(errors, types, strict=True) if _resembles(value, specification.types.get(name))
    ]
    raise (meant or errors)[0]


def _unknown(overlooked: Sequence[str]) -> int:
    return sum(each.endswith(_NOT_THERE) for each in overlooked)


def _checked_type(
    specification: Specification, value: Any, name: str, where: str, overlooked: list[str]
) -> Any:
    if name.startswith(ARRAY):
        if not isinstance(value, list | tuple):
            raise misuse(f"{where} must be a list, not {value!r}")
        of = (name.removeprefix(ARRAY),)
        return [
            _checked(specification, item, of, f"{where}[{index}]", overlooked)
            for index, item in enumerate(value)
        ]
    if name in specification.types:
        if not isinstance(value, Mapping):
            raise misuse(f"{where} must be of type {name}, not {value!r}")
        return checked(specification, value, specification.types[name], where, overlooked)
    if not isinstance(value, _PRIMITIVES[name]) or (isinstance(value, bool) and name != "Boolean"):
        raise misuse(f"{where} must be of type {name}, not {value!r}")
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        raise bad_request("strings must be encoded in UTF-8")
    return value


def _resembles(value: Any, fields: Fields | None) -> bool:
    required = {key for key, field in (fields or {}).items() if field.required}
    return isinstance(value, Mapping) and bool(required) and required <= value.keys()
