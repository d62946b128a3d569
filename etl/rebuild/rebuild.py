"""`jibao rebuild`: a new warehouse from the archive, compared table by table with the one there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from etl import archive, warehouse
from etl.locks import Lock, hold
from etl.rebuild.checksums import Checksum, checksums, differing
from etl.rebuild.replay import replay
from etl.server import databases
from etl.settings import ZONE, settings
from etl.summarise import build_all
from etl.warehouse import rows


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
    events = archive.events()
    moment = datetime.now(ZONE)
    with warehouse.transaction() as connection:
        is_empty = not rows(connection, "rebuild/something")
        years = _years(connection)
    if is_empty and into is None:
        target, before = warehouse.engine(), {}
    else:
        target = sa.create_engine(into or databases.create_beside("jibao_rebuilt"))
        before = _summed_up(warehouse.engine(), moment, years)
    try:
        _require_empty(target)
        warehouse.migrate(target, settings().due_rule)
        with target.begin() as connection:
            replay(connection, events)
        after = _summed_up(target, moment, years, keep=True)
    finally:
        target.dispose()
    return Rebuilt(target.url, len(events), after, before)


def _years(connection: sa.Connection) -> list[int]:
    """The years whose annual tables were built."""
    return [row["year"] for row in rows(connection, "rebuild/years_built")]


def _summed_up(
    engine: sa.Engine, moment: datetime, years: list[int], *, keep: bool = False
) -> dict[str, Checksum]:
    with _attempt(engine, keep=keep) as connection:
        hold(connection, Lock.SUMMARISE)
        build_all(connection, moment, years)
        return checksums(connection, moment)


@contextmanager
def _attempt(engine: sa.Engine, *, keep: bool) -> Iterator[sa.Connection]:
    with engine.connect() as connection:
        yield connection
        if keep:
            connection.commit()


def _require_empty(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        there = connection.execute(sa.text("SELECT to_regclass('intake.submission')")).scalar()
        if there is not None and rows(connection, "rebuild/something"):
            raise ValueError(f"{engine.url.database} holds submissions: name an empty database")
