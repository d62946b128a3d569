"""The main job by Airflow: a back-load of history, and files that a league drops."""

from __future__ import annotations

import json
import re
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from etl.cli.program import main
from etl.common.settings import Settings
from etl.publish.annual.content import fingerprint, read
from etl.server.airflow_api import AirflowApi
from etl.store import warehouse
from tests.system.conftest import System
from tests.waiting import until
from tests.walk.driving import SAMPLES, STORIES, listed, quarterly_values

SECOND = 1.0  # to ask Airflow more often keeps it from what is waited for


def back_load(airflow: AirflowApi, folder: Path, arrivals: Path) -> list[dict[str, Any]]:
    """The task instances of a back-load that ended well; what it had no time for is judged by the next."""
    run_id = airflow.trigger("receive_returns", {"folder": str(folder), "arrivals": str(arrivals)})
    assert airflow.wait("receive_returns", run_id)["state"] == "success"
    until(lambda: not select("SELECT FROM intake.submission WHERE state = 'received'"), SECOND)
    return airflow.tasks("receive_returns", run_id)


def summaries(airflow: AirflowApi) -> set[str]:
    """The years that were summarised, by the partition that the run was for."""
    runs = airflow.runs("build_annual_summary")
    return {run["partition_key"] for run in runs if run["state"] == "success"}


def under_way(airflow: AirflowApi) -> bool:
    """Whether files are judged, or a year is summarised."""
    runs = [*airflow.runs("receive_returns"), *airflow.runs("build_annual_summary")]
    return any(run["state"] in ("queued", "running") for run in runs)


def select(query: str, **parameters: str) -> list[tuple[Any, ...]]:
    with warehouse.engine().connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query), parameters)]


def replies(home: Settings, league: str, file_name: str) -> list[dict[str, Any]]:
    """The replies to a file of that name, in the order of its submissions."""
    found = (home.outbox / league).glob(f"{file_name}.*.回执.json")
    answers = [json.loads(path.read_text(encoding="utf-8")) for path in found]
    return sorted(answers, key=lambda answer: answer["submission_id"])


def test_the_stories_as_a_back_load(home: Settings, airflow: AirflowApi) -> None:
    tasks = back_load(airflow, STORIES / "returns", STORIES / "steps.csv")
    assert {task["rendered_map_index"] for task in tasks if task["task_id"] == "judge"} == {
        "呼和浩特市",
        "包头市",
    }
    for step in listed(STORIES / "steps.csv"):
        league, _, file_name = step["file"].partition("/")
        (answer,) = replies(home, league, file_name)
        assert (step["step"], answer["verdict"]) == (step["step"], step["verdict"])
        for part in ("data", "progress"):
            assert answer["parts"].get(part, "") == step[part], step
    for row in listed(STORIES / "end.csv"):
        assert select(
            "SELECT trim_scale(figure)::text, trim_scale(year_to_date)::text FROM warehouse.indicator_value"
            " WHERE (league_code, period, indicator_code) = (:league_code, :period, :indicator_code)",
            **{name: row[name] for name in ("league_code", "period", "indicator_code")},
        ) == [(row["figure"], row["year_to_date"])]


def test_leagues_are_judged_side_by_side_and_every_figure_is_as_sent(
    home: Settings, airflow: AirflowApi, tmp_path: Path
) -> None:
    """The samples of leagues of which the stories say nothing, as they lie in a folder of their own."""
    airflow.pause("build_annual_summary", False)
    leagues = ("150400", "152200")
    sent = tmp_path / "sent"
    for league in leagues:
        shutil.copytree(SAMPLES / "returns" / league, sent / league)
    rows = [row for row in listed(SAMPLES / "arrivals.csv") if row["file"].startswith(leagues)]
    arrivals = tmp_path / "arrivals.csv"
    arrivals.write_text(
        "\n".join(["file,arrived_at", *(f"{row['file']},{row['arrived_at']}" for row in rows)])
    )
    tasks = back_load(airflow, sent, arrivals)
    judged = {task["rendered_map_index"] for task in tasks if task["task_id"] == "judge"}
    assert judged == {"赤峰市", "兴安盟"}
    assert len(list(sent.rglob("*.*"))) == len(rows)  # nothing of a folder that is named leaves it
    found = select(
        "SELECT league_code, period, indicator_code, figure, year_to_date FROM warehouse.indicator_value"
        " WHERE league_code IN ('150400', '152200')"
    )
    wanted = [row for row in quarterly_values() if row[0] in leagues]
    assert sorted(found, key=str) == sorted(wanted, key=str)


