"""A checksum of each table and view of `warehouse` and `summary`: by it two warehouses are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from etl.store.warehouse import rows

SCHEMAS = ("warehouse", "summary")

# All rows as text, in the order of these texts, whatever order the table has them in.
_OF_TABLE = (
    "SELECT count(*) AS rows, encode(sha256(convert_to(coalesce(string_agg(line, E'\\n' ORDER BY"
    " line COLLATE \"C\"), ''), 'UTF8')), 'hex') AS sha256 FROM (SELECT {row}::text AS line"
    " FROM {table} AS held) AS listed"
)
_ROW = "row_to_json(held)"
# Of a table that is built, not when that was.
_ROW_WITHOUT_MOMENTS = "(to_jsonb(held) - '{as_of,built_at,changed_at,is_old}'::text[])"


@dataclass(frozen=True)
class Checksum:
    """How many rows, and the SHA-256 of all of them."""

    rows: int
    sha256: str


def checksums(connection: sa.Connection, moment: datetime) -> dict[str, Checksum]:
    """By `schema.table`, in order of name; of what changes with the clock, as it was known at `moment`.

    Moments in them count as such, whatever zone the session is in; but when they were built does not count.
    """
    connection.execute(sa.text("SET LOCAL timezone = 'UTC'"))
    by_table = {}
    for row in rows(connection, "rebuild/tables", schemas=list(SCHEMAS)):
        table = f"{row['name']}_as_of(:moment)" if row["is_dated"] else row["name"]
        asked = {"moment": moment} if row["is_dated"] else {}
        line = _ROW_WITHOUT_MOMENTS if row["is_built"] else _ROW
        held = connection.execute(sa.text(_OF_TABLE.format(table=table, row=line)), asked).one()
        by_table[row["name"]] = Checksum(held.rows, held.sha256)
    return by_table


def differing(before: Mapping[str, Checksum], after: Mapping[str, Checksum]) -> list[str]:
    """The tables that are not the same in both."""
    return [name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
