"""Rows that are inserted or, where they are there already, changed: the same on both kinds of databases."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

_INSERT: Mapping[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = MappingProxyType(
    {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
)


async def upsert(
    connection: AsyncConnection,
    table: Table,
    rows: list[dict[str, Any]],
    *,
    added: Iterable[str] = (),
    replaced: Iterable[str] = (),
) -> None:
    """Insert rows; of those that are there, add to some columns and replace others, or change nothing."""
    insert = _INSERT[connection.dialect.name](table)
    changes = {name: table.c[name] + insert.excluded[name] for name in added}
    changes |= {name: insert.excluded[name] for name in replaced}
    await connection.execute(
        insert.on_conflict_do_update(index_elements=table.primary_key, set_=changes)
        if changes
        else insert.on_conflict_do_nothing(),
        rows,
    )
