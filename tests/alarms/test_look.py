"""Each alarm fires in its situation and is silent otherwise; what ops are told of it, and how often."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from etl.airflow.notifier import JibaoNotifier
from etl.common.settings import SQL, ZONE, settings
from etl.operate.alarms import look as watch
from etl.operate.alarms import outlook, places
from etl.operate.alarms.detector import Situation
from etl.operate.alarms.look import look
from etl.operate.alarms.tell import FILE
from etl.receive.sweep import sweep
from etl.store import alarms
from etl.walk.batch import walk
from schemas.registry import registry
from tests.alarms.conftest import OPS
from tests.conftest import forget
from tests.reminders.post import Post
from tests.server.homes import free_port
from tests.summarise.filing import file_return, find
from tests.walk.driving import SAMPLES

QUARTERLY = SAMPLES / "returns" / "150300" / "乌海市2022年第三季度报表.xls"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


NOW = at("2023-02-15T10:00")


def found(engine: sa.Engine, alarm_id: str, now: datetime = NOW) -> dict[str, str]:
    """What the alarm's detector finds: subject and detail."""
    detect = watch.detector_of(alarm_id)
    assert detect
    with engine.connect() as connection:
        return dict(detect(Situation(registry().alarms[alarm_id].threshold, connection, now)))


def opened(engine: sa.Engine) -> set[tuple[str, str]]:
    with engine.connect() as connection:
        return {(row["alarm_id"], row["subject"]) for row in alarms.open_alarms(connection)}


