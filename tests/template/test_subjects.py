"""Templates of parts about counties, enterprises and events: filled in, the reader takes them back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa
from openpyxl.worksheet.worksheet import Worksheet

from etl.common.settings import ZONE
from etl.read.file import read_file
from etl.read.model import PartRead, Reading
from etl.validate.part import validate
from schemas.registry import registry
from tests.conftest import Opener
from tests.template.forms import HEADER_ROW, columns, written
from tests.template.office import Office
from tests.template.sent import COUNTIES, FIRST, FOURTH, LEAGUE, SECOND, THIRD, counties, enterprises, events
from tests.template.test_content import check_of, choices
from tests.walk.driving import ingest

pytestmark = pytest.mark.slow
LATER = datetime(2026, 1, 20, tzinfo=ZONE)
FORMATS = (".xlsx", ".ods", ".xls")


@pytest.fixture(scope="module")
def reported(
    open_warehouse: Opener, empty_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sa.Engine]:
    """A warehouse in which one league has its counties of 2024Q1 and its enterprises of 2024M03."""
    folder = tmp_path_factory.mktemp("reported")
    counties(folder, "2024Q1"), enterprises(folder, "2024M03"), events(folder, "2024M03")
    with open_warehouse(empty_database) as engine:
        answers = ingest(folder)
        assert {answer["verdict"] for answer in answers.values()} == {"accepted"}
        yield engine


def below(sheet: Worksheet, caption: str, rows: int) -> list[object]:
    letter = columns(sheet)[caption]
    return [sheet[f"{letter}{row}"].value for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + rows)]


def read(path: Path) -> dict[str, tuple[PartRead, Reading]]:
    reading = read_file(path, name=path.name, folders=(), arrived_on=LATER, registry=registry())
    assert (reading.gate, reading.notes) == ((), ())
    return {part.part.part: (part, reading) for part in reading.parts}


def found(part: PartRead, reading: Reading) -> list[tuple[str, str | None]]:
    findings = validate(part, reading, registry(), LATER).findings
    return [(finding.rule.rule_id, finding.place.cell) for finding in findings]


def test_counties_are_listed_from_the_quarter_on_that_asks_for_them(
    reported: sa.Engine, tmp_path: Path
) -> None:
    assert "分旗县情况" not in openpyxl.load_workbook(written(LEAGUE, "2023Q4", tmp_path)).sheetnames
    first = openpyxl.load_workbook(written(LEAGUE, "2024Q1", tmp_path))["分旗县情况"]
    assert not [caption for caption in columns(first) if "上季度" in caption]
    assert below(first, "公共实训基地培训人次本年累计", 1) == ['=IF(ISNUMBER(G6),G6,"")']
    second = openpyxl.load_workbook(written(LEAGUE, "2024Q2", tmp_path))["分旗县情况"]
    assert below(second, "旗县代码", 12) == [county.county_code for county in COUNTIES]
    assert below(second, "旗县名称", 13) == [*(county.county_name_zh for county in COUNTIES), "合计"]
    assert [second[f"{letter}6"].value for letter in "DFHJLN"] == [2, 29, 350, 1, 131, 131]
    assert second["M6"].value == '=IF(ISNUMBER(K6),ROUND(K6+N6,0),"")'
    assert second["C18"].value == '=IF(COUNT(C$6:C$17)=0,"",SUM(C$6:C$17))'
    assert second["C18"].protection.locked


def test_filled_in_counties_have_no_finding(reported: sa.Engine, office: Office, tmp_path: Path) -> None:
    template = written(LEAGUE, "2024Q2", tmp_path)
    saved = [tmp_path / f"{LEAGUE}_2024Q2{suffix}" for suffix in FORMATS]
    rows = range(HEADER_ROW + 1, HEADER_ROW + 13)
    cells = {f"{at}{row}": "3" for row in rows for at in "CEGIKQ"} | {f"O{row}": "1" for row in rows}
    office.fill(template, {"分旗县情况": cells}, saved)
    for path in saved:
        part, reading = read(path)["counties"]
        assert found(part, reading) == []
        of_first = {str(row["indicator_code"].value): row for row in part.rows[:7]}
        assert of_first["P16-3"]["figure"].value == 3
        assert of_first["P16-3"]["year_to_date"].value == 134
        assert {row["figure"].value for row in part.rows} == {Decimal(1), Decimal(3)}


def test_what_a_county_cannot_have_is_said_on_the_sheet(
    reported: sa.Engine, office: Office, tmp_path: Path
) -> None:
    template, saved = written(LEAGUE, "2024Q2", tmp_path), tmp_path / "said.xlsx"
    rows = range(HEADER_ROW + 1, HEADER_ROW + 13)
    cells = {f"{at}{row}": "3" for row in rows for at in "CEGIKOQ"} | {f"O{row}": "1" for row in rows}
    cells |= {"C6": "1", "O7": "2"}  # two before; one at most
    data = openpyxl.load_workbook(template)["主要数据"]
    (league,) = (row for row in range(6, 120) if data[f"A{row}"].value == "P13-2")
    office.fill(
        template, {"分旗县情况": cells, "主要数据": {f"{columns(data)['本季度数']}{league}": "35"}}, [saved]
    )
    sheet = openpyxl.load_workbook(saved, data_only=True)["分旗县情况"]
    assert below(sheet, "自动核对", 3) == [
        "核实性:“返乡入乡创业园数”少于上季度,请更正或说明",
        "核实性:“旗县级综合服务平台数”至多为 1,请更正或说明",
        "√",
    ]
    assert (
        below(sheet, "自动核对", 13)[12]
        == "核实性:“返乡入乡创业园入驻企业数”合计与主要数据不一致,请更正或说明"
    )
    assert str(sheet["A4"].value).startswith("自动核对:还有 3 处待处理")


def test_enterprises_are_those_of_last_month_and_blank_rows(reported: sa.Engine, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(LEAGUE, "2024M04", tmp_path))
    sheet, activities = book["企业用工"], book["专场招聘活动"]
    assert below(sheet, "统一社会信用代码", 4) == [FIRST, SECOND, THIRD, None]
    assert below(sheet, "企业名称", 2) == ["宁城建材有限公司", "元宝山物流有限公司"]
    assert below(sheet, "所在旗县", 4) == ["宁城县", "元宝山区", "林西县", None]
    assert below(sheet, "所属行业", 2) == ["制造业", "快递"]
    assert below(sheet, "上月数", 3) == [84, 88, 649]
    assert below(sheet, "现有员工数", 3) == [None] * 3
    assert {sheet[f"A{row}"].number_format for row in (6, 9, 38)} == {"@"}
    assert not sheet["A6"].protection.locked
    assert choices(sheet, "C9") == f'"{",".join(county.county_name_zh for county in COUNTIES)}"'
    assert str(choices(sheet, "D9")).startswith('"农、林、牧、渔业,采矿业,')
    held_on = check_of(activities, "A6")
    since = date(1899, 12, 30)
    assert (held_on.type, held_on.operator) == ("date", None)  # between
    assert [int(str(day)) for day in (held_on.formula1, held_on.formula2)] == [
        (date(2024, 4, day) - since).days for day in (1, 30)
    ]


def test_filled_in_enterprises_and_events_have_no_finding(
    reported: sa.Engine, office: Office, tmp_path: Path
) -> None:
    template = written(LEAGUE, "2024M04", tmp_path)
    saved = [tmp_path / f"{LEAGUE}_2024M04{suffix}" for suffix in FORMATS]
    cells = {f"{at}{row}": "5" for row in range(6, 10) for at in "EGHIJ"}
    cells |= {"A9": FOURTH, "B9": "喀喇沁服装有限公司", "C9": "喀喇沁旗", "D9": "制造业"}
    held = {"A6": "2024-04-30", "B6": "校园招聘会", "C6": "红山区", "D6": "10", "E6": "20", "F6": "30"}
    office.fill(template, {"企业用工": cells, "专场招聘活动": held}, saved)
    for path in saved:
        parts = read(path)
        # What is no section of GB/T 4754 was there last month.
        listed = [("word_not_listed", "D7")]
        assert [found(part, reading) for part, reading in parts.values()] == [listed, []]
        named = [row["uscc"].value for row in parts["enterprises"][0].rows]
        assert named == [FIRST, SECOND, THIRD, FOURTH]
        assert [row["held_on"].value for row in parts["activities"][0].rows] == ["2024-04-30"]


def test_what_an_enterprise_cannot_have_is_said_on_the_sheet(
    reported: sa.Engine, office: Office, tmp_path: Path
) -> None:
    template, saved = written(LEAGUE, "2024M04", tmp_path), tmp_path / "said.xlsx"
    cells = {f"{at}{row}": "5" for row in (6, 7) for at in "EGHIJ"} | {"J6": "6", "L8": "停产"}
    cells |= {"A9": SECOND, "B9": "元宝山物流有限公司", "B10": "新企业", "A11": FIRST[:15]}
    office.fill(template, {"企业用工": cells}, [saved])
    sheet = openpyxl.load_workbook(saved, data_only=True)["企业用工"]
    assert below(sheet, "自动核对", 7) == [
        "强制性:解决用工人数大于本月新招人数",
        "强制性:“统一社会信用代码”与另一行相同",
        "√",
        "强制性:“统一社会信用代码”与另一行相同",
        "强制性:“统一社会信用代码”未填",
        "强制性:“统一社会信用代码”不是 18 位",
        None,
    ]
    assert str(sheet["A4"].value).startswith("自动核对:还有 5 处待处理")
