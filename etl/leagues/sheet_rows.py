"""A part's rows as its sheet has them, whatever table of the waiting room they lie in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

import sqlalchemy as sa

from etl.load.waiting_room import table_of
from etl.store.warehouse import as_mappings
from etl.validate.part import ReportedRow
from schemas.registry import registry
from schemas.registry.objects import Part


def sheet_rows(
    connection: sa.Connection, part: Part, part_ids: Collection[int], *, with_cells: bool = True
) -> dict[int, list[ReportedRow]]:
    """The rows of each of these versions of the part, by the fields of its columns, with their `cells` where
    they are asked for.

    Of a wide part a subject has one row; a subject of a closed list has its name there.
    """
    table = table_of(part)
    read = as_mappings(connection.execute(_rows_of(table, with_cells), {"part_ids": list(part_ids)}))
    found = {number: list(rows) for number, rows in groupby(read, key=itemgetter("part_id"))}
    if "values" in table.c:
        found = {number: in_columns(part, rows) for number, rows in found.items()}
    return {number: found.get(number, []) for number in part_ids}


@cache
def _rows_of(table: sa.TableClause, with_cells: bool) -> sa.Select[Any]:
    columns = [column for column in table.c if with_cells or column.name != "cells"]
    asked = sa.bindparam("part_ids", type_=sa.ARRAY(sa.BigInteger))
    return sa.select(*columns).where(table.c.part_id == sa.any_(asked)).order_by("part_id", "row_no")


def in_columns(part: Part, reported: Iterable[ReportedRow]) -> list[ReportedRow]:
    """Rows of `intake.reported_row` by the fields of the part's columns, as `sheet_rows` gives them."""
    names = _names(part)
    plain = (_plain(part, row, names) for row in reported)
    return list(_joined(part, plain) if part.is_wide else plain)


def _names(part: Part) -> dict[str, str]:
    """The names of the part's subjects by code, where those are a closed list."""
    if part.subject not in registry().subjects:
        return {}
    return {code: member.name_zh for code, member in registry().members(part.subject).items()}


def _plain(part: Part, row: ReportedRow, names: Mapping[str, str]) -> ReportedRow:
    """The row with its values as fields, numbers as such."""
    values = row["values"]
    fields: ReportedRow = {column.field: values.get(column.field) for column in part.row_columns}
    for column in part.row_columns:
        if column.holds in ("number", "percent") and fields[column.field] is not None:
            fields[column.field] = Decimal(fields[column.field])
    subject = registry().subjects.get(part.subject)
    if subject and row["subject_code"] in names:
        fields[subject.name_field] = names[row["subject_code"]]
    return {**fields, "subject_code": row["subject_code"], "cells": row.get("cells", {})}


def _joined(part: Part, rows: Iterable[ReportedRow]) -> Iterator[ReportedRow]:
    """A row a subject, with the figures of each indicator in the indicator's columns."""
    for _, of_subject in groupby(rows, key=lambda row: cast(str, row["subject_code"])):
        listed = list(of_subject)
        by_indicator = {row["indicator_code"]: row for row in listed}
        kept = [column.field for column in part.columns if not column.indicator_code]
        joined = {field: listed[0].get(field) for field in kept}
        cells = {field: cell for field, cell in listed[0]["cells"].items() if field in kept}
        for column in part.columns:
            row = by_indicator.get(column.indicator_code, {}) if column.indicator_code else {}
            if column.fills:
                joined[column.field] = row.get(column.fills)
            if cell := row.get("cells", {}).get(column.fills):
                cells[column.field] = cell
        yield {**joined, "subject_code": listed[0]["subject_code"], "cells": cells}
