"""Leagues take turns: one's flood keeps nobody waiting, and is not held in memory."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.airflow.groups import Group, receive_groups
from etl.common.settings import settings
from etl.leagues.reply.model import Answer
from etl.read.model import Reading
from etl.receive.sweep import sweep
from etl.store.locks import hold_for_league
from etl.validate.part import Sent, Validated, validate_parts
from etl.walk import batch, rounds, waiting
from etl.walk.batch import walk
from etl.walk.judge import judge_all
from etl.walk.record import Judgement, ToJudge
from etl.walk.waiting import leagues_waiting
from schemas.registry.objects import Registry
from tests.read import forms

pytestmark = pytest.mark.usefixtures("warehouse")

NAMES = {"150300": "乌海市", "150400": "赤峰市", "150500": "通辽市", "150900": "乌兰察布市"}


@pytest.fixture(autouse=True)
def inbox(warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JIBAO_SETTLE_SECONDS", "0")
    settings().inbox.mkdir()
    return settings().inbox


def drop(inbox: Path, league: str, name: str, period: str = "2024Q3") -> None:
    header = ["盟市", "报告期", *forms.PROGRESS]
    content = forms.text([header, [NAMES[league], period, 1, None, "推进中", name, None, None, 10, 5]])
    (inbox / league).mkdir(exist_ok=True)
    (inbox / league / name).write_bytes(content)


def walked(leagues: dict[str, list[int]], seconds: float = 3600) -> list[str]:
    """The files in the order in which they are answered."""
    answers: list[Answer] = []
    walk(leagues, seconds=seconds, answered=answers.append)
    return [answer["file_name"] for answer in answers]


def test_each_league_is_answered_in_its_turn(inbox: Path) -> None:
    for number in range(4):
        drop(inbox, "150400", f"a{number}.csv")
    drop(inbox, "150500", "b0.csv")
    drop(inbox, "150900", "c0.csv")
    drop(inbox, "150900", "c1.csv")
    sweep()
    # The others' files are read before the many of the first, so they are answered before them.
    assert walked(leagues_waiting()) == ["b0.csv", "c0.csv", "c1.csv", "a0.csv", "a1.csv", "a2.csv", "a3.csv"]


def test_what_arrived_together_is_judged_in_order_of_period(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As far as it is in one lot: a flood is not read to its end before the first is answered."""
    monkeypatch.setattr(waiting, "LOT", 3)
    for name, period in (("a", "2024Q4"), ("b", "2024Q3"), ("c", "2024Q1"), ("d", "2023Q4"), ("e", "2023Q2")):
        drop(inbox, "150400", f"{name}.csv", period)
    sweep()
    drop(inbox, "150400", "0.csv", "2022Q3")
    sweep()
    assert walked(leagues_waiting()) == ["c.csv", "b.csv", "a.csv", "e.csv", "d.csv", "0.csv"]


def test_what_arrived_together_is_not_parted_where_it_fits(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "LOT", 3)
    for names in (("a", "b"), ("d", "c")):
        for name, period in zip(names, ("2024Q4", "2024Q3"), strict=True):
            drop(inbox, "150400", f"{name}.csv", period)
        sweep()
    assert walked(leagues_waiting()) == ["b.csv", "a.csv", "c.csv", "d.csv"]


def test_no_more_is_held_than_a_lot(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "LOT", 2)
    held: list[int] = []
    monkeypatch.setattr(
        batch, "_validated", lambda readings: held.append(len(readings)) or [None] * len(readings)
    )
    for number in range(5):
        drop(inbox, "150400", f"a{number}.csv")
    sweep()
    assert len(walked(leagues_waiting())) == 5
    assert held == [2, 2, 1]


