"""The services of docker-compose.yml started by hand: the same settings, other places, two Celery workers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe

import psutil
import yaml
from celery import Celery

from etl.common.settings import REPOSITORY
from etl.server import airflow, cluster, secret_files
from etl.server.patience import PATIENCE
from tests.server.homes import free_port

WORKERS = ("w1", "w2")
COMPONENTS = ("api-server", "scheduler", "dag-processor", "triggerer")
_VARIABLE = re.compile(r"\$\{(\w+)(?::[?-]([^}]*))?\}")
_NAME = "JIBAO_SCALE_WORKER"


def worker_name() -> str:
    """What a worker's tasks give as their host, instead of the one machine's name that both have."""
    return os.environ.get(_NAME, "here")


@dataclass
class Servers:
    """What runs, each the leader of a session of its own, and the environment that all of it has."""

    home: Path
    environment: dict[str, str]
    postgres_port: int
    leaders: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, words: list[str], text: str = "", **more: str) -> None:
        """The program runs in a new session and logs into the home's folder of logs."""
        with (self.home / "logs" / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                words,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.home,
                env=self.environment | more,
                start_new_session=True,
            )
        assert process.stdin
        process.stdin.write(text.encode())
        process.stdin.close()
        self.leaders[name] = process

    def members(self, name: str) -> list[psutil.Process]:
        """The living processes of a server's session: itself and whatever it started."""
        return [each for each in psutil.process_iter() if _session(each) == self.leaders[name].pid]

    def kill(self, name: str) -> int:
        """No process of the server is alive afterwards, none was asked; how many there were."""
        count = 0
        while found := self.members(name):
            count += len(found)
            for process in found:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            psutil.wait_procs(found, timeout=10)
            self.leaders[name].poll()
        return count

    def stop(self) -> None:
        """Nothing that was started is alive afterwards; the last started goes first."""
        for name, leader in reversed(self.leaders.items()):
            if leader.poll() is None:
                leader.send_signal(signal.SIGTERM)
                with suppress(subprocess.TimeoutExpired):
                    leader.wait(20)
            self.kill(name)
            leader.wait()

    def database(self, role: str, name: str) -> str:
        """SQLAlchemy's address of a database of this PostgreSQL."""
        password = secret_files.read(self.home / "secrets", f"database-{role}")
        return f"postgresql+psycopg://{role}:{password}@127.0.0.1:{self.postgres_port}/{name}"


@contextmanager
def running(home: Path) -> Iterator[Servers]:
    """Everything runs and is healthy, and this process has its settings, for the length of a `with`."""
    for folder in ("airflow", "inbox", "outbox", "archive", "logs"):
        (home / folder).mkdir(parents=True)
    port = free_port()
    with cluster.running(home / "postgres", port, home / "secrets", {}):
        servers = Servers(home, _environment(home, port), port)
        os.environ.update(servers.environment)
        try:
            _start(servers)
            yield servers
        finally:
            servers.stop()


def _environment(home: Path, postgres_port: int) -> dict[str, str]:
    """What x-service of the compose file gives to every service, with this machine's places for its own."""
    said = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())["x-service"]["environment"]
    secrets = home / "secrets"
    airflow_port, redis_port = free_port(), free_port()
    given = {"JIBAO_AIRFLOW_PORT": str(airflow_port)}
    secret_files.write(secrets / "redis", token_urlsafe(24))
    places = {
        "/run/secrets": str(secrets),
        "/var/lib/jibao": str(home),
        "/opt/jibao": str(REPOSITORY),
        "@postgres:5432": f"@127.0.0.1:{postgres_port}",
        "@redis:6379": f"@127.0.0.1:{redis_port}",
        "api-server:8080": f"127.0.0.1:{airflow_port}",
        "$$": "$",
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JIBAO_", "AIRFLOW_"))}
    filled = {name: _filled(value, given, places) for name, value in said.items()}
    here = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY),
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
        "JIBAO_AIRFLOW_PORT": str(airflow_port),
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(airflow_port),
        "AIRFLOW__CORE__HOSTNAME_CALLABLE": "tests.scale.servers.worker_name",
        "AIRFLOW__METRICS__STATSD_ON": "False",  # what collects them has a test of its own
        "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT": str(free_port()),
    }
    return kept | filled | here


def _filled(value: str, given: dict[str, str], places: dict[str, str]) -> str:
    text = _VARIABLE.sub(lambda found: given.get(found[1], found[2] or ""), value)
    for there, here in places.items():
        text = text.replace(there, here)
    return text


def _start(servers: Servers) -> None:
    password = secret_files.read(servers.home / "secrets", "redis")
    (port,) = re.findall(r"127\.0\.0\.1:(\d+)", servers.environment["AIRFLOW__CELERY__BROKER_URL_CMD"])
    broker = f"redis://:{password}@127.0.0.1:{port}/0"
    # By standard input: a command line can be read by anyone.
    options = ("bind 127.0.0.1", f"port {port}", f"requirepass {password}", "maxmemory-policy noeviction")
    servers.start("redis", ["redis-server", "-"], "\n".join(options))
    subprocess.run(
        [REPOSITORY / ".docker" / "init"], env=servers.environment, check=True, stdout=subprocess.DEVNULL
    )
    for name in COMPONENTS:
        servers.start(name, airflow.command(name))
    for name in WORKERS:
        words = ["celery", "worker", "--skip-serve-logs", "--celery-hostname", name, "--concurrency", "2"]
        servers.start(name, [sys.executable, "-m", "etl.airflow", *words], **{_NAME: name})
    _wait_until_healthy(servers, Celery(broker=broker))


def _wait_until_healthy(servers: Servers, broker: Celery) -> None:
    wanted = {"scheduler", "dag-processor", "triggerer", *(f"celery@{name}" for name in WORKERS)}
    deadline = time.monotonic() + PATIENCE
    while missing := wanted - {*airflow.heartbeats(), *(broker.control.inspect().ping() or {})}:
        dead = [name for name, leader in servers.leaders.items() if leader.poll() is not None]
        if dead or time.monotonic() > deadline:
            name = dead[0] if dead else min(missing).removeprefix("celery@")
            log = (servers.home / "logs" / f"{name}.log").read_text(errors="replace")
            raise RuntimeError(f"{name} does not come up:\n{log[-3000:]}")
        time.sleep(1)


def _session(process: psutil.Process) -> int | None:
    try:
        return None if process.status() == psutil.STATUS_ZOMBIE else os.getsid(process.pid)
    except (psutil.Error, OSError):
        return None
