"""The alarms that are open: rows of `intake.alarm`. Nothing heavy is imported before an alarm is raised."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlalchemy as sa


def raise_alarm(alarm_id: str, subject: str, detail: str, now: datetime | None = None) -> None:
    """The alarm about the subject is open; ops hear of it by the next look, within minutes.

    KeyError for an id that alarms.csv does not have.
    """
    from etl.store.warehouse import statement, transaction
    from schemas.registry import registry

    alarm = registry().alarms[alarm_id]
    seen = {
        "alarm_id": alarm.alarm_id,
        "subject": subject,
        "detail": detail,
        "moment": now or datetime.now(UTC),
    }
    with transaction() as connection:
        connection.execute(statement("alarms/raise"), seen)


def open_alarms(connection: sa.Connection) -> list[dict[str, Any]]:
    """The rows of `sql/alarms/open.sql`, the oldest first, each with `alarm`, its row of alarms.csv."""
    from etl.store.warehouse import rows
    from schemas.registry import registry

    return [row | {"alarm": registry().alarms[row["alarm_id"]]} for row in rows(connection, "alarms/open")]