@pytest.fixture
def quiet(warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> sa.Engine:
    """A warehouse of whose surroundings nothing is wrong: an alarm is what a test raises."""
    monkeypatch.setattr(watch, "detector_of", lambda _: None)
    return warehouse


def now_is(minutes: float) -> datetime:
    return datetime.now(ZONE) + timedelta(minutes=minutes)


def test_every_alarm_has_its_detector_or_lapses_and_its_section_in_the_runbook() -> None:
    runbook = (SQL.parent / "docs" / "runbook.md").read_text(encoding="utf-8")
    for alarm in registry().alarms.values():
        looked_for = watch.detector_of(alarm.alarm_id) is not None or alarm.alarm_id == watch.WATCHER
        assert looked_for == (alarm.lapse_hours is None), alarm.alarm_id
        assert f"\n### {alarm.alarm_id}\n" in runbook
        for words in (alarm.to_do_zh, alarm.to_do_en):
            assert f"docs/runbook.md#{alarm.alarm_id}" in words
        assert ("{threshold}" in alarm.says_zh) == (alarm.threshold is not None), alarm.alarm_id


def test_a_file_that_lies_in_the_inbox_too_long(warehouse: sa.Engine) -> None:
    folder = settings().inbox / "150100"
    folder.mkdir(parents=True)
    (folder / "空.xlsx").touch()
    (folder / "~$空.xlsx").touch()
    (folder / "季报.xlsx.part").touch()
    (folder / ".季报.xlsx.part").touch()
    assert found(warehouse, "file_stuck", now_is(14)) == {}
    stuck = found(warehouse, "file_stuck", now_is(16))
    assert list(stuck) == ["150100/空.xlsx", "150100/季报.xlsx.part"]
    assert stuck["150100/季报.xlsx.part"].endswith("没有传完,请盟市重新传送")
    with warehouse.begin() as connection:  # it grows and grows, but a sweep saw it long ago
        connection.execute(
            sa.text("INSERT INTO intake.sighting VALUES ('150100/空.xlsx', :at)"), {"at": now_is(-20)}
        )
    assert found(warehouse, "file_stuck", now_is(0))["150100/空.xlsx"].endswith("0字节,可能没有传完")


def test_a_submission_without_a_verdict_and_one_without_a_reply(warehouse: sa.Engine) -> None:
    folder = settings().inbox / "150300"
    folder.mkdir(parents=True)
    shutil.copy(QUARTERLY, folder)
    time.sleep(settings().settle_seconds)
    (number,) = sweep().received
    subject = f"submission {number}"
    assert found(warehouse, "not_judged", now_is(29)) == {}
    assert found(warehouse, "not_judged", now_is(31)) == {subject: f"150300/{QUARTERLY.name}"}
    walk({"150300": [number]})
    assert found(warehouse, "not_judged", now_is(31)) == {}
    assert found(warehouse, "reply_missing", now_is(6)) == {}
    for reply in (settings().outbox / "150300").glob("*.回执.*"):
        reply.unlink()
    assert found(warehouse, "reply_missing", now_is(4)) == {}
    assert found(warehouse, "reply_missing", now_is(6)) == {subject: QUARTERLY.name}
    assert found(warehouse, "reply_missing", now_is(25 * 60)) == {}


def test_a_file_that_no_league_owns(warehouse: sa.Engine) -> None:
    settings().inbox.mkdir(parents=True)
    (settings().inbox / "谁的.csv").write_text("序号,内容\n1,无\n", encoding="utf-8")
    (settings().inbox / "150300").mkdir()
    (settings().inbox / "150300" / "坏.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    os.utime(settings().inbox / "150300" / "坏.xlsx", (0, 0))
    time.sleep(settings().settle_seconds)
    walk({"unassigned": sweep().received})
    assert set(found(warehouse, "league_unknown_file", now_is(0)).values()) == {"谁的.csv"}
    assert found(warehouse, "league_unknown_file", now_is(31 * 24 * 60)) == {}


def test_nobody_has_reported_near_the_due_date(warehouse: sa.Engine) -> None:
    """2022Q4 and the year are due on 5 January 2023."""
    both = {"quarterly 2022Q4", "annual 2022"}
    assert found(warehouse, "inbox_silent", at("2023-01-03T23:59")) == {}
    assert found(warehouse, "inbox_silent", at("2023-01-04T00:00")).keys() == both
    assert found(warehouse, "inbox_silent", at("2023-01-05T23:59")).keys() == both
    assert found(warehouse, "inbox_silent", at("2023-01-06T00:00")) == {}
    with warehouse.begin() as connection:
        file_return(connection, "150400", "2022Q4", {"data": []}, at("2023-01-04T09:00"), "refused")
    assert found(warehouse, "inbox_silent", at("2023-01-05T09:00")).keys() == {"annual 2022"}


def test_a_rule_that_refuses_many(warehouse: sa.Engine) -> None:
    for hour, league in enumerate(("150100", "150200", "150200", "150300")):
        moment = at(f"2023-02-14T{12 + hour}:00")
        assert found(warehouse, "wave_of_refusals") == {}
        with warehouse.begin() as connection:
            number = file_return(connection, league, "2022Q4", {"data": []}, moment, "refused")
            find(connection, number, "error", moment, part="data")
            find(connection, number, "warning", moment, part="data")
    assert list(found(warehouse, "wave_of_refusals").values()) == ["乌海市、包头市、呼和浩特市"]
    assert found(warehouse, "wave_of_refusals", at("2023-02-15T12:30")) == {}
    with warehouse.begin() as connection:  # one file was judged again
        connection.execute(
            sa.text("UPDATE intake.finding SET resolved_at = found_at WHERE submission_id = :number"),
            {"number": number},
        )
    assert found(warehouse, "wave_of_refusals") == {}


def test_the_disk(warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    for free, wanted in ((100, []), (99, [str(settings().home)])):
        monkeypatch.setattr(places.shutil, "disk_usage", lambda _, free=free: usage(1000, 1000 - free, free))
        assert list(found(warehouse, "disk_low")) == wanted


def test_the_backup(warehouse: sa.Engine) -> None:
    soon, later = now_is(24 * 60), now_is(9 * 24 * 60)
    assert found(warehouse, "backup_old", later) == {}
    with warehouse.begin() as connection:
        file_return(connection, "150400", "2022Q4", {"data": []}, NOW)
    assert found(warehouse, "backup_old", soon) == {}
    assert found(warehouse, "backup_old", later) == {str(settings().backups): "还没有备份"}
    manifest = settings().backups / "20230215" / "manifest.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text("{}")
    assert found(warehouse, "backup_old", later)[str(settings().backups)].startswith("最近一次")
    os.utime(manifest, 2 * (later.timestamp(),))
    assert found(warehouse, "backup_old", later) == {}


def test_components_by_airflows_own_page(warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIBAO_AIRFLOW_PORT", str(free_port()))
    monkeypatch.delenv("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", raising=False)
    assert found(warehouse, "component_unhealthy") == {"api-server": "不应答:ConnectError"}
    said: Any = {
        "metadatabase": {"status": "healthy"},
        "scheduler": {"status": "healthy"},
        "dag_processor": {"status": "unhealthy"},
        "triggerer": {"status": None},
    }
    page = httpx.Response(200, text=json.dumps(said), request=httpx.Request("GET", "http://127.0.0.1"))
    monkeypatch.setattr(outlook.httpx, "get", lambda *_, **__: page)
    assert found(warehouse, "component_unhealthy") == {"dag-processor": "状态:unhealthy"}


def test_a_year_that_the_calendar_does_not_know(
    warehouse: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(warehouse, "calendar_unknown", at("2025-12-01T09:00")) == {}

    # The library knows that year by now, so its answer is taken away.
    monkeypatch.setattr(outlook, "is_known", lambda day: day.year < 2026)
    assert found(warehouse, "calendar_unknown", at("2025-11-01T09:00")) == {}
    assert found(warehouse, "calendar_unknown", at("2025-12-01T09:00")) == {"2026": "2026-01-05有报表到期"}


def test_told_once_again_after_a_while_and_when_it_is_over(quiet: sa.Engine, post: Post) -> None:
    file = settings().outbox / "150000" / FILE
    for subject in ("receive_returns.judge[3]", "remind_leagues.remind"):
        alarms.raise_alarm("task_failed", subject, "ValueError", NOW)
    alarms.raise_alarm("task_failed", "receive_returns.judge[3]", "KeyError", NOW)
    wanted = ["task_failed receive_returns.judge[3]", "task_failed remind_leagues.remind"]
    assert look(NOW) == wanted
    assert look(NOW + timedelta(minutes=5)) == []
    assert post.subjects == [
        (OPS, "【运行报警】任务失败:receive_returns.judge[3]等2项".replace(":", "\uff1a"))
    ]
    assert "KeyError" in post.body(0) and "docs/runbook.md#task_failed" in post.body(0)
    text = file.read_text(encoding="utf-8-sig")
    assert text.count("任务失败") == 2 and "2023-02-15 10:00起" in text
    again = NOW + timedelta(hours=23, minutes=59)
    alarms.raise_alarm("task_failed", "remind_leagues.remind", "ValueError", again)
    assert look(again) == []
    assert look(NOW + timedelta(hours=24)) == [wanted[1], wanted[0]]  # one again, and one that is over
    assert "已经解除" in post.body(1)
    assert opened(quiet) == {("task_failed", "remind_leagues.remind")}
    assert look(again + timedelta(hours=24)) == [wanted[1]]
    assert post.subjects[2][1].startswith("【报警解除】")
    assert not file.exists()
    assert look(again + timedelta(hours=48)) == []


def test_a_mail_that_is_not_taken_is_sent_by_the_next_look(quiet: sa.Engine, post: Post) -> None:
    alarms.raise_alarm("archive_damaged", "ab12", "缺", NOW)
    post.room = 0
    with pytest.raises(Exception, match="no room"):
        look(NOW)
    post.room = None
    assert look(NOW) == ["archive_damaged ab12"]


def test_without_mail_there_is_the_file(quiet: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JIBAO_OPS_MAIL", raising=False)
    alarms.raise_alarm("archive_damaged", "ab12", "缺", NOW)
    assert look(NOW) == []
    assert "存档受损\uff1aab12" in (settings().outbox / "150000" / FILE).read_text(encoding="utf-8-sig")


def test_a_detector_that_fails_stops_no_other_and_is_an_alarm(
    warehouse: sa.Engine, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(given: Situation) -> list[Any]:
        raise OSError("no such disk")

    silent = dict.fromkeys(watch.CODE, lambda _: [])
    monkeypatch.setattr(watch, "CODE", silent | {"disk_low": failing})
    with warehouse.begin() as connection:
        number = file_return(connection, "150400", "2022Q4", {"data": []}, NOW)
        connection.execute(
            sa.text("UPDATE intake.submission SET state = 'received' WHERE submission_id = :number"),
            {"number": number},
        )
    later = now_is(60)
    assert look(later) == [f"not_judged submission {number}", "watcher_failed disk_low"]
    monkeypatch.setattr(watch, "CODE", silent)
    assert look(later + timedelta(minutes=5)) == ["watcher_failed disk_low"]
    assert opened(warehouse) == {("not_judged", f"submission {number}")}


def test_without_the_warehouse_ops_are_mailed_at_once_but_not_again_and_again(
    warehouse: sa.Engine, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"postgresql+psycopg://loader@127.0.0.1:{free_port()}/gone"
    with monkeypatch.context() as patch:
        patch.setenv("JIBAO_WAREHOUSE_URL", address)
        forget()
        for _ in range(2):
            JibaoNotifier(subject="watch_pipeline.look")({"run_id": "scheduled"})
        forget()
    assert len(post.mails) == 1
    assert "watch_pipeline.look" in post.body(0) and "数据库不可用" in post.body(0)
    assert Path(settings().logs / "alarm-mailed-at-once").exists()
