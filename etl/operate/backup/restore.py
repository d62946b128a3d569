"""`jibao restore`: an empty home becomes what the backup holds."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

import sqlalchemy as sa

from etl.common.settings import SQL, settings
from etl.operate.backup import dumps, manifest
from etl.operate.backup.backup import AIRFLOW, FILES, WAREHOUSE
from etl.operate.rebuild.checksums import checksums, differing
from etl.server import postgres
from etl.store import archive, timelines
from etl.store.migrate import grant, of_scripts
from etl.store.warehouse import engine, rows, transaction


@dataclass(frozen=True)
class Restored:
    """What was brought back; `differing`: the tables that are not what they were, which should be none."""

    made_at: str
    events: int
    tables: int
    differing: Sequence[str]


def restore(folder: Path) -> Restored:
    """The home and its warehouse are as they were when the backup was made; its secrets too.

    They must be empty: nothing is overwritten. ValueError where they are not, or the backup is damaged. An
    Airflow that has run already keeps its own history. A timeline begins.
    """
    made = manifest.read(folder)
    _require_empty_home()
    if settings().warehouse_url is not None:
        _empty_warehouse()
    settings().home.mkdir(parents=True, exist_ok=True)
    with tarfile.open(folder / FILES) as packed:
        # Python has filters from 3.11.4 on, and Debian 12 an older one: ours is `as_it_was`.
        packed.extraction_filter = lambda member, _: member
        packed.extractall(settings().home, members=_wanted(packed))  # noqa: S202 - filtered
    postgres.ensure()
    dumps.load(postgres.loader_url(), folder / WAREHOUSE)
    if (folder / AIRFLOW).exists() and _has_airflow() and not _is_there(postgres.airflow_url(), "dag_run"):
        dumps.load(postgres.airflow_url(), folder / AIRFLOW)
    with of_scripts(postgres.loader_url()).begin() as connection:
        grant(connection)
    with transaction() as connection:
        # What was decided up to the backup is in the log; what may have been since, in no log of ours.
        archive.log_events(connection)
        timelines.begin(connection)
        tables = checksums(connection, datetime.fromisoformat(made.made_at))
    return Restored(made.made_at, made.events, len(tables), differing(made.tables, tables))


def _wanted(packed: tarfile.TarFile) -> list[tarfile.TarInfo]:
    """All of it, but the secrets where the warehouse is another server's: they would not be its."""
    ours = settings().warehouse_url is None
    return [as_it_was(member) for member in packed if ours or not member.name.startswith("secrets")]


def as_it_was(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """A file or folder inside the home, with the mode that it had, and ours; ValueError for any other."""
    path = PurePosixPath(member.name)
    if not (member.isreg() or member.isdir()) or path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{member.name} in {FILES} is nothing that a backup has: it is not taken")
    member.mode &= 0o777
    member.uid, member.gid, member.uname, member.gname = os.getuid(), os.getgid(), "", ""
    return member


def _has_airflow() -> bool:
    return settings().warehouse_url is None or settings().airflow_url is not None


def _require_empty_home() -> None:
    here = settings()
    used = [name for name in ("archive", "outbox", "inbox") if any((here.home / name).rglob("*"))]
    if here.warehouse_url is None and here.postgres.exists():
        used.append("postgres")
    if used:
        raise ValueError(f"{here.home} is in use ({', '.join(used)}): restore into an empty JIBAO_HOME")


def _empty_warehouse() -> None:
    """The database of JIBAO_WAREHOUSE_URL has no tables; ValueError if there is something in them."""
    url = postgres.loader_url()
    if _is_there(url, "intake.event"):
        with of_scripts(url).begin() as connection:
            if rows(connection, "rebuild/something"):
                raise ValueError("the warehouse of JIBAO_WAREHOUSE_URL is in use: restore into an empty one")
            connection.exec_driver_sql((SQL / "backup" / "drop_all.sql").read_text(encoding="utf-8"))


def _is_there(url: str, table: str) -> bool:
    with engine(url).connect() as connection:
        return connection.execute(sa.text("SELECT to_regclass(:name)"), {"name": table}).scalar() is not None
