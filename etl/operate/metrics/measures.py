"""What the disk says: the inbox, the last summary, the last backup, the space that is left."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from etl.common.settings import ZONE, settings
from etl.receive.inbox import listing

Row = Mapping[str, Any]  # a metric's labels, and its `value`


def measured() -> dict[str, list[Row]]:
    """The rows of each of `definitions.MEASURED`; none where there is nothing to tell."""
    now = settings()
    lying = listing(now.inbox)
    changed = [file.changed for file in lying.files + lying.partial_copies]
    changed += [blocked.changed for blocked in lying.blocked]
    disk = shutil.disk_usage(now.home)
    return {
        "jibao_inbox_files": [{"value": len(changed)}],
        "jibao_inbox_oldest_seconds": [{"value": max(time.time() - min(changed), 0) if changed else 0}],
        "jibao_summary_last_timestamp_seconds": [
            {"year": folder.name, "value": max(written)}
            for folder in sorted((now.outbox / "annual").glob("[0-9][0-9][0-9][0-9]"))
            if (written := list(_changed(folder.iterdir())))
        ],
        "jibao_backup_last_timestamp_seconds": [{"value": made} for made in _last_backup(now.backups)],
        "jibao_home_free_bytes": [{"value": disk.free}],
        "jibao_home_size_bytes": [{"value": disk.total}],
    }


def _changed(paths: Iterator[Path]) -> Iterator[float]:
    """When each file last changed in any way; one that is gone meanwhile is passed over."""
    for path in paths:
        try:
            yield path.stat().st_ctime
        except FileNotFoundError:
            continue


def _last_backup(folder: Path) -> list[float]:
    made = [_moment(json.loads(path.read_text())["made_at"]) for path in folder.glob("*/manifest.json")]
    return sorted(made)[-1:]


def _moment(text: str) -> float:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZONE)).timestamp()
