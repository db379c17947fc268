"""All rows from one database into another, whichever kind each of them is."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnClause, Table, column, delete, func, insert, select, table
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import TypeDecorator

from bot.storage.engine import is_shared
from bot.storage.tables import metadata, pace

BATCH = 1_000


async def copy_all(source: AsyncConnection, target: AsyncConnection) -> None:
    """Replace what the target holds by what the source does.

    Both must have the newest form, and be in transactions. Values are copied as they are stored, so that a
    row that cannot be understood is no hindrance.
    """
    for known in reversed(metadata.sorted_tables):
        await target.execute(delete(known))
    for known in metadata.sorted_tables:
        stored = _as_stored(known)
        async with source.stream(select(stored)) as rows:
            async for batch in rows.mappings().partitions(BATCH):
                await target.execute(insert(stored), [dict(row) for row in batch])
    if is_shared(target.engine):
        for known in metadata.sorted_tables:
            await _go_on_counting(target, known)


async def holds_data(connection: AsyncConnection) -> bool:
    """Whether anything is stored that somebody could miss."""
    for known in metadata.sorted_tables:
        if known is not pace and (await connection.execute(select(1).select_from(known).limit(1))).first():
            return True
    return False


def _as_stored(known: Table) -> TableClause:
    def columns() -> Iterator[ColumnClause[Any]]:
        for each in known.columns:
            kind = each.type.impl_instance if isinstance(each.type, TypeDecorator) else each.type
            yield column(each.name, kind)

    return table(known.name, *columns())


async def _go_on_counting(connection: AsyncConnection, known: Table) -> None:
    """Let PostgreSQL give the next row a number that is free."""
    numbered = known.autoincrement_column
    if numbered is not None:
        sequence = func.pg_get_serial_sequence(known.name, numbered.name)
        await connection.execute(select(func.setval(sequence, select(func.max(numbered)).scalar_subquery())))
