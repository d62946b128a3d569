"""What a year's set shows: the rows of its summary tables, as a draft or as a published edition."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from etl.settings import ZONE

Row = Mapping[str, Any]

# The tables that a set shows, and the order of their rows.
ORDERED_BY = {
    "annual_return": "league_code, return_kind DESC, period",
    "annual_waiver": "waiver_id",
    "annual_account": "project_no, league_code",
    "annual_indicator": "project_no, indicator_code, league_code",
    "annual_target": "project_no, target_id, league_code",
    "action_target": "project_no, target_id, league_code",
    "annual_project": "project_no",
    "annual_reporting": "league_code",
    "annual_suggestion": "project_no NULLS FIRST, league_code, period, row_no",
    "annual_difference": "league_code, indicator_code",
    "annual_finding": "place",
    "annual_submission": "league_code, period, part",
}


@dataclass(frozen=True)
class Edition:
    """Which issue of a year's set: a number once it is published, None for a draft."""

    number: int | None = None
    approved_by: str | None = None
    approved_at: datetime | None = None

    @property
    def mark(self) -> str:
        """What stands behind every title and file name: 草稿, or 第1版."""
        return "草稿" if self.number is None else f"第{self.number}版"


@dataclass(frozen=True)
class Content:
    """All that a year's set is made from; the same content makes the same files.

    `tables`: the rows of each summary table, ordered. `changes`: what differs from the edition published
    last (`etl/publish/changes.py`), empty if there is none. `quarters`: how many of the year's quarters had
    ended at `as_of`; 4: the year is over.
    """

    year: int
    as_of: datetime
    quarters: int
    tables: Mapping[str, Sequence[Row]]
    changes: Sequence[Row] = ()
    compared_with: int | None = None
    edition: Edition = Edition()

    def __getitem__(self, table: str) -> Sequence[Row]:
        return self.tables[table]

    @property
    def title(self) -> str:
        """The action and the year; what the document is follows it."""
        return f"重点项目助推就业行动{self.year}年度"

    @property
    def stamp(self) -> str:
        """The moment up to which everything was known."""
        return f"数据截至:{self.as_of.astimezone(ZONE):%Y年%m月%d日 %H:%M}(北京时间)"

    def file_name(self, name: str, suffix: str) -> str:
        """Such as `2023年度行动总结表(草稿).xlsx`."""
        return f"{self.year}年度{name}({self.edition.mark}){suffix}"


def read(connection: sa.Connection, year: int, as_of: datetime) -> Content:
    """What the summary tables say of the year; they must have been built as of `as_of`."""
    quarters = connection.execute(
        sa.text("SELECT warehouse.quarters_ended(:year, :as_of)"), {"year": year, "as_of": as_of}
    ).scalar_one()
    tables = {
        table: [
            dict(row)
            for row in connection.execute(
                sa.text(f"SELECT * FROM summary.{table} WHERE year = :year ORDER BY {order}"),  # noqa: S608
                {"year": year},
            ).mappings()
        ]
        for table, order in ORDERED_BY.items()
    }
    return Content(year, as_of, quarters, tables)


def fingerprint(tables: Mapping[str, Sequence[Row]]) -> str:
    """SHA-256 of the rows of all tables: the same for the same figures and words, whenever built."""
    text = json.dumps(tables, ensure_ascii=False, sort_keys=True, default=_plain, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    """Moments in one zone and numbers without idle zeros, so that equal values are equal texts."""
    if isinstance(value, datetime):
        return value.astimezone(ZONE).isoformat()
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
