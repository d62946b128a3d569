"""The short history in which things go wrong: what must come of each file, and what must stand at the end."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest
import sqlalchemy as sa

from etl.settings import REPOSITORY
from tests.walk.test_samples import ingest, number

STORIES = REPOSITORY / "tests" / "stories"


def listed(name: str) -> list[dict[str, str]]:
    with (STORIES / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def told(warehouse: sa.Engine, tmp_path) -> dict[str, dict]:
    answers = ingest(STORIES / "returns", "--arrivals", STORIES / "steps.csv")
    return {answer["file"]: answer for answer in answers}


def test_every_step(told) -> None:
    for step in listed("steps.csv"):
        answer = told[step["file"]]
        parts = {part: step[part] for part in ("data", "progress") if step[part]}
        assert (step["step"], answer["verdict"]) == (step["step"], step["verdict"])
        assert {part: answer["parts"].get(part) for part in parts} == parts, step["step"]
