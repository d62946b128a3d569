"""Validate: one part by itself, by Pandera; then its rows as the warehouse takes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pandas as pd

from etl.common.collapse import collapse
from etl.common.findings import Finding, Place
from etl.common.numbers import exact
from etl.read.model import PartRead, Reading, Value
from etl.validate.explanations import Explained, carried, explanation
from etl.validate.waivers import waived
from schemas.parts import Offence, judge
from schemas.periods import Period
from schemas.registry.objects import Part, Registry
from schemas.rules.frame import PartFrame


@dataclass(frozen=True)
class Validated:
    """A part judged by itself. `rows` are ready for its table: fields, `row_no`, `cells` (field: address)."""

    read: PartRead
    rows: tuple[dict[str, Any], ...]
    findings: tuple[Finding, ...]


def validate(
    read: PartRead,
    reading: Reading,
    registry: Registry,
    at: datetime,
    before: Explained = MappingProxyType({}),
) -> Validated:
    """A part of a return whose period is told, with the reader's and Pandera's findings.

    Those that are waived at that moment name their waiver, those that were explained `before` their
    explanation; a column's fault is collapsed into one.
    """
    assert reading.period is not None and reading.league_code is not None
    frame = part_frame(read, reading.period, reading.league_code, registry)
    findings = [*read.findings]
    if read.rows:
        offences = judge(read.part, frame)
        findings += [
            _finding(offence, read, frame, registry)
            for offence in offences
            if registry.rules[offence.rule_id].status != "retired"
        ]
    else:
        offences = []
    dropped = {offence.index for offence in offences if offence.rule_id == "stock_year_to_date_dropped"}
    rows = tuple(
        _row(read.part, index, row, drop_year_to_date=index in dropped) for index, row in enumerate(read.rows)
    )
    stored = tuple(row for row in rows if _is_stored(row, read.part, registry))
    known = [carried(waived(finding, reading, registry, at), before) for finding in findings]
    return Validated(
        read,
        stored,
        collapse(known, lambda finding: _rows_concerned(finding, read, registry)),
    )


def part_frame(read: PartRead, period: Period, league_code: str, registry: Registry) -> PartFrame:
    """The part's rows, and after them a row for each indicator or project that it leaves out."""
    fields = [column.field for column in read.part.columns if column.required or _has(read, column.field)]
    rows = [{field: _value(row, field) for field in fields} for row in read.rows]
    for key, code in _left_out(read, period, registry):
        rows.append({field: code if field == key else None for field in fields})
    return PartFrame(
        rows=pd.DataFrame(rows, columns=fields, dtype=object),
        left_out=frozenset(range(len(read.rows), len(rows))),
        faulty={
            field: frozenset(index for index, row in enumerate(read.rows) if _fault(row, field))
            for field in fields
        },
        period=period,
        league_code=league_code,
        registry=registry,
    )


def _rows_concerned(finding: Finding, read: PartRead, registry: Registry) -> int:
    """How many rows of the part could have the finding's fault."""
    required = registry.required_indicators()
    return sum(
        (finding.field != "year_to_date" or _is_flow(row, registry))
        and (finding.rule.rule_id != "figure_required" or _value(row, "indicator_code") in required)
        for row in read.rows
    )


def _is_flow(row: dict[str, Value], registry: Registry) -> bool:
    indicator = registry.indicators.get(str(_value(row, "indicator_code")))
    return indicator is not None and indicator.measure == "flow"


def _has(read: PartRead, field: str) -> bool:
    # A key that the sheet leaves to the name (or the other way round) is filled in by the reader.
    return field in read.columns or field in _SUBJECT_KEYS.values() or any(field in row for row in read.rows)


_SUBJECT_KEYS = {"indicator": "indicator_code", "project": "project_no"}


def _value(row: dict[str, Value], field: str) -> Decimal | str | None:
    return row[field].value if field in row else None


def _fault(row: dict[str, Value], field: str) -> bool:
    """Whether the cell has a fault of its own, or the whole column is missing, which the reader says."""
    return field not in row or row[field].fault is not None


def _left_out(read: PartRead, period: Period, registry: Registry) -> list[tuple[str, str]]:
    """The key field and the code of whatever the part should have a row for and has not."""
    key = _SUBJECT_KEYS.get(read.part.subject)
    if key is None or not read.rows:
        return []
    if key == "indicator_code":
        expected = [
            code
            for code, indicator in registry.indicators.items()
            if indicator.valid_from <= period.end
            and (indicator.valid_to is None or indicator.valid_to >= period.start)
        ]
    else:
        expected = [str(number) for number in registry.projects if number]
    present = {_value(row, key) for row in read.rows}
    return [(key, code) for code in expected if code not in present]


def _finding(offence: Offence, read: PartRead, frame: PartFrame, registry: Registry) -> Finding:
    """The offence as a finding: at the cell of its field, or at the column's header for a row left out."""
    row = read.rows[offence.index] if offence.index < len(read.rows) else {}
    cell = row[offence.field].cell if offence.field in row else read.columns.get(offence.field)
    if cell is None and read.columns:
        cell = next(iter(read.columns.values()))
    facts = dict(offence.facts)
    given, expected = facts.pop("given", None), facts.pop("expected", None)
    number = frame.given("project_no")[offence.index]
    code = frame.given("indicator_code")[offence.index]
    indicator = registry.indicators.get(code) if code else None
    remark = row["remark"].value if "remark" in row else None
    rule = registry.rules[offence.rule_id]
    return Finding(
        rule=rule,
        place=Place(read.sheet, cell),
        part=read.part.part,
        field=offence.field,
        project_no=indicator.project_no if indicator else _number(number),
        indicator_code=code if indicator else None,
        given=given,
        expected=expected,
        difference=_difference(given, expected),
        facts={name: text for name, text in facts.items() if text is not None},
        cells=({"cell": cell, "given": given, "expected": expected}, *_beside(offence, read.part, row)),
        explanation=explanation(str(remark) if remark else None, registry) if rule.explained_in else None,
    )


def _beside(offence: Offence, part: Part, row: dict[str, Value]) -> list[dict[str, str | None]]:
    """The cell of the code that a name is not that of: either may be the wrong one."""
    code = row.get(_SUBJECT_KEYS.get(part.subject, ""))
    if not offence.rule_id.endswith("_name_mismatch") or code is None:
        return []
    return [{"cell": code.cell, "given": code.given, "expected": None}]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _difference(given: str | None, expected: str | None) -> str | None:
    try:
        return str(Decimal(given or "") - Decimal(expected or ""))
    except ArithmeticError:
        return None


def _row(part: Part, index: int, row: dict[str, Value], *, drop_year_to_date: bool) -> dict[str, Any]:
    values: dict[str, Any] = {"row_no": index + 1}
    for column in part.columns:
        value = row[column.field].value if column.field in row else None
        values[column.field] = exact(value) if isinstance(value, Decimal) else value
    if drop_year_to_date:
        values["year_to_date"] = None
    if "project_no" in values:
        values["project_no"] = _number(values["project_no"])
    values["cells"] = {field: value.cell for field, value in row.items()}
    return values


def _is_stored(row: dict[str, Any], part: Part, registry: Registry) -> bool:
    """Whether the row is kept: a ratio is only compared, an unknown subject only reported."""
    if part.subject == "indicator":
        indicator = registry.indicators.get(row["indicator_code"])
        return indicator is not None and indicator.measure != "ratio"
    if part.subject == "project":
        return row["project_no"] in registry.projects
    return row["project_no"] is None or row["project_no"] in registry.projects
