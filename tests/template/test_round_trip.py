"""What a template gives out, the reader takes back: filled in by LibreOffice, saved as a clerk saves."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.read.file import read_file
from etl.read.model import Reading
from etl.read.stamps import current_version
from schemas.registry import registry
from tests.reply import office as printer
from tests.template.forms import ASKED, at, beside, columns, figures, typed, written
from tests.template.office import Office
from tests.walk.driving import jibao

pytestmark = pytest.mark.slow
FORMATS = (".xlsx", ".ods", ".xls")
LATER = datetime(2026, 1, 20, tzinfo=ZONE)


def checked(path: Path) -> dict[str, Any]:
    """What `jibao check` says of a file, against the warehouse."""
    _, printed = jibao("check", "--json", path)
    (answer,) = json.loads(printed)
    assert answer["against_warehouse"]
    return dict(answer)


def read(path: Path) -> Reading:
    return read_file(path, name=path.name, folders=(), arrived_on=LATER, registry=registry())


def figures_read(reading: Reading) -> dict[str, tuple[Any, Any]]:
    """Figure and year-to-date by indicator, ratios and blanks left out."""
    (data,) = (part for part in reading.parts if part.part.part == "data")
    return {
        str(row["indicator_code"].value): (
            row["figure"].value,
            row["year_to_date"].value if "year_to_date" in row else None,
        )
        for row in data.rows
    }


Filled = Callable[..., list[Path]]


@pytest.fixture(scope="module")
def filled(accepted: sa.Engine, office: Office, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """The template of a league's period, filled in and saved in each format; once for all tests."""

    @cache
    def saved(league: str, period: str, reason: str | None) -> list[Path]:
        folder = tmp_path_factory.mktemp("filled")
        template = written(league, period, folder)
        paths = [folder / f"{league}_{period}{suffix}" for suffix in FORMATS]
        office.fill(template, typed(template, league, period, reason), paths)
        return paths

    return saved


@pytest.mark.parametrize(
    ("league", "period", "reason", "deserved"),
    [
        ("152500", "2023Q1", "按台账更正", []),
        ("152500", "2023Q2", None, []),
        ("150400", "2023Q4", None, []),
        ("152500", "2023", None, []),
        # The second quarter is not there: each year-to-date is typed, and cannot be checked.
        ("150400", "2023Q3", "按台账更正", ["year_to_date_unchecked"]),
    ],
)
def test_a_filled_template_has_no_finding(
    league: str, period: str, reason: str | None, deserved: list[str], filled: Filled
) -> None:
    for path in filled(league, period, reason):
        answer = checked(path)
        assert [found["rule"] for found in answer["findings"]] == deserved
        assert answer["verdict"] == "accepted"
        assert (answer["league_code"], answer["period"]) == (league, period)
        reading = read(path)
        assert reading.template_version == current_version(
            registry(), registry().returns[str(reading.return_kind)]
        )
        assert figures_read(reading) == figures(league, period)


def test_the_annual_account_follows_from_the_data(filled: Filled) -> None:
    completed = figures("152500", "2023")["P01-1"][0]
    for path in filled("152500", "2023", None):
        parts = {part.part.part: part for part in read(path).parts}
        first = parts["completion"].rows[0]
        assert (first["target"].value, first["completed"].value) == (Decimal(400), completed)
        assert first["rate"].value == round(completed / 4, 2)
        said = [
            tuple(row[field].value for field in ("project_no", "problem", "suggestion"))
            for row in parts["suggestions"].rows
        ]
        assert said == [("3", "岗位偏少", "增加岗位"), (None, None, "加强统计培训")]


def test_a_mistake_is_found_and_nothing_else(accepted: sa.Engine, office: Office, tmp_path: Path) -> None:
    template = written("150400", "2023Q4", tmp_path)
    cells = typed(template, "150400", "2023Q4")
    wrong = at(openpyxl.load_workbook(template)["主要数据"], "P21-1", "本年累计")
    cells["主要数据"][wrong] = "999999"
    path = tmp_path / "150400_2023Q4.xlsx"
    office.fill(template, cells, [path])
    findings = checked(path)["findings"]
    assert [(found["rule"], found["sheet"], found["cell"]) for found in findings] == [
        ("year_to_date_chain", "主要数据", wrong)
    ]
    sheet = openpyxl.load_workbook(path, data_only=True)["主要数据"]
    letter = columns(sheet)["自动核对"]
    rows = [row for row in range(6, sheet.max_row + 1) if sheet[f"{letter}{row}"].value is not None]
    said = {sheet[f"A{row}"].value: sheet[f"{letter}{row}"].value for row in rows}
    assert said.keys() == set(ASKED)
    assert said.pop("P21-1") == "核实性:本年累计≠上季度累计+本季度数,请更正或说明"
    assert set(said.values()) == {"√"}


@printer.needed
def test_each_sheet_is_printed_on_two_pages_at_most(accepted: sa.Engine, tmp_path: Path) -> None:
    templates = [written("150400", period, tmp_path) for period in ("2023Q2", "2023")]
    quarterly, yearly = printer.converted(templates, "pdf", tmp_path / "printed")
    assert printed_on(quarterly) == {"填表说明": 1, "主要数据": 2, "项目进展": 2}
    assert printed_on(yearly) == {"填表说明": 1, "任务完成情况": 2, "主要数据": 2, "意见建议": 1}


def printed_on(pdf: Path) -> Counter[str]:
    """On how many pages each sheet is, by its name at the foot."""
    said = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    return Counter(re.findall(r"第 \d+ 页.共 \d+ 页\s+(\S+)", said.stdout))


def test_labels_are_filled_in_once_for_all_sheets(
    accepted: sa.Engine, office: Office, tmp_path: Path
) -> None:
    template = written("152500", "2023Q2", tmp_path)
    cells = typed(template, "152500", "2023Q2", "P21-1 更正")
    sheet = openpyxl.load_workbook(template)["主要数据"]
    cells["主要数据"][beside(sheet, "填报日期")] = "2023-07-03"
    saved = [tmp_path / f"152500_2023Q2{suffix}" for suffix in FORMATS]
    office.fill(template, cells, saved)
    for path in saved:
        reading = read(path)
        assert (str(reading.reported_on), reading.revision_reason) == ("2023-07-03", "P21-1 更正")
