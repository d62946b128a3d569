"""Files such as people complain about: what must come of each (`cases.csv`), by reading and Pandera."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from etl.check.verdicts import part_verdict
from etl.common.settings import REPOSITORY
from etl.read.file import read_file
from etl.validate.part import validate
from schemas.registry import registry
from tests.read.forms import LATER

FOLDER = REPOSITORY / "tests" / "read"
CASES = list(csv.DictReader((FOLDER / "cases.csv").read_text(encoding="utf-8").splitlines()))
SAMPLE = REPOSITORY / "tests" / "samples" / "returns" / "150400"


def judged(path: Path, name: str) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """The verdict of each part, the figure of each indicator, and the rules of what is no info."""
    reading = read_file(path, name=name, folders=(), arrived_on=LATER, registry=registry())
    findings, verdicts, figures = [*reading.gate], {}, {}
    for part in () if reading.gate else reading.parts:
        validated = validate(part, reading, registry(), LATER)
        verdicts[part.part.part] = part_verdict(validated.findings)
        findings += validated.findings
        figures |= {
            row["indicator_code"]: str(row["figure"]) for row in validated.rows if "indicator_code" in row
        }
    return verdicts, figures, [found.rule.rule_id for found in findings if found.severity != "info"]


@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_it_comes_out_as_a_person_reads_it(case: dict[str, str]) -> None:
    verdicts, figures, rules = judged(FOLDER / "cases" / case["file"], case["file"])
    if case["must"] == "refused":
        assert not verdicts or "refused" in verdicts.values()
        assert rules
    else:
        assert set(verdicts.values()) <= {"accepted", "accepted_with_warnings"}
        assert verdicts
    if case["must"] == "read":
        assert figures[case["indicator_code"]] == case["figure"]
    if case["must"] == "both":
        assert set(verdicts) == {"data", "progress"}


def test_an_end_of_file_mark_is_no_text(tmp_path: Path) -> None:
    good = SAMPLE / "赤峰市_2023Q1_数据.csv"
    marked = tmp_path / good.name
    marked.write_bytes(good.read_bytes() + b"\x1a")
    assert judged(marked, good.name) == judged(good, good.name)
