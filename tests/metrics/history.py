"""A small real history: two returns of Baotou by a back-load, one of them again, and a file that is none."""

from __future__ import annotations

import shutil
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from tests.walk.driving import SAMPLES, ingest

RETURNS = SAMPLES / "returns" / "150200"


def live_through(folder: Path) -> None:
    """The files are judged; `folder` holds what was sent afterwards."""
    old, new = folder / "old" / "150200", folder / "new" / "150200"
    for made in (old, new):
        made.mkdir(parents=True)
    arrivals = ["file,arrived_at"]
    for name, moment in (
        ("150200-2022Q3.xlsx", "2022-10-07T09:00"),
        ("150200-2022Q4.xlsx", "2023-01-04T09:00"),
    ):
        shutil.copy(RETURNS / name, old)
        arrivals.append(f"150200/{name},{moment}")
    (folder / "arrivals.csv").write_text("\n".join(arrivals))
    ingest(old.parent, "--arrivals", folder / "arrivals.csv")
    shutil.copy(RETURNS / "150200-2022Q4.xlsx", new)
    (new / "2023年第一季度.xlsx").write_bytes(b"no workbook")
    ingest(new.parent)


def samples(text: str, name: str) -> dict[tuple[str, ...], float]:
    """The values of a metric by its labels' values, in the order of the labels' names."""
    return {
        tuple(value for _, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name
    }
