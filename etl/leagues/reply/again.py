"""Replies that are written anew, because a league or the outbox lost them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import cast

from etl.leagues.reply.outbox import JudgedRow, without_reply, write_replies
from etl.store.locks import hold_for_league
from etl.store.warehouse import rows, transaction


def write_named(submission_ids: Collection[int]) -> list[Path]:
    """The replies to the submissions lie in the outbox as things stand now; the workbooks' paths.

    ValueError for one that is not there, or has no verdict.
    """
    judged = _judged(submission_ids=list(submission_ids))
    if unknown := set(submission_ids) - {row["submission_id"] for row in judged}:
        listed = ", ".join(map(str, sorted(unknown)))
        raise ValueError(f"not there, or without a verdict: submission {listed}")
    return _write(judged)


def write_missing(since: datetime) -> list[Path]:
    """As `write_named` for those with a verdict since that moment whose workbook is not in the outbox.

    A league that took away its reply gets it again: that cannot be seen. A file that was taken up again has
    its reply under the later number.
    """
    judged = _judged(since=since)
    return _write(without_reply(row for row in judged if not row["is_taken_up"]))


def _judged(submission_ids: list[int] | None = None, since: datetime | None = None) -> list[JudgedRow]:
    with transaction() as connection:
        judged = rows(connection, "reply/judged", submission_ids=submission_ids, moment=since)
    return cast(list[JudgedRow], judged)


def _write(submissions: Collection[JudgedRow]) -> list[Path]:
    written = []
    for row in submissions:
        with transaction() as connection:
            # Else somebody may judge the league's files meanwhile, and our older reply replace the newer one.
            hold_for_league(connection, row["league_code"])
            written += write_replies(connection, [row["submission_id"]])
    return written
