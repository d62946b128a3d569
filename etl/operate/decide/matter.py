"""The department answers what leagues suggest: who handles it, how it stands, what leagues are told."""

from __future__ import annotations

from datetime import UTC, date, datetime

from etl.common.settings import ZONE
from etl.operate.decide.outcome import Outcome
from etl.store import archive, events
from etl.store.events import DecisionError
from etl.store.locks import Lock, hold
from etl.store.warehouse import rows, statement, transaction
from schemas.registry import registry


def answer(
    matter_id: str,
    *,
    handler: str,
    state: str,
    reply: str,
    replied_on: date | None = None,
    actor: str,
    reason: str,
) -> Outcome:
    """The matter is answered from now on, in place of an answer before; its leagues read it in what they get
    next.

    `handler`: the department that handles it; `state`: a matter_state of words.csv; `replied_on`: today, if
    not given.
    DecisionError where there is no such matter, or the date is still to come.
    """
    states = registry().words["matter_state"]
    if state not in states:
        raise DecisionError(f"{state} is no state: {', '.join(states)}")
    if not (handler.strip() and reply.strip()):
        raise DecisionError("an answer needs who handles it and what it says")
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        now = datetime.now(UTC)  # after whatever was built while this waited
        today = now.astimezone(ZONE).date()
        if replied_on and replied_on > today:
            raise DecisionError(f"{replied_on} is still to come")
        matters = rows(connection, "intake/matter", matter_id=matter_id)
        if not matters:
            raise DecisionError(f"there is no matter {matter_id}: see summary.suggestion_matter")
        matter = matters[0]
        given = {
            "matter_id": matter_id,
            "year": matter["year"],
            "wording": matter["wording"],
            "handler_zh": handler,
            "state": state,
            "reply": reply,
            "replied_on": str(replied_on or today),
        }
        answered = {"answered_at": now, "answered_by": actor}
        connection.execute(statement("intake/matter_answer"), given | answered)
        events.decide(
            connection,
            "answer",
            year=matter["year"],
            at=now,
            to_state="answered",
            actor=actor,
            reason=reason,
            detail={"answer": given},
        )
        built = {row["year"] for row in rows(connection, "rebuild/years_built")}
    archive.log_new_events()
    line = f"{matter_id}: {state}, to {matter['leagues_zh']}"
    return Outcome((line,), tuple(sorted(built & {matter["year"], matter["year"] + 1})))
