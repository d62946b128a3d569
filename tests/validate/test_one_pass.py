"""Parts of many returns in one frame are judged as each is alone, and a column holds what it must."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from pandera.errors import SchemaErrors

from etl.read.file import read_file
from etl.read.model import PartRead, Reading
from etl.validate.part import validate_parts
from schemas.registry import registry
from tests.rules.returns import quarterly_text

LATER = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[PartRead, Reading]:
    file = tmp_path_factory.mktemp("good") / "return.csv"
    file.write_text(quarterly_text("2024Q3"), encoding="utf-8")
    reading = read_file(file, name=file.name, folders=(), arrived_on=LATER, registry=registry())
    return reading.parts[0], reading


def with_values(part: PartRead, code: str, values: Mapping[str, object]) -> PartRead:
    """The part with these values in the row of the indicator."""
    rows = tuple(
        row | {field: row[field]._replace(value=value) for field, value in values.items()}
        if row["indicator_code"].value == code
        else row
        for row in part.rows
    )
    return replace(part, rows=rows)


def test_many_returns_in_one_frame_are_judged_as_each_alone(good: tuple[PartRead, Reading]) -> None:
    part, reading = good
    above = with_values(part, "P04-3", {"figure": Decimal(9999)})
    sent = [
        (part, reading),
        (above, reading),
        (replace(part, rows=part.rows[1:]), reading),
        (replace(part, rows=(*part.rows, part.rows[0])), reading),
        (with_values(part, "P04-3", {"indicator_code": "P99-1"}), reading),
    ]
    together = validate_parts(sent, registry())
    assert together == [validate_parts([each], registry())[0] for each in sent]
    rules = [[finding.rule.rule_id for finding in validated.findings] for validated in together]
    assert rules == [
        [],
        ["part_above_whole"],
        ["figure_required"],
        ["indicator_doubled"],
        ["indicator_unknown"],
    ]


@pytest.mark.parametrize("value", [Decimal(-1), "1000"])
def test_what_the_reader_must_not_let_through_is_our_fault(
    good: tuple[PartRead, Reading], value: object
) -> None:
    part, reading = good
    with pytest.raises(SchemaErrors):
        validate_parts([(with_values(part, "P00-1", {"figure": value}), reading)], registry())