def test_of_a_league_that_was_answered_nothing_is_held(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits for its next lot until all others have had theirs, and they may be thousands."""
    monkeypatch.setattr(batch, "TOGETHER", 1)
    for league in NAMES:
        drop(inbox, league, "a.csv")
    sweep()
    held: list[int] = []

    def count(_: Answer) -> None:
        gc.collect()
        held.append(sum(isinstance(each, Reading) for each in gc.get_objects()))

    walk(leagues_waiting(), answered=count)
    assert held == [held[0]] * len(NAMES)


def test_when_the_time_is_over_the_rest_waits(inbox: Path) -> None:
    """But the file at hand is ended: each walk gets further, however little time it has."""
    for number in range(3):
        drop(inbox, "150400", f"a{number}.csv")
    sweep()
    assert walked(leagues_waiting(), seconds=0) == ["a0.csv"]
    assert walked(leagues_waiting(), seconds=0) == ["a1.csv"]
    assert walked(leagues_waiting()) == ["a2.csv"]
    assert leagues_waiting() == {}


def test_folders_take_turns_and_what_a_sweep_has_no_time_for_is_left(
    inbox: Path, warehouse: sa.Engine
) -> None:
    for number in range(4):
        drop(inbox, "150400", f"a{number}.csv")
    drop(inbox, "150900", "c0.csv")
    first = sweep(0)
    assert (len(first.received), first.left) == (1, 4)
    assert len(sweep().received) == 4
    with warehouse.connect() as connection:
        asked = sa.text("SELECT file_name, arrived_at FROM intake.submission ORDER BY submission_id")
        received = connection.execute(asked).all()
    assert [row.file_name for row in received] == ["a0.csv", "a1.csv", "c0.csv", "a2.csv", "a3.csv"]
    assert len({row.arrived_at for row in received}) == 1  # all were seen by the first


def test_the_inbox_is_emptied_in_rounds(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before all of a flood is received, let alone judged, the others are answered."""
    monkeypatch.setattr(rounds, "RECEIVING", 0)
    monkeypatch.setattr(rounds, "JUDGING", 0)
    for number in range(4):
        drop(inbox, "150400", f"a{number}.csv")
    drop(inbox, "150300", "0.csv")
    answers: list[Answer] = []
    rounds.empty_inbox(answers.append)
    assert [answer["file_name"] for answer in answers] == [
        "0.csv", "a0.csv", "a1.csv", "a2.csv", "a3.csv",
    ]  # fmt: skip
    assert list((inbox / "150400").iterdir()) == []


def test_a_failure_of_ours_is_tried_once_and_holds_up_no_round(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "RECEIVING", 0)
    for number in range(3):
        drop(inbox, "150400", f"a{number}.csv")
    tried: list[str] = []

    def fails(connection: sa.Connection, sent: list[ToJudge], *rest: Any) -> list[Judgement]:
        (name,) = [each.submission["file_name"] for each in sent]
        tried.append(name)
        if name == "a0.csv":
            raise RuntimeError("the disk is on fire")
        return judge_all(connection, sent, *rest)

    monkeypatch.setattr(batch, "judge_all", fails)
    with pytest.raises(batch.WalkError, match="the disk is on fire"):
        rounds.empty_inbox()
    assert tried == ["a0.csv", "a1.csv", "a2.csv"]


def test_of_files_that_are_judged_together_one_that_we_fail_on_stops_no_other(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for league in NAMES:
        drop(inbox, league, f"{league}.csv")
    sweep()

    def fails(connection: sa.Connection, sent: list[ToJudge], *rest: Any) -> list[Judgement]:
        judged = judge_all(connection, sent, *rest)
        if "150500.csv" in [each.submission["file_name"] for each in sent]:
            raise RuntimeError("the disk is on fire")
        return judged

    answered: list[Answer] = []
    with monkeypatch.context() as broken, pytest.raises(batch.WalkError, match="the disk is on fire") as left:
        broken.setattr(batch, "judge_all", fails)
        walk(leagues_waiting(), answered=answered.append)
    assert [answer["file_name"] for answer in answered] == ["150300.csv", "150400.csv", "150900.csv"]
    assert leagues_waiting() == {"150500": list(left.value.failures)}
    assert walked(leagues_waiting()) == ["150500.csv"]


def test_what_has_too_many_rows_to_be_validated_with_others_is_validated_in_its_turn(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for league, rows in (("150300", 3), ("150400", 2), ("150500", 1), ("150900", 1)):
        listed = [[number, None, "推进中", "按月调度。", None, None, 10, 5] for number in range(1, rows + 1)]
        (inbox / league).mkdir()
        (inbox / league / f"{league}_2024Q3.csv").write_bytes(forms.text([forms.PROGRESS, *listed]))
    sweep()
    passes: list[list[int]] = []

    def counted(sent: Sequence[Sent], registry: Registry) -> list[Validated]:
        passes.append([len(part.rows) for part, _ in sent])
        return validate_parts(sent, registry)

    monkeypatch.setattr(batch, "_ROWS", 4)
    for room in ("etl.walk.batch", "etl.walk.alone"):
        monkeypatch.setattr(f"{room}.validate_parts", counted)
    assert len(walked(leagues_waiting())) == 4
    assert passes == [[3, 1], [2], [1]]


def test_no_more_leagues_are_held_at_once_than_are_judged_together(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One whose lot is judged makes room, and waits for its turn with the next."""
    monkeypatch.setattr(batch, "TOGETHER", 2)
    monkeypatch.setattr(waiting, "LOT", 2)
    for name in ("a0", "a1", "a2"):
        drop(inbox, "150300", f"{name}.csv")
    for league, name in (("150400", "b0"), ("150500", "c0"), ("150900", "d0")):
        drop(inbox, league, f"{name}.csv")
    sweep()
    expected = ["b0.csv", "a0.csv", "c0.csv", "a1.csv", "d0.csv", "a2.csv"]
    assert walked(leagues_waiting()) == expected


class _Task:
    """As much of Airflow's task instance as the tasks of `receive_returns` ask for."""

    dag_id, run_id, task_id, map_index = "receive_returns", "manual", "receive", -1

    def __init__(self, try_number: int) -> None:
        self.try_number = try_number

    def xcom_push(self, key: str, value: int) -> None:
        assert (key, value) == ("left", 0)


def _received(try_number: int = 1) -> tuple[list[Group], set[str]]:
    """What is received, and the files that are answered by then."""
    groups = receive_groups({"params": {"arrivals": None, "folder": None}, "ti": _Task(try_number)})
    return groups, {path.name.split(".csv.")[0] for path in settings().outbox.rglob("*.json")}


def test_a_few_files_are_answered_where_they_are_received_but_those_of_a_league_that_is_held(
    inbox: Path, warehouse: sa.Engine
) -> None:
    with warehouse.begin() as before:
        hold_for_league(before, "150400")
    drop(inbox, "150400", "a.csv")
    drop(inbox, "150500", "b.csv")
    with warehouse.begin() as decides:
        hold_for_league(decides, "150400")
        assert _received() == ([Group(leagues={"150400": [1]}), Group(leagues={"150500": [2]})], {"b"})
    assert _received() == ([Group(leagues={"150400": [1]})], {"a", "b"})


def test_what_a_try_that_died_had_judged_is_told_by_the_next_one(inbox: Path) -> None:
    """Or nobody would make the annual tables anew that rest on it."""
    drop(inbox, "150400", "a.csv")
    groups, answered = _received()
    assert answered == {"a"}
    drop(inbox, "150500", "b.csv")
    again, _ = _received(try_number=2)
    assert again == [Group(leagues={"150500": [2]}), *groups]


def test_many_files_are_left_to_tasks_that_run_side_by_side(inbox: Path) -> None:
    for number in range(13):
        drop(inbox, "150400", f"a{number}.csv")
    assert _received() == ([Group(leagues={"150400": [*range(1, 14)]})], set())
