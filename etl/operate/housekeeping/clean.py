"""Clearing up: old backups, logs and runs, and what a killed process left half made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from etl.common.settings import ZONE, settings
from etl.server import postgres

KEPT_BACKUPS = 8  # two months of weekly ones
KEPT_DAYS = 180  # of logs, and of runs with what they handed over; a question waits 30 days at most
_HALF_MADE_DAYS = 1


def clean() -> dict[str, int]:
    """How many old backups, half-made drafts and log files were removed; Airflow's old runs are gone too."""
    removed = {"backups": 0, "drafts": 0, "logs": 0}
    for folder in old_backups():
        shutil.rmtree(folder)
        removed["backups"] += 1
    for path in half_made():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        removed["drafts"] += 1
    for path in old_logs():
        path.unlink(missing_ok=True)
        removed["logs"] += 1
    forget_runs()
    return removed


def old_backups() -> list[Path]:
    """All but the newest; only complete ones count."""
    made = sorted(manifest.parent for manifest in settings().backups.glob("[0-9]*/manifest.json"))
    return made[:-KEPT_BACKUPS]


def half_made() -> Iterator[Path]:
    """Hidden drafts older than a day in outbox, archive and backups: whatever made them died."""
    here = settings()
    for root, pattern in (
        (here.outbox, "**/.*"),
        (here.archive / "files", ".*"),
        (here.backups, ".[0-9]*-[0-9]*"),
    ):
        for path in list(root.glob(pattern)):
            if not any(parent.name.startswith(".") for parent in path.relative_to(root).parents) and _older(
                path, _HALF_MADE_DAYS
            ):
                yield path


def old_logs() -> Iterator[Path]:
    """Logs of tasks that are too old."""
    return (path for path in (settings().logs / "airflow").rglob("*.log") if _older(path, KEPT_DAYS))


def forget_runs() -> None:
    """Airflow's metadata of so long ago (runs, task instances, XComs, log entries) are gone.

    RuntimeError with what Airflow said if that failed.
    """
    before = datetime.now(ZONE) - timedelta(days=KEPT_DAYS)
    words = ["db", "clean", "--clean-before-timestamp", before.isoformat(), "--skip-archive", "--yes"]
    environment = {**os.environ, "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": postgres.airflow_url()}
    # A task may not reach Airflow's database; this is a command of its own, which may.
    environment.pop("_AIRFLOW_PROCESS_CONTEXT", None)
    done = subprocess.run(
        [sys.executable, "-m", "airflow", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"airflow db clean failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def _older(path: Path, days: float) -> bool:
    try:
        return time.time() - path.lstat().st_mtime > days * 86400
    except FileNotFoundError:
        return False
