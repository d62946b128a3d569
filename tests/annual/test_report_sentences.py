"""What the annual report says of a target, word for word."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from etl.publish.annual.content import Content
from etl.publish.annual.report.plain import prose
from etl.publish.annual.report.spoken import amount, called, moved
from etl.publish.annual.report.target_sentence import target_sentence
from tests.annual.workbook_content import empty, messy

TARGET: dict[str, Any] = {
    "project_no": 1,
    "indicator_code": "P01-1",
    "league_code": "150000",
    "indicator_name_zh": "培训人数",
    "unit_zh": "人",
    "decimals": 0,
    "scope": "region",
    "basis": "each_year",
    "from_year": 2022,
    "by_year": 2025,
    "goal": Decimal(20000),
    "up_to": None,
    "tolerance": None,
    "actual": Decimal(24457),
    "this_year": Decimal(24457),
    "share_reached": Decimal("1.2229"),
    "standing": "met",
    "missing": None,
    "missing_leagues": None,
    "opening_balance": None,
    "line": Decimal("20000.0000"),
    "provisional": False,
    "leagues_reporting": 12,
    "leagues_expected": 12,
    "league_name_zh": "全区",
}
CUMULATIVE = {
    "basis": "cumulative",
    "indicator_name_zh": "创业园数",
    "unit_zh": "个",
    "goal": Decimal(20),
    "actual": Decimal(8),
    "this_year": Decimal(6),
    "share_reached": Decimal("0.4000"),
    "standing": "behind",
    "line": Decimal("12.5000"),
}
LEVEL = {
    "basis": "stock_by",
    "indicator_name_zh": "产业园数",
    "unit_zh": "个",
    "goal": Decimal(3),
    "up_to": Decimal(4),
    "actual": Decimal(1),
    "this_year": Decimal(1),
    "share_reached": Decimal("0.3333"),
    "standing": "behind",
    "line": Decimal("3.0000"),
}
MISSING_BASE = {"from_year": 2021, "missing": "2021年实绩", "standing": "unknown"}

WORDS = {
    "met": ({}, 4, "2023年培训2.45万人,完成年度目标2万人的122.3%"),
    "not met": (
        {"actual": Decimal(0), "share_reached": Decimal(0), "standing": "not_met"},
        4,
        "2023年培训0人,完成年度目标2万人的0.0%,比目标少2万人",
    ),
    "running, on its line": (
        {"actual": Decimal(15000), "share_reached": Decimal("0.75"), "standing": "on_track"},
        3,
        "2023年前三季度培训1.5万人,完成年度目标2万人的75.0%,达到时间进度",
    ),
    "running, below its line": (
        {
            "actual": Decimal(4731),
            "share_reached": Decimal("0.2366"),
            "standing": "behind",
            "line": Decimal(5000),
        },
        1,
        "2023年一季度培训4,731人,完成年度目标2万人的23.7%,比时间进度应达到的5,000人少269人",
    ),
    "no figure at all": (
        {
            "actual": None,
            "this_year": None,
            "share_reached": None,
            "standing": "unknown",
            "missing": "全部盟市2023年第1季度",
        },
        1,
        "2023年一季度培训尚无数据,因缺全部盟市2023年第1季度数据,暂不能评价",
    ),
    "a league missing": (
        {"missing_leagues": "阿拉善盟", "leagues_reporting": 11},
        4,
        "2023年培训2.45万人(阿拉善盟没有报齐),完成年度目标2万人的122.3%",
    ),
    "cumulative, behind: there is no half a park": (
        CUMULATIVE,
        4,
        "2023年创业园6个,2022年以来累计8个,完成2025年目标20个的40.0%,比时间进度应达到的13个少5个",
    ),
    "cumulative, without 2021": (
        CUMULATIVE | MISSING_BASE,
        4,
        "2023年创业园6个,2022年以来累计8个,完成2025年目标20个的40.0%,因缺2021年实绩,暂不能评价",
    ),
    "cumulative, without 2021 and leagues": (
        CUMULATIVE | MISSING_BASE | {"missing": "乌海市2023年、阿拉善盟2023年、2021年实绩"},
        4,
        (
            "2023年创业园6个,2022年以来累计8个,完成2025年目标20个的40.0%,"
            "因缺乌海市、阿拉善盟2023年数据和2021年实绩,暂不能评价"
        ),
    ),
    "cumulative, with 2021": (
        CUMULATIVE | {"from_year": 2021, "opening_balance": Decimal(2)},
        4,
        (
            "2023年创业园6个,2021年以来累计8个(其中2021年2个),完成2025年目标20个的40.0%,"
            "比时间进度应达到的13个少5个"
        ),
    ),
    "cumulative, nothing yet this year": (
        CUMULATIVE | {"this_year": None},
        4,
        "2023年创业园尚无数据,2022年以来累计8个,完成2025年目标20个的40.0%,比时间进度应达到的13个少5个",
    ),
    "a level, below a span": (LEVEL, 4, "2023年末产业园1个,2025年目标3—4个,比目标下限少2个"),
    "a level, about": (
        LEVEL
        | {
            "up_to": None,
            "tolerance": Decimal("0.05"),
            "goal": Decimal(1000),
            "actual": Decimal(994),
            "standing": "met",
        },
        2,
        "2023年6月末产业园994个,达到1,000个左右的目标",
    ),
}


def of_year(quarters: int) -> Content:
    return Content(2023, empty().as_of, quarters, {})


@pytest.mark.parametrize(("facts", "quarters", "words"), WORDS.values(), ids=WORDS)
def test_a_target_of_the_region(facts: dict[str, Any], quarters: int, words: str) -> None:
    assert target_sentence([TARGET | facts], of_year(quarters)) == f"{words}。"


def league(name: str, actual: int | None, standing: str) -> dict[str, Any]:
    there = None if actual is None else Decimal(actual)
    own = {"goal": Decimal(2), "up_to": Decimal(3), "scope": "each_league", "basis": "stock_by"}
    return TARGET | own | {"league_name_zh": name, "actual": there, "standing": standing}


def test_a_target_of_each_league() -> None:
    rows = [league("甲市", 5, "met"), league("乙市", 1, "behind"), league("丙盟", None, "unknown")]
    assert target_sentence(rows, of_year(4)) == "培训按盟市要求2—3人,3个盟市中1个达到,乙市1人、丙盟尚缺数据。"


def test_a_target_that_every_league_meets() -> None:
    rows = [league("甲市", 5, "met"), league("乙市", 2, "met")]
    assert target_sentence(rows, of_year(4)) == "培训各盟市均达到2—3人。"


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "said"),
    [
        ("24457", "人", 0, "2.45万人"),
        ("20000", "人", 0, "2万人"),
        ("9999", "人", 0, "9,999人"),
        ("95298", "人次", 0, "9.53万人次"),
        ("19264", "个", 0, "19,264个"),
        ("214350.91", "万元", 2, "21.44亿元"),
        ("8730.75", "万元", 2, "8,730.75万元"),
        (None, "人", 0, "缺"),
    ],
)
def test_amounts_as_people_say_them(value: str | None, unit: str, decimals: int, said: str) -> None:
    row: Any = {"unit_zh": unit, "decimals": decimals}
    assert amount(None if value is None else Decimal(value), row) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("城镇新增就业人数", "城镇新增就业"),
        ("获担保小微企业户数", "获担保小微企业"),
        ("提供就业创业服务人次", "提供就业创业服务"),
        ("专场招聘活动场次", "专场招聘活动"),
        ("登记人员就业率", "登记人员就业率"),
        ("人数", "人数"),
    ],
)
def test_a_unit_is_not_said_twice(name: str, said: str) -> None:
    row: Any = {"name_zh": name}
    assert called(row) == said


@pytest.mark.parametrize(
    ("now", "before", "measure", "said"),
    [
        (110, 100, "flow", ",比上年增长10.0%"),
        (90, 100, "flow", ",比上年下降10.0%"),
        (100, 100, "flow", ",与上年持平"),
        (21, 20, "flow", ",比上年增长5.0%"),
        (6, 19, "flow", ",上年为19个"),  # of so few a percentage says nothing
        (7, 0, "flow", ",上年为0个"),
        ("81.52", "80.71", "ratio", ",比上年提高0.81个百分点"),
        (110, None, "flow", ""),
    ],
)
def test_how_an_indicator_moved(now: Any, before: Any, measure: str, said: str) -> None:
    row: Any = {
        **messy()["annual_indicator"][0],
        "leagues_reporting": 3,
        "unit_zh": "个",
        "decimals": 2 if measure == "ratio" else 0,
        "measure": measure,
        "value": Decimal(now),
        "previous_year": None if before is None else Decimal(before),
    }
    assert moved(row) == said
    assert moved({**row, "leagues_reporting": 2}) == ""
    assert moved({**row, "previous_leagues_reporting": 2}) == ""


def test_our_words_have_the_punctuation_of_chinese() -> None:
    shown = prose("合计:1,234人(暂定),\u202e比上年下降3.9%,2022年;\x00增长")
    assert shown == "合计\uff1a1,234人\uff08暂定\uff09\uff0c比上年下降3.9%\uff0c2022年\uff1b增长"
