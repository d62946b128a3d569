"""All sample returns and the stories: every figure as expected, nothing refused that should stand."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from etl.common.settings import REPOSITORY, ZONE
from etl.read.file import read_file
from etl.read.model import Reading
from schemas.registry import registry

pytestmark = pytest.mark.slow
SAMPLES = REPOSITORY / "tests" / "samples"
STORIES = REPOSITORY / "tests" / "stories"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_all(folder: Path, arrivals: list[dict[str, str]]) -> dict[str, Reading]:
    return {
        row["file"]: read_file(
            folder / row["file"],
            name=Path(row["file"]).name,
            folders=(Path(row["file"]).parent.name,),
            arrived_on=datetime.fromisoformat(row["arrived_at"]).replace(tzinfo=ZONE),
            registry=registry(),
        )
        for row in arrivals
    }


@pytest.fixture(scope="module")
def samples() -> dict[str, Reading]:
    return read_all(SAMPLES / "returns", table(SAMPLES / "arrivals.csv"))


Figures = dict[tuple[str, str, str], tuple[Decimal | None, ...]]


def figures(samples: dict[str, Reading], kind: str, *fields: str) -> Figures:
    found: Figures = {}
    for reading in samples.values():
        for part in reading.parts if reading.return_kind == kind else ():
            for row in part.rows if part.part.part == "data" else ():
                code = str(row["indicator_code"].value)
                if registry().indicators[code].measure != "ratio":
                    key = (str(reading.league_code), str(reading.period), code)
                    assert key not in found
                    found[key] = tuple(row[field].value for field in fields)  # type: ignore[misc]
    return found


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def test_every_quarters_figure(samples: dict[str, Reading]) -> None:
    expected = {
        (row["league_code"], row["period"], row["indicator_code"]): (
            number(row["quarter"]),
            number(row["year_to_date"]),
        )
        for row in table(SAMPLES / "expected" / "facts.csv")
    }
    assert figures(samples, "quarterly", "figure", "year_to_date") == expected


def test_every_years_figure(samples: dict[str, Reading]) -> None:
    expected = {
        (row["league_code"], row["year"], row["indicator_code"]): (number(row["value"]),)
        for row in table(SAMPLES / "expected" / "annual.csv")
    }
    assert figures(samples, "annual", "figure") == expected


def test_nothing_is_refused_and_every_part_is_there(samples: dict[str, Reading]) -> None:
    assert [name for name, reading in samples.items() if reading.gate or reading.state != "read"] == []
    findings = Counter(
        finding.rule.rule_id
        for reading in samples.values()
        for part in reading.parts
        for finding in part.findings
    )
    assert findings == {
        "converted_unit": 28,
        "repaired_separator": 14,
        "repaired_width": 14,
        "repaired_suffix": 14,
        "repaired_multiplier": 5,
    }
    parts = Counter(
        (part.part.return_kind, part.part.part) for reading in samples.values() for part in reading.parts
    )
    assert parts == {
        ("quarterly", "data"): 72,
        ("quarterly", "progress"): 72,
        ("annual", "completion"): 24,
        ("annual", "data"): 24,
        ("annual", "suggestions"): 24,
    }
    for reading in samples.values():
        for part in reading.parts:
            assert part.part.subject != "project" or [row["project_no"].value for row in part.rows] == [
                str(project) for project in range(1, 30)
            ]


def test_the_stories() -> None:
    steps = table(STORIES / "steps.csv")
    read = read_all(STORIES / "returns", steps)
    attachment = read["150100/13_呼和浩特市_2022年度总结报告.docx"]
    assert (attachment.state, attachment.league_code, str(attachment.period)) == (
        "attachment",
        "150100",
        "2022",
    )
    gates = {
        name: [finding.rule.rule_id for finding in reading.gate]
        for name, reading in read.items()
        if reading.gate
    }
    assert gates == {
        "150100/5_包头2022Q3_进展.csv": ["league_conflict"],
        "150100/14_2023Q1.xlsx": ["period_not_over"],
    }
    faults = [
        (name, part.part.part, finding.rule.rule_id, finding.place.cell)
        for name, reading in read.items()
        for part in reading.parts
        for finding in part.findings
    ]
    assert faults == [
        ("150100/1_2022Q3.xlsx", "data", "number_text", "D4"),
        ("150200/6_2022Q3_进展.csv", "progress", "repaired_delimiter", "F2"),
    ]
