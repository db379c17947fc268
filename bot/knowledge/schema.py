"""The JSON Schema of an entries file, so that editors complete and explain."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.knowledge.model import WrittenEntry

SCHEMA = Path("entries.schema.json")


def entries_schema() -> dict[str, Any]:
    """The schema, from the models that the loader uses."""
    schema = TypeAdapter(tuple[WrittenEntry, ...]).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Entries",
        "description": "A file of knowledge: a list of entries, one for each topic.",
        **schema,
    }


def write_schema(folder: Path) -> None:
    """Keep the schema beside the entries."""
    (folder / SCHEMA).write_text(json.dumps(entries_schema(), indent=2) + "\n", encoding="utf-8")
