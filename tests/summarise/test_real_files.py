"""Four years of real files by the real walk: the tables say what pandas makes of what the files say."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.summarise.tables import build
from tests.fuzz import files, truth
from tests.fuzz.files import File
from tests.fuzz.truth import Truth
from tests.fuzz.write import FILTERS
from tests.summarise.by_pandas.compare import mismatches
from tests.summarise.by_pandas.tables import tables
from tests.summarise.filing import moment
from tests.summarise.history import Filed
from tests.summarise.told import rows_said
from tests.walk.driving import ingest

LONG_AFTER = moment("2026-11-27")
YEARS = (2022, 2023, 2024, 2025)

# What houses spell in their own way and what the rules find: tests/fuzz and tests/rules are of that. A
# submission is known by its SHA-256.
BESIDES = (
    *("annual_finding", "annual_suggestion", "errors", "warnings"),
    *("account", "progress", "rate", "submission_id"),
)


def test_the_tables_of_all_years(warehouse: sa.Engine, tmp_path: Path) -> None:
    """Of six leagues only the plain files: what else they should have sent is missing."""
    rng = Random(11)  # noqa: S311
    said = truth.made(rng)
    sent = [file for file in files.made(said, rng, steady=False) if _is_plain(file)]
    made = sorted((file for file in sent if file.league <= "150600"), key=lambda file: file.arrived_at)
    arrivals = files.put(made, tmp_path / "returns")
    answers = ingest(tmp_path / "returns", "--arrivals", arrivals)
    assert {answer["verdict"] for answer in answers.values()} <= {"accepted", "accepted_with_warnings"}

    wanted = tables([_filed(file, said, tmp_path / "returns") for file in made], LONG_AFTER, YEARS)
    with warehouse.begin() as connection:
        for year in YEARS:
            build(connection, year, LONG_AFTER)
            assert mismatches(connection, year, wanted[year], BESIDES) == []


def _is_plain(file: File) -> bool:
    """A workbook that needs no LibreOffice."""
    return not file.house.split and file.house.kind not in FILTERS


def _filed(file: File, said: Truth, folder: Path) -> Filed:
    """The file as an event."""
    return Filed(
        file.arrived_at.replace(tzinfo=ZONE),
        file.path.name,
        file.league,
        file.period,
        {page.part: rows_said(said, file.league, file.period, page.part) for page in file.pages if page.part},
        sha256=hashlib.sha256((folder / file.path).read_bytes()).hexdigest(),
    )