def test_the_years_that_changed_are_summarised(home: Settings, airflow: AirflowApi) -> None:
    until(lambda: summaries(airflow) >= {"2022", "2023"} and not under_way(airflow), SECOND)
    airflow.pause("build_annual_summary")
    assert (home.outbox / "annual" / "2022" / "2022年度行动总结表(草稿).xlsx").is_file()


def test_a_dropped_file_is_taken_and_answered_and_a_bad_one_stops_nobody(
    home: Settings, airflow: AirflowApi
) -> None:
    inbox = home.inbox / "150300"
    inbox.mkdir(parents=True)
    (inbox / "坏文件.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    good = SAMPLES / "returns" / "150300" / "乌海市2022年第三季度报表.xls"
    shutil.copy(good, inbox)
    shutil.copy(SAMPLES / "returns" / "150500" / "150500-2022Q3.ods", home.inbox)
    (answer,) = until(lambda: replies(home, "150300", good.name))
    assert (answer["verdict"], answer["timeliness"]) == ("accepted", "late")
    (refused,) = until(lambda: replies(home, "150300", "坏文件.xlsx"))
    assert refused["verdict"] == "unreadable"
    (told_by_its_cells,) = until(lambda: replies(home, "150500", "150500-2022Q3.ods"))
    assert told_by_its_cells["verdict"] == "accepted"
    assert [path for path in home.inbox.rglob("*") if path.is_file()] == []

    def ended() -> set[str] | None:
        states = {run["state"] for run in airflow.runs("receive_returns")}
        return None if states & {"queued", "running"} else states

    assert until(ended, SECOND) == {"success"}


def test_a_file_of_the_same_bytes_is_a_duplicate(home: Settings) -> None:
    good = SAMPLES / "returns" / "150300" / "乌海市2022年第三季度报表.xls"
    shutil.copy(good, home.inbox / "150300")
    answers = until(lambda: len(found := replies(home, "150300", good.name)) == 2 and found)
    assert [answer["verdict"] for answer in answers] == ["accepted", "duplicate"]


def record_lost(state: str) -> None:
    """The warehouse knows a submission of which the archive holds nothing."""
    with warehouse.engine().begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO intake.submission"
                " (file_name, sent_as, folder, sha256, size_bytes, arrived_at, state)"
                " VALUES ('a.xlsx', '150600/a.xlsx', '150600', repeat('0', 64), 1, now(), :state)"
            ),
            {"state": state},
        )


def test_a_failure_of_ours_is_red_and_no_other_league_waits(home: Settings, airflow: AirflowApi) -> None:
    """The archived bytes of a waiting file are gone: that is our fault, and only its league's task fails."""
    record_lost("received")
    good = SAMPLES / "returns" / "150700" / "呼伦贝尔市_2022Q3_数据.csv"
    (home.inbox / "150700").mkdir()
    shutil.copy(good, home.inbox / "150700")
    (answer,) = until(lambda: replies(home, "150700", good.name))
    assert answer["verdict"] == "accepted"
    failed = until(
        lambda: [run for run in airflow.runs("receive_returns") if run["state"] == "failed"], SECOND
    )
    tasks = airflow.tasks("receive_returns", failed[0]["dag_run_id"])
    states = {(task["task_id"], task["rendered_map_index"]): task["state"] for task in tasks}
    assert states["judge", "鄂尔多斯市"] == "failed"
    assert states["judge", "呼伦贝尔市"] == "success"
    assert states["announce", None] == "success"
    with warehouse.engine().begin() as connection:  # or each run after this would try it again, and once more
        connection.execute(
            sa.text("UPDATE intake.submission SET state = 'unreadable' WHERE sha256 = repeat('0', 64)")
        )


def asked(airflow: AirflowApi, year: int) -> str:
    """The run that waits for a word on the year as its tables are now, once nothing else is under way."""

    def waiting() -> str | None:
        if under_way(airflow):
            return None
        questions = {
            run["dag_run_id"]: airflow.question("publish_annual_summary", run["dag_run_id"], "approve")
            for run in airflow.runs("publish_annual_summary")
            if run["state"] == "running"
            and states(airflow, run["dag_run_id"]).get("approve") == "awaiting_input"
        }
        if not questions:
            return None
        with warehouse.engine().connect() as connection:
            checksum = fingerprint(read(connection, year, datetime.now(UTC)).tables)[:8]
        return next((run_id for run_id, asks in questions.items() if checksum in asks["subject"]), None)

    run_id = until(waiting, SECOND)
    # Airflow ends a task that is resumed before its scheduler has heard that it paused, and asks once more.
    time.sleep(3)
    return run_id


def states(airflow: AirflowApi, run_id: str) -> dict[str, str]:
    return {task["task_id"]: task["state"] for task in airflow.tasks("publish_annual_summary", run_id)}


