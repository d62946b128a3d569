"""Drafts: the tables of a period and its set as they are now, or a set of an earlier moment in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.publish.annual.content import read
from etl.publish.changes import with_changes
from etl.publish.manuscript.paper import lay_out
from etl.publish.manuscript.take_in import take_in
from etl.publish.products import product_of
from etl.store import archive
from etl.store.locks import Lock, hold
from etl.store.warehouse import transaction
from etl.summarise.tables import build, build_periods, periods_over
from schemas.periods import Period


@dataclass(frozen=True)
class Draft:
    """What a run did: rows taken out of and put into each table, and the files of the draft set."""

    year: int
    as_of: datetime
    changed: dict[str, int]
    paths: tuple[Path, ...]


def draft_year(year: int, as_of: datetime | None = None, *, anew: bool = True) -> Draft:
    """The tables of `summary` say what was known of `year` at `as_of` (default: now), and the draft shows it.

    Now, what the department wrote in the Word file beside the draft is taken in first. Rows that already say
    so are left alone: the same run again changes none. `anew`: as `build` has it. ValueError for a year in
    which no return is due, or a moment without a zone.
    """
    if as_of is not None and as_of.tzinfo is None:
        raise ValueError(f"{as_of} has no zone: say which, such as +08:00")
    with transaction() as connection:
        # Now is when it is our turn: a run that waited must not take back what the one before it knew.
        hold(connection, Lock.SUMMARISE)
        period = Period.of("year", year)
        folder = product_of(period).folder_of(period)
        is_now = as_of is None
        as_of = as_of or datetime.now(ZONE)
        if is_now:
            take_in(connection, period, folder, as_of)
        changed = build(connection, year, as_of, anew=anew)
        notes = _notes(connection, year, as_of)
        content = with_changes(connection, read(connection, year, as_of))
        paths = product_of(period).write(folder, content)
        paths += [*([lay_out(folder, content)] if is_now else []), *notes]
    archive.log_new_events()
    return Draft(year, as_of, changed, tuple(paths))


def _notes(connection: sa.Connection, year: int, as_of: datetime) -> list[Path]:
    """The tables of the year's quarters and months are built; the drafts of what is laid out unasked."""
    changed = build_periods(connection, year, as_of)
    paths = []
    for period in periods_over(year, as_of):
        product = product_of(period)
        folder = product.folder_of(period)
        if product.unasked and (period in changed or not folder.exists()):
            content = product.read(connection, period, product.moment(period, as_of))
            paths += product.write(folder, with_changes(connection, content))
    return paths


def draft(period: Period, as_of: datetime | None, folder: Path | None) -> Iterator[str]:
    """The draft set lies in the folder (default: the outbox); a line for each file, after what changed.

    With `as_of` it says what was known then, and the tables go on saying what they said. ValueError for a
    period in which no return is due, or a quarter that is not over.
    """
    if period.quarter is None and as_of is None and folder is None:
        made = draft_year(period.year)
        changed = ", ".join(f"{table} {count}" for table, count in made.changed.items() if count)
        yield f"{period}: {changed or 'nothing changed'}"
        yield from (f"  {path}" for path in made.paths)
        return
    with transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        attempt = connection.begin_nested()
        content = with_changes(
            connection, product_of(period).draft(connection, period, as_of or datetime.now(ZONE))
        )
        if as_of is not None:
            attempt.rollback()
        paths = product_of(period).write(folder or product_of(period).folder_of(period), content)
    yield f"{period}: {content.stamp}"
    yield from (f"  {path}" for path in paths)
