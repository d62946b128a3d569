"""`jibao backup`: archive and warehouse together, as they were at one moment."""

from __future__ import annotations

import tarfile
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from etl import archive
from etl.backup import dumps, manifest
from etl.locks import Lock, hold
from etl.rebuild.checksums import checksums
from etl.server import postgres
from etl.settings import ZONE, settings
from etl.warehouse import transaction

WAREHOUSE, AIRFLOW, FILES = "warehouse.dump", "airflow.dump", "files.tar.gz"

# What of a home cannot be made again, or is asked for at once. The secrets open the databases.
FOLDERS = ("archive", "outbox", "inbox", "secrets")


def backup(into: Path | None = None) -> Path:
    """A folder named by the moment holds everything; it lies in `into` (default: the setting `backups`).

    Nobody decides anything meanwhile, so that files and tables fit together; leagues' files wait. The folder
    appears when it is complete, and only we may read it: it holds the secrets. RuntimeError or OSError if it
    cannot be made.
    """
    now = datetime.now(ZONE)
    place = into or settings().backups
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = place / f"{now:%Y%m%d-%H%M%S}"
    draft = folder.with_name(f".{folder.name}")
    draft.mkdir(mode=0o700)
    archive.log_new_events()
    with transaction() as connection:
        hold(connection, Lock.LOG)  # before the table: whoever has it waits for nobody
        connection.execute(sa.text("LOCK TABLE intake.event IN SHARE MODE"))
        archive.log_events(connection)
        dumps.dump(postgres.loader_url(), draft / WAREHOUSE)
        with tarfile.open(draft / FILES, "w:gz", compresslevel=1) as packed:
            for name in FOLDERS:
                if (settings().home / name).is_dir():
                    packed.add(settings().home / name, arcname=name)
        tables = checksums(connection, now)
        version = connection.execute(sa.text("SHOW server_version")).scalar_one()
        count = connection.execute(sa.text("SELECT count(*) FROM intake.event")).scalar_one()
    if address := _airflow():
        dumps.dump(address, draft / AIRFLOW)
    files = {path.name: manifest.hash_of(path) for path in sorted(draft.iterdir())}
    manifest.Manifest(now.isoformat(), version, count, files, tables).write(draft)
    draft.rename(folder)
    return folder


def _airflow() -> str | None:
    """The address of Airflow's database, if there is one here that was ever used."""
    if settings().warehouse_url is not None and settings().airflow_url is None:
        return None
    address = postgres.airflow_url()
    other = sa.create_engine(address)
    try:
        with other.connect() as connection:
            is_there = connection.execute(sa.text("SELECT to_regclass('dag_run')")).scalar()
    finally:
        other.dispose()
    return address if is_there else None
