"""A real Prometheus scrapes a real Airflow of ours: what the dashboard and the alerts ask has an answer.

The tests share what was dropped into the system: a return, and a file that is none.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import httpx
import pytest
import yaml

from etl.common.settings import ZONE, Settings
from etl.server import loopback, supervisor
from etl.server.airflow import session_record
from etl.server.airflow_api import AirflowApi
from etl.server.patience import PATIENCE
from tests.metrics.test_monitoring_files import DASHBOARD, MONITORING
from tests.server.homes import free_port
from tests.waiting import until
from tests.walk.driving import SAMPLES

pytestmark = pytest.mark.skipif(not shutil.which("prometheus"), reason="Prometheus is not installed")

# Nothing failed, was summarised or published in this short life, and no league has anything left to answer.
_EMPTY = {"任务失败（每小时）", "目标进展", "距上次汇总", "已发布", "未解除的告警"} | {
    f"待处理问题（按{by}）" for by in ("规则", "盟市")
}

LEAGUE = "152500"
(SENT,) = (SAMPLES / "returns" / LEAGUE).glob("*2022Q3*")
LONG_AGO = datetime(2024, 1, 1, 8, tzinfo=ZONE)
Ask = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def backed_up(home: Settings, airflow: AirflowApi) -> None:
    """There is a backup of long ago."""
    manifest = home.backups / "one" / "manifest.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text(json.dumps({"made_at": LONG_AGO.isoformat()}))


@pytest.fixture(scope="module")
def ask(home: Settings, backed_up: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks a Prometheus that has our configuration, but for its targets and pace."""
    folder = tmp_path_factory.mktemp("prometheus")
    shutil.copy(MONITORING / "alerts.yml", folder)
    said = yaml.safe_load((MONITORING / "prometheus.yml").read_text())
    # A page that is not there within the pace counts as down: slow enough for a busy machine.
    said["global"] = {"scrape_interval": "5s", "scrape_timeout": "5s", "evaluation_interval": "5s"}
    ours, theirs = said["scrape_configs"]
    ours["authorization"]["credentials_file"] = str(home.secrets / "metrics-token")
    ours["static_configs"][0]["targets"] = [f"127.0.0.1:{home.airflow_port}"]
    theirs["static_configs"][0]["targets"] = [f"127.0.0.1:{home.metrics_port}"]
    (folder / "prometheus.yml").write_text(yaml.safe_dump(said))
    address = f"127.0.0.1:{free_port()}"
    prometheus = loopback.client(f"http://{address}")
    running = subprocess.Popen(
        [
            "prometheus",
            f"--config.file={folder}/prometheus.yml",
            f"--storage.tsdb.path={folder}/data",
            f"--web.listen-address={address}",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def found(expression: str) -> list[dict[str, Any]]:
        answer = prometheus.get("/api/v1/query", params={"query": expression})
        got = answer.raise_for_status().json()  # while it starts it says that it is unavailable
        assert got["status"] == "success", (expression, got)
        said: list[dict[str, Any]] = got["data"]["result"]
        return said

    def all_is_there() -> bool:
        try:
            return bool(found("sum(up) == 2 and sum(jibao_warehouse_up) == 1"))
        except httpx.HTTPError:
            return False

    def answer(expression: str) -> list[dict[str, Any]]:
        until(all_is_there)
        return found(expression)

    try:
        where = home.inbox / LEAGUE
        where.mkdir(parents=True, exist_ok=True)
        shutil.copy(SENT, where)
        (where / "2022年.xlsx").write_bytes(b"no workbook")
        until(lambda: len(answer("jibao_verdicts_total")) == 2)
        until(lambda: bool(answer('jibao_submissions{state=~"accepted.*"} == 1')))
        until(lambda: bool(answer("increase(airflow_dagrun_duration_success_seconds_count[1h])")))
        yield answer
    finally:
        prometheus.close()
        running.terminate()
        running.wait(PATIENCE)


def values(found: list[dict[str, Any]], *labels: str) -> dict[tuple[str, ...], float]:
    return {tuple(row["metric"][label] for label in labels): float(row["value"][1]) for row in found}


def newest(home: Settings) -> datetime:
    """When the last backup was made; on a Sunday night the house makes one by itself."""
    manifests = [json.loads(path.read_text()) for path in home.backups.glob("*/manifest.json")]
    return max(datetime.fromisoformat(manifest["made_at"]) for manifest in manifests)


def test_ours(home: Settings, ask: Ask) -> None:
    assert values(ask("jibao_verdicts_total"), "verdict", "league") == {
        ("accepted", LEAGUE): 1,
        ("rejected", LEAGUE): 1,
    }
    assert values(ask("jibao_reply_seconds_count"), "route") == {("drop",): 2, ("back-load",): 0}
    until(lambda: values(ask("jibao_backup_last_timestamp_seconds")) == {(): newest(home).timestamp()})
    assert values(ask("jibao_warehouse_up")) == {(): 1}
    assert values(ask("sum(jibao_returns)")) == {(): 240}


def test_airflow_s(ask: Ask) -> None:
    assert values(ask("airflow_scheduler_heartbeat_total > 0"))
    assert values(ask("airflow_bridge_refused_total")) == {(): 0}
    ended = values(ask("airflow_ti_finish_total{state='success'} > 0"), "dag_id")
    assert ("receive_returns",) in ended


def test_no_panel_of_the_dashboard_is_empty_that_should_not_be(ask: Ask) -> None:
    panels = json.loads(DASHBOARD.read_text())["panels"]

    def empty() -> set[str]:
        return {panel["title"] for panel in panels for target in panel["targets"] if not ask(target["expr"])}

    until(lambda: empty() <= _EMPTY, pause=1)


def test_nobody_is_alarmed_while_all_is_well(home: Settings, ask: Ask) -> None:
    """But of the backup, where there is none but that of long ago."""
    rules = yaml.safe_load((MONITORING / "alerts.yml").read_text())["groups"][0]["rules"]

    def alarms() -> set[str]:
        return {rule["alert"] for rule in rules if ask(rule["expr"])}

    # What lasts is an alarm: a busy machine's heartbeat may be late once.
    old = {"JibaoBackupOld"} if newest(home) == LONG_AGO else set()
    until(lambda: alarms() - {"JibaoDiskLow"} == old, pause=1)


def test_health_of_the_living(home: Settings, ask: Ask) -> None:
    with loopback.client(f"http://127.0.0.1:{home.airflow_port}/jibao") as jibao:
        ready = until(lambda: answer if (answer := jibao.get("health/ready")).is_success else None)
        assert (ready.status_code, ready.json()["status"]) == (200, "ok")
        assert jibao.get("health/live").status_code == 200
        assert jibao.get("metrics/").status_code == 401


def test_the_collector_is_a_component(home: Settings) -> None:
    assert "metrics" in [row.component for row in supervisor.status()]
    assert session_record("metrics").exists()
