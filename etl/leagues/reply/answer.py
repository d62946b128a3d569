"""The answer to a league: what became of its file, what is wrong in which cell, and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict, cast

from etl.common.findings import FindingRow
from etl.common.settings import ZONE
from etl.leagues.matters import AnsweredMatter, answered_matters, state_zh
from etl.leagues.reply.model import (
    Answer,
    AnsweredSuggestion,
    AnswerFinding,
    PartRow,
    Receipt,
    Rechecked,
    RecheckRow,
    ResolvedFinding,
    Withdrawn,
)
from etl.leagues.reply.standing import ADOPTED, OVER
from schemas.periods import Period
from schemas.registry import registry
from schemas.registry.objects import Column

if TYPE_CHECKING:
    import sqlalchemy as sa

    from etl.leagues.reply.published import Rows

_ORDER = ("error", "warning", "info")


def answer_to(connection: sa.Connection, submission_id: int) -> Answer:
    """As `answers_to`, of one submission."""
    return answers_to(connection, [submission_id])[0]


def answers_to(connection: sa.Connection, submission_ids: Sequence[int]) -> list[Answer]:
    """The answers to the submissions as the warehouse has them now, whatever was decided since.

    `findings` are those that are true; `published` and `changes` are of the parts in force.
    """
    from etl.leagues.reply.published import rows_in_force
    from etl.store.warehouse import rows

    if not submission_ids:
        return []

    def of_each(name: str, key: str) -> Mapping[int, list[dict[str, Any]]]:
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in rows(connection, f"reply/{name}", submission_ids=list(submission_ids)):
            found[row.pop(key)].append(row)
        return found

    parts = cast(Mapping[int, list[PartRow]], of_each("parts", "submission_id"))
    findings = cast(Mapping[int, list[FindingRow]], of_each("findings", "submission_id"))
    rechecks = cast(Mapping[int, list[RecheckRow]], of_each("rechecks", "by_id"))
    in_force = of_each("in_force", "asked_id")
    receipts = cast(list[Receipt], rows(connection, "reply/receipt", submission_ids=list(submission_ids)))
    matters = answered_matters(connection, filter(None, map(_league_year, receipts)))
    adopted = [part for of_one in parts.values() for part in of_one if part["state"] in ADOPTED]
    reported = rows_in_force(connection, adopted)
    answers = []
    for receipt in receipts:
        number = cast(int, receipt["submission_id"])
        answer = _answer(reported, receipt, parts[number], findings[number], rechecks[number])
        of_year = _league_year(receipt)
        answer["matters"] = [_matter(matter) for matter in matters.get(of_year, ())] if of_year else []
        if answer["verdict"] == "duplicate":
            answer["in_force"] = [counting["submission_id"] for counting in in_force[number]]
        answers.append(answer)
    return answers


def _answer(
    reported: Rows,
    row: Receipt,
    parts: Sequence[PartRow],
    findings: Sequence[FindingRow],
    rechecks: Sequence[RecheckRow],
) -> Answer:
    from etl.leagues.reply.published import changes, published

    receipt = cast(
        Receipt,
        {name: _local(value) if isinstance(value, datetime) else value for name, value in row.items()},
    )
    states, names = {part["part"]: part["state"] for part in parts}, registry().words["state"]
    in_force = [part for part in parts if part["state"] in ADOPTED]
    answer = answer_alone(
        receipt,
        {part["part"]: part["verdict"] for part in parts},
        [finding for finding in findings if _counts(finding, states)],
    )
    if states and set(states.values()) <= {*OVER, "refused"} and set(states.values()) & set(OVER):
        answer["verdict_zh"] = names["withdrawn" if "withdrawn" in states.values() else "superseded"]
    return {
        **answer,
        "part_states": states,
        "part_states_zh": {part: names[state] for part, state in states.items()},
        "header_cells": {part["part"]: cell for part in parts if (cell := part["header_cell"])},
        "version": max((part["version"] for part in parts if part["verdict"] != "refused"), default=None),
        "published": published(reported, in_force),
        "changes": changes(reported, in_force),
        "rechecked": [_rechecked(recheck) for recheck in rechecks],
        "withdrawn": [_withdrawn(part, at) for part in parts if (at := part["withdrawn_at"])],
    }


def _league_year(receipt: Receipt) -> tuple[str, int] | None:
    league, period = receipt["league_code"], receipt["period"]
    return (league, Period.parse(period).year) if league and period else None


def _matter(matter: AnsweredMatter) -> AnsweredSuggestion:
    return {
        "matter_id": matter["matter_id"],
        "wording": matter["wording"],
        "state": matter["state"],
        "state_zh": state_zh(matter),
        "handler_zh": matter["handler_zh"],
        "reply": matter["reply"],
        "replied_on": str(matter["replied_on"]),
    }


def answer_alone(receipt: Receipt, parts: Mapping[str, str], findings: Iterable[FindingRow]) -> Answer:
    """The part of the answer that needs no warehouse: names in Chinese beside each code."""
    states, kind = registry().words["state"], receipt.get("return_kind")
    period = Period.parse(receipt["period"]) if receipt["period"] else None
    names = {part.part: part.name_zh for part in registry().returns[kind].parts} if kind else {}
    return {
        **receipt,
        "league_zh": _league_zh(receipt.get("league_code")),
        "return_zh": registry().returns[kind].name_zh if kind else None,
        "period_zh": period.name_zh if period else None,
        "verdict_zh": states[receipt["verdict"]],
        "timeliness_zh": states.get(receipt.get("timeliness") or ""),
        "parts": dict(parts),
        "parts_zh": {part: states[verdict] for part, verdict in parts.items()},
        "part_names": {part: names[part] for part in parts},
        "findings": sorted(
            (_finding(finding, kind) for finding in findings),
            key=lambda finding: _ORDER.index(finding["severity"]),
        ),
        "rechecked": [],
    }


def _finding(row: FindingRow, return_kind: str | None) -> AnswerFinding:
    known = registry()
    part = known.part(return_kind, row["part"]) if return_kind and row["part"] else None
    column = part.sheet_column(row["field"], row["indicator_code"]) if part and row["field"] else None
    return {
        "rule": row["rule_id"],
        "rule_name": known.rules[row["rule_id"]].name_zh,
        "rule_version": row["rule_version"],
        "severity": row["severity"],
        "part": row["part"],
        "part_zh": part.name_zh if part else None,
        "field": row["field"],
        "field_zh": column.name_zh if column else None,
        "sheet": row["sheet"],
        "cell": row["cell"],
        "project_no": row["project_no"],
        "indicator_code": row["indicator_code"],
        "subject_code": row.get("subject_code"),
        "subject_zh": _subject_zh(row),
        "holds": column.holds if column else None,
        **_measure(row, column),
        "given": row["given"],
        "expected": row["expected"],
        "difference": row["difference"],
        "says": row["says_zh"],
        "to_do": row["to_do_zh"],
        "says_en": row["says_en"],
        "to_do_en": row["to_do_en"],
        "cells": [
            {"cell": cell["cell"], "given": cell["given"], "expected": cell["expected"]}
            for cell in row["cells"]
        ],
        "explanation": row["explanation"],
        "explained_by": row["explained_by"],
        "cell_values": list(known.rules[row["rule_id"]].cell_values),
        "explainable": known.rules[row["rule_id"]].explained_in is not None,
        "waiver": row["waiver_id"],
        "remark": row.get("remark"),
        "open": row["severity"] == "error" or (row["severity"] == "warning" and not row["explanation"]),
        "raised_by": row.get("raised_by"),
        "found_at": _local(at) if (at := row.get("found_at")) else None,
    }


class _Measure(TypedDict):
    """In which unit the figures of a finding are, and with how many decimals at most."""

    unit_zh: str | None
    decimals: int | None


def _measure(row: FindingRow, column: Column | None) -> _Measure:
    """Nothing of what only the reader saw: that is in whatever unit she wrote."""
    judge = registry().rules[row["rule_id"]].judge
    if judge not in ("pandera", "sql") or column is None or not _holds_figures(row, column):
        return {"unit_zh": None, "decimals": None}
    if column.unit_zh:
        return {"unit_zh": column.unit_zh, "decimals": column.decimals}
    indicator = registry().indicators.get(row["indicator_code"] or "")
    if indicator is None and row["project_no"]:
        indicator = registry().first_indicator(row["project_no"])
    if indicator is None:
        return {"unit_zh": None, "decimals": None}
    return {"unit_zh": indicator.unit_zh, "decimals": indicator.decimals}


def _holds_figures(row: FindingRow, column: Column) -> bool:
    """Whether it compares figures: its column's, or an indicator's with how many rows there are."""
    counts_rows = column.role == "key" and row["indicator_code"] and row["difference"]
    return column.holds in ("number", "percent") or bool(counts_rows)


def _counts(finding: FindingRow, states: Mapping[str, str]) -> bool:
    """Whether the finding is about what was not withdrawn; a personal number must be hidden anyway."""
    return states.get(finding["part"] or "") != "withdrawn" or finding["rule_id"] == "personal_number"


def _subject_zh(row: FindingRow) -> str | None:
    """The county, the enterprise, the indicator or the project that it is about, as people call it."""
    if row.get("subject_code"):
        return row["subject_zh"] or row["subject_code"]
    indicator = registry().indicators.get(row["indicator_code"] or "")
    if indicator:
        return f"{indicator.indicator_code} {indicator.name_zh}"
    project = registry().projects.get(row["project_no"]) if row["project_no"] else None
    return f"{project.project_no} {project.name_zh}" if project else None


def _league_zh(league_code: str | None) -> str | None:
    league = registry().leagues.get(league_code or "")
    return league.name_zh if league else None


def _rechecked(row: RecheckRow) -> Rechecked:
    findings = [_finding(finding, row["return_kind"]) for finding in row["findings"]]
    rules = registry().rules
    resolved: list[ResolvedFinding] = [
        {**ended, "rule_name": rules[ended["rule_id"]].name_zh} for ended in row["resolved"]
    ]
    period_zh = Period.parse(row["period"]).name_zh
    return {**row, "period_zh": period_zh, "findings": findings, "resolved": resolved}


def _withdrawn(part: PartRow, at: datetime) -> Withdrawn:
    return {
        "part": part["part"],
        "part_zh": registry().part(part["return_kind"], part["part"]).name_zh,
        "at": _local(at),
        "actor": part["withdrawn_by"],
        "reason": part["withdrawn_because"],
    }


def _local(at: datetime) -> str:
    """The moment as people in the region see it."""
    return at.astimezone(ZONE).isoformat()
