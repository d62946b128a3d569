"""Versions of a part: which one is in force, and which it replaced."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from etl import events
from etl.read.model import Reading
from etl.warehouse import rows, statement


def put_in_force(
    connection: sa.Connection, submission_id: int, reading: Reading, verdicts: Mapping[str, str], at: datetime
) -> None:
    """The submission's accepted parts take their place in the history of their return from `at` on.

    `verdicts` maps each part to its verdict. Each verdict and each version that was replaced is an event.
    """
    for part, verdict in verdicts.items():
        events.record(connection, "judge", submission_id=submission_id, part=part, at=at, to_state=verdict)
        if verdict == "refused":
            continue
        of_the_return = {
            "league_code": reading.league_code,
            "return_kind": reading.return_kind,
            "period": str(reading.period),
            "part": part,
        }
        before = rows(connection, "intake/part_in_force", **of_the_return)
        connection.execute(statement("intake/part_validity"), of_the_return)
        after = {row["part_id"] for row in rows(connection, "intake/part_in_force", **of_the_return)}
        for replaced in before:
            if replaced["part_id"] not in after:
                events.record(
                    connection,
                    "supersede",
                    submission_id=replaced["submission_id"],
                    part=part,
                    at=at,
                    from_state=replaced["verdict"],
                    to_state="superseded",
                    reason=reading.revision_reason,
                    detail={"by": submission_id},
                )
