"""What was decided of submissions, as it is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import NamedTuple

import sqlalchemy as sa

from etl.common.findings import Finding, FindingRow
from etl.load.waiting_room import PartContent, found_in, keep_findings
from etl.read.model import Reading
from etl.store import events
from etl.store.submissions import Submission
from etl.store.warehouse import statement
from etl.validate.part import Validated

Run = Mapping[str, str | int]  # names the task instance of Airflow that walks


class ToJudge(NamedTuple):
    """A submission as it was read, and the moment from which its verdict holds.

    `validated`: its parts, None where they have not been validated yet or need not be.
    """

    submission: Submission
    reading: Reading
    at: datetime
    validated: Sequence[Validated] | None = None


@dataclass(frozen=True)
class Judgement:
    """What was decided of one submission. `parts`: part to verdict; empty where no return was recognised."""

    submission_id: int
    verdict: str
    league_code: str | None = None
    return_kind: str | None = None
    period: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    duplicate_of: int | None = None
    contents: Mapping[str, PartContent] = field(default_factory=dict)
    held: tuple[str, ...] = ()  # the parts that are accepted without being in force
    moves: Sequence[events.Move] = ()  # of its parts, and of those that they replaced
    rechecked: tuple[int, ...] = ()  # the league's later submissions in which findings came or went


Judged = tuple[ToJudge, Judgement, list[FindingRow]]  # with its findings as rows


def record(connection: sa.Connection, judged: Sequence[Judged], run: Run | None) -> None:
    """The verdicts and their findings are in the warehouse, and an event for each move."""
    findings = [
        found_in(judgement.submission_id, found, judgement.submission_id, each.at)
        for each, judgement, found in judged
    ]
    numbers = iter(keep_findings(connection, list(chain.from_iterable(findings))))
    verdicts = [_verdict(each.reading, judgement) for each, judgement, _ in judged]
    standing = [
        {
            **verdict,
            "submission_id": judgement.submission_id,
            "state": judgement.verdict,
            "decided_at": each.at.isoformat(),
        }
        for (each, judgement, _), verdict in zip(judged, verdicts, strict=True)
    ]
    connection.execute(statement("intake/verdict", "verdicts"), {"verdicts": standing})
    moves = [
        events.Move(
            "judge",
            judgement.submission_id,
            each.at,
            judgement.verdict,
            each.submission["state"],
            detail={
                **verdict,
                "parts": dict(judgement.parts),
                "held": list(judgement.held),
                "contents": dict(judgement.contents),
                "findings": found,
                "finding_ids": [next(numbers) for _ in found],
                **({"run": run} if run else {}),
            },
        )
        for (each, judgement, found), verdict in zip(judged, verdicts, strict=True)
    ]
    of_parts = [move for _, judgement, _ in judged for move in judgement.moves]
    events.record_all(connection, [*of_parts, *moves])


def _verdict(reading: Reading, judged: Judgement) -> dict[str, str | int | None]:
    return {
        "league_code": judged.league_code,
        "return_kind": judged.return_kind,
        "period": judged.period,
        "reported_on": str(reading.reported_on) if reading.reported_on else None,
        "revision_reason": reading.revision_reason,
        "template_version": reading.template_version,
        "duplicate_of": judged.duplicate_of,
    }
