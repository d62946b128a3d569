"""`jibao rebuild`: a new warehouse from the archive, compared table by table with the one there is."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.operate.rebuild.checksums import Checksum, checksums, differing
from etl.operate.rebuild.replay import replay
from etl.server import databases
from etl.store import archive, timelines, warehouse
from etl.store.locks import Lock, hold
from etl.store.migrate import migrate
from etl.store.timelines import HistoryError, WarehouseBehind
from etl.store.warehouse import rows
from etl.summarise.tables import build_all

log = logging.getLogger(__name__)

_BESIDE = "jibao_rebuilt"


@dataclass(frozen=True)
class Rebuilt:
    """The new warehouse's tables, and the present one's; `before` is empty where there was nothing.

    `kept`: the database that holds the warehouse before, where the new one has taken its place.
    """

    url: sa.URL
    events: int
    after: Mapping[str, Checksum]
    before: Mapping[str, Checksum]
    kept: str | None = None

    @property
    def differing(self) -> list[str]:
        """The tables that are not the same; none where there was nothing to compare with."""
        return differing(self.before, self.after) if self.before else []


def rebuild(into: str | None = None) -> Rebuilt:
    """A warehouse made from the archive alone holds what the log of events says.

    It is the database `into` (an address), which must be empty, or a new one beside the present one, named
    `jibao_rebuilt`. The annual tables of both are built as of the same moment.
    ValueError where the archive does not say enough, or a database is in use.
    """
    moment = datetime.now(ZONE)
    with warehouse.transaction() as connection:
        # Nobody decides or summarises meanwhile, so the log and the tables are of one moment.
        hold(connection, Lock.SUMMARISE)
        hold(connection, Lock.LOG)
        connection.execute(sa.text("LOCK TABLE intake.event IN SHARE MODE"))
        logged = _log(connection)
        years = _years(connection)
        before = _summed_up(connection, moment, years)
    return _made(into or databases.create_beside(_BESIDE), logged, moment, years, before)


def replace_by_rebuilt() -> Rebuilt:
    """As `rebuild`, beside the present warehouse, whose place it takes.

    Nobody is in the warehouse from before the log is read until it is replaced, however long that takes: who
    comes meanwhile waits, and goes on in the new one. If it fails, or is killed, the present one stays.
    """
    moment = datetime.now(ZONE)
    with warehouse.alone() as connection:
        logged = _log(connection)
        years = _years(connection)
        before = _summed_up(connection, moment, years)
        made = _made(databases.create_beside(_BESIDE), logged, moment, years, before)
        return replace(made, kept=databases.put_in_place(_BESIDE, connection))


def fill_from_archive() -> Rebuilt | None:
    """The present warehouse, in which nothing ever happened, holds what the log says; None if something did.

    A timeline begins: the archive may be a copy, and numbers were given after it. Nobody else is in the
    warehouse meanwhile; whole or nothing.
    """
    moment = datetime.now(ZONE)
    with warehouse.alone() as connection:
        if rows(connection, "rebuild/something"):
            return None
        logged = _log(connection)
        after = _fill(connection, logged, moment, _years(connection))
        timelines.begin(connection)
    return Rebuilt(warehouse.engine().url, len(logged), after, {})


def _log(connection: sa.Connection) -> list[archive.Logged]:
    """Where every event stands, those too that the warehouse had not logged yet. ValueError."""
    try:
        archive.log_events(connection)
    except WarehouseBehind as behind:  # which is no hindrance
        log.warning("%s", behind)
    except HistoryError as fault:
        raise ValueError(str(fault)) from fault
    logged = archive.logged()
    head = timelines.head()
    if head and (lacking := head.events - sum(place.file.parent.name == head.name for place in logged)) > 0:
        raise ValueError(f"the log of timeline {head.name} lacks {lacking} of its {head.events} events")
    return logged


def _made(
    url: str,
    logged: Sequence[archive.Logged],
    moment: datetime,
    years: list[int],
    before: Mapping[str, Checksum],
) -> Rebuilt:
    """A warehouse made in the empty database of this address."""
    target = sa.create_engine(url, hide_parameters=True)
    try:
        _require_empty(target)
        migrate(target, settings().due_rule)
        with target.begin() as connection:
            after = _fill(connection, logged, moment, years)
    finally:
        target.dispose()
    return Rebuilt(target.url, len(logged), after, before)


def _fill(
    connection: sa.Connection, logged: Sequence[archive.Logged], moment: datetime, years: list[int]
) -> Mapping[str, Checksum]:
    """The events have happened in the warehouse, and its annual tables are built; its checksums."""
    replay(connection, archive.events(logged))
    if head := timelines.head():
        timelines.adopt(connection, head)
    build_all(connection, moment, years)
    return checksums(connection, moment)


def _years(connection: sa.Connection) -> list[int]:
    """The years whose annual tables were built."""
    return [row["year"] for row in rows(connection, "rebuild/years_built")]


def _summed_up(connection: sa.Connection, moment: datetime, years: list[int]) -> dict[str, Checksum]:
    """The checksums with all annual tables as of the moment; they go on saying what they said."""
    attempt = connection.begin_nested()
    build_all(connection, moment, years)
    summed = checksums(connection, moment)
    attempt.rollback()
    return summed


def _require_empty(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        there = connection.execute(sa.text("SELECT to_regclass('intake.submission')")).scalar()
        if there is not None and rows(connection, "rebuild/something"):
            raise ValueError(f"{engine.url.database} holds submissions: name an empty database")
