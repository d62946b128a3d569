"""What a submission's accepted parts put into the warehouse, and what they changed there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from etl.leagues.reply.model import ChangedValue, PartChanges, PartRow, PublishedTable, Value
from etl.leagues.sheet_rows import sheet_rows
from etl.validate.part import ReportedRow
from schemas.registry import registry
from schemas.registry.objects import Column, Part

_NUMBERS = ("number", "percent")
_WHOLE_ROW, _HAS, _HAS_NOT = "整行", "有", "无"


Rows = Mapping[int, list[ReportedRow]]  # of versions of parts


def rows_in_force(connection: sa.Connection, parts: Iterable[PartRow]) -> Rows:
    """The rows of accepted `parts`, and of the versions before them."""
    rows: dict[int, list[ReportedRow]] = {}
    kinds: dict[Part, list[PartRow]] = defaultdict(list)
    for part, accepted in _named(parts):
        kinds[part].append(accepted)
    for part, of_kind in kinds.items():
        earlier = {number for accepted in of_kind if (number := accepted["earlier_part_id"]) is not None}
        now = {accepted["part_id"] for accepted in of_kind}
        rows |= sheet_rows(connection, part, now | earlier, with_cells=bool(earlier))
    return rows


def published(rows: Rows, parts: Iterable[PartRow]) -> list[PublishedTable]:
    """A table for each of the accepted `parts`; numbers are exact, in the plan's units."""
    return [
        {
            "part": part.part,
            "part_zh": part.name_zh,
            "columns": [
                {"name_zh": column.name_zh, "number": column.holds in _NUMBERS} for column in part.columns
            ],
            "rows": [[_value(column, row) for column in part.columns] for row in rows[accepted["part_id"]]],
        }
        for part, accepted in _named(parts)
    ]


def changes(rows: Rows, parts: Iterable[PartRow]) -> list[PartChanges]:
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
                rows[accepted["earlier_part_id"]],
                rows[accepted["part_id"]],
            ),
        }
        for part, accepted in _named(parts)
        if accepted["earlier_part_id"] is not None
    ]


def _named(parts: Iterable[PartRow]) -> list[tuple[Part, PartRow]]:
    return [(registry().part(row["return_kind"], row["part"]), row) for row in parts]


def _value(column: Column, row: ReportedRow) -> Value:
    """What the warehouse has for the column; names and units are the plan's."""
    if column.field in row:
        value: Value = row[column.field]
        if column.holds == "county" and column.role != "key":
            county = registry().counties.get(str(value or ""))
            return county.county_name_zh if county else value
        return value
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
    """The values that differ, subject by subject; one that only one version has is compared with nothing.

    Of what is in no list of ours, a row that only one version has is one change.
    """
    old, new = _by_subject(part, before), _by_subject(part, after)
    fields = [column for column in part.columns if _may_change(part, column)]
    changed: list[ChangedValue] = []
    for key in [*new, *(key for key in old if key not in new)]:
        subject_zh, cells = _subject(part, new.get(key) or old[key]), new.get(key, {}).get("cells", {})
        if _is_told_by_name(part) and not (key in old and key in new):
            there = (_HAS if key in old else _HAS_NOT, _HAS if key in new else _HAS_NOT)
            first = cells.get(part.columns[0].field)
            changed.append(_change(subject_zh, _WHOLE_ROW, *there, sheet, first))
            continue
        changed += [
            _change(
                subject_zh,
                column.name_zh,
                _value(column, old[key]) if key in old else None,
                _value(column, new[key]) if key in new else None,
                sheet,
                cells.get(column.field),
            )
            for column in fields
            if old.get(key, {}).get(column.field) != new.get(key, {}).get(column.field)
        ]
    return changed


def _change(
    subject_zh: str, field_zh: str, before: Value, after: Value, sheet: str | None, cell: str | None
) -> ChangedValue:
    return {
        "subject_zh": subject_zh,
        "field_zh": field_zh,
        "before": before,
        "after": after,
        "sheet": sheet,
        "cell": cell,
    }


def _is_told_by_name(part: Part) -> bool:
    """Whether its rows are about what is in no list of ours: a row has a name of its own."""
    known = registry().subjects.get(part.subject)
    return known.listed_in is None if known else part.column("project_no") is None


def _may_change(part: Part, column: Column) -> bool:
    """Whether it says something of the row's subject; of one that is in no list of ours, its name too."""
    known = registry().subjects.get(part.subject)
    is_name = known is not None and known.listed_in is None and column.field == known.name_field
    return column.role in ("value", "note") or is_name


def _by_subject(part: Part, rows: list[ReportedRow]) -> dict[tuple[Any, ...], ReportedRow]:
    """The rows by what they are about; of rows that have no subject, by the words that each must have.

    Of rows that have the same, the second, the third and so on are other ones.
    """
    known, times = registry().subjects.get(part.subject), Counter[tuple[Any, ...]]()
    fields = [known.code_field] if known else _telling(part)
    found: dict[tuple[Any, ...], ReportedRow] = {}
    for row in rows:
        key = tuple(row.get(field) for field in fields)
        found[*key, times[key]] = row
        times[key] += 1
    return found


def _telling(part: Part) -> list[str]:
    return [
        column.field
        for column in part.columns
        if column.role == "key" or (column.required and column.holds not in _NUMBERS)
    ]


def _subject(part: Part, row: ReportedRow) -> str:
    known = registry().subjects.get(part.subject)
    if part.subject == "indicator":
        indicator = registry().indicators[row["indicator_code"]]
        return f"{indicator.indicator_code} {indicator.name_zh}"
    if "project_no" in row:
        number = row["project_no"]
        return f"{number} {registry().projects[number].name_zh}" if number is not None else "总体"
    fields = [known.name_field] if known else _telling(part)
    return " ".join(str(row[field]) for field in fields if row.get(field) is not None)
