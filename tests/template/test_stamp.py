"""The hidden stamp: it says by which registry a template was made, and decides nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from etl.common.settings import ZONE
from etl.leagues.template.content import template
from etl.leagues.template.due import owed
from etl.leagues.template.facts import Facts
from etl.leagues.template.workbook import draw
from etl.read.file import read_file
from etl.read.model import Reading
from etl.read.stamps import current_version
from schemas.periods import Period
from schemas.registry import registry

LATER = datetime(2026, 1, 20, tzinfo=ZONE)
CURRENT = current_version(registry(), registry().returns["quarterly"])


def read_with(folder: Path, **stamped: str) -> Reading:
    """What a template of 2023Q2 for 赤峰市 gives after some lines of its stamp were changed."""
    (asked,) = owed(registry(), "none", Period.of("quarter", 2023, 2), "150400")
    path = folder / "报表.xlsx"
    path.write_bytes(draw(template(registry(), asked, Facts(LATER))))
    if stamped:
        book = openpyxl.load_workbook(path)
        for name, value in book["jibao"].iter_rows():
            value.value = stamped.get(str(name.value), value.value)
        book.save(path)
    return read_file(path, name=path.name, folders=(), arrived_on=LATER, registry=registry())


def test_a_current_stamp_is_known_and_says_nothing(tmp_path: Path) -> None:
    reading = read_with(tmp_path)
    assert (reading.template_version, reading.notes) == (CURRENT, ())


def test_an_older_stamp_is_an_info(tmp_path: Path) -> None:
    reading = read_with(tmp_path, template_version="0123456789ab")
    assert reading.template_version == "0123456789ab"
    (note,) = reading.notes
    assert (note.rule.rule_id, note.severity) == ("template_outdated", "info")
    assert (note.given, note.expected) == ("0123456789ab", CURRENT)
    assert reading.gate == ()


@pytest.mark.parametrize("version", ["", "新版", "0123456789AB", "=1+1"])
def test_a_stamp_that_makes_no_sense_is_none(version: str, tmp_path: Path) -> None:
    reading = read_with(tmp_path, template_version=version)
    assert (reading.template_version, reading.notes) == (None, ())


def test_a_stamp_tells_neither_league_nor_period(tmp_path: Path) -> None:
    reading = read_with(tmp_path, league_code="150100", period="2023Q3")
    assert (reading.league_code, str(reading.period), reading.gate) == ("150400", "2023Q2", ())


def test_each_return_has_a_version_of_its_own() -> None:
    versions = {current_version(registry(), kind) for kind in registry().returns.values()}
    assert len(versions) == len(registry().returns)
