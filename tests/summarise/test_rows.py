"""The types of the rows are the columns of the tables."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import get_args, get_type_hints

import sqlalchemy as sa

from etl.publish.annual import content as annual
from etl.publish.bulletin import content as quarterly
from etl.publish.note import content as monthly
from etl.summarise.rows import Tables
from etl.summarise.tables import MONTH_TABLES, QUARTER_TABLES, TABLES

_TYPES: dict[str, type] = {
    "integer": int,
    "bigint": int,
    "numeric": Decimal,
    "text": str,
    "boolean": bool,
    "date": date,
    "timestamp with time zone": datetime,
}


def test_a_row_has_the_columns_of_its_table(warehouse: sa.Engine) -> None:
    with warehouse.connect() as connection:
        fields = annual.read_fields(connection, annual.ORDERED_BY | quarterly.ORDERED_BY | monthly.ORDERED_BY)
    rows = {table: get_args(hint)[0] for table, hint in get_type_hints(Tables).items()}
    assert rows.keys() == fields.keys() == {*TABLES, *QUARTER_TABLES, *MONTH_TABLES}
    for table, row in rows.items():
        columns = {
            field.name: _TYPES[field.type] if field.required else _TYPES[field.type] | None
            for field in fields[table]
        }
        assert get_type_hints(row) == columns, table
