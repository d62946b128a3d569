"""Check: what was loaded, against the return's other parts, the league's history and the other leagues.

A rule is a file `sql/rules/<rule_id>.sql` that returns the offending rows of one submission.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from etl.common.collapse import collapse
from etl.common.findings import Finding, Place
from etl.load.versions import explained_before
from etl.load.waiting_room import load_findings
from etl.store import events
from etl.store.warehouse import rows, statement
from etl.validate.explanations import Explained, carried, explanation
from schemas.registry import registry
from schemas.registry.objects import Rule


def check(
    connection: sa.Connection,
    submission_id: int,
    before: Explained,
    wanted: Callable[[Finding], bool] = lambda _: True,
) -> list[Finding]:
    """Everything that the SQL rules find in the parts of the submission that are in force, if it is `wanted`.

    What was explained `before`, and whose value stands, is explained.
    """
    findings: list[Finding] = []
    for rule in _sql_rules():
        for row in rows(connection, f"rules/{rule.rule_id}", submission_id=submission_id):
            finding = carried(_finding(rule, row), before)
            if wanted(finding):
                findings.append(finding)
    if not findings:
        return []
    sizes = {row["part"]: row for row in rows(connection, "intake/part_sizes", submission_id=submission_id)}
    return list(
        collapse(
            findings,
            lambda finding: sizes[finding.part]["flows" if finding.field == "year_to_date" else "listed"],
        )
    )


def recheck(connection: sa.Connection, submission_id: int, at: datetime) -> list[int]:
    """Later returns that rest on the submission are checked again; the submissions where something changed.

    New findings are dated `at`; those that are not true any more end then. No verdict changes. Each change is
    an event with the findings that were raised and those that are resolved.
    """
    changed = []
    for later in rows(connection, "intake/resting_on", submission_id=submission_id):
        about = rows(connection, "intake/submission_row", submission_id=later["submission_id"])[0]
        explained = explained_before(connection, about["league_code"], about["return_kind"], about["period"])
        recorded = {_same(row): row for row in rows(connection, "intake/open_sql_findings", **later)}
        current = {
            _same(finding.as_row()): finding
            for finding in check(connection, later["submission_id"], explained)
        }
        raised = [finding for key, finding in current.items() if key not in recorded]
        ended = [row for key, row in recorded.items() if key not in current]
        new = load_findings(connection, later["submission_id"], raised, raised_by=submission_id, at=at)
        over = [row.pop("finding_id") for row in ended]
        connection.execute(statement("intake/resolve_findings"), {"finding_ids": over, "at": at})
        if raised or ended:
            outcome = {"findings": [finding.as_row() for finding in raised], "resolved": ended}
            events.record(
                connection,
                "recheck",
                submission_id=later["submission_id"],
                at=at,
                from_state=about["state"],
                to_state=about["state"],
                detail={"by": submission_id, **outcome, "finding_ids": new, "resolved_ids": over},
            )
            changed.append(later["submission_id"])
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


def _same(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two findings of a submission one: the rule, the place, both figures and what answers it."""
    fields = ("rule_id", "part", "sheet", "cell", "given", "expected", "explanation")
    return tuple(row[field] for field in fields)
