"""Tells ops: one mail about all that is new, still open or over, and a file with what is open."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NotRequired, TypedDict, cast

import sqlalchemy as sa

from etl.common.letter import Letter, write
from etl.common.punctuation import chinese
from etl.common.settings import ZONE, settings
from etl.leagues.reminders import outbox
from etl.server import mail
from etl.store.alarms import open_alarms
from etl.store.locks import Lock, hold
from etl.store.warehouse import rows, statement, transaction
from schemas.region import REGION_CODE
from schemas.registry import registry
from schemas.registry.objects import Alarm

log = logging.getLogger(__name__)

FILE = "运行报警.txt"


class Shown(TypedDict):
    """An alarm as the letter shows it; `since` is blank where it was not kept."""

    alarm: Alarm
    subject: str
    detail: str
    since: str
    sentence: str
    to_do: str


class _Alarm(TypedDict):
    """A row of `intake.alarm`; one that is over needs no `told_at`."""

    alarm_no: int
    alarm_id: str
    subject: str
    detail: str
    first_seen_at: datetime
    told_at: NotRequired[datetime | None]


def tell(now: datetime) -> list[str]:
    """Ops have a mail about what they were not told, or not for `repeat_hours`; its lines, if there was one.

    The centre's outbox has a file of what is open, or none when nothing is. Without a mail server or an
    address in JIBAO_OPS_MAIL the file is all, and the log says so. smtplib's errors and OSError where the
    server does not take the mail: then nothing counts as told.
    """
    with transaction() as connection:
        hold(connection, Lock.TELL)
        standing = cast(list[_Alarm], open_alarms(connection))
        over = cast(list[_Alarm], rows(connection, "alarms/over"))
        outbox.lay(REGION_CODE, FILE, letter([*map(_shown, standing)], [], now).text if standing else None)
        due = [row for row in standing if _is_due(row, now)]
        if not (due or over) or not can_mail():
            return []
        message = letter([*map(_shown, due)], [*map(_shown, over)], now)
        mail.send(message, settings().ops_mail, f"alarm.{now:%Y%m%dT%H%M%S}")
        _mark(connection, [*due, *over], now)
    return [f"{row['alarm_id']} {row['subject']}" for row in (*due, *over)]


def letter(standing: Sequence[Shown], over: Sequence[Shown], now: datetime) -> Letter:
    """What ops read: what stands, with what to do, and what is over."""
    first = (standing or over)[0]
    count = len(standing) + len(over)
    about = f"{first['alarm'].name_zh}:{first['subject']}" + (f"等{count}项" if count > 1 else "")
    subject = f"【{'运行报警' if standing else '报警解除'}】{about}"
    return write("alarms", subject, standing=standing, over=over, now=now.astimezone(ZONE))


def can_mail() -> bool:
    """Whether there is a mail server and somebody to write to; the log says which is missing."""
    if not settings().ops_mail:
        log.warning("JIBAO_OPS_MAIL names nobody: no mail is sent, the alarms lie in the outbox as %s", FILE)
        return False
    if not mail.has_server():
        log.warning(
            "there is no connection smtp_default: no mail is sent, the alarms lie in the outbox as %s", FILE
        )
        return False
    return True


def shown(alarm: Alarm, subject: str, detail: str, since: str = "") -> Shown:
    """The alarm with what it means and what is to be done, for people."""
    sentence = chinese(alarm.says_zh.replace("{threshold}", str(alarm.threshold)))
    to_do = chinese(alarm.to_do_zh)
    return Shown(alarm=alarm, subject=subject, detail=detail, since=since, sentence=sentence, to_do=to_do)


def _shown(row: _Alarm) -> Shown:
    since = f"{row['first_seen_at'].astimezone(ZONE):%Y-%m-%d %H:%M}"
    return shown(registry().alarms[row["alarm_id"]], row["subject"], row["detail"], since)


def _is_due(row: _Alarm, now: datetime) -> bool:
    again = timedelta(hours=registry().alarms[row["alarm_id"]].repeat_hours)
    told_at = row.get("told_at")
    return told_at is None or told_at + again <= now


def _mark(connection: sa.Connection, mailed: Sequence[_Alarm], now: datetime) -> None:
    numbers = [row["alarm_no"] for row in mailed]
    connection.execute(statement("alarms/told"), {"alarm_nos": numbers, "moment": now})