def test_a_person_approves_a_year_and_sees_who_is_missing(home: Settings, airflow: AirflowApi) -> None:
    """The stories have two leagues; the others' returns of 2022 fell due long ago."""
    airflow.pause("publish_annual_summary", False)
    for year in ("2022", "2023"):
        airflow.trigger("publish_annual_summary", {"period": year})
    run_id = asked(airflow, 2022)
    question = airflow.question("publish_annual_summary", run_id, "approve")
    assert question["options"] == ["批准发布", "退回"]
    assert question["subject"].startswith("请审批：2022年度行动总结(校验码 ")
    assert "缺：乌海市 2022年第四季度(主要数据、项目进展)" in question["body"]
    with AirflowApi("viewer") as viewer, pytest.raises(httpx.HTTPStatusError, match="403"):
        viewer.answer("publish_annual_summary", run_id, "approve", "批准发布", opinion="")
    airflow.answer("publish_annual_summary", run_id, "approve", "批准发布", opinion="同意")
    assert airflow.wait("publish_annual_summary", run_id)["state"] == "success"
    assert set(states(airflow, run_id).values()) == {"success"}
    assert select("SELECT edition_no, approved_by FROM summary.edition WHERE period = '2022'") == [
        (1, "admin")
    ]
    assert (home.outbox / "annual" / "2022" / "第1版" / "2022年度行动总结表(第1版).xlsx").is_file()
    assert main(["publish", "2022"]) == 0  # what is published already is made sure of


def test_a_change_after_the_question_makes_the_approval_void(home: Settings, airflow: AirflowApi) -> None:
    airflow.pause("build_annual_summary", False)
    stale = asked(airflow, 2023)
    assert main(["publish", "2023"]) == 64
    shutil.copy(SAMPLES / "returns" / "150500" / "150500-2023Q1.ods", home.inbox)
    until(lambda: replies(home, "150500", "150500-2023Q1.ods"))
    fresh = until(lambda: found if (found := asked(airflow, 2023)) != stale else None, SECOND)
    airflow.answer("publish_annual_summary", stale, "approve", "批准发布", opinion="")
    assert airflow.wait("publish_annual_summary", stale)["state"] == "failed"
    assert states(airflow, stale)["publish"] == "failed"
    assert "have changed since they were approved" in airflow.log("publish_annual_summary", stale, "publish")
    airflow.answer("publish_annual_summary", fresh, "approve", "退回", opinion="再核")
    assert airflow.wait("publish_annual_summary", fresh)["state"] == "success"
    assert states(airflow, fresh)["publish"] == "skipped"
    assert select("SELECT count(*) FROM summary.edition WHERE period = '2023'") == [(0,)]


def set_figure(value: int) -> None:
    with warehouse.engine().begin() as connection:
        connection.execute(
            sa.text(
                "UPDATE intake.reported_figure SET figure = :value FROM intake.part"
                " WHERE part.part_id = reported_figure.part_id AND indicator_code = 'P01-1'"
                " AND (league_code, period) = ('150500', '2023Q1')"
            ),
            {"value": value},
        )


def test_what_great_expectations_finds_stops_publishing(home: Settings, airflow: AirflowApi) -> None:
    """A figure in the warehouse that no return can have: that is our fault, and nobody is asked."""
    ((figure,),) = select(
        "SELECT figure FROM warehouse.indicator_value"
        " WHERE (league_code, period, indicator_code) = ('150500', '2023Q1', 'P01-1')"
    )
    set_figure(-1)
    run_id = airflow.trigger("publish_annual_summary", {"period": "2023"})
    assert airflow.wait("publish_annual_summary", run_id)["state"] == "failed"
    set_figure(figure)
    assert states(airflow, run_id) == {
        "check": "failed",
        "propose": "upstream_failed",
        "approve": "upstream_failed",
        "publish": "upstream_failed",
        "data_docs": "success",
    }
    ((try_number,),) = {
        (task["try_number"],)
        for task in airflow.tasks("publish_annual_summary", run_id)
        if task["task_id"] == "check"
    }
    assert try_number == 1  # it would find the same again
    told = "SELECT subject, detail FROM intake.alarm WHERE alarm_id = 'quality_failed' AND cleared_at IS NULL"
    ((subject, detail),) = until(lambda: select(told))
    assert subject == "publish_annual_summary.check"
    assert run_id in detail
    airflow.pause("publish_annual_summary")


def decide(airflow: AirflowApi, dag_id: str, **form: Any) -> tuple[str, str]:
    """How the run of a decision form ended, and what its task logged."""
    run_id = airflow.trigger(dag_id, form)
    state = airflow.wait(dag_id, run_id)["state"]
    return state, airflow.log(dag_id, run_id, "decide")


