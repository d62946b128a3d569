"""What the tasks of `receive_returns` hand to each other: groups of submissions, a league each."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict

from etl.common.settings import settings
from etl.receive.sweep import receive_folder, sweep
from etl.store.warehouse import rows, transaction
from etl.walk.batch import leagues_waiting
from schemas.registry import registry


class Group(TypedDict):
    """What waits of a league, in order of arrival."""

    league_code: str
    submission_ids: list[int]


def receive_groups(arrivals: str | None = None, folder: str | None = None) -> list[Group]:
    """The inbox is received (with `arrivals`, the folder as a back-load of history): what waits, by league.

    `folder` is by default the inbox.
    """
    if arrivals is None and folder is None:
        sweep()
        waiting = leagues_waiting()
    else:
        root = Path(folder) if folder else settings().inbox
        received = receive_folder(root, Path(arrivals) if arrivals else None)
        waiting = leagues_waiting(received)
    return [{"league_code": league, "submission_ids": ids} for league, ids in waiting.items()]


def league_name(league_code: str) -> str:
    """What people call the league: its Chinese name, or 未识别."""
    known = registry().leagues.get(league_code)
    return known.name_zh if known else "未识别"


def run_of(task_instance: Any) -> dict[str, str | int]:
    """What leads to the log of the task instance of Airflow."""
    names = ("dag_id", "run_id", "task_id", "map_index", "try_number")
    return {name: getattr(task_instance, name) for name in names}


def years_changed(groups: list[Group]) -> list[int]:
    """The years whose annual tables say something of what the groups brought.

    Of what was accepted its year and those after, of what was refused its own: it counts in the reporting.
    """
    ids = [submission_id for group in groups for submission_id in group["submission_ids"]]
    with transaction() as connection:
        return [row["year"] for row in rows(connection, "intake/years_changed", submission_ids=ids)]


def years_turned(now: datetime) -> list[int]:
    """The years whose annual tables the clock has made untrue: a return fell due, or a quarter has ended."""
    with transaction() as connection:
        return [row["year"] for row in rows(connection, "intake/years_turned", moment=now)]
