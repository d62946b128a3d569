"""Detectors of folders and disks: what lies where it should not, or does not lie where it should."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from etl.common.settings import ZONE, settings
from etl.leagues.reply.outbox import JudgedRow, without_reply
from etl.operate.alarms.detector import Situation, Symptom
from etl.receive.inbox import candidates, partial_copies
from etl.store.warehouse import rows


def file_stuck(given: Situation) -> list[Symptom]:
    """The files that lie in the inbox for too long, also where no sweep has seen them yet.

    A copy whose name says that it is unfinished counts when it has not grown for so long.
    """
    assert given.threshold is not None
    limit = given.now - timedelta(minutes=given.threshold)
    seen = {row["inbox_path"]: row["first_seen_at"] for row in rows(given.connection, "alarms/sightings")}
    stuck = []
    cut_off = partial_copies(settings().inbox)
    for file in [*candidates(settings().inbox), *cut_off]:
        changed = _changed(file.path)
        if changed is not None and (since := min(changed, seen.get(file.name, changed))) <= limit:
            why = "没有传完,请盟市重新传送" if file in cut_off else _why(file.path)
            stuck.append(Symptom(file.name, f"{since.astimezone(ZONE):%Y-%m-%d %H:%M}起;{why}"))
    return stuck


def reply_missing(given: Situation) -> list[Symptom]:
    """The submissions that were judged of late and have no reply where it may lie."""
    asked = {"moment": given.now, "threshold": given.threshold}
    judged = cast(list[JudgedRow], rows(given.connection, "alarms/verdicts", **asked))
    return [Symptom(f"submission {row['submission_id']}", row["file_name"]) for row in without_reply(judged)]


def disk_low(given: Situation) -> list[Symptom]:
    """The disk of the home, where too little of it is free."""
    assert given.threshold is not None
    usage = shutil.disk_usage(settings().home)
    if usage.free * 100 >= usage.total * given.threshold:
        return []
    return [
        Symptom(str(settings().home), f"空余{usage.free / 2**30:.1f} GiB,共{usage.total / 2**30:.1f} GiB")
    ]


def backup_old(given: Situation) -> list[Symptom]:
    """The folder of backups, where the latest is too old, or none is there after so long a time."""
    assert given.threshold is not None
    asked = {"moment": given.now, "threshold": given.threshold}
    ((is_older,),) = [row.values() for row in rows(given.connection, "alarms/older_than", **asked)]
    made = [manifest.stat().st_mtime for manifest in settings().backups.glob("*/manifest.json")]
    latest = datetime.fromtimestamp(max(made), UTC) if made else None
    if not is_older or (latest and latest > given.now - timedelta(days=given.threshold)):
        return []
    detail = f"最近一次{latest.astimezone(ZONE):%Y-%m-%d %H:%M}" if latest else "还没有备份"
    return [Symptom(str(settings().backups), detail)]


def _changed(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_ctime, UTC)
    except OSError:
        return None


def _why(path: Path) -> str:
    try:
        if path.stat().st_size == 0:
            return "0字节,可能没有传完"
    except OSError:
        return "已不在"
    return "可以读取" if os.access(path, os.R_OK) else "系统无权读取"
