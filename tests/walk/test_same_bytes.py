"""The same bytes again: a duplicate where they are the same return's, judged where the name tells another."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.read import forms
from tests.walk.driving import ingest

pytestmark = pytest.mark.usefixtures("warehouse")


def arrived(folder: Path, files: dict[str, str]) -> Path:
    """Suggestions of which only the files' names tell the league and the year, and their arrivals."""
    content = forms.text([forms.SUGGESTIONS, ["", "基层人手不足。", "建议统一全区统计口径。"]])
    with (folder / "arrivals.csv").open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["file", "arrived_at"])
        for name, day in files.items():
            path = folder / "returns" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            writer.writerow([name, f"{day}T09:00:00"])
    return folder / "arrivals.csv"


def test_the_same_bytes_may_be_another_years_return(tmp_path: Path) -> None:
    files = {
        "150400/赤峰市_2022年度_意见建议.csv": "2023-01-03",
        "150400/赤峰市_2022年度_意见建议(1).csv": "2023-01-04",
        "150400/赤峰市_2023年度_意见建议.csv": "2024-01-03",
    }
    answers = ingest(tmp_path / "returns", "--arrivals", arrived(tmp_path, files))
    assert [(answers[name]["period"], answers[name]["verdict"]) for name in files] == [
        ("2022", "accepted"),
        ("2022", "duplicate"),
        ("2023", "accepted"),
    ]
    again = ingest(tmp_path / "returns", "--arrivals", tmp_path / "arrivals.csv")
    assert {answer["verdict"] for answer in again.values()} == {"duplicate"}
    assert {again[name]["period"] for name in files} == {"2022", "2023"}
