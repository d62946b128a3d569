"""Numbered editions: published once, kept, and made again from what was known at their moment."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypedDict, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from etl.common.settings import settings
from etl.load.year_locks import lock
from etl.publish import league_copies
from etl.publish.annual.content import Content, Edition, fingerprint, plain
from etl.publish.changes import EditionRow, changes, editions_of, kept, with_changes
from etl.publish.products import product_of
from etl.store import archive, events, reference
from etl.store.events import DecisionError
from etl.store.locks import Lock, hold
from etl.store.warehouse import rows, statement, transaction
from etl.summarise.rows import Source
from schemas.periods import Period


class _Answered(TypedDict):
    """A question about a period that a person has answered."""

    approval_id: int
    period: str
    content_sha256: str
    as_of: datetime
    asked_at: datetime
    decision: str
    actor: str
    reason: str | None
    decided_at: datetime


class _EditionSource(TypedDict):
    """A part of a return that an edition rests on."""

    period: str
    edition_no: int
    league_code: str
    return_period: str
    part: str
    submission_id: int
    sha256: str


class Document(TypedDict):
    """An edition as the archive keeps it: its row, the rows of its tables and what they rest on."""

    edition: EditionRow
    content: dict[str, list[dict[str, Any]]]
    submissions: list[_EditionSource]


@dataclass(frozen=True)
class Published:
    """An edition and where it lies."""

    period: str
    number: int
    content_sha256: str
    folder: Path
    paths: tuple[Path, ...]


def publish(period: Period) -> Published:
    """The period's figures, which a person approved exactly as they are now, are its next edition.

    It lies in a folder of its own, a year is locked, and each league has its page in its outbox. Where these
    figures are published already, that edition's files are made sure of, and nothing else changes.
    DecisionError if nobody approved, or something changed since.
    """
    now = datetime.now(UTC)
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        content = product_of(period).draft(connection, period, now)
        sha256 = fingerprint(content.tables)
        editions = editions_of(connection, period)
        if editions and editions[0]["content_sha256"] == sha256:
            edition = editions[0]
        else:
            approval = _approval(connection, period, sha256, editions)
            edition = _number(connection, content, approval, len(editions) + 1, now)
            # What an attempt that failed left there is no part of it.
            shutil.rmtree(settings().outbox / edition["folder"], ignore_errors=True)
        content = of_edition(connection, content, edition)
        folder = settings().outbox / edition["folder"]
        paths = product_of(period).write(folder, content)
        league_copies.lay_out(content, paths)
    with transaction() as connection:
        archive.log_events(connection)
    return Published(str(period), edition["edition_no"], sha256, folder, tuple(paths))


def remake(period: Period, number: int, folder: Path) -> list[str]:
    """The edition is made again from the warehouse, in another folder; what differs from what was published.

    An empty list: the same rows and the same registry, and so the same files. ValueError if there is no such
    edition.
    """
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        editions = editions_of(connection, period)
        edition = next((row for row in editions if row["edition_no"] == number), None)
        if edition is None:
            raise ValueError(f"{period} has no edition {number}")
        attempt = connection.begin_nested()
        content = of_edition(
            connection, product_of(period).draft(connection, period, edition["as_of"]), edition
        )
        attempt.rollback()  # the tables go on saying what is known now
        product_of(period).write(folder, content)
        # Names that the registry gives are in the data package, not in the tables.
        known = edition["registry_sha256"] == reference.fingerprint(settings().due_rule)
        places = [] if known else ["the registry or the due rule is not what it was"]
        if fingerprint(content.tables) == edition["content_sha256"]:
            return places
        differing = changes(kept(connection, str(period), number), plain(content.tables))
        places += [f"{row['table']} {row['key_zh']} {row['column_zh']}" for row in differing]
        return places or ["something that the tables say beside figures"]


def of_edition(connection: sa.Connection, content: Content, edition: EditionRow) -> Content:
    """The content as this edition shows it: as of its moment, with its mark, compared with the one before."""
    shown = Edition(edition["edition_no"], edition["approved_by"], edition["approved_at"])
    return with_changes(connection, replace(content, as_of=edition["as_of"], edition=shown))


def _approval(
    connection: sa.Connection, period: Period, sha256: str, editions: Sequence[EditionRow]
) -> _Answered:
    """The last answer about the period, if it is an approval of exactly this content that no edition had."""
    again = f"run publish_annual_summary for {period} in Airflow"
    answered = cast(list[_Answered], rows(connection, "publish/answered", period=str(period)))
    answer = answered[0] if answered else None
    if (
        answer is None
        or answer["decision"] != "approved"
        or (editions and answer["decided_at"] <= editions[0]["approved_at"])
    ):
        raise DecisionError(f"nobody has approved {period} as it is: {again} and approve it there")
    if answer["content_sha256"] != sha256:
        raise DecisionError(
            f"the figures of {period} have changed since they were approved: {again} and approve them as they"
            " are now"
        )
    return answer


def _number(
    connection: sa.Connection, content: Content, approval: _Answered, number: int, now: datetime
) -> EditionRow:
    """The edition's row, its rows as they are published and the submissions that it rests on are kept."""
    period = content.period
    folder = product_of(period).folder_of(period) / f"第{number}版"
    edition: EditionRow = {
        "period": str(period),
        "edition_no": number,
        "as_of": approval["as_of"],
        "content_sha256": approval["content_sha256"],
        "approved_by": approval["actor"],
        "approved_at": approval["decided_at"],
        "published_at": now,
        "registry_sha256": reference.fingerprint(settings().due_rule),
        "folder": str(folder.relative_to(settings().outbox)),
    }
    sources: Sequence[Source] = content[f"{product_of(period).prefix}_submission"]
    submissions: list[_EditionSource] = [
        {
            "period": str(period),
            "edition_no": number,
            "league_code": row["league_code"],
            "return_period": row["period"],
            "part": row["part"],
            "submission_id": row["submission_id"],
            "sha256": row["sha256"],
        }
        for row in sources
    ]
    document: Document = {
        "edition": edition,
        "content": plain(content.tables),
        "submissions": submissions,
    }
    keep(connection, document)
    reason = f"edition {number}, content {approval['content_sha256']}"
    actor = approval["actor"]
    if product_of(period).locks_year:
        with suppress(DecisionError):  # it is locked already: by an edition before, or by hand
            lock(connection, period.year, actor=actor, reason=reason, at=now)
    events.decide(
        connection,
        "publish",
        thing="period",
        year=period.year,
        to_state="published",
        detail={"period": str(period), "edition_no": number, "document": archive.store_document(document)},
        actor=actor,
        reason=reason,
        at=now,
    )
    return edition


def keep(connection: sa.Connection, document: Document) -> None:
    """The edition's row, its rows as they are published and the submissions that it rests on are kept."""
    edition = document["edition"]
    named = {"period": edition["period"], "edition_no": edition["edition_no"]}
    connection.execute(statement("publish/edition"), edition)
    connection.execute(
        statement("publish/edition_content").bindparams(sa.bindparam("content", type_=JSONB)),
        [{**named, "table_name": name, "content": content} for name, content in document["content"].items()],
    )
    if document["submissions"]:
        connection.execute(statement("publish/edition_submission"), document["submissions"])
