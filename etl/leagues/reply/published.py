"""What a submission's accepted parts put into the warehouse, and what they changed there."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from etl.common.numbers import exact
from etl.leagues.reply.model import ChangedValue, PartChanges, PartRow, PublishedTable, Value
from etl.load.waiting_room import table_of
from etl.validate.part import ReportedRow
from schemas.registry import registry
from schemas.registry.objects import Column, Part

_NAMED_BY = {"indicator": "indicator_code", "project": "project_no"}
_NUMBERS = ("number", "percent")


def published(connection: sa.Connection, parts: Iterable[PartRow]) -> list[PublishedTable]:
    """A table for each of the accepted `parts`; numbers are exact, in the plan's units."""
    return [
        {
            "part": part.part,
            "part_zh": part.name_zh,
            "columns": [
                {"name_zh": column.name_zh, "number": column.holds in _NUMBERS} for column in part.columns
            ],
            "rows": [
                [_value(column, row) for column in part.columns]
                for row in _rows(connection, part, accepted["part_id"])
            ],
        }
        for part, accepted in _named(parts)
    ]


def changes(connection: sa.Connection, parts: Iterable[PartRow]) -> list[PartChanges]:
    """What is different in each of the accepted `parts` that had an earlier version; no rows: nothing is."""
    return [
        {
            "part": part.part,
            "part_zh": part.name_zh,
            "against": accepted["earlier_submission_id"],
            "against_file": accepted["earlier_file"],
            "rows": _differences(
                part,
                accepted["sheet"],
                _rows(connection, part, accepted["earlier_part_id"]),
                _rows(connection, part, accepted["part_id"]),
            ),
        }
        for part, accepted in _named(parts)
        if accepted["earlier_part_id"] is not None
    ]


def _named(parts: Iterable[PartRow]) -> list[tuple[Part, PartRow]]:
    return [(registry().part(row["return_kind"], row["part"]), row) for row in parts]


def _rows(connection: sa.Connection, part: Part, part_id: int) -> list[ReportedRow]:
    table = table_of(part)
    query = sa.select(table).where(table.c.part_id == part_id).order_by(table.c.row_no)
    return [dict(row) for row in connection.execute(query).mappings()]


def _value(column: Column, row: ReportedRow) -> Value:
    """What the warehouse has for the column; names and units are the plan's."""
    if column.field in row:
        value = row[column.field]
        return exact(value) if isinstance(value, Decimal) else value
    indicator = registry().indicators.get(row.get("indicator_code", ""))
    project = registry().projects.get(row.get("project_no", -1))
    plan = {
        "indicator_name": indicator.name_zh if indicator else None,
        "unit": indicator.unit_zh if indicator else None,
        "project_name": project.name_zh if project else None,
    }
    return plan.get(column.field)


def _differences(
    part: Part, sheet: str | None, before: list[ReportedRow], after: list[ReportedRow]
) -> list[ChangedValue]:
    """The values that differ, subject by subject; one that only one version has is compared with nothing."""
    old, new = _by_subject(part, before), _by_subject(part, after)
    fields = [column for column in part.columns if column.role in ("value", "note")]
    return [
        {
            "subject_zh": _subject(part, new.get(key) or old[key]),
            "field_zh": column.name_zh,
            "before": _value(column, old[key]) if key in old else None,
            "after": _value(column, new[key]) if key in new else None,
            "sheet": sheet,
            "cell": new[key]["cells"].get(column.field) if key in new else None,
        }
        for key in [*new, *(key for key in old if key not in new)]
        for column in fields
        if old.get(key, {}).get(column.field) != new.get(key, {}).get(column.field)
    ]


def _by_subject(part: Part, rows: list[ReportedRow]) -> dict[tuple[Any, ...], ReportedRow]:
    """The rows by what they are about; of rows that have no subject, by all that they hold."""
    named_by = _NAMED_BY.get(part.subject)
    if named_by:
        return {(row[named_by],): row for row in rows}
    fields = [column.field for column in part.columns if column.role != "unit"]
    return {tuple(row.get(field) for field in fields): row for row in rows}


def _subject(part: Part, row: ReportedRow) -> str:
    if part.subject == "indicator":
        indicator = registry().indicators[row["indicator_code"]]
        return f"{indicator.indicator_code} {indicator.name_zh}"
    number = row["project_no"]
    return f"{number} {registry().projects[number].name_zh}" if number is not None else "总体"
