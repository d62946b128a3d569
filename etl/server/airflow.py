"""Airflow as Jibao runs it: its settings, its database, its components' command lines, its health."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx

from etl.common.settings import DAGS, REPOSITORY, Settings, remembered_ports, settings
from etl.server import loopback, postgres, secret_files
from etl.server.configuration import METRICS
from etl.server.patience import PATIENCE
from etl.server.pools import POOLS

# What an operator sets for us or for Airflow reaches the components as it was at the last `up`.
_PASSED = ("JIBAO_", "AIRFLOW__", "AIRFLOW_CONN_", "AIRFLOW_VAR_")

_AIRFLOW = [sys.executable, "-m", "etl.airflow"]
_COMMANDS = {
    "api-server": ["api-server"],
    # Task logs are files that the API server reads itself. The log servers would listen on every interface.
    "scheduler": ["scheduler", "--skip-serve-logs", "--after-api"],
    "dag-processor": ["dag-processor"],
    "triggerer": ["triggerer", "--skip-serve-logs"],
}

# The page of health calls the components by other names.
_HEALTH_KEYS = {"scheduler": "scheduler", "dag-processor": "dag_processor", "triggerer": "triggerer"}


def airflow_environment() -> dict[str, str]:
    """The variables that make any Airflow process one of this home; to be laid over an environment.

    Ours are defaults where an operator may have a better idea, and fixed where the parts must fit together.
    RuntimeError if the secrets were not made yet.
    """
    now = settings()
    passed = {name: value for name, value in os.environ.items() if name.startswith(_PASSED)}
    return {**_defaults(), **passed, **_fixed(now)}


def _defaults() -> dict[str, str]:
    return {
        "AIRFLOW__API__INSTANCE_NAME": "季报 Jibao",
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__DEFAULT_TIMEZONE": "Asia/Shanghai",
        # An organisation with files waiting is a task: counties are more than Airflow's usual 1,024.
        "AIRFLOW__CORE__MAX_MAP_LENGTH": "8192",
        "AIRFLOW__CORE__PARALLELISM": "8",
        # DAGs change with an installation: to read them takes seconds, and Airflow would twice a minute.
        "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "120",
        # A dead scheduler's tasks are taken over within a minute, not after Airflow's usual five.
        "AIRFLOW__SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "20",
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.5",
        # A task that has ended leaves its place at once, not after Airflow's usual five seconds.
        "AIRFLOW__WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
    }


def _fixed(now: Settings) -> dict[str, str]:
    address = f"http://127.0.0.1:{now.airflow_port}"
    logs = now.logs / "airflow"
    no_proxy = ",".join(filter(None, [os.environ.get("no_proxy") or os.environ.get("NO_PROXY"), "127.0.0.1"]))
    return {
        "JIBAO_HOME": str(now.home),
        "PYTHONPATH": str(REPOSITORY),
        # Tasks speak to the API server over the loopback interface, which no proxy can reach.
        "NO_PROXY": no_proxy,
        "no_proxy": no_proxy,
        "GX_ANALYTICS_ENABLED": "false",
        "AIRFLOW_HOME": str(now.airflow),
        "AIRFLOW__API__BASE_URL": address,
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(now.airflow_port),
        "AIRFLOW__API__SECRET_KEY": secret_files.read(now.secrets, "airflow-secret-key"),
        "AIRFLOW__API_AUTH__JWT_SECRET": secret_files.read(now.secrets, "airflow-jwt-secret"),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{address}/execution/",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__FERNET_KEY": secret_files.read(now.secrets, "airflow-fernet-key"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(_passwords_file(now)),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin,viewer:viewer",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": postgres.airflow_url(),
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(logs),
        "AIRFLOW__LOGGING__DAG_PROCESSOR_CHILD_PROCESS_LOG_DIRECTORY": str(logs / "dag_processor"),
        **_metrics(now),
    }


def _metrics(now: Settings) -> dict[str, str]:
    """Airflow sends its own metrics to the component that collects them, where there is one."""
    if not now.metrics_port:
        return {}
    return {
        "AIRFLOW__METRICS__STATSD_ON": "True",
        "AIRFLOW__METRICS__STATSD_HOST": "127.0.0.1",
        "AIRFLOW__METRICS__STATSD_PORT": str(now.metrics_port),
        "AIRFLOW__METRICS__STATSD_PREFIX": "airflow",
        "AIRFLOW__METRICS__STATSD_INFLUXDB_ENABLED": "True",  # tags, not names that hold them
        "AIRFLOW__METRICS__LEGACY_NAMES_ON": "False",
    }


def prepare() -> None:
    """Airflow's database and password file are there and of this Airflow version; PostgreSQL must be up."""
    now = settings()
    now.airflow.mkdir(parents=True, exist_ok=True)
    secret_files.make_missing(now.secrets)
    passwords = {
        user: secret_files.read(now.secrets, f"airflow-{user}") for user in secret_files.AIRFLOW_USERS
    }
    secret_files.write(_passwords_file(now), json.dumps(passwords))
    if needs_migration():
        run("db", "migrate")
        _migrated(now).write_text(version("apache-airflow"))
    _make_pools()


