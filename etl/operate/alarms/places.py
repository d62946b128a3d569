"""Detectors of folders and disks: what lies where it should not, or does not lie where it should."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import cast

from etl.common.settings import ZONE, settings
from etl.leagues.reply.outbox import JudgedRow, without_reply
from etl.operate.alarms.detector import Situation, Symptom
from etl.receive.folders import Obstacle
from etl.receive.inbox import Candidate, listing, shown_name
from etl.store.warehouse import rows


def file_stuck(given: Situation) -> list[Symptom]:
    """What lies in the inbox for too long, also where no sweep has seen it, and what none can take.

    A copy whose name says that it is unfinished counts when it has not grown for so long.
    """
    assert given.threshold is not None
    limit = (given.now - timedelta(minutes=given.threshold)).timestamp()
    seen = {row["inbox_path"]: row for row in rows(given.connection, "alarms/sightings")}
    lying = listing(settings().inbox)
    stuck = []
    for file in lying.files:
        sighting = seen.get(file.name)
        since = min(file.changed, sighting["first_seen_at"].timestamp()) if sighting else file.changed
        why = "已收取,无法移走" if sighting and sighting["is_received"] else None
        if since <= limit and (why := why or _why(file)):
            stuck.append((file.name, since, why))
    unfinished = "没有传完,请盟市重新传送"
    stuck += [(file.name, file.changed, unfinished) for file in lying.partial_copies]
    stuck += [(blocked.name, blocked.changed, blocked.why) for blocked in lying.blocked]
    return [
        Symptom(shown_name(name), f"{datetime.fromtimestamp(since, ZONE):%Y-%m-%d %H:%M}起;{why}")
        for name, since, why in stuck
        if since <= limit
    ]


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


def _why(file: Candidate) -> str | None:
    """What keeps it there, as far as it can be seen; None for one that is gone."""
    if not file.mark.size_bytes:
        return "0字节,可能没有传完"
    try:
        with file.spot.opened():
            return "可以读取"
    except Obstacle as obstacle:
        return None if isinstance(obstacle.__cause__, FileNotFoundError) else obstacle.why
