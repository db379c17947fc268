"""Writes offline_telegram/bot_api.txt: the methods of the Bot API and what their parameters are made of.

    python -m tools.make_bot_api api.json

where api.json is https://github.com/PaulSonOfLars/telegram-bot-api-spec/blob/main/api.json, which is made
from https://core.telegram.org/bots/api.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_TARGET = Path(__file__).parent.parent / "offline_telegram" / "bot_api.txt"
_PRIMITIVES = frozenset({"Integer", "Float", "String", "Boolean", "InputFile"})
_ARRAY = "Array of "


def compact(api: Mapping[str, Any]) -> str:
    """A line per method and per type that a request can hold; unions of types stand last."""
    methods, types = api["methods"], api["types"]
    used = _used(methods.values(), types)
    objects = [types[name] for name in used if types[name].get("fields") or not types[name].get("subtypes")]
    unions = [types[name] for name in used if types[name].get("subtypes")]
    lines = [f"# {api['version']}, {api['release_date']}. Renew with tools/make_bot_api.py."]
    lines += [f"{each['name']}({_fields(each)})" for each in methods.values()]
    lines += [f"{each['name']}{{{_fields(each)}}}" for each in objects]
    lines += [f"{each['name']} = {' | '.join(each['subtypes'])}" for each in unions]
    return "\n".join(lines) + "\n"


def _used(methods: Iterable[Mapping[str, Any]], types: Mapping[str, Any]) -> list[str]:
    """The types that requests can hold, by name."""
    waiting = [name for method in methods for name in _types_of(method)]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in used | _PRIMITIVES:
            used.add(name)
            waiting += [*_types_of(types[name]), *types[name].get("subtypes", ())]
    return sorted(used)


def _types_of(holder: Mapping[str, Any]) -> list[str]:
    return [kind.split(_ARRAY)[-1] for field in holder.get("fields", ()) for kind in field["types"]]


def _fields(holder: Mapping[str, Any]) -> str:
    return ", ".join(map(_field, holder.get("fields", ())))


def _field(field: Mapping[str, Any]) -> str:
    kinds = [kind.replace(_ARRAY, "*") for kind in field["types"]]
    if "attach://" in field["description"] and "InputFile" not in kinds:
        kinds.insert(0, "InputFile")
    return f"{field['name']}{':' if field['required'] else '?'} {'|'.join(kinds)}"


if __name__ == "__main__":
    _TARGET.write_text(compact(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))), encoding="utf-8")
