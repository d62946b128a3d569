"""What the tasks of `receive_returns` hand to each other: groups of submissions, a league each."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

from etl.common.settings import settings
from etl.receive.sweep import receive_folder, sweep_for
from etl.store.warehouse import rows, transaction
from etl.walk.waiting import leagues_waiting
from schemas.registry import registry

# Seconds that a run receives, and that it judges a league's files; what is not done by then the next run
# does, which follows at once. So whoever comes while a run is at work waits for less than a minute.
RECEIVING, JUDGING_FOR = 10, 20


class Group(TypedDict):
    """What waits of a league, in order of arrival."""

    league_code: str
    submission_ids: list[int]


class Received(NamedTuple):
    """What waits, by league; and how many files are left in the inbox for the next run."""

    groups: list[Group]
    left: int


def receive_groups(arrivals: str | None = None, folder: str | None = None) -> Received:
    """The inbox is received (with `arrivals`, the folder as a back-load of history), for `RECEIVING` seconds.

    `folder` is by default the inbox; a back-load is received to its end.
    """
    left = 0
    if arrivals is None and folder is None:
        left = sweep_for(RECEIVING).left
        waiting = leagues_waiting(seconds=RECEIVING)
    else:
        root = Path(folder) if folder else settings().inbox
        received = receive_folder(root, Path(arrivals) if arrivals else None)
        waiting = leagues_waiting(received, RECEIVING)
    return Received([Group(league_code=league, submission_ids=ids) for league, ids in waiting.items()], left)


def more_to_do(groups: list[Group], left: int) -> bool:
    """Whether another run would get further: this one did, and has left something for want of time."""
    ids = [submission_id for group in groups for submission_id in group["submission_ids"]]
    with transaction() as connection:
        waiting = {row["submission_id"] for row in rows(connection, "intake/waiting")}
    return bool(left or waiting) and not waiting.issuperset(ids)


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
