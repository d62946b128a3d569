"""What the tasks of `receive_returns` hand to each other: groups of submissions, by league."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any, TypedDict

from etl.common.settings import settings
from etl.receive.sweep import receive_folder, sweep
from etl.store.locks import leagues_held
from etl.store.warehouse import rows, transaction
from etl.walk.batch import WalkError, walk
from etl.walk.rounds import JUDGING, RECEIVING
from etl.walk.waiting import leagues_waiting
from schemas.registry import registry

# So many files are judged where they are received: their replies do not wait for a second task to start.
_AT_ONCE = 12
# A run has no more tasks that judge; where more leagues wait, one task has several.
_TASKS = 48


class Group(TypedDict):
    """What waits of some leagues, by league in order of arrival."""

    leagues: dict[str, list[int]]


def receive_groups(context: Any) -> list[Group]:
    """The inbox is received, for a time: what waits, by league. A few files are judged, too.

    With the parameter `arrivals` the folder (by default the inbox) is received as a back-load of history, to
    its end. How many files are left in the inbox stands beside the task's answer.
    """
    arrivals, folder = context["params"]["arrivals"], context["params"]["folder"]
    left = 0
    if arrivals is None and folder is None:
        left = sweep(RECEIVING).left
        waiting = leagues_waiting(seconds=RECEIVING)
    else:
        root = Path(folder) if folder else settings().inbox
        received = receive_folder(root, Path(arrivals) if arrivals else None)
        waiting = leagues_waiting(received, RECEIVING)
    context["ti"].xcom_push(key="left", value=left)
    done = _judged_before(context["ti"])
    if sum(map(len, waiting.values())) <= _AT_ONCE:
        with transaction() as connection:
            held = leagues_held(connection, waiting)  # only the task of such a league waits for it
        with suppress(WalkError):  # the task that has the league's name tries again, and is red
            free = {league: numbers for league, numbers in waiting.items() if league not in held}
            walk(free, run_of(context["ti"]), seconds=JUDGING)
    for league, numbers in done.items():  # for whoever comes after, as if this try had judged them
        waiting[league] = [*numbers, *waiting.get(league, [])]
    return grouped(waiting)


def _judged_before(task_instance: Any) -> dict[str, list[int]]:
    """What an earlier try of the task judged before it died, by league."""
    if task_instance.try_number == 1:
        return {}
    judged: dict[str, list[int]] = {}
    with transaction() as connection:
        for row in rows(connection, "intake/judged_by", run_id=task_instance.run_id):
            judged.setdefault(row["league_code"], []).append(row["submission_id"])
    return judged


def grouped(waiting: Mapping[str, list[int]]) -> list[Group]:
    """A group a league; of very many leagues several a group, as many in each."""
    leagues = list(waiting.items())
    size = max(1, ceil(len(leagues) / _TASKS))
    return [Group(leagues=dict(leagues[at : at + size])) for at in range(0, len(leagues), size)]


def require_more_to_do(groups: list[Group], context: Any) -> None:
    """Another run would get further: this one did, and has left something; else the task is skipped."""
    from airflow.sdk.exceptions import AirflowSkipException

    left = context["ti"].xcom_pull(task_ids="receive", key="left")
    with transaction() as connection:
        waiting = {row["submission_id"] for row in rows(connection, "intake/waiting")}
    if not (left or waiting) or waiting.issuperset(_submissions(groups)):
        raise AirflowSkipException("nothing is left that this run could have judged")


def judge_group(group: Group, context: Any) -> None:
    """The group's files have their verdicts and replies, as many as there is time for."""
    context["league_name"] = group_name(group)
    walk(group["leagues"], run_of(context["ti"]), seconds=JUDGING)


def group_name(group: Group) -> str:
    """What Airflow's page calls the task that judges the group: its league, or the first of several."""
    first, *others = map(league_name, group["leagues"])
    return f"{first}等{len(others) + 1}个" if others else first


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
    ids = _submissions(groups)
    with transaction() as connection:
        return [row["year"] for row in rows(connection, "intake/years_changed", submission_ids=ids)]


def years_turned(now: datetime) -> list[int]:
    """The years whose annual tables the clock has made untrue: a return fell due, or a quarter has ended."""
    with transaction() as connection:
        return [row["year"] for row in rows(connection, "intake/years_turned", moment=now)]


def _submissions(groups: list[Group]) -> list[int]:
    return [number for group in groups for numbers in group["leagues"].values() for number in numbers]
