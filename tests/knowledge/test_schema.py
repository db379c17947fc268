"""Tests of bot.knowledge.load."""

from pathlib import Path

from bot.knowledge import entries_schema, write_schema

CONTENT = Path(__file__).parents[2] / "knowledge"


def test_the_schema_in_the_repository_is_that_of_the_models(tmp_path: Path) -> None:
    """Editors complete what the loader takes."""
    write_schema(tmp_path)
    name = "entries.schema.json"
    assert (CONTENT / name).read_text("utf-8") == (tmp_path / name).read_text("utf-8")


def test_every_field_is_explained() -> None:
    """Editors show the description."""
    fields = entries_schema()["$defs"]["WrittenEntry"]["properties"]
    assert "source" in fields
    assert [name for name, field in fields.items() if not field.get("description")] == []


def test_what_only_the_loader_fills_in_is_not_in_the_schema() -> None:
    """An editor must not complete what would be refused."""
    fields = entries_schema()["$defs"]["WrittenEntry"]["properties"]
    assert not {"group", "sources"} & set(fields)
