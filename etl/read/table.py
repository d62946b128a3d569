"""A sheet that is a part, read: its rows as values with their cells, and the reader's findings about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from etl.common.collapse import collapse
from etl.common.findings import Finding, Place
from etl.read.context import Context
from etl.read.grid import address
from etl.read.match import Heading, Match
from etl.read.model import PartRead
from etl.read.row import RowReader
from etl.read.rows import Rows
from etl.read.spellings import Spellings
from etl.read.units import SheetUnit
from etl.read.wide import melted, totals_not_sums
from schemas.periods import Period
from schemas.personal import masked
from schemas.registry.objects import Registry
from schemas.text import key

_DIGIT = re.compile(r"\d")


def read_table(
    match: Match,
    rows: Rows,
    units: Sequence[SheetUnit],
    registry: Registry,
    words: Spellings,
    league_code: str | None = None,
    period: Period | None = None,
) -> PartRead:
    """The part with these rows of its sheet. Nothing is judged but cells and columns.

    `units` are those that the sheet gives outside its figures' cells. The rows of a wide part are one an
    indicator whose column is there.
    """
    match, doubled = _without_doubles(match, rows.data, registry)
    findings = _columns_missing(match, registry) + doubled
    context = Context(match, units, registry, words, league_code, period.year if period else None)
    reader = RowReader(context)
    values = [reader.read(row) for row in rows.data]
    columns = {field: address(heading.row, heading.column) for field, heading in match.headings.items()}
    if match.part.is_wide:
        findings += totals_not_sums(match, rows.totals, values, units, registry, words)
        values, columns = melted(match, values, columns)
    if not rows.data and not match.part.may_be_empty:
        findings.append(_at_header(match, registry, "part_empty"))
    read = (*context.findings, *_unnamed(match, rows.unnamed, registry, words))
    return PartRead(
        part=match.part,
        sheet=match.sheet.name,
        rows=tuple(values),
        columns=columns,
        findings=(*findings, *collapse(read, lambda _: len(rows.data))),
    )


def doubled_part(match: Match, other: Match, registry: Registry) -> PartRead:
    """The part that two sheets, or two tables of a sheet, claim to be: none of its rows are taken."""
    if match.sheet.name == other.sheet.name:
        finding = _at_header(other, registry, "table_unread")
        finding = replace(finding, given=other.part.name_zh, expected=finding.place.cell)
    else:
        finding = _at_header(match, registry, "part_doubled")
        finding = replace(finding, given=match.sheet.name, expected=other.sheet.name)
    return PartRead(part=match.part, sheet=match.sheet.name, rows=(), columns={}, findings=(finding,))


def _columns_missing(match: Match, registry: Registry) -> list[Finding]:
    return [
        replace(_at_header(match, registry, "column_missing"), field=column.field, expected=column.name_zh)
        for column in match.missing
    ]


def _without_doubles(match: Match, rows: Sequence[int], registry: Registry) -> tuple[Match, list[Finding]]:
    """The match with one column a field; a finding for each two that differ somewhere."""
    headings, findings = dict(match.headings), []
    for doubled in match.doubled:
        used, unused = headings[doubled.field], doubled.unused
        cells = [(row, _key_at(match, row, used.column), _key_at(match, row, unused.column)) for row in rows]
        if not any(text for _, text, _ in cells):
            headings[doubled.field] = unused  # a column in which nothing stands is none
        elif any(text for _, _, text in cells):
            different = next((row for row, first, second in cells if first != second), None)
            if different is not None:
                findings.append(_disagreement(match, doubled.field, used, unused, different, registry))
    return replace(match, headings=headings), findings


def _key_at(match: Match, row: int, column: int) -> str:
    cell = match.sheet.cells.get((row, column))
    return key(cell.text) if cell is not None else ""


def _disagreement(
    match: Match, field: str, used: Heading, unused: Heading, row: int, registry: Registry
) -> Finding:
    places = [address(row, heading.column) for heading in (used, unused)]
    given = [match.sheet.cells.get((row, heading.column)) for heading in (used, unused)]
    values = [
        f"{place} 是“{cell.text}”" if cell else f"{place} 是空的"
        for place, cell in zip(places, given, strict=True)
    ]
    cell = address(unused.row, unused.column)
    other = address(used.row, used.column)
    return Finding(
        rule=registry.rules["column_doubled"],
        place=Place(match.sheet.name, cell),
        part=match.part.part,
        field=field,
        given=cell,
        expected=other,
        difference=",".join(values),
        facts={"used": used.text, "unused": unused.text},
        cells=({"cell": cell, "given": unused.text, "expected": used.text},),
    )


def _unnamed(match: Match, rows: Sequence[int], registry: Registry, words: Spellings) -> list[Finding]:
    """The league's words and figures on rows without code, number or name: they are not passed over."""
    findings = []
    for row in rows:
        written = [
            (match.sheet.address(row, heading.column), column, cell)
            for column in match.part.columns
            if column.role == "value" and (heading := match.headings.get(column.field)) is not None
            if (cell := match.sheet.row(row).get(heading.column)) and not words.reports_nothing(cell.text)
        ]
        texts = [entry for entry in written if entry[1].holds in ("text", "choice")]
        numbers = [entry for entry in written if entry not in texts and _DIGIT.search(entry[2].text)]
        rule = registry.rules["row_unnamed" if texts else "number_stray"]
        for at, column, cell in texts[:1] or numbers:
            given = masked(cell.text)
            findings.append(
                Finding(
                    rule,
                    Place(match.sheet.name, at),
                    part=match.part.part,
                    field=column.field,
                    given=given,
                    cells=({"cell": at, "given": given, "expected": None},),
                )
            )
    return findings


def _at_header(match: Match, registry: Registry, rule_id: str) -> Finding:
    first = min(match.headings.values(), key=lambda heading: heading.column)
    return Finding(
        rule=registry.rules[rule_id],
        place=Place(match.sheet.name, address(first.row, first.column)),
        part=match.part.part,
    )
