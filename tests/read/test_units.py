"""Units that stand outside the cells of a table: above it, under it, in its headers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.read.forms import ABOVE, DATA, PROGRESS, read, read_data, rule_ids, workbook

LOANS = ["P06-4", "发放创业贷款额", None, 125000, 125000, None]
JOBS = ["P00-1", "城镇新增就业人数", None, 100, 100, None]


def figures(rows: list[list[object]], folder: Path) -> dict[str, object]:
    part = read_data(workbook({"主要数据": rows}), folder)
    return {str(row["indicator_code"].value): row["figure"].value for row in part.rows}


@pytest.mark.parametrize(
    "said",
    [
        "单位:元",
        "(单位:元)",
        "【单位:元】",
        "2023年第一季度报表(单位:元)",
        "2023年第一季度报表(元)",
        "单位:元(人)",
        "单位:元和人",
        "单位(元)",
        "单位 元",
        "金额单位元",
        "金额单位:人民币元",
        "本表金额以元为单位",
    ],
)
def test_a_unit_above_the_table_is_that_of_its_kind_however_it_is_said(said: str, tmp_path: Path) -> None:
    found = figures([ABOVE, [said], DATA, JOBS, LOANS], tmp_path)
    assert found == {"P00-1": Decimal(100), "P06-4": Decimal("12.5")}


@pytest.mark.parametrize(
    "said", ["单位个数", "报送单位人员", "单位:人次", "金额较大的项目(3个)", "工作单位:元宝山区"]
)
def test_other_words_are_no_unit(said: str, tmp_path: Path) -> None:
    found = figures([ABOVE, [said], DATA, JOBS, LOANS], tmp_path)
    assert found == {"P00-1": Decimal(100), "P06-4": Decimal(125000)}


def test_a_unit_under_the_table_or_over_its_units_counts(tmp_path: Path) -> None:
    under = [ABOVE, DATA, LOANS, ["单位:元"]]
    over = [ABOVE, ["指标编码", "指标名称", "计量单位(元)", *DATA[3:]], LOANS]
    assert figures(under, tmp_path) == figures(over, tmp_path) == {"P06-4": Decimal("12.5")}


@pytest.mark.parametrize("said", [["单位:万"], ["单位:千元"], ["单位:元", "(单位:万元)"]])
def test_units_that_cannot_be_meant_are_refused(said: list[str], tmp_path: Path) -> None:
    part = read_data(workbook({"主要数据": [ABOVE, said, DATA, LOANS]}), tmp_path)
    assert rule_ids(part.findings) == ["unit_unknown"]
    assert part.rows[0]["figure"].value is None


@pytest.mark.parametrize(
    ("caption", "budget"),
    [
        ("预算安排(万元)", Decimal(30)),
        ("年度预算(单位:万元)", Decimal(30)),
        ("预算安排(元)", Decimal("0.003")),
        ("预算安排", Decimal("0.003")),
        ("预算安排(万)", None),
    ],
)
def test_a_column_s_own_unit_comes_before_the_sheet_s(
    caption: str, budget: Decimal | None, tmp_path: Path
) -> None:
    header = [caption if name == "预算安排(万元)" else name for name in PROGRESS]
    row = [1, "家政服务业提质扩容“领跑者”项目", "推进中", "已完成摸底", None, None, 30, 0]
    reading = read(workbook({"项目进展": [ABOVE, ["单位:元"], header, row]}), tmp_path)
    (part,) = reading.parts
    assert part.rows[0]["budget"].value == budget
