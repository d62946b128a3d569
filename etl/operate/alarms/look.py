"""Runs every detector, and tells ops what is new, still open or over."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from etl.common.faults import log_fault, said
from etl.common.settings import SQL
from etl.operate.alarms import outlook, places
from etl.operate.alarms.detector import Situation, Symptom
from etl.operate.alarms.tell import tell
from etl.store.warehouse import rows, statement, transaction
from schemas.registry import registry
from schemas.registry.objects import Alarm

log = logging.getLogger(__name__)

Detector = Callable[[Situation], list[Symptom]]

# The detectors that are code; one that is SQL is the file of the alarm's id.
CODE: Mapping[str, Detector] = {
    "file_stuck": places.file_stuck,
    "reply_missing": places.reply_missing,
    "disk_low": places.disk_low,
    "backup_old": places.backup_old,
    "component_unhealthy": outlook.component_unhealthy,
    "calendar_unknown": outlook.calendar_unknown,
}
WATCHER = "watcher_failed"


def look(now: datetime | None = None) -> list[str]:
    """Every alarm of alarms.csv is open or over as things are now, and ops are told; the lines of the mail.

    A detector that fails stops no other: it is an alarm itself. smtplib's errors and OSError where the mail
    server takes no mail; the alarms are then told by the next look.
    """
    now = now or datetime.now(UTC)
    failed = []
    for alarm in registry().alarms.values():
        if alarm.alarm_id == WATCHER:
            continue
        try:
            with transaction() as connection:
                _settle(connection, alarm, now)
        except Exception as fault:
            log_fault(log, "the detector of %s failed", alarm.alarm_id)
            failed.append(Symptom(alarm.alarm_id, said(fault, ":")[:500]))
    with transaction() as connection:
        _keep(connection, WATCHER, failed, now)
    return tell(now)


def detector_of(alarm_id: str) -> Detector | None:
    """The alarm's detector; None for one that is raised where something fails."""
    if alarm_id in CODE:
        return CODE[alarm_id]
    if not (SQL / "alarms" / f"{alarm_id}.sql").is_file():
        return None

    def by_sql(given: Situation) -> list[Symptom]:
        seen = rows(given.connection, f"alarms/{alarm_id}", moment=given.now, threshold=given.threshold)
        return [Symptom(row["subject"], row["detail"]) for row in seen]

    return by_sql


def _settle(connection: sa.Connection, alarm: Alarm, now: datetime) -> None:
    if detect := detector_of(alarm.alarm_id):
        _keep(connection, alarm.alarm_id, detect(Situation(alarm.threshold, connection, now)), now)
    elif alarm.lapse_hours is not None:
        seen_before = now - timedelta(hours=alarm.lapse_hours)
        lapsed = {"alarm_id": alarm.alarm_id, "seen_before": seen_before, "moment": now}
        connection.execute(statement("alarms/lapse"), lapsed)


def _keep(connection: sa.Connection, alarm_id: str, symptoms: list[Symptom], now: datetime) -> None:
    """The alarm is open about these symptoms, and about nothing else."""
    for subject, detail in symptoms:
        seen = {"alarm_id": alarm_id, "subject": subject, "detail": detail, "moment": now}
        connection.execute(statement("alarms/raise"), seen)
    over = {"alarm_id": alarm_id, "subjects": [symptom.subject for symptom in symptoms], "moment": now}
    connection.execute(statement("alarms/clear"), over)