def test_an_operator_decides_by_a_form(airflow: AirflowApi) -> None:
    """Who presses the button is the actor; the annual tables follow."""
    airflow.wait_for_dag("withdraw_submission")
    ((number,),) = select(
        "SELECT submission_id FROM warehouse.indicator_value"
        " WHERE (league_code, period, indicator_code) = ('150500', '2023Q1', 'P01-1')"
    )
    form = {"submission": number, "part": "data", "reason": "盟市来函更正"}
    with AirflowApi("viewer") as viewer, pytest.raises(httpx.HTTPStatusError, match="403"):
        viewer.trigger("withdraw_submission", form)
    state, log = decide(airflow, "withdraw_submission", **form)
    assert state == "success"
    assert f"withdrawn: submission {number}, data" in log
    assert select("SELECT verb, actor, reason FROM intake.event WHERE verb = 'withdraw'") == [
        ("withdraw", "admin", "盟市来函更正")
    ]
    until(
        lambda: (
            select(
                "SELECT count(*) FROM summary.annual_submission"
                " WHERE submission_id = :number AND part = 'data'",
                number=number,
            )
            == [(0,)]
        )
    )
    # What was withdrawn is not judged again by itself; and nothing can be withdrawn twice.
    state, log = decide(airflow, "withdraw_submission", **form)
    assert state == "failed"
    assert f"submission {number} has no accepted part data" in log


def test_a_dry_run_of_judging_again_says_that_nothing_would_change(airflow: AirflowApi) -> None:
    airflow.wait_for_dag("rejudge_returns")
    before = select("SELECT count(*) FROM intake.submission")
    state, log = decide(airflow, "rejudge_returns", league="包头市", reason="规则核对")
    assert state == "success"
    assert "judged, 0 would change" in log
    assert select("SELECT count(*) FROM intake.submission") == before


def test_a_judge_event_leads_to_the_log_of_its_task(airflow: AirflowApi) -> None:
    ((run,),) = select(
        "SELECT detail -> 'run' FROM intake.event WHERE verb = 'judge' AND part IS NULL"
        " AND detail -> 'run' ->> 'dag_id' = 'receive_returns' ORDER BY event_id DESC LIMIT 1"
    )
    named = {name: run[name] for name in ("run_id", "task_id", "try_number", "map_index")}
    assert "answered in" in airflow.log("receive_returns", **named)


def test_the_house_is_kept(home: Settings, airflow: AirflowApi) -> None:
    """A backup is made and old things go, and the archive is found to lack a file."""
    record_lost("unreadable")
    airflow.wait_for_dag("keep_house")
    run_id = airflow.trigger("keep_house")
    assert airflow.wait("keep_house", run_id)["state"] == "failed"
    ended = {task["task_id"]: task["state"] for task in airflow.tasks("keep_house", run_id)}
    assert ended == {"back_up": "success", "verify_archive": "failed", "clean_up": "success"}
    lost = f"the archive has 1 damages: {'0' * 64}: it is gone"
    assert lost in airflow.log("keep_house", run_id, "verify_archive")
    (made,) = re.findall(r"Returned value was: (.+)", airflow.log("keep_house", run_id, "back_up"))
    assert Path(made).parent == home.backups  # on a Sunday night there is another beside it
    names = ["airflow.dump", "files.tar.gz", "manifest.json", "warehouse.dump"]
    assert sorted(path.name for path in Path(made).iterdir()) == names


def test_lineage_leads_from_the_inbox_to_the_set(system: System) -> None:
    """By what Airflow's provider sent while all this happened: each task takes what one before it made."""
    sent = system.lineage.read_text(encoding="utf-8").splitlines()
    ended = [event for event in map(json.loads, sent) if event["eventType"] == "COMPLETE"]

    def of(job: str, side: str) -> set[str]:
        return {one["name"] for event in ended if event["job"]["name"] == job for one in event.get(side, ())}

    received, judged = "receive_returns.receive", "receive_returns.judge"
    built, published = "build_annual_summary.summarise", "publish_annual_summary.publish"
    assert any(name.endswith("/inbox") for name in of(received, "inputs"))
    assert "jibao.intake.submission" in of(received, "outputs") & of(judged, "inputs")
    assert "jibao.warehouse.indicator_value" in of(judged, "outputs") & of(built, "inputs")
    assert "jibao.summary.annual_indicator" in of(built, "outputs") & of(published, "inputs")
    assert any(name.endswith("/outbox/annual") for name in of(published, "outputs"))
