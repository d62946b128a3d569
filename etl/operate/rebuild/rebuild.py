"""`jibao rebuild`: a new warehouse from the archive, compared table by table with the one there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.operate.rebuild.checksums import Checksum, checksums, differing
from etl.operate.rebuild.replay import replay
from etl.server import databases
from etl.store import archive, warehouse
from etl.store.locks import Lock, hold
from etl.store.warehouse import rows
from etl.summarise.tables import build_all


@dataclass(frozen=True)
class Rebuilt:
    """The new warehouse's tables, and the present one's; `before` is empty where there was nothing."""

    url: sa.URL
    events: int
    after: Mapping[str, Checksum]
    before: Mapping[str, Checksum]

    @property
    def differing(self) -> list[str]:
        """The tables that are not the same; none where there was nothing to compare with."""
        return differing(self.before, self.after) if self.before else []


def rebuild(into: str | None = None) -> Rebuilt:
    """A warehouse made from the archive alone holds what the log of events says.

    It is the present one where that is empty; else the database `into` (an address), which must be empty, or
    a new one beside it named `jibao_rebuilt`. The annual tables of both are built as of the same moment.
    ValueError where the archive does not say enough, or a database is in use.
    """
    moment = datetime.now(ZONE)
    with warehouse.transaction() as connection:
        # Nobody decides or summarises meanwhile, so the log and the tables are of one moment.
        hold(connection, Lock.SUMMARISE)
        hold(connection, Lock.LOG)
        connection.execute(sa.text("LOCK TABLE intake.event IN SHARE MODE"))
        archive.log_events(connection)
        logged = archive.logged()
        years = _years(connection)
        in_place = into is None and not rows(connection, "rebuild/something")
        before = {} if in_place else _summed_up(connection, moment, years)
    if in_place:
        target = warehouse.engine()
    else:
        target = sa.create_engine(into or databases.create_beside("jibao_rebuilt"))
    try:
        _require_empty(target)
        warehouse.migrate(target, settings().due_rule)
        with target.begin() as connection:
            replay(connection, archive.events(logged))
            build_all(connection, moment, years)
            after = checksums(connection, moment)
    finally:
        target.dispose()
    return Rebuilt(target.url, len(logged), after, before)


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
