"""One worker dies in the middle of its leagues, and who takes its tasks over."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from etl.server.patience import PATIENCE
from tests.scale.servers import Servers

_RUNNING = sa.text(
    "SELECT map_index, pid FROM task_instance WHERE run_id = :run_id AND task_id = 'judge'"
    " AND state = 'running' AND hostname = :worker ORDER BY map_index"
)
_GROUPS = sa.text(
    "SELECT value FROM xcom WHERE run_id = :run_id AND task_id = 'receive' AND key = 'return_value'"
)
_JUDGED = sa.text(
    "SELECT count(*) FROM intake.submission WHERE submission_id = any(:ids) AND state <> 'received'"
)
_TAKEN_OVER = sa.text(
    "SELECT latest.map_index, latest.hostname, latest.try_number, latest.start_date, latest.state,"
    " first.end_date AS noticed_at"
    " FROM task_instance AS latest INNER JOIN task_instance_history AS first"
    " USING (dag_id, run_id, task_id, map_index)"
    " WHERE latest.run_id = :run_id AND latest.task_id = 'judge' AND first.try_number = 1"
    " AND latest.map_index = any(:indices) ORDER BY latest.map_index"
)


@dataclass(frozen=True)
class Victim:
    """A task instance that was running when its worker was killed; how many of its files had a verdict."""

    league_code: str
    map_index: int
    pid: int
    judged: int
    files: int


@dataclass(frozen=True)
class Killing:
    """What was killed, when, and what ran on it."""

    worker: str
    processes: int
    at: datetime
    victims: tuple[Victim, ...]


@dataclass(frozen=True)
class TakenOver:
    """Who judged a victim's files in the end, in which try; when Airflow noticed, and when that try began."""

    league_code: str
    worker: str
    try_number: int
    noticed_after: timedelta  # the killing
    after: timedelta  # the killing
    state: str


def kill_at_work(
    servers: Servers, airflow: sa.Engine, warehouse: sa.Engine, run_id: str, worker: str
) -> Killing:
    """The worker's whole session is killed while a league of its is half judged; TimeoutError if none is.

    RuntimeError if the tasks were over before they could be killed.
    """
    deadline = time.monotonic() + PATIENCE
    while not any(0 < each.judged < each.files for each in _running(airflow, warehouse, run_id, worker)):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{worker} never had a league half judged")
        time.sleep(0.02)
    at = datetime.now(UTC)
    processes = servers.kill(worker)
    # Airflow cannot know of it yet: what it still calls running was.
    victims = tuple(_running(airflow, warehouse, run_id, worker))
    if not any(0 < each.judged < each.files for each in victims):
        raise RuntimeError(f"{worker} was killed too late: no league of its was half judged")
    return Killing(worker, processes, at, victims)


def taken_over(airflow: sa.Engine, run_id: str, killing: Killing) -> list[TakenOver]:
    """What became of the victims."""
    indices = {each.map_index: each.league_code for each in killing.victims}
    with airflow.connect() as connection:
        found = connection.execute(_TAKEN_OVER, {"run_id": run_id, "indices": list(indices)}).all()
    return [
        TakenOver(
            indices[row.map_index],
            row.hostname,
            row.try_number,
            row.noticed_at - killing.at,
            row.start_date - killing.at,
            row.state,
        )
        for row in found
    ]


def _running(airflow: sa.Engine, warehouse: sa.Engine, run_id: str, worker: str) -> list[Victim]:
    with airflow.connect() as connection:
        tasks = connection.execute(_RUNNING, {"run_id": run_id, "worker": worker}).all()
        if not tasks:
            return []
        groups = connection.execute(_GROUPS, {"run_id": run_id}).scalar_one()
    found = []
    with warehouse.connect() as connection:
        for task in tasks:
            group = groups[task.map_index]
            ((league, ids),) = group["leagues"].items()  # of twelve leagues each has a group
            judged = connection.execute(_JUDGED, {"ids": ids}).scalar_one()
            found.append(Victim(league, task.map_index, task.pid, judged, len(ids)))
    return found
