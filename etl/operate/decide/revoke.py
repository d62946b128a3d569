"""The end of a waiver before its day: from then on the rule refuses again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from etl.common.settings import ZONE
from etl.operate.decide.outcome import Outcome
from etl.store import archive, events
from etl.store.events import DecisionError
from etl.store.locks import hold_for_league
from etl.store.warehouse import rows, statement, transaction


def revoke(waiver_id: str, *, actor: str, reason: str) -> Outcome:
    """The waiver holds no more for what is judged from now on; its last day was yesterday.

    What passed by it stays accepted until it is judged again; the outcome names it. DecisionError if no
    operator gave such a waiver, or it is over already.
    """
    now = datetime.now(UTC)
    last_day = now.astimezone(ZONE).date() - timedelta(days=1)
    with transaction() as connection:
        given = rows(connection, "intake/waiver_given", waiver_id=waiver_id)
        if not given:
            raise DecisionError(f"no operator gave a waiver {waiver_id}; one of waivers.csv ends there")
        (waiver,) = given
        hold_for_league(connection, waiver["league_code"])
        if waiver["valid_to"] and waiver["valid_to"] <= last_day:
            raise DecisionError(f"{waiver_id} ended on {waiver['valid_to']} already")
        connection.execute(statement("intake/end_waiver"), {"waiver_id": waiver_id, "valid_to": last_day})
        events.decide(
            connection,
            "revoke",
            thing="period",
            year=waiver["year"],
            at=now,
            from_state="waived",
            to_state="revoked",
            actor=actor,
            reason=reason,
            detail={
                "waiver_id": waiver_id,
                "league_code": waiver["league_code"],
                "period": waiver["period"],
                "valid_to": str(last_day),
            },
        )
        passed = rows(connection, "intake/passed_by_waiver", waiver_id=waiver_id)
    archive.log_new_events()
    stays = [f"accepted by it until it is judged again: submission {row['submission_id']}" for row in passed]
    years = tuple(sorted({row["year"] for row in passed}))
    return Outcome((f"waiver {waiver_id}: ended", *stays), years)