def _make_pools() -> None:
    """The pools of etl/server/pools.py are there; what was changed on the page since is left so."""
    wanted = {
        name: {"slots": slots, "description": description, "include_deferred": False}
        for name, (slots, description) in POOLS.items()
    }
    text = json.dumps(wanted, indent=1)
    made = settings().postgres / "airflow-pools.json"  # beside the data, so that it goes where they go
    if made.exists() and made.read_text() == text:
        return
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "pools.json"
        listed.write_text(text)
        run("pools", "import", str(listed))
    made.write_text(text)


def needs_migration() -> bool:
    """Whether the database is not known to be of this Airflow version."""
    mark = _migrated(settings())
    return not mark.exists() or mark.read_text() != version("apache-airflow")


def run(*words: str) -> str:
    """What an `airflow` command printed; RuntimeError with its words if it failed."""
    done = subprocess.run(
        [*_AIRFLOW, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, **airflow_environment()},
    )
    if done.returncode:
        raise RuntimeError(f"airflow {' '.join(words)} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def command(name: str) -> list[str]:
    """The command line of a component."""
    if name == METRICS:
        port = str(settings().metrics_port)
        return [sys.executable, "-m", "etl.operate.metrics.bridge", "127.0.0.1", port]
    return [*_AIRFLOW, *_COMMANDS[name]]


def keep_environment() -> bool:
    """What the caller set for the components is written down for them; True if it is not what it was."""
    now = settings()
    kept = now.run / "environment.json"
    passed = {name: value for name, value in os.environ.items() if name.startswith(_PASSED)}
    whole = {**passed, "JIBAO_HOME": str(now.home), **remembered_ports(now.home)}
    text = json.dumps(whole, indent=1, sort_keys=True)
    if kept.exists() and kept.read_text() == text:
        return False
    secret_files.write(kept, text)
    return True


def load_environment() -> None:
    """This process has the environment that `keep_environment` wrote, whatever supervisord started with."""
    given: Mapping[str, str] = json.loads((settings().run / "environment.json").read_text())
    for name in [name for name in os.environ if name.startswith(_PASSED)]:
        del os.environ[name]
    os.environ.update(given)
    os.environ.update(airflow_environment())


def session_record(name: str) -> Path:
    """Where a component writes down its session; see etl/server/sessions.py."""
    return settings().run / f"{name}.session"


def wait_for_database() -> None:
    """PostgreSQL accepts connections; RuntimeError if it never does."""
    deadline = time.monotonic() + PATIENCE
    while not postgres.is_up():
        if time.monotonic() > deadline:
            raise RuntimeError("PostgreSQL is not up")
        time.sleep(0.1)


def wait_for_api() -> None:
    """The API server answers; RuntimeError if it never does."""
    deadline = time.monotonic() + PATIENCE
    while not _health():
        if time.monotonic() > deadline:
            raise RuntimeError("the API server does not answer")
        time.sleep(0.25)


def heartbeats() -> dict[str, datetime]:
    """The last sign of life of each component that Airflow calls healthy; empty if nobody answers."""
    health = _health()
    return {
        name: datetime.fromisoformat(health[key][f"latest_{key}_heartbeat"])
        for name, key in _HEALTH_KEYS.items()
        if health and health[key]["status"] == "healthy"
    }


def _health() -> dict[str, Any]:
    """What the API server says of Airflow's health; empty if it does not answer."""
    try:
        with loopback.client(f"http://127.0.0.1:{settings().airflow_port}", timeout=60) as client:
            health: dict[str, Any] = client.get("/api/v2/monitor/health").raise_for_status().json()
    except (httpx.HTTPError, json.JSONDecodeError):
        return {}
    return health


def _passwords_file(now: Settings) -> Path:
    return now.secrets / "airflow-passwords.json"


def _migrated(now: Settings) -> Path:
    # Beside the data, so that it goes where they go.
    return now.postgres / "airflow-version"
