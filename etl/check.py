"""Check: what was loaded, against the return's other parts, the league's history and the other leagues.

A rule is a file `sql/rules/<rule_id>.sql` that returns the offending rows of one submission.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from etl import events
from etl.collapse import collapse
from etl.explanations import explanation
from etl.findings import Finding, Place
from etl.load import load_findings
from etl.reply.answer import finding_as_json
from etl.warehouse import rows, statement
from schemas.registry import registry
from schemas.registry.objects import Rule


def check(connection: sa.Connection, submission_id: int) -> list[Finding]:
    """Everything that the SQL rules find in the parts of the submission that are in force."""
    found: list[Finding] = []
    for rule in _sql_rules():
        for row in rows(connection, f"rules/{rule.rule_id}", submission_id=submission_id):
            found.append(_finding(rule, row))
    if not found:
        return []
    sizes = {row["part"]: row for row in rows(connection, "intake/part_sizes", submission_id=submission_id)}
    return list(
        collapse(
            found,
            lambda finding: sizes[finding.part]["flows" if finding.field == "year_to_date" else "listed"],
        )
    )


def recheck(connection: sa.Connection, submission_id: int, at: datetime) -> list[dict[str, Any]]:
    """Later returns that rest on the submission are checked again; those where something changed come back.

    New findings are dated `at`; those that are not true any more end then. No verdict changes. Each return
    has `submission_id`, `file_name`, `period`, the `findings` that were raised and those that are `resolved`.
    """
    changed = []
    for later in rows(connection, "intake/resting_on", submission_id=submission_id):
        recorded = {_same(row): row for row in rows(connection, "intake/open_sql_findings", **later)}
        found = {_same(_row(finding)): finding for finding in check(connection, later["submission_id"])}
        raised = [finding for key, finding in found.items() if key not in recorded]
        ended = [row for key, row in recorded.items() if key not in found]
        load_findings(connection, later["submission_id"], raised, raised_by=submission_id, at=at)
        if ended:
            numbers = [row.pop("finding_id") for row in ended]
            connection.execute(statement("intake/resolve_findings"), {"finding_ids": numbers, "at": at})
        if raised or ended:
            about = rows(connection, "intake/submission_row", submission_id=later["submission_id"])[0]
            said = {"findings": [finding_as_json(finding) for finding in raised], "resolved": ended}
            events.record(
                connection,
                "recheck",
                submission_id=later["submission_id"],
                at=at,
                from_state=about["state"],
                to_state=about["state"],
                detail={"by": submission_id, **said},
            )
            changed.append({name: about[name] for name in ("submission_id", "file_name", "period")} | said)
    return changed


def _sql_rules() -> Iterable[Rule]:
    return [rule for rule in registry().rules.values() if rule.judge == "sql" and rule.status != "retired"]


def _finding(rule: Rule, row: Mapping[str, Any]) -> Finding:
    facts = {name: str(value) for name, value in (row["facts"] or {}).items()}
    return Finding(
        rule=rule,
        place=Place(row["sheet"], row["cell"]),
        part=row["part"],
        field=row["field"],
        project_no=row["project_no"],
        indicator_code=row["indicator_code"],
        given=row["given"],
        expected=row["expected"],
        difference=row["difference"],
        facts=facts,
        cells=({"cell": row["cell"], "given": row["given"], "expected": row["expected"]},),
        explanation=explanation(row["remark"], registry()),
    )


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "rule_id": finding.rule.rule_id,
        "part": finding.part,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "given": finding.given,
        "expected": finding.expected,
        "explanation": finding.explanation,
    }


def _same(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two findings of a submission one: the rule, the place, both figures and what answers it."""
    fields = ("rule_id", "part", "sheet", "cell", "given", "expected", "explanation")
    return tuple(row[field] for field in fields)
