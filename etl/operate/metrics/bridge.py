"""Airflow's own metrics for Prometheus: `python -m etl.operate.metrics.bridge HOST PORT`.

Airflow's processes, the short-lived ones of tasks too, send StatsD packets with tags to UDP port PORT; this
one process adds them up and serves them at http://HOST:PORT/metrics. See docs/decisions/0013-metrics.md.
"""

from __future__ import annotations

import re
import socket
import sys
from dataclasses import dataclass, field
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    start_http_server,
)

# What tells a run or a try apart would make a series of each.
_UNBOUNDED = {"run_id", "try_number", "map_index", "hostname", "pid", "job_id", "file_path", "file_name"}
# Airflow counts these down, too.
_UP_AND_DOWN = {"airflow_dag_processing_processes"}
_BOUNDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600)
_NO_NAME = re.compile(r"[^a-zA-Z0-9_]+")


@dataclass
class Bridge:
    """The sums of all packets taken so far, in `registry`."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    _known: dict[str, tuple[Counter | Gauge | Histogram, tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.refused = Counter(
            "airflow_bridge_refused", "Packets that could not be read.", registry=self.registry
        )

    def take(self, packet: bytes) -> None:
        """Every line is added; one that is no StatsD, or changed its kind, is counted as refused."""
        for line in packet.decode("utf-8", "replace").splitlines():
            try:
                self._take(line)
            except ValueError:
                self.refused.inc()

    def _take(self, line: str) -> None:
        head, kind, *_ = line.split("|")
        named, value = head.rsplit(":", 1)
        name, *tags = named.split(",")
        labels = dict(tag.split("=", 1) for tag in tags)
        kept = {_NO_NAME.sub("_", key): text for key, text in labels.items() if key not in _UNBOUNDED}
        number = float(value)
        base = _NO_NAME.sub("_", name)
        match kind, value[0] in "+-":
            case "c", _ if base in _UP_AND_DOWN:
                self._series(Gauge, base, kept).inc(number)
            case "c", _:
                self._series(Counter, base, kept).inc(number)
            case "g", True:
                self._series(Gauge, base, kept).inc(number)
            case "g", False:
                self._series(Gauge, base, kept).set(number)
            case "ms", _:
                self._series(Histogram, f"{base}_seconds", kept).observe(number / 1000)
            case _:
                raise ValueError(f"StatsD of a kind that Airflow does not send: {kind}")

    def _series(self, kind: type[Any], name: str, labels: dict[str, str]) -> Any:
        """The series of these labels. A metric has the labels of its first packet: others are left out."""
        if name not in self._known:
            extra = {"buckets": _BOUNDS} if kind is Histogram else {}
            made = kind(name, f"{name} as Airflow sends it.", sorted(labels), registry=self.registry, **extra)
            self._known[name] = (made, tuple(sorted(labels)))
        series, names = self._known[name]
        if not isinstance(series, kind):
            raise ValueError(f"{name} was of another kind before")
        return series.labels(*(labels.get(label, "") for label in names)) if names else series


def main(host: str, port: int) -> None:
    """Serves until it is stopped."""
    disable_created_metrics()  # type: ignore[no-untyped-call]
    bridge = Bridge()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as heard:
        heard.bind((host, port))
        start_http_server(port, host, bridge.registry)
        while True:
            bridge.take(heard.recv(65535))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
