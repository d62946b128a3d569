"""What the tasks of `publish_annual_summary` call: they hand over numbers and words, never tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from etl.common.settings import ZONE
from etl.publish import editions, proposals
from etl.publish.quality import QualityError, gate
from etl.store.events import DecisionError
from etl.store.locks import Lock, hold
from etl.store.warehouse import transaction
from etl.summarise.tables import build
from schemas.periods import Period

__all__ = ["DecisionError", "QualityError", "check", "propose", "publish"]

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


def propose(period: str) -> dict[str, Any]:
    """The question about the period: approval_id, period, content_sha256, subject and body.

    ValueError for a period that cannot be published.
    """
    return asdict(proposals.propose(Period.parse(period)))


def publish(proposal: Mapping[str, Any], answer: Mapping[str, Any], *, approved: bool) -> str | None:
    """The answer is recorded; if it is yes, the edition is published and its folder given, else None.

    `answer`: what Airflow's human-in-the-loop operator gives: params_input, responded_at, responded_by_user.
    DecisionError if a figure has changed since the question; QualityError as in `check`.
    """
    user = answer["responded_by_user"] or {}
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
