"""What the bulletin of a quarter shows: the rows of its summary tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

import sqlalchemy as sa

from etl.publish.annual.content import Content, read_dimensions, read_fields, read_tables
from etl.store.warehouse import rows
from etl.summarise.rows import ActionTarget
from schemas.periods import Period

# The tables that a bulletin shows, and the order of their rows.
ORDERED_BY = {
    "quarter_return": "league_code",
    "quarter_indicator": "project_no, indicator_code, league_code",
    "quarter_target": "project_no, target_id, league_code",
    "quarter_project": "project_no",
    "quarter_suggestion": "project_no, league_code, row_no",
    "quarter_submission": "league_code, part",
}


@dataclass(frozen=True)
class BulletinContent(Content):
    """All that a quarter's bulletin is made from; its tables are `summary.quarter_*`."""

    @property
    def period(self) -> Period:
        """What the bulletin is about."""
        return Period.of("quarter", self.year, self.quarters)


def read(connection: sa.Connection, quarter: Period, as_of: datetime) -> BulletinContent:
    """What the summary tables say of the quarter; they must have been built as of `as_of`.

    And which targets of years before were not reached, where there are such.
    """
    tables = read_tables(connection, ORDERED_BY, period=str(quarter))
    shown = dict(ORDERED_BY)
    if missed := _missed(connection, quarter.year, as_of):
        tables["action_target"] = missed
        shown["action_target"] = ""
    fields = read_fields(connection, shown)
    return BulletinContent(
        quarter.year,
        as_of,
        quarter.quarter or 0,
        tables,
        fields,
        dimensions=read_dimensions(connection),
    )


def _missed(connection: sa.Connection, year: int, as_of: datetime) -> list[ActionTarget]:
    """Of the region's targets those of years before that were not reached, as the year's table has them."""
    of_action = rows(connection, "summary/action_target", year=year, as_of=as_of)
    missed = (
        cast(ActionTarget, row | {"is_region": True})
        for row in of_action
        if row["last_year"] < year and row["standing"] == "not_met" and row["scope"] == "region"
    )
    return sorted(missed, key=lambda row: (row["project_no"], row["target_id"]))
