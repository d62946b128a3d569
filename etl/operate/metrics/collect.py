"""Our metrics, counted by the warehouse at the moment they are asked for."""

from __future__ import annotations

import functools
import logging
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate
from typing import TypedDict, cast

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.core import Metric as Family
from prometheus_client.registry import Collector

from etl.common.faults import log_fault
from etl.common.settings import settings
from etl.operate.metrics.definitions import COUNTED, MEASURED, REPLY, REPLY_BOUNDS, WAREHOUSE_UP, Metric
from etl.operate.metrics.measures import Row, measured
from etl.store.warehouse import rows

log = logging.getLogger(__name__)

KEPT_SECONDS = 10  # several who scrape at once cost the warehouse one count

_lock = threading.Lock()
_last: tuple[float, str] | None = None


def text() -> str:
    """Our metrics in Prometheus' text format, no older than `KEPT_SECONDS`.

    A warehouse that does not answer is a metric that says so; the disk's measures come all the same.
    """
    global _last
    with _lock:
        if _last is None or time.monotonic() - _last[0] > KEPT_SECONDS:
            _last = (time.monotonic(), fresh())
        return _last[1]


def fresh() -> str:
    """The same, counted now."""
    registry = CollectorRegistry()
    registry.register(Jibao())
    return generate_latest(registry).decode()


class _Reply(TypedDict):
    """How long a league waited for a reply."""

    route: str
    seconds: Decimal


class Jibao(Collector):
    """Counts everything anew whenever it is asked."""

    def collect(self) -> Iterator[Family]:
        measures = measured()
        yield from (_family(metric, measures[metric.name]) for metric in MEASURED)
        try:
            counted = list(_counted())
        except sa.exc.SQLAlchemyError:
            log_fault(log, "the warehouse could not be counted")
            counted = []
        yield _family(WAREHOUSE_UP, [{"value": int(bool(counted))}])
        yield from counted

    def describe(self) -> list[Family]:
        return []  # nothing is counted when it is registered


@functools.cache
def engine(url: str) -> sa.Engine:
    """The warehouse, to be read only; unlike `etl.store.warehouse.engine` it never starts a server."""
    options = "-c default_transaction_read_only=on -c statement_timeout=20000"
    return sa.create_engine(
        url,
        pool_size=1,
        max_overflow=1,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 3, "options": options},
    )


def warehouse() -> sa.Engine:
    """`engine` of the settings' warehouse."""
    from etl.server import postgres

    return engine(postgres.loader_url())


def _counted() -> Iterator[Family]:
    digits = settings().metrics_league_digits
    with warehouse().connect() as connection:
        connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        for metric in COUNTED:
            binds = {"digits": digits} if "league" in metric.labels else {}
            yield _family(metric, rows(connection, f"metrics/{metric.sql}", **binds))
        yield _histogram(cast(list[_Reply], rows(connection, f"metrics/{REPLY.sql}")))


def _family(metric: Metric, counts: Iterable[Row]) -> Family:
    kind = CounterMetricFamily if metric.kind == "counter" else GaugeMetricFamily
    family = kind(metric.name, metric.help, labels=metric.labels)
    for row in counts:
        family.add_metric([row[label] for label in metric.labels], float(row["value"]))
    return family


def _histogram(replies: list[_Reply]) -> Family:
    family = HistogramMetricFamily(REPLY.name, REPLY.help, labels=REPLY.labels)
    bounds = [*(f"{float(bound)}" for bound in REPLY_BOUNDS), "+Inf"]
    for route in ("drop", "back-load"):
        seconds = [float(row["seconds"]) for row in replies if row["route"] == route]
        # A value that equals a bound is within it.
        fell = Counter(bisect_left(REPLY_BOUNDS, value) for value in seconds)
        totals = accumulate(fell[place] for place in range(len(bounds)))
        family.add_metric([route], list(zip(bounds, map(float, totals), strict=True)), sum(seconds))
    return family
