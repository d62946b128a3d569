"""The commands by which nothing is lost: backup, restore, rebuild."""

from __future__ import annotations

import sys
from argparse import Namespace

from etl.cli.exits import USAGE

_AT_WORK = ValueError("Airflow is at work: `jibao down`, then again")


def backup(asked: Namespace) -> int:
    """Archive, warehouse, outbox, inbox and secrets are in a new folder, which is printed."""
    from etl.operate.backup.backup import backup as make

    print(make(asked.folder))
    return 0


def restore(asked: Namespace) -> int:
    """An empty home becomes what a backup holds; 1 if a table is not what it was."""
    from etl.operate.backup.restore import restore as bring_back

    try:
        done = bring_back(asked.backup)
    except ValueError as error:
        return _refused("restore", error)
    print(f"restored as of {done.made_at}: {done.events} events")
    print(f"{done.tables} tables compared with the backup, {len(done.differing)} differ")
    for name in done.differing:
        print(f"  {name} differs")
    return int(bool(done.differing))


def rebuild(asked: Namespace) -> int:
    """A warehouse is made from the archive alone; 1 if a table is not as in the present one.

    One beside the present one is dropped again where it is neither to replace it nor differs from it.
    """
    from etl.operate.rebuild.rebuild import fill_from_archive, replace_by_rebuilt
    from etl.operate.rebuild.rebuild import rebuild as make
    from etl.server import databases

    if asked.replace and asked.into:
        return _refused("rebuild", ValueError("--replace goes without --into"))
    if asked.replace and _airflow_is_at_work():
        return _refused("rebuild", _AT_WORK)
    try:
        made = None if asked.into else fill_from_archive()
        made = made or (replace_by_rebuilt() if asked.replace else make(asked.into))
    except (ValueError, TimeoutError) as error:
        return _refused("rebuild", error)
    print(f"rebuilt from {made.events} events into the database {made.url.database}")
    different = set(made.differing)
    for name, checksum in made.after.items():
        comparison = "differs" if name in different else "same" if made.before else ""
        print(f"  {name:<36} {checksum.rows:>9}  {checksum.sha256[:16]}  {comparison}".rstrip())
    print(
        f"{len(made.after)} tables, {len(different)} differ" if made.before else f"{len(made.after)} tables"
    )
    if made.kept:
        print(f"it is the warehouse now; the one before is the database {made.kept}")
        return 0
    if made.before and not different and not asked.into:
        databases.drop(made.url.database or "")
    return int(bool(different))


def _airflow_is_at_work() -> bool:
    from etl.server import supervisor
    from etl.server.configuration import POSTGRES

    return any(row.pid and row.component != POSTGRES for row in supervisor.status())


def _refused(command: str, error: Exception) -> int:
    print(f"jibao {command}: {error}", file=sys.stderr)
    return USAGE
