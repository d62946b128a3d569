"""What tasks take and make, for OpenLineage: from the inbox to the sets that are handed up.

Airflow's own provider sends it once a transport is set (docs/monitoring.md); else nothing is added to a task.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from etl.common.settings import settings

_INTAKE = ("intake.submission",)
_JUDGED = ("intake.part", "intake.finding", "intake.reported_figure", "intake.reported_progress")
_WAREHOUSE = (
    "warehouse.indicator_value",
    "warehouse.annual_value",
    "warehouse.project_progress",
    "warehouse.project_completion",
    "warehouse.suggestion",
    "warehouse.county_value",
    "warehouse.enterprise_month",
    "warehouse.return_status",
)
_SUMMARY = ("summary.*",)
# A name with a dot is a table, `*` all of them, any other a folder of the home: what a task takes and makes.
_FLOWS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    # A few files are judged where they are received.
    "receive": (("inbox",), ("archive", *_INTAKE, *_JUDGED, *_WAREHOUSE, "outbox")),
    "judge": (("archive", *_INTAKE), (*_JUDGED, *_WAREHOUSE, "outbox")),
    "summarise": (_WAREHOUSE, (*_SUMMARY, "outbox")),
    "check": (_WAREHOUSE, _SUMMARY),
    "propose": (_SUMMARY, ("outbox",)),
    "publish": (_SUMMARY, ("summary.edition", "outbox/annual", "outbox/bulletin", "outbox/note")),
}


def flows(task_id: str) -> dict[str, list[Any]]:
    """The `inlets` and `outlets` of the task; both empty while OpenLineage is off."""
    from airflow.providers.openlineage.conf import is_disabled

    if task_id not in _FLOWS or is_disabled():
        return {"inlets": [], "outlets": []}
    taken, made = _FLOWS[task_id]
    return {"inlets": list(_entities(taken)), "outlets": list(_entities(made))}


def _entities(names: Sequence[str]) -> Iterator[Any]:
    from airflow.providers.common.compat.lineage.entities import File, Table

    # Here, because DAG files are loaded again and again, and mostly without this.
    from etl.summarise.tables import MONTH_TABLES, QUARTER_TABLES, TABLES

    now = settings()
    host, database = _warehouse(now.warehouse_url, now.postgres_port)
    every = [f"summary.{table}" for table in (*TABLES, *QUARTER_TABLES, *MONTH_TABLES)]
    for name in names:
        if "." in name:
            for table in every if name == "summary.*" else [name]:
                yield Table(cluster=f"postgres://{host}", database=database, name=table)
        else:
            yield File(url=Path(now.home / name).as_uri())


def _warehouse(url: str | None, port: int) -> tuple[str, str]:
    """Host with port, and the database: never who logs in there, or by what."""
    if url is None:
        return f"127.0.0.1:{port}", "jibao"
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or 5432}", parts.path.lstrip("/")
