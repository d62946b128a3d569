"""A wide part, which has a column an indicator: its rows as one an indicator, and its row of totals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from etl.common.findings import Finding, Place
from etl.common.numbers import plain
from etl.read.context import Context
from etl.read.match import Match
from etl.read.model import Value
from etl.read.row import RowReader
from etl.read.spellings import Spellings
from etl.read.units import SheetUnit
from schemas.registry.objects import Registry

_Row = dict[str, Value]


def melted(match: Match, rows: Sequence[_Row], columns: dict[str, str]) -> tuple[list[_Row], dict[str, str]]:
    """The rows, one for each indicator that has a column, and the header cells of their fields.

    The cell of an indicator's code is that of its column's header. A field has its first column's.
    """
    by_indicator: dict[str, dict[str, str]] = {}
    kept, first = dict(columns), dict[str, str]()
    for column in match.part.columns:
        if column.indicator_code and column.field in match.headings:
            by_indicator.setdefault(column.indicator_code, {})[str(column.fills)] = column.field
            first.setdefault(str(column.fills), kept.pop(column.field))
    long = [
        {
            **{field: value for field, value in row.items() if field in kept or field not in columns},
            "indicator_code": Value(columns[min(fields.values(), key=list(columns).index)], code, code),
            **{fill: row[field] for fill, field in fields.items() if field in row},
        }
        for row in rows
        for code, fields in by_indicator.items()
    ]
    return long, kept | first


def totals_not_sums(
    match: Match,
    totals: Sequence[int],
    rows: Sequence[_Row],
    units: Sequence[SheetUnit],
    registry: Registry,
    words: Spellings,
) -> list[Finding]:
    """Figures of the row of totals that are not what the rows make; none where a row cannot be read.

    Of several such rows it is not known what each sums up: none is looked at.
    """
    if len(totals) != 1:
        return []
    total = RowReader(Context(match, units, registry, words)).figures(totals[0])
    findings = []
    for column in match.part.columns:
        value = total.get(column.field)
        if not column.indicator_code or value is None or not isinstance(value.value, Decimal):
            continue
        figures = [row[column.field] for row in rows if column.field in row]
        known = [figure.value for figure in figures if isinstance(figure.value, Decimal)]
        if any(figure.fault for figure in figures) or sum(known, Decimal()) == value.value:
            continue
        given, expected = plain(value.value), plain(sum(known, Decimal()))
        findings.append(
            Finding(
                registry.rules["total_not_sum"],
                Place(match.sheet.name, value.cell),
                part=match.part.part,
                field=column.fills,
                project_no=registry.indicators[column.indicator_code].project_no,
                indicator_code=column.indicator_code,
                given=given,
                expected=expected,
                cells=({"cell": value.cell, "given": given, "expected": expected},),
            )
        )
    return findings
