"""Whether the parts of the system are well, in a word each: for load balancers, Docker and Kubernetes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import sqlalchemy as sa

from etl.common.settings import settings
from etl.operate.metrics.collect import warehouse

MIN_FREE_BYTES = 1 << 30

OK, DEGRADED = "ok", "degraded"


def health(beats: Callable[[], Mapping[str, Mapping[str, str | None]]]) -> dict[str, str]:
    """`ok` or `degraded` of each component; `beats` is Airflow's own judgement of its components.

    A component of Airflow that never ran is degraded.
    """
    now = settings()
    airflow = beats()
    return {
        "warehouse": _word(_warehouse_answers()),
        "inbox": _word(_is_open(now.inbox)),
        "archive": _word(_is_open(now.archive)),
        "disk": _word(_free(now.home) >= MIN_FREE_BYTES),
        **{
            name: _word(airflow[name]["status"] == "healthy")
            for name in ("metadatabase", "scheduler", "dag_processor", "triggerer")
        },
    }


def _word(well: bool) -> str:
    return OK if well else DEGRADED


def _warehouse_answers() -> bool:
    try:
        with warehouse().connect() as connection:
            return bool(connection.scalar(sa.text("SELECT 1")))
    except (sa.exc.SQLAlchemyError, RuntimeError):
        return False  # RuntimeError: there is no password for it yet


def _is_open(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.R_OK | os.W_OK | os.X_OK)


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free if folder.is_dir() else 0
