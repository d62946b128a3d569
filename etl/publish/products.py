"""What is handed up: the set of a year, the bulletin of a quarter, the note on a month: each a `Product`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from etl.common.settings import settings
from etl.publish.annual import content as annual
from etl.publish.annual import package
from etl.publish.annual import report as annual_report
from etl.publish.annual.content import Content
from etl.publish.annual.page import league, project, year
from etl.publish.annual.workbook import book
from etl.publish.bulletin import content as quarterly
from etl.publish.bulletin import report, workbook
from etl.publish.files import Writer, write_all
from etl.publish.note import content as monthly
from etl.publish.note import report as note_report
from etl.publish.note import workbook as note_workbook
from etl.summarise.tables import build, build_period, last_moment
from schemas.periods import Period


@dataclass(frozen=True)
class Product:
    """A kind of set, for the periods of one cadence.

    `prefix` begins the names of its summary tables; `build` makes them and `read` takes what they say, both
    as of a moment, which `moment` settles; `folder` lies in the outbox; who publishes it `locks_year` or not;
    `unasked`: its draft lies there as soon as something changed.
    """

    name_zh: str
    prefix: str
    folder: str
    locks_year: bool
    unasked: bool
    writers: Sequence[Writer]
    moment: Callable[[Period, datetime], datetime]
    build: Callable[[sa.Connection, Period, datetime], object]
    read: Callable[[sa.Connection, Period, datetime], Content]

    def draft(self, connection: sa.Connection, period: Period, now: datetime) -> Content:
        """The tables of the period are built as of this moment; what they say, as a draft.

        ValueError where there is nothing to make: no return is due, or the period is not over.
        """
        as_of = self.moment(period, now)
        self.build(connection, period, as_of)
        return self.read(connection, period, as_of)

    def write(self, folder: Path, content: Content) -> list[Path]:
        """The set of this content lies in the folder; the paths."""
        return write_all(folder, content, self.writers)

    def folder_of(self, period: Period) -> Path:
        """Where the period's drafts lie, and its editions below."""
        return settings().outbox / self.folder / str(period)


PRODUCTS = {
    "year": Product(
        name_zh="行动总结",
        prefix="annual",
        folder="annual",
        locks_year=True,
        unasked=True,
        writers=(book.write, annual_report.write, year.write, league.write, project.write, package.write),
        moment=lambda _, now: now,
        build=lambda connection, period, as_of: build(connection, period.year, as_of),
        read=lambda connection, period, as_of: annual.read(connection, period.year, as_of),
    ),
    "quarter": Product(
        name_zh="行动进展简报",
        prefix="quarter",
        folder="bulletin",
        locks_year=False,
        unasked=False,
        writers=(report.write, workbook.write, package.write),
        moment=last_moment,
        build=build_period,
        read=quarterly.read,
    ),
    "month": Product(
        name_zh="重点企业用工情况",
        prefix="month",
        folder="note",
        locks_year=False,
        unasked=True,
        writers=(note_report.write, note_workbook.write, package.write),
        moment=last_moment,
        build=build_period,
        read=monthly.read,
    ),
}


def product_of(period: Period) -> Product:
    """The product that is made of such a period."""
    return PRODUCTS[period.cadence]
