"""Leagues and periods as people write them."""

from __future__ import annotations

import pytest

from etl.read.mentions import date_in, leagues_in, period_in_cell, period_in_name
from etl.read.spellings import spellings
from schemas.periods import within
from schemas.registry import registry


def periods(found: frozenset[object]) -> set[str]:
    return {str(period) for period in found}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2023年第一季度", {"2023Q1"}),
        ("2023年一季度", {"2023Q1"}),
        ("2023年1季度", {"2023Q1"}),
        ("2023年 第 4 季度", {"2023Q4"}),
        ("2023年度第二季度", {"2023Q2"}),
        ("2023Q1", {"2023Q1"}),
        ("2023 q3", {"2023Q3"}),
        ("２０２３Ｑ３", {"2023Q3"}),
        ("2023年1-3月", {"2023Q1"}),
        ("２０２３年１－６月", {"2023Q2", "2023H1"}),
        ("2023年1—9月", {"2023Q3"}),
        ("2023年1~9月", {"2023Q3"}),
        ("2023年1至9月", {"2023Q3"}),
        ("2023年01-06月", {"2023Q2", "2023H1"}),
        ("2023年1月-6月", {"2023Q2", "2023H1"}),
        ("2023年1-12月", {"2023Q4", "2023"}),
        ("2024年上半年", {"2024H1"}),
        ("2024年度下半年", {"2024H2"}),
        ("2024H1", {"2024H1"}),
        ("２０２４ ｈ２", {"2024H2"}),
        ("2024年7-12月", {"2024H2"}),
        ("2024H3", set()),
        ("上半年", set()),
        ("2023年第一季度(1-3月)", {"2023Q1"}),
        ("2023年度", {"2023"}),
        ("2023年", {"2023"}),
        ("2023", {"2023"}),
        ("2023年第五季度", set()),
        ("2023年一季度、二季度", set()),
        ("2023年4-6月", set()),
        ("2024年3月", {"2024M03"}),
        ("2024年03月", {"2024M03"}),
        ("2024年3月份", {"2024M03"}),
        ("2024-03", {"2024M03"}),
        ("2024.3", {"2024M03"}),
        ("２０２４．１２", {"2024M12"}),
        ("202403", {"2024M03"}),
        ("2024M03", {"2024M03"}),
        ("2024M3", {"2024M03"}),
        ("2024-13", set()),
        ("2024年0月", set()),
        ("2023-03-31", set()),
        ("第一季度", set()),
        ("本季度", set()),
    ],
)
def test_a_period_in_a_cell(text: str, meant: set[str]) -> None:
    assert periods(period_in_cell(text)) == meant


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("赤峰市_2022Q3_数据", {"2022Q3"}),
        ("150400-2023Q1", {"2023Q1"}),
        ("乌海市2022年第三季度报表", {"2022Q3"}),
        ("呼和浩特市_2022年度总结", {"2022"}),
        ("150200-2022", {"2022"}),
        ("150200-2022(1)", {"2022"}),
        ("5_包头2022Q3_进展", {"2022Q3"}),
        ("4_2022Q3_副本", {"2022Q3"}),
        ("13_呼和浩特市_2022年度总结报告", {"2022"}),
        ("赤峰市2023年1-6月报表", {"2023Q2", "2023H1"}),
        ("赤峰市2023年4-6月报表", {"2023Q2"}),
        ("赤峰市_2024H1_部门落实情况", {"2024H1"}),
        ("赤峰市2024年上半年部门落实情况半年报", {"2024H1"}),
        ("赤峰市2024年部门落实情况(下半年)", {"2024H2"}),
        ("赤峰市2024年7-12月报表", {"2024H2"}),
        ("赤峰市_2024H1_2024H2", set()),
        ("赤峰市2023年10月至12月报表", {"2023Q4"}),
        ("赤峰市2023年报表(第二季度)", {"2023Q2"}),
        ("赤峰市_2022Q3_2022-10-04", {"2022Q3"}),
        ("赤峰市_2022Q3_20221004", {"2022Q3"}),
        ("赤峰市报表2023年4月3日", set()),
        ("赤峰市报表2023.4.3", set()),
        ("赤峰市报表20230403", set()),
        ("赤峰市_2022Q3_2022Q4", set()),
        ("赤峰市重点项目助推就业行动(2022—2025年)2023年第一季度", {"2023Q1"}),
        ("赤峰市_2022_2023", set()),
        ("赤峰市13820231234", set()),
        ("赤峰市就业报表", set()),
        # A year that does not stand alone may be that of any period in it.
        ("2023年重点项目报表", set(map(str, within(2023)))),
    ],
)
def test_a_period_in_a_name(name: str, meant: set[str]) -> None:
    assert periods(period_in_name(name)) == meant


@pytest.mark.parametrize(
    ("name", "months"),
    [
        ("呼和浩特市_2024年1月用工调度", {"2024M01"}),
        ("阿拉善盟2024年02月重点企业月报", {"2024M02"}),
        ("150800-2024M03", {"2024M03"}),
        ("赤峰市_202403_企业", {"2024M03"}),
        ("赤峰市月报2024.3", {"2024M03"}),
        ("赤峰市月报2024-03(2024-04-03报)", {"2024M03"}),
        ("赤峰市2024年1-3月", set()),
        ("赤峰市2024年第一季度(2024年4月报)", set()),
        ("赤峰市报表2024年4月3日", set()),
        ("赤峰市报表20240403", set()),
    ],
)
def test_a_month_in_a_name(name: str, months: set[str]) -> None:
    assert {code for code in periods(period_in_name(name)) if "M" in code} == months


def test_a_month_in_a_name_may_be_when_a_return_of_another_cadence_was_written() -> None:
    written_in = periods(period_in_name("赤峰市报表2024年1月"))
    assert {"2024M01", "2023Q4", "2023"} <= written_in
    assert "2024M02" not in written_in


def test_a_number_may_have_lost_the_nought_of_october() -> None:
    assert periods(period_in_cell("2024.1", is_number=True)) == {"2024M01", "2024M10"}
    assert periods(period_in_cell("2024.1")) == {"2024M01"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("赤峰市人力资源和社会保障局", {"150400"}),
        ("赤峰", {"150400"}),
        ("内蒙古自治区赤峰市人社局(盖章)", {"150400"}),
        ("１５０４００", {"150400"}),
        ("锡盟人社局", {"152500"}),
        ("赤峰市、通辽市", {"150400", "150500"}),
        ("北京市", set()),
        ("1504001", set()),
    ],
)
def test_leagues_in_a_text(text: str, codes: set[str]) -> None:
    assert leagues_in(text, spellings(registry())) == codes


@pytest.mark.parametrize(
    "text", ["2023年4月3日", "2023-04-03", "2023.4.3", "2023/4/3", "2023-04-03T00:00:00"]
)
def test_a_date(text: str) -> None:
    assert str(date_in(text)) == "2023-04-03"


def test_a_date_without_its_year() -> None:
    assert str(date_in("4月3日", 2023)) == str(date_in("20230403")) == "2023-04-03"
    assert date_in("4月3日") is None


@pytest.mark.parametrize("text", ["四月三日", "2023-13-45", "4月"])
def test_no_date(text: str) -> None:
    assert date_in(text) is None
