"""Check: what was loaded, against the return's other parts, the league's history and the other leagues.

A rule is a file `sql/rules/<rule_id>.sql` that returns the offending rows of one submission. What several
rules read is in `sql/check/at_hand.sql`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import NotRequired, TypedDict, cast

import sqlalchemy as sa

from etl.common.causes import absorbed, in_one, together
from etl.common.collapse import collapse
from etl.common.findings import Finding, FindingCell, FindingKey, Place
from etl.load.versions import explained_before
from etl.load.waiting_room import found_in, keep_findings
from etl.store import events
from etl.store.warehouse import rows, statement
from etl.validate.explanations import Explained, carried, explanation
from schemas.registry import registry
from schemas.registry.objects import Rule


class _Offence(TypedDict):
    """What a rule's SQL gives of one fault; `remark` is what the league wrote beside it.

    `row_cells`: the cell of each field of its row, of a rule that has others `beside`; `also`: cells of other
    rows that may be the wrong ones.
    """

    part: str
    field: str | None
    sheet: str | None
    cell: str | None
    project_no: int | None
    indicator_code: str | None
    subject_code: NotRequired[str | None]
    subject_zh: NotRequired[str | None]
    given: str | None
    expected: str | None
    difference: str | None
    facts: dict[str, object] | None
    remark: str | None
    row_cells: NotRequired[dict[str, str]]
    also: NotRequired[list[str]]


def check(
    connection: sa.Connection,
    submission_id: int,
    return_kind: str | None,
    before: Explained,
    wanted: Callable[[Sequence[Finding]], Iterable[Finding]] = lambda offences: offences,
) -> list[Finding]:
    """Everything that the SQL rules of its kind of return find in the submission, of which what is `wanted`.

    Only its parts in force are looked at. What was explained `before`, and whose value stands, is explained.
    What a cause among them explains is not said beside it.
    """
    rules = {rule.rule_id: rule for rule in _sql_rules(return_kind)}
    offences = connection.execute(_all_of(tuple(rules)), {"submission_id": submission_id})
    findings = list(wanted([carried(_finding(rules[row.rule_id], row.offence), before) for row in offences]))
    if not findings:
        return []
    causes = registry().causes
    findings = in_one(absorbed(together(findings, causes), causes), causes)
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
        number, kind = later["submission_id"], later["return_kind"]
        explained = explained_before(connection, later["league_code"], kind, later["period"])
        known = cast(list[FindingKey], rows(connection, "intake/open_sql_findings", submission_id=number))
        recorded = {_same(row): row for row in known}
        current = {_same(finding.as_row()): finding for finding in check(connection, number, kind, explained)}
        raised = [finding for key, finding in current.items() if key not in recorded]
        ended = [row for key, row in recorded.items() if key not in current]
        if not (raised or ended):
            continue
        found = [finding.as_row() for finding in raised]
        new = keep_findings(connection, found_in(number, found, submission_id, at))
        over = [row.pop("finding_id") for row in ended]
        connection.execute(statement("intake/resolve_findings"), {"finding_ids": over, "at": at})
        outcome = {"findings": found, "resolved": ended}
        events.record(
            connection,
            "recheck",
            submission_id=number,
            at=at,
            from_state=later["state"],
            to_state=later["state"],
            detail={"by": submission_id, **outcome, "finding_ids": new, "resolved_ids": over},
        )
        changed.append(number)
    return changed


@cache
def _all_of(rule_ids: tuple[str, ...]) -> sa.TextClause:
    """What these rules find, in their order, in one statement: they share what is at hand."""
    each = (
        f"SELECT '{rule_id}' AS rule_id, to_jsonb(offence) AS offence\n"
        f"FROM (\n{statement(f'rules/{rule_id}').text}\n) AS offence"
        for rule_id in rule_ids
    )
    return sa.text("\nUNION ALL\n".join([statement("check/at_hand").text, *each]))


def _sql_rules(return_kind: str | None) -> Iterable[Rule]:
    kind = registry().returns.get(return_kind or "")
    listed = {rule_id for part in (kind.parts if kind else ()) for rule_id in part.rules}
    return [
        rule
        for rule in registry().rules.values()
        if rule.judge == "sql" and rule.status != "retired" and rule.rule_id in listed
    ]


def _finding(rule: Rule, offence: _Offence) -> Finding:
    facts = {name: str(value) for name, value in (offence["facts"] or {}).items()}
    return Finding(
        rule=rule,
        place=Place(offence["sheet"], offence["cell"]),
        part=offence["part"],
        field=offence["field"],
        project_no=offence["project_no"],
        indicator_code=offence["indicator_code"],
        subject_code=offence.get("subject_code"),
        subject_zh=offence.get("subject_zh"),
        given=offence["given"],
        expected=offence["expected"],
        difference=offence["difference"],
        facts=facts,
        cells=(
            {"cell": offence["cell"], "given": offence["given"], "expected": offence["expected"]},
            *_beside(rule, offence),
        ),
        explanation=explanation(offence["remark"], registry()),
        remark=offence["remark"],
    )


def _beside(rule: Rule, offence: _Offence) -> Iterator[FindingCell]:
    """The other cells that may be the wrong ones."""
    cells = offence.get("row_cells") or {}
    for cell in (*map(cells.get, rule.beside), *(offence.get("also") or ())):
        if cell not in (None, offence["cell"]):
            yield {"cell": cell, "given": None, "expected": None}


def _same(row: FindingKey) -> tuple[str | None, ...]:
    place = row["part"], row["sheet"], row["cell"]
    return row["rule_id"], *place, row["given"], row["expected"], row["explanation"]
