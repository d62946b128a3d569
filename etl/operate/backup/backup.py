"""`jibao backup`: archive and warehouse together, as they were at one moment."""

from __future__ import annotations

import logging
import shutil
import tarfile
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.operate.backup import dumps, manifest
from etl.operate.rebuild.checksums import checksums
from etl.server import postgres
from etl.store import archive
from etl.store.locks import Lock, hold
from etl.store.warehouse import transaction

log = logging.getLogger(__name__)

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
    try:
        _fill(draft, now)
    except BaseException:
        shutil.rmtree(draft)
        raise
    draft.rename(folder)
    return folder


def _fill(draft: Path, now: datetime) -> None:
    with transaction() as connection:
        # In this order everybody takes them; the log before the table: whoever has it waits for nobody.
        hold(connection, Lock.SUMMARISE)
        hold(connection, Lock.LOG)
        connection.execute(sa.text("LOCK TABLE intake.event IN SHARE MODE"))
        archive.log_events(connection)
        dumps.dump(postgres.loader_url(), draft / WAREHOUSE)
        with tarfile.open(draft / FILES, "w:gz", compresslevel=1) as packed:
            for name in FOLDERS:
                _pack(packed, name)
        tables = checksums(connection, now)
        version = connection.execute(sa.text("SHOW server_version")).scalar_one()
        count = connection.execute(sa.text("SELECT count(*) FROM intake.event")).scalar_one()
    if address := _airflow():
        dumps.dump(address, draft / AIRFLOW)
    files = {path.name: manifest.hash_of(path) for path in sorted(draft.iterdir())}
    manifest.Manifest(now.isoformat(), version, count, files, tables).write(draft)
    for path in draft.iterdir():
        path.chmod(0o600)


def _pack(packed: tarfile.TarFile, name: str) -> None:
    """The folder's files, wherever it lies. No links: they could lead anywhere.

    What others move about in the meantime, or let nobody read, is not ours yet: it is passed over.
    """
    root = (settings().home / name).resolve()
    for path in sorted(root.rglob("*")):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            continue
        try:
            packed.add(path, Path(name) / path.relative_to(root), recursive=False)
        except (FileNotFoundError, PermissionError) as fault:
            if name not in ("inbox", "outbox"):
                raise
            log.warning("%s is not in the backup: %s", path, fault)


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
