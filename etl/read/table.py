"""A sheet that is a part, read: its rows as values with their cells, and what the reader says of them."""

from __future__ import annotations

from dataclasses import replace

from etl.collapse import collapse
from etl.findings import Finding, Place
from etl.read.grid import address
from etl.read.header import Match
from etl.read.model import PartRead
from etl.read.row import RowReader
from etl.read.spellings import Spellings
from schemas.registry.objects import Registry


def read_table(match: Match, rows: list[int], registry: Registry, words: Spellings) -> PartRead:
    """The part with these rows of its sheet. Nothing is judged but cells and columns."""
    findings = _column_findings(match, registry)
    reader = RowReader(match, registry, words)
    values = [reader.read(row) for row in rows]
    if not rows and not match.part.may_be_empty:
        findings.append(_at_header(match, registry, "part_empty"))
    return PartRead(
        part=match.part,
        sheet=match.sheet.name,
        rows=tuple(values),
        columns={field: address(heading.row, heading.column) for field, heading in match.headings.items()},
        findings=(*findings, *collapse(reader.findings, lambda _: len(rows))),
    )


def doubled_part(match: Match, other: Match, registry: Registry) -> PartRead:
    """The part that two sheets claim to be: none of its rows are taken."""
    finding = _at_header(match, registry, "part_doubled")
    return PartRead(
        part=match.part,
        sheet=match.sheet.name,
        rows=(),
        columns={},
        findings=(replace(finding, given=match.sheet.name, expected=other.sheet.name),),
    )


def _column_findings(match: Match, registry: Registry) -> list[Finding]:
    findings = [
        replace(_at_header(match, registry, "column_missing"), field=column.field, expected=column.name_zh)
        for column in match.missing
    ]
    for doubled in match.doubled:
        cell = address(doubled.unused.row, doubled.unused.column)
        findings.append(
            Finding(
                rule=registry.rules["column_doubled"],
                place=Place(match.sheet.name, cell),
                part=match.part.part,
                field=doubled.field,
                given=doubled.unused.text,
                expected=doubled.used.text,
                cells=({"cell": cell, "given": doubled.unused.text, "expected": doubled.used.text},),
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
