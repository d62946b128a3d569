"""PostgreSQL's own programs that write a database into a file and read it back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import sqlalchemy as sa

from etl.common.settings import settings
from etl.server import cluster


def dump(url: str, file: Path) -> None:
    """The database is in the file, as `pg_dump` packs it; RuntimeError with what the program said."""
    _run("pg_dump", url, "--format=custom", "--no-owner", f"--file={file}")


def load(url: str, file: Path) -> None:
    """The empty database holds what the file does, whole or nothing; RuntimeError with what was said.

    All of it is the role's of the address, and nobody else has a right to any of it yet.
    """
    words = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    _run("pg_restore", url, *words, str(file))


def _run(program: str, url: str, *words: str) -> None:
    address = sa.make_url(url)
    # The password goes by the environment: a command line can be read by others.
    plain = address.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    path = cluster.binaries(settings().postgres_bin) / program
    if not path.exists():
        raise RuntimeError(f"{path.parent} has no {program}: set JIBAO_POSTGRES_BIN to a folder that has")
    done = subprocess.run(
        [path, f"--dbname={plain}", *words],
        env={**os.environ, "PGPASSWORD": str(address.password or "")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{program} failed on {address.database}:\n{done.stderr[-3000:]}")
