"""The whole system under its supervisor: it comes up, survives, and goes without a trace.

The tests share one system and are in the order of its life.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from etl.common.settings import AIRFLOW_PORT, Settings, settings
from etl.server import airflow, postgres, sessions, supervisor
from etl.server.airflow_api import AirflowApi
from etl.server.configuration import AIRFLOW, COMPONENTS
from tests.server.homes import copy_home, kill, living, mentioning, server_pid, supervisord
from tests.waiting import until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def taken() -> Iterator[int]:
    """A port that a stranger listens on."""
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        yield stranger.getsockname()[1]


@pytest.fixture(scope="module")
def home(shared_home: Settings, prepared_home: Path, taken: int) -> Iterator[Settings]:
    """A home that remembers that port for Airflow, and for which none is set."""
    copy_home(prepared_home, shared_home.home)
    (shared_home.home / "ports.env").write_text(f"{AIRFLOW_PORT}={taken}\n")
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv(AIRFLOW_PORT)
        yield settings()


@pytest.fixture(scope="module")
def system(home: Settings) -> Settings:
    """PostgreSQL was started alone before, as by a command; then all the rest."""
    postgres.ensure()
    alone = server_pid(home)
    supervisor.up()
    assert server_pid(home) == alone
    return settings()


@pytest.fixture
def api(system: Settings) -> Iterator[AirflowApi]:
    with AirflowApi() as client:
        yield client


def pids() -> dict[str, int | None]:
    return {row.component: row.pid for row in supervisor.status()}


def everything(home: Settings) -> list[psutil.Process]:
    """All processes of this home, found through what PostgreSQL and the components lead."""
    heads = [psutil.Process(server_pid(home)), psutil.Process(supervisord(home))]
    led = [member for name in AIRFLOW for member in sessions.members(airflow.session_record(name))]
    return list({*heads, *led, *(child for head in heads for child in head.children(recursive=True))})


def test_everything_runs(system: Settings) -> None:
    rows = supervisor.status()
    assert [(row.component, row.state) for row in rows] == [
        ("postgres", "running"),
        ("api-server", "running"),
        ("scheduler", "running"),
        ("dag-processor", "running"),
        ("triggerer", "running"),
    ]
    until(lambda: set(airflow.heartbeats()) == {"scheduler", "dag-processor", "triggerer"})


def test_a_port_that_is_taken_is_left_to_its_owner(system: Settings, taken: int) -> None:
    assert system.airflow_port != taken


def logged_at(home: Settings, component: str, event: str) -> str:
    """When a component first logged this."""
    lines = (home.logs / f"{component}.log").read_text().splitlines()
    return next(line.split()[0] for line in lines if event in line)


def test_no_task_is_begun_before_there_is_an_api_server_to_begin_it_by(system: Settings) -> None:
    answers = logged_at(system, "api-server", "Application startup complete")
    assert logged_at(system, "scheduler", "Starting the scheduler") > answers


def test_up_again_changes_nothing(system: Settings) -> None:
    before = pids()
    supervisor.up()
    assert pids() == before


def test_all_that_listens_is_on_the_loopback_interface(system: Settings) -> None:
    heard = {
        connection.laddr
        for process in everything(system)
        for connection in process.net_connections(kind="inet")
        if connection.status == psutil.CONN_LISTEN
    }
    assert heard == {("127.0.0.1", system.postgres_port), ("127.0.0.1", system.airflow_port)}


def test_metadata_are_in_postgresql(system: Settings) -> None:
    assert not list(system.airflow.rglob("*.db"))


def test_who_may_do_what(api: AirflowApi, tmp_path: Path) -> None:
    api.wait_for_dag("wait_for_file")
    with AirflowApi("viewer") as viewer, pytest.raises(httpx.HTTPStatusError, match="403"):
        viewer.trigger("wait_for_file", {"folder": str(tmp_path)})
    with pytest.raises(httpx.HTTPStatusError, match="401"):
        AirflowApi("admin", "wrong")
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        api.trigger("no_such_dag")


def test_a_run_with_parameters(api: AirflowApi, tmp_path: Path) -> None:
    (tmp_path / "go").touch()
    run = api.trigger("wait_for_file", {"folder": str(tmp_path)}, run_id="by_hand")
    assert run == "by_hand"
    assert api.wait("wait_for_file", run)["state"] == "success"
    assert [(task["task_id"], task["state"]) for task in api.tasks("wait_for_file", run)] == [
        ("wait", "success")
    ]
    assert run in [known["dag_run_id"] for known in api.runs("wait_for_file")]
    assert "Returned value was: None" in api.log("wait_for_file", run, "wait")


def test_a_killed_scheduler_leaves_nothing_and_its_task_is_done_again(
    api: AirflowApi, system: Settings, tmp_path: Path
) -> None:
    run = api.trigger("wait_for_file", {"folder": str(tmp_path)})
    until((tmp_path / "started").exists)
    orphans = sessions.members(airflow.session_record("scheduler"))
    (tmp_path / "started").unlink()
    scheduler = pids()["scheduler"]
    assert scheduler is not None
    kill(scheduler)
    until((tmp_path / "started").exists)
    assert living(orphans) == []
    (tmp_path / "go").touch()
    assert api.wait("wait_for_file", run)["state"] == "success"


def test_whatever_is_killed_comes_back(system: Settings) -> None:
    """The scheduler does above, the API server below."""
    before = pids()
    victims = {before[name] for name in ("postgres", "dag-processor", "triggerer")}
    for pid in victims:
        assert pid is not None
        kill(pid)
    supervisor.up()
    after = pids()
    assert all(after.values())
    assert not victims & set(after.values())


def test_what_is_set_otherwise_reaches_the_components(
    system: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So does another port: a stranger took Airflow's when the API server had died, and all of it moves."""
    before = pids()
    monkeypatch.setenv("JIBAO_DUE_RULE", "none")
    sessions.end([airflow.session_record("api-server")])
    with socket.create_server(("127.0.0.1", system.airflow_port)):
        supervisor.up()
        assert settings().airflow_port != system.airflow_port
        after = pids()
        assert after["postgres"] == before["postgres"]
        assert all(after[name] != before[name] for name in AIRFLOW)
        assert psutil.Process(after["triggerer"]).environ()["JIBAO_DUE_RULE"] == "none"
        (tmp_path / "go").touch()
        with AirflowApi() as api:  # a task speaks to the server of the page
            api.wait_for_dag("wait_for_file")
            run = api.trigger("wait_for_file", {"folder": str(tmp_path)})
            assert api.wait("wait_for_file", run)["state"] == "success"


def test_a_killed_supervisor_is_replaced_and_a_component_that_cannot_start_is_named_with_its_log(
    system: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    orphans = everything(system)
    kill(supervisord(system))
    assert {row.state for row in supervisor.status()} == {"unsupervised"}
    monkeypatch.setenv("AIRFLOW__API__WORKERS", "many")
    with pytest.raises(RuntimeError, match=r"(?s)api-server does not stay up.*workers.*'many'"):
        supervisor.up()
    assert living(orphans) == []
    states = {row.component: row.state for row in supervisor.status()}
    assert {states[name] for name in COMPONENTS if name != "api-server"} == {"running"}


def test_down_leaves_no_process(system: Settings) -> None:
    ours = everything(system)
    assert len(ours) > len(COMPONENTS)
    supervisor.down()
    assert living(ours) == []
    assert mentioning(str(system.home)) == []
    assert {row.state for row in supervisor.status()} == {"stopped"}
    supervisor.down()
