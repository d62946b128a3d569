"""What a person is asked to approve: exactly these figures, what is missing in them, and the warnings."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.publish import brief
from etl.publish.annual.content import Content, fingerprint
from etl.publish.annual.words import TABLES
from etl.publish.changes import ANSWER, editions_of, with_changes
from etl.publish.manuscript.take_in import take_in
from etl.publish.products import product_of
from etl.store import archive, events
from etl.store.locks import Lock, hold
from etl.store.warehouse import rows, statement, transaction
from etl.summarise.tables import SHORTER, asked
from schemas.periods import Period


class Proposal(TypedDict):
    """A question that was put down: `approval_id`, and what the person sees."""

    approval_id: int
    period: str
    content_sha256: str
    subject: str
    body: str


def propose(period: Period) -> Proposal:
    """The period's tables and draft set are made anew, with what the department wrote, and the question is
    recorded.

    ValueError for a period that is not over, or in which no return is due.
    """
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        now = datetime.now(ZONE)
        folder = product_of(period).folder_of(period)
        take_in(connection, period, folder, now)
        content = with_changes(connection, product_of(period).draft(connection, period, now))
        if not content.is_over:
            raise ValueError(f"{period} is not over: its set cannot be published yet")
        product_of(period).write(folder, content)
        sha256 = fingerprint(content.tables)
        asked = {"period": str(period), "content_sha256": sha256, "as_of": content.as_of}
        number = connection.execute(statement("publish/ask"), asked).scalar_one()
        events.decide(
            connection,
            "ask",
            thing="period",
            year=period.year,
            at=content.as_of,
            to_state="asked",
            actor="jibao",
            reason=f"content {sha256}",
            detail={"period": str(period), "content_sha256": sha256, "approval_id": number},
        )
        proposal = Proposal(
            approval_id=number,
            period=str(period),
            content_sha256=sha256,
            subject=brief.subject(content, sha256),
            body=brief.body(content, sha256),
        )
    archive.log_new_events()
    return proposal


def due(connection: sa.Connection, content: Content, now: datetime) -> bool:
    """Whether a person should be asked about this content: its period is over, all its returns are in or the
    last day for them is over, and it is neither what was asked nor what was published last.

    An answer to what leagues suggest is no reason: who signs reads it in next year's set.
    """
    period = content.period
    if not content.is_over:
        return False
    (owed,) = rows(connection, "publish/returns_of", year=period.year, period=str(period), moment=now)
    if not (owed["complete"] or owed["is_over"]):
        return False
    asked = rows(connection, "publish/asked", period=str(period))
    known = [asked[0]["content_sha256"]] if asked else []
    known += [edition["content_sha256"] for edition in editions_of(connection, period)[:1]]
    return fingerprint(content.tables) not in known and not _only_answered(connection, content)


def _only_answered(connection: sa.Connection, content: Content) -> bool:
    """Whether nothing but answers differs from the edition that was published last."""
    compared = with_changes(connection, content)
    return bool(compared.changes) and all(
        change["table"] in (TABLES["suggestion_matter"], TABLES["earlier_matter"])
        and change["column_zh"] in ANSWER.values()
        for change in compared.changes
    )


def due_periods(years: list[int]) -> list[str]:
    """Of these years, and of the quarter and the month that ended last, the periods that are `due`.

    The tables of the years must have been built; an older bulletin or note is made by hand.
    """
    now = datetime.now(ZONE)
    last = [Period.ending_before(cadence, now.date()) for cadence in SHORTER]
    periods = [Period.of("year", year) for year in years]
    periods += [period for period in last if period.year in years and period in asked(period.cadence)]
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        return [
            str(period)
            for period in periods
            if due(connection, product_of(period).draft(connection, period, now), now)
        ]


def decide(approval_id: int, *, approved: bool, actor: str, reason: str, at: datetime) -> None:
    """The person's answer is recorded, as an event too; a second answer to one question changes nothing."""
    decision = "approved" if approved else "rejected"
    answer = {"decision": decision, "actor": actor, "reason": reason or None, "moment": at}
    with transaction() as connection:
        answered = connection.execute(statement("publish/decide"), {"approval_id": approval_id, **answer})
        for period, sha256 in answered:
            events.decide(
                connection,
                "approve",
                thing="period",
                year=Period.parse(period).year,
                at=at,
                from_state="asked",
                to_state=decision,
                actor=actor,
                reason=reason or decision,
                detail={
                    "period": period,
                    "content_sha256": sha256,
                    "approval_id": approval_id,
                    "opinion": reason,
                },
            )
    archive.log_new_events()
