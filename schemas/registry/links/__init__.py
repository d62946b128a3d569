"""What the registry's files promise each other: every name used stands in the file that defines it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schemas.registry.links import columns, judges, operations, parts, plan, returns
from schemas.registry.links.tables import Tables
from schemas.registry.rows import Fault, Row


def link_faults(rows: Mapping[str, list[Row]], faults: Iterable[Fault]) -> list[Fault]:
    """What does not fit between the files; `rows` by file name, `faults` those known of single rows."""
    known = {(fault.file, fault.line) for fault in faults}
    sound = {file: [row for row in rows[file] if (file, row.line) not in known] for file in rows}
    tables = Tables(rows, sound)
    checks = (
        plan.validity,
        plan.leagues,
        plan.projects,
        plan.indicators,
        plan.targets,
        returns.returns,
        parts.parts,
        parts.subjects,
        columns.columns,
        judges.part_rules,
        judges.codes,
        returns.due_days,
        returns.columns,
        returns.units_and_words,
        returns.rules,
        returns.causes,
        operations.decisions,
        operations.people,
    )
    return [fault for check in checks for fault in check(tables)]
