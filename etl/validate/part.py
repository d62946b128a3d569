"""Validate: one part by itself, by Pandera; then its rows as the warehouse takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypedDict

from etl.common.causes import absorbed, in_one, together
from etl.common.collapse import collapse
from etl.common.findings import Finding, FindingCell, Place
from etl.read.model import PartRead, Reading, Value
from etl.validate.explanations import Explained, carried, explanation
from etl.validate.larger_units import in_larger_units
from etl.validate.rows import frame_rows, subject_keys, value_of
from etl.validate.waivers import waived
from schemas.parts import Offence, judge
from schemas.registry.objects import Part, Registry
from schemas.rules.frame import OTHERS, frame

# Of a part's own table, `intake.reported_*`: its fields, `row_no`, and `cells` (field to address).
ReportedRow = dict[str, Any]


@dataclass(frozen=True)
class Validated:
    """A part judged by itself; its rows are ready for its table. Of a column's fault it has one a cell."""

    read: PartRead
    rows: tuple[ReportedRow, ...]
    findings: tuple[Finding, ...]


Sent = tuple[PartRead, Reading]  # a part, and the return that it is of


def validate(
    read: PartRead,
    reading: Reading,
    registry: Registry,
    at: datetime,
    before: Explained = MappingProxyType({}),
) -> Validated:
    """A part of a return whose period is known, with the reader's and Pandera's findings.

    Those that are waived at that moment name their waiver, those that were explained `before` their
    explanation; a column's fault is collapsed into one.
    """
    (validated,) = validate_parts([(read, reading)], registry)
    explained = answered(validated, reading, registry, at, before)
    return replace(explained, findings=column_by_column(explained, explained.findings, registry))


def validate_parts(sent: Sequence[Sent], registry: Registry) -> list[Validated]:
    """Each of the parts with the reader's and Pandera's findings; parts of a kind are judged in one frame.

    Only the files and the registry are asked. The findings are not yet `answered`.
    """
    offences: list[list[Offence]] = [[] for _ in sent]
    kinds: dict[Part, list[int]] = {}
    for number, (read, _) in enumerate(sent):
        if read.rows:
            kinds.setdefault(read.part, []).append(number)
    for part, numbers in kinds.items():
        rows = frame(part, frame_rows([sent[number] for number in numbers], registry), registry)
        for offence in judge(part, rows, registry):
            offences[numbers[offence.sent]].append(offence)
    return [_validated(read, broken, registry) for (read, _), broken in zip(sent, offences, strict=True)]


def answered(
    validated: Validated, reading: Reading, registry: Registry, at: datetime, before: Explained
) -> Validated:
    """The part with its findings waived or explained, less those that a column's cause explains."""
    known = [carried(waived(finding, reading, registry, at), before) for finding in validated.findings]
    causes = registry.causes
    return replace(validated, findings=tuple(in_one(absorbed(together(known, causes), causes), causes)))


def column_by_column(
    validated: Validated, findings: Sequence[Finding], registry: Registry
) -> tuple[Finding, ...]:
    """These findings of the part, each column's fault said once."""
    return collapse(findings, lambda finding: _rows_concerned(finding, validated.read, registry))


def _validated(read: PartRead, offences: Sequence[Offence], registry: Registry) -> Validated:
    rows = (_row(read.part, number, row, registry) for number, row in enumerate(read.rows, 1))
    return Validated(
        read,
        tuple(row for row in rows if _is_stored(row, read.part, registry)),
        (
            *in_larger_units(read, registry),
            *read.findings,
            *(_finding(offence, read, registry) for offence in offences),
        ),
    )


def _rows_concerned(finding: Finding, read: PartRead, registry: Registry) -> int:
    """How many rows of the part could have the finding's fault."""
    required = registry.required_indicators()
    return sum(
        (finding.field != "year_to_date" or _is_flow(row, registry))
        and (finding.rule.rule_id != "figure_required" or value_of(row, "indicator_code") in required)
        for row in read.rows
    )


def _is_flow(row: dict[str, Value], registry: Registry) -> bool:
    indicator = registry.indicators.get(str(value_of(row, "indicator_code")))
    return indicator is not None and indicator.measure == "flow"


