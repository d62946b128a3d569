"""The sets that can be published: a year's annual set and a quarter's bulletin, by one way."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from etl.common.settings import settings
from etl.publish.annual import content as annual
from etl.publish.annual import files as annual_files
from etl.publish.annual.content import Content
from etl.publish.bulletin import content as quarterly
from etl.publish.bulletin import files as bulletin_files
from etl.summarise.tables import build, build_quarter, quarter_moment
from schemas.periods import Period


def made(connection: sa.Connection, period: Period, as_of: datetime) -> Content:
    """The tables of the period are built as of this moment; what they say, as a draft.

    ValueError where there is nothing to make: no return is due, or the quarter is not over.
    """
    if period.quarter is None:
        build(connection, period.year, as_of)
        return annual.read(connection, period.year, as_of)
    as_of = quarter_moment(period, as_of)
    build_quarter(connection, period, as_of)
    return quarterly.read(connection, period, as_of)


def write(folder: Path, content: Content) -> list[Path]:
    """The set of this content lies in the folder."""
    if content.period.quarter is None:
        return annual_files.write_set(folder, content)
    return bulletin_files.write_set(folder, content)


def folder_of(period: Period) -> Path:
    """Where the period's drafts lie, and its editions below."""
    kind = "annual" if period.quarter is None else "bulletin"
    return settings().outbox / kind / str(period)
