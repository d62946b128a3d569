"""The figures that a year's tables add up are kept from build to build; what has changed is read anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import sqlalchemy as sa

from etl.store import warehouse

_SAY = sa.text(
    "SELECT set_config('jibao.kept_year', CAST(:year AS text), TRUE),"
    " set_config('jibao.kept_as_of', CAST(:as_of AS text), TRUE)"
)
_COUNT = sa.text("ANALYZE (SKIP_LOCKED) warehouse.kept_league, warehouse.kept_figure")


@contextmanager
def kept(connection: sa.Connection, year: int, as_of: datetime, *, anew: bool) -> Iterator[list[str] | None]:
    """Meanwhile the figures of `as_of` up to this year are read from those that are kept.

    They are brought up to date first: all of them if `anew`, else those of leagues whose fingerprint has
    changed. Given are these leagues and the region, which adds them up; None: all.
    """
    (found,) = warehouse.rows(connection, "kept/changed", year=year, as_of=as_of)
    changed = found["changed"] or []
    # Where most have changed, all are read as fast.
    leagues = None if anew or len(changed) > found["leagues"] // 2 else [*changed, found["region"]]
    if leagues is None:
        connection.execute(warehouse.statement("summary/statistics"))
    about = {"year": year, "leagues": leagues}
    connection.execute(warehouse.statement("kept/made"), {**about, "as_of": as_of})
    connection.execute(warehouse.statement("kept/forget"), about)
    connection.execute(warehouse.statement("kept/keep"), {"year": year})
    connection.execute(sa.text("DROP TABLE made_figure"))
    if leagues is None:
        connection.execute(_COUNT)
    connection.execute(_SAY, {"year": year, "as_of": as_of.isoformat()})
    yield leagues
    connection.execute(_SAY, {"year": "", "as_of": ""})