def _finding(offence: Offence, read: PartRead, registry: Registry) -> Finding:
    """The offence as a finding: at the cell of its field, or at the column's header for a row left out."""
    row = read.rows[offence.row] if offence.row < len(read.rows) else {}
    cell = row[offence.field].cell if offence.field in row else read.columns.get(offence.field)
    if cell is None and read.columns:
        cell = next(iter(read.columns.values()))
    facts = dict(offence.facts)
    given, expected = facts.pop("given", None), facts.pop("expected", None)
    code = value_of(row, "indicator_code") if read.part.is_wide else offence.code
    has_indicators = read.part.is_wide or read.part.subject == "indicator"
    indicator = registry.indicators.get(str(code)) if has_indicators else None
    remark = row["remark"].value if "remark" in row else None
    rule = registry.rules[offence.rule_id]
    return Finding(
        rule=rule,
        place=Place(read.sheet, cell),
        part=read.part.part,
        field=offence.field,
        project_no=indicator.project_no
        if indicator
        else _number(offence.code)
        if read.part.subject in ("project", "none") and _number(offence.code) in registry.projects
        else None,
        indicator_code=indicator.indicator_code if indicator else None,
        **_member(offence, read.part, row, registry),
        given=given,
        expected=expected,
        difference=_difference(given, expected),
        facts={name: text for name, text in facts.items() if text is not None},
        cells=(
            {"cell": cell, "given": given, "expected": expected},
            *_beside(offence, read, row, cell, registry),
        ),
        explanation=explanation(str(remark) if remark else None, registry) if rule.explained_in else None,
        remark=str(remark) if remark else None,
    )


class _About(TypedDict, total=False):
    subject_code: str | None
    subject_zh: str | None


def _member(offence: Offence, part: Part, row: dict[str, Value], registry: Registry) -> _About:
    """What the row is about, where that is none of the plan's indicators and projects."""
    if part.subject in ("indicator", "project", "none"):
        return {}
    subject, code = registry.subjects[part.subject], offence.code
    known = registry.members(part.subject).get(code or "")
    name = known.name_zh if known else value_of(row, subject.name_field)
    return {"subject_code": code, "subject_zh": str(name) if name else code}


def _beside(
    offence: Offence, read: PartRead, row: dict[str, Value], cell: str | None, registry: Registry
) -> Iterator[FindingCell]:
    """The other cells that may be the wrong ones: of the row, or of what its indicator is compared with."""
    keys = subject_keys(read.part, registry)
    for name in registry.rules[offence.rule_id].beside:
        if name in row and row[name].cell != cell:
            yield {
                "cell": row[name].cell,
                "given": row[name].given if name in keys else None,
                "expected": None,
            }
    indicator = registry.indicators.get(offence.code or "")
    for name, attribute in OTHERS.items():
        other = getattr(indicator, attribute, None)
        if other and name in registry.rules[offence.rule_id].beside:
            yield from _of_other(other, offence.field, read)


def _of_other(code: str, field: str, read: PartRead) -> list[FindingCell]:
    """The cell of another indicator in the same column, where that is in the part."""
    rows = [row for row in read.rows if value_of(row, "indicator_code") == code and field in row]
    return [
        {"cell": row[field].cell, "given": None, "expected": None, "indicator_code": code, "project_no": None}
        for row in rows[-1:]
    ]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _difference(given: str | None, expected: str | None) -> str | None:
    try:
        return str(Decimal(given or "") - Decimal(expected or ""))
    except ArithmeticError:
        return None


def _row(part: Part, row_no: int, row: dict[str, Value], registry: Registry) -> ReportedRow:
    values: ReportedRow = {"row_no": row_no}
    for column in part.row_columns:
        cell = row.get(column.field)
        values[column.field] = cell.value if cell else None
    indicator = registry.indicators.get(values.get("indicator_code") or "")
    if indicator and indicator.measure == "stock" and "year_to_date" in values:
        values["year_to_date"] = None  # a level has none
    if "project_no" in values:
        values["project_no"] = _number(values["project_no"])
    values["cells"] = {field: value.cell for field, value in row.items()}
    subject = registry.subjects.get(part.subject)
    values["subject_code"] = values.get(subject.code_field) if subject else None
    return values


def _is_stored(row: ReportedRow, part: Part, registry: Registry) -> bool:
    """Whether the row is kept: a ratio is only compared, an unknown subject only reported."""
    if part.subject not in ("indicator", "project", "none"):
        return row["subject_code"] is not None
    if part.subject == "indicator":
        indicator = registry.indicators.get(row["indicator_code"])
        return indicator is not None and indicator.measure != "ratio"
    if part.subject == "project":
        return row["project_no"] in registry.projects
    number = row.get("project_no")
    return number is None or number in registry.projects
