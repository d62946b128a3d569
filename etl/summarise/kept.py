"""The figures that a year's tables add up are kept from build to build; what has changed is read anew."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from etl.store import warehouse

_SAY = sa.text(
    "SELECT set_config('jibao.kept_year', CAST(:year AS text), TRUE),"
    " set_config('jibao.kept_as_of', CAST(:as_of AS text), TRUE)"
)
_COUNT = "ANALYZE (SKIP_LOCKED) warehouse.kept_league, warehouse.kept_figure"


def keep(connection: sa.Connection, year: int, as_of: datetime, *, anew: bool) -> list[str] | None:
    """Until the transaction ends, figures of the moment up to this year are read from those that are kept.

    Kept ones that were made of what they would be made of now stay, but for `anew`. The leagues of which some
    were read, and the region, which adds them up; None: all of them.
    """
    connection.execute(_SAY, {"year": "", "as_of": ""})
    connection.execute(warehouse.statement("kept/made_of"), {"year": year, "as_of": as_of})
    (kept,) = warehouse.rows(connection, "kept/changed", year=year)
    changed = kept["changed"] or []
    # Where most have changed, all are read as fast.
    leagues = None if anew or len(changed) > kept["leagues"] // 2 else [*changed, kept["region"]]
    if leagues is None:
        connection.execute(warehouse.statement("kept/statistics"))
    about = {"year": year, "leagues": leagues}
    connection.execute(warehouse.statement("kept/made"), {**about, "as_of": as_of})
    connection.execute(warehouse.statement("kept/forget"), about)
    connection.execute(warehouse.statement("kept/keep"), {"year": year})
    connection.execute(sa.text("DROP TABLE made_of, made_figure"))
    if leagues is None:
        connection.execute(sa.text(_COUNT))
    connection.execute(_SAY, {"year": year, "as_of": as_of.isoformat()})
    return leagues
