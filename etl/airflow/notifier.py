"""What Airflow calls when a task of ours failed for good, or a run is not finished in time."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime
from typing import Any

from airflow.sdk import BaseNotifier

from etl.common.faults import log_fault, said

log = logging.getLogger(__name__)

_HOUR = 3600


class JibaoNotifier(BaseNotifier):
    """Raises an alarm about the task, or with `subject` about that; `watch_pipeline` tells of it.

    Where the warehouse cannot take it, a mail goes out at once, one an hour at most.
    """

    def __init__(
        self, alarm_id: str = "task_failed", subject: str | None = None, context: Any = None
    ) -> None:
        super().__init__(context)
        self.alarm_id = alarm_id
        self.subject = subject

    def notify(self, context: Any) -> None:
        """The alarm is in the warehouse; or in a mail, or at the least in the log. Raises nothing."""
        subject, detail = self.subject or _subject(context), _detail(context)
        try:
            from etl.store.alarms import raise_alarm

            raise_alarm(self.alarm_id, subject, detail)
        except Exception as fault:
            log_fault(log, "the warehouse does not take the alarm %s about %s", self.alarm_id, subject)
            try:
                _mail_at_once(self.alarm_id, subject, f"{detail};数据库不可用:{type(fault).__name__}")
            except Exception:
                log_fault(log, "nor is a mail taken")

    async def async_notify(self, context: Any) -> None:
        """As `notify`, from the triggerer, which must not wait for it."""
        await asyncio.to_thread(self.notify, context)


def _subject(context: Any) -> str:
    instance = context["task_instance"]
    index = f"[{instance.map_index}]" if instance.map_index >= 0 else ""
    return f"{instance.dag_id}.{instance.task_id}{index}"


def _detail(context: Any) -> str:
    # A deadline's context has no run_id, but the run as Airflow's API shows it.
    run = context.get("run_id") or context["dag_run"]["dag_run_id"]
    fault = context.get("exception")
    failure = said(fault, ":")[:500] if fault else ""
    return ";".join(filter(None, [f"运行 {run}", failure]))


def _mail_at_once(alarm_id: str, subject: str, detail: str) -> None:
    from etl.common.settings import settings
    from etl.operate.alarms.tell import can_mail, letter, shown
    from etl.server import mail
    from schemas.registry import registry

    stamp = settings().logs / "alarm-mailed-at-once"
    if stamp.exists() and time.time() - stamp.stat().st_mtime < _HOUR:
        log.warning("a mail without the warehouse went out within the hour: none now")
        return
    if not can_mail():
        return
    now = datetime.now(UTC)
    alarm = shown(registry().alarms[alarm_id], subject, detail)
    mail.send(letter([alarm], [], now), settings().ops_mail, f"alarm.{now:%Y%m%dT%H%M%S}")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.touch()
