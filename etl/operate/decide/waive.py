"""A waiver: an error of one rule, in one league's return, is let pass as a warning that names the waiver."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime

import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.leagues.template.due import owed
from etl.operate.decide.outcome import Outcome
from etl.store import archive, events
from etl.store.events import DecisionError
from etl.store.locks import hold_for_league
from etl.store.warehouse import rows, statement, transaction
from schemas.periods import Period
from schemas.registry import registry
from schemas.registry.objects import Waiver


def waive(
    rule_id: str,
    league_code: str,
    period: Period,
    part: str,
    *,
    indicator_code: str | None = None,
    project_no: int | None = None,
    subject_code: str | None = None,
    valid_to: date | None = None,
    actor: str,
    reason: str,
) -> Outcome:
    """The rule's errors in that part of the league's return are warnings from now on, until `valid_to`.

    Of one indicator, project or other subject (a county, an enterprise), where one is given. What was refused
    before stays so until it is judged again; the outcome names it. DecisionError where there is nothing that
    could be waived.
    """
    kind = _kind_of(rule_id, league_code, period, part)
    _require_subject(indicator_code, project_no)
    now = datetime.now(UTC)
    if valid_to and valid_to < now.astimezone(ZONE).date():
        raise DecisionError(f"{valid_to} is over")
    with transaction() as connection:
        hold_for_league(connection, league_code)
        waiver = Waiver(
            waiver_id=_next_id(connection, league_code, period),
            rule_id=rule_id,
            league_code=league_code,
            return_kind=kind,
            period=period,
            part=part,
            indicator_code=indicator_code,
            project_no=project_no,
            subject_code=subject_code,
            reason=reason,
            approved_by=actor,
            approved_on=now.astimezone(ZONE).date(),
            valid_to=valid_to,
        )
        row = asdict(waiver) | {"period": str(period)}
        connection.execute(statement("intake/waiver"), row | {"decided_at": now})
        events.decide(
            connection,
            "waive",
            thing="period",
            year=period.year,
            at=now,
            to_state="waived",
            actor=actor,
            reason=reason,
            detail={"waiver": {name: _plain(value) for name, value in row.items()}},
        )
        refused = rows(
            connection,
            "intake/refused_by_rule",
            rule_id=rule_id,
            league_code=league_code,
            period=str(period),
            part=part,
        )
    archive.log_new_events()
    again = [f"refused by it: submission {row['submission_id']}, to be judged again" for row in refused]
    again = again or ["nothing that came is refused by it now"]
    return Outcome((f"waiver {waiver.waiver_id}: {rule_id}, {league_code}, {period}, {part}", *again))


def _plain(value: object) -> object:
    return str(value) if isinstance(value, date) else value


def _kind_of(rule_id: str, league_code: str, period: Period, part: str) -> str:
    """The kind of the return, which the league owes, has that part, and whose rule can be waived."""
    rule = registry().rules.get(rule_id)
    if rule is None or rule.severity != "error" or rule.judge == "gate":
        raise DecisionError(f"{rule_id} is no rule that refuses a part of a return: see docs/rules")
    for each in owed(registry(), settings().due_rule, period, league_code):
        if part in {known.part for known in each.kind.parts}:
            return each.kind.return_kind
    raise DecisionError(f"{league_code} owes no return for {period} with a part {part}")


def _require_subject(indicator_code: str | None, project_no: int | None) -> None:
    if indicator_code is not None and indicator_code not in registry().indicators:
        raise DecisionError(f"{indicator_code} is no indicator")
    if project_no is not None and project_no not in registry().projects:
        raise DecisionError(f"{project_no} is no project")


def _next_id(connection: sa.Connection, league_code: str, period: Period) -> str:
    """A number that the league's return has not had: `150100-2023Q1-1`."""
    count = len(rows(connection, "intake/waivers_of", league_code=league_code, period=str(period)))
    return f"{league_code}-{period}-{count + 1}"
