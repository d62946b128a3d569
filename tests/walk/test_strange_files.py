"""Files that no program of ours would write: each gets its verdict and its reply, and stops nobody."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from etl.common.settings import settings
from tests.walk.driving import SAMPLES, STORIES, ingest, listed

GOOD = SAMPLES / "returns" / "150100" / "呼和浩特市_2022Q3.xlsx"
CSV = SAMPLES / "returns" / "150700" / "呼伦贝尔市_2022Q3_数据.csv"


def test_control_characters_are_left_out(warehouse: sa.Engine, tmp_path: Path) -> None:
    text = CSV.read_text(encoding="utf-8-sig")
    last = text.rstrip("\n").rsplit("\n", 1)[-1]
    file = tmp_path / CSV.name
    file.write_text(text.replace(last, last + "按月\x01调度\x07。"), encoding="utf-8")
    answer = ingest(file)[CSV.name]
    assert answer["verdict"] == "accepted"
    with warehouse.connect() as connection:
        remarks = connection.execute(
            sa.text("SELECT remark FROM intake.reported_figure WHERE remark LIKE '按月%'")
        )
        assert remarks.scalars().all() == ["按月调度。"]


@pytest.mark.parametrize("stored", ["abc", " ", "5</v><v>6 7"])
def test_a_percentage_that_is_no_number_is_a_damaged_file(
    warehouse: sa.Engine, tmp_path: Path, stored: str
) -> None:
    book = openpyxl.load_workbook(GOOD)
    cell = book["主要数据"]["D4"]
    cell.value, cell.number_format = 0.5, "0.0%"
    plain = io.BytesIO()
    book.save(plain)
    file = tmp_path / "坏.xlsx"
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(file, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(rb"<v>0.5</v>", f"<v>{stored}</v>".encode(), content)
            made.writestr(name, content)
    assert ingest(file)["坏.xlsx"]["verdict"] in ("unreadable", "rejected", "partly_accepted")


def test_a_name_that_is_not_utf8_is_read_as_gb18030(warehouse: sa.Engine) -> None:
    folder = settings().inbox / "150100"
    folder.mkdir(parents=True)
    name = os.fsencode(folder) + b"/" + GOOD.name.encode("gb18030")
    Path(os.fsdecode(name)).write_bytes(GOOD.read_bytes())
    answer = ingest()[f"150100/{GOOD.name}"]
    assert (answer["verdict"], answer["file_name"]) == ("accepted", GOOD.name)
    assert not Path(os.fsdecode(name)).exists()


def test_the_reply_to_a_very_long_name_is_there(warehouse: sa.Engine, tmp_path: Path) -> None:
    file = tmp_path / ("季" * 83 + ".xlsx")
    file.write_bytes(GOOD.read_bytes())
    answer = ingest(file)[file.name]
    reply, workbook = sorted((settings().outbox / "150100").iterdir())
    assert reply.name.endswith(f".{answer['submission_id']}.回执.json")
    assert workbook.name.endswith(f".{answer['submission_id']}.回执.xlsx")
    assert json.loads(reply.read_text(encoding="utf-8"))["file_name"] == file.name


def test_the_reply_to_a_revision_names_the_later_returns_that_it_puts_in_question(
    warehouse: sa.Engine,
) -> None:
    """Step 12 of the stories: the fourth quarter's chain breaks by a revision of the third."""
    steps = {step["step"]: step["file"] for step in listed(STORIES / "steps.csv")}
    answers = ingest(STORIES / "returns", "--arrivals", STORIES / "steps.csv")
    (later,) = answers[steps["12"]]["rechecked"]
    assert (later["file_name"], later["period"]) == ("10_2022Q4.xlsx", "2022Q4")
    assert [(each["rule"], each["cell"]) for each in later["findings"]] == [("year_to_date_chain", "E75")]
    (ended,) = answers[steps["11"]]["rechecked"]
    assert [(each["rule_id"], each["cell"]) for each in ended["resolved"]] == [("annual_difference", "E4")]
