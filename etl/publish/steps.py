"""What the tasks of `publish_annual_summary` call: they hand over numbers and words, never tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict

from etl.common.settings import ZONE
from etl.publish import editions, proposals
from etl.publish.quality import QualityError, gate
from etl.store.events import DecisionError
from etl.store.locks import Lock, hold
from etl.store.warehouse import transaction
from etl.summarise.tables import build
from schemas.periods import Period

__all__ = ["DecisionError", "QualityError", "check", "propose", "publish"]


class _User(TypedDict):
    id: str | None
    name: str | None


class Answer(TypedDict):
    """What a person answered, as Airflow's human-in-the-loop operator gives it; no user: none in time."""

    chosen_options: list[str]
    params_input: Mapping[str, str]
    responded_at: datetime | str
    responded_by_user: _User | None


_NOBODY = "nobody: no answer in time"


def check(period: str) -> None:
    """The annual tables of the period's year are built anew, and Great Expectations finds nothing wrong.

    QualityError if it does: our fault. ValueError for a period in which no return is due.
    """
    year = Period.parse(period).year
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        build(connection, year, datetime.now(ZONE))
    gate(year)


def propose(period: str) -> proposals.Proposal:
    """The question about the period; ValueError for one that cannot be published."""
    return proposals.propose(Period.parse(period))


def publish(proposal: proposals.Proposal, answer: Answer, *, approved: bool) -> str | None:
    """The answer is recorded; if it is yes, the edition is published and its folder given, else None.

    DecisionError if a figure has changed since the question; QualityError as in `check`.
    """
    user = answer["responded_by_user"] or {"id": None, "name": None}
    proposals.decide(
        proposal["approval_id"],
        approved=approved,
        actor=user.get("name") or user.get("id") or _NOBODY,
        reason=str(answer["params_input"].get("opinion") or ""),
        at=_moment(answer["responded_at"]),
    )
    if not approved:
        return None
    check(proposal["period"])
    return str(editions.publish(Period.parse(proposal["period"])).folder)


def _moment(at: datetime | str) -> datetime:
    return at if isinstance(at, datetime) else datetime.fromisoformat(at)
