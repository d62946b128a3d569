"""Judges the warehouse and a year's annual tables; what is not as expected stops publishing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from etl.common.settings import ZONE
from etl.publish.quality.expected import tables
from etl.publish.quality.results import Failure, Quality, store
from etl.store import warehouse
from etl.store.locks import Lock, hold
from schemas.registry import registry


class QualityError(RuntimeError):
    """The warehouse is not as expected: our fault. The message names what, and says what to do."""


def check(year: int) -> Quality:
    """What Great Expectations finds in what is committed of the year; the result is stored.

    Nobody builds annual tables meanwhile. ValueError for a year in which no return is due.
    """
    from etl.publish.quality.great import run

    if not any(
        kind.first_period.year <= year <= kind.last_period.year for kind in registry().returns.values()
    ):
        raise ValueError(f"no return is due for {year}")
    with warehouse.transaction() as connection:
        hold(connection, Lock.SUMMARISE)
        url = connection.engine.url.render_as_string(hide_password=False)
        with ThreadPoolExecutor(max_workers=1) as thread:
            # Great Expectations looks through the whole stack for each decimal: a thread has a short one.
            results = thread.submit(lambda: list(run(url, year, tables()))).result()
    return store(year, datetime.now(ZONE), results)


def gate(year: int) -> Quality:
    """What the check of the year found, if it found nothing wrong; else QualityError."""
    quality = check(year)
    if not quality.success:
        raise QualityError(_message(quality))
    return quality


_TO_DO = (
    "What to do: run `jibao summarise {year}`, then check again: tables that are older than the warehouse are"
    " mended so. What still fails is a fault of ours, in the query that builds the table, or in what was put"
    " into the warehouse by hand: the rows say where."
)


def _message(quality: Quality) -> str:
    unmet = f"{len(quality.failures)} of {quality.expectations} expectations of our own tables are not met."
    return "\n".join(
        [
            f"{quality.year} cannot be published: {unmet}",
            *(_line(failure) for failure in quality.failures),
            _TO_DO.format(year=quality.year),
            f"The whole result: {quality.path}; as pages: Data Docs.",
        ]
    )


def _line(failure: Failure) -> str:
    where = f"{failure.table}.{failure.column}" if failure.column else failure.table
    if failure.error:
        return f"- {failure.name} ({where}): {failure.says_zh}. It could not be judged: {failure.error}"
    sample = ", ".join(f"{name}={value}" for name, value in failure.rows[0].items()) if failure.rows else ""
    return f"- {failure.name} ({where}): {failure.says_zh}. {failure.count} rows" + (
        f", such as {sample}" if sample else ""
    )
