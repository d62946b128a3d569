"""What the annual report says of a target, word for word."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from etl.publish.annual.content import Content
from etl.publish.annual.report.plain import prose
from etl.publish.annual.report.spoken import amount, called, moved
from etl.publish.annual.report.target_sentence import missed, target_sentence
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
    "line": Decimal(13),
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
    "met": ({}, 4, "2023年培训2.45万人,完成年度目标2万人的122.3%,已达标"),
    "not met": (
        {"actual": Decimal(0), "share_reached": Decimal(0), "standing": "not_met"},
        4,
        "2023年培训0人,完成年度目标2万人的0.0%,比目标少2.00万人,未达标",
    ),
    "running, on its line": (
        {"actual": Decimal(15000), "share_reached": Decimal("0.75"), "standing": "on_track"},
        3,
        "2023年前三季度培训1.50万人,完成年度目标2万人的75.0%,进度正常",
    ),
    "running, below its line": (
        {
            "actual": Decimal(4731),
            "share_reached": Decimal("0.2366"),
            "standing": "behind",
            "line": Decimal(5000),
        },
        1,
        "2023年一季度培训4,731人,完成年度目标2万人的23.7%,比序时进度(5,000人)少269人,进度滞后",
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
        "2023年一季度培训尚无数据,数据不全(缺全部盟市2023年第1季度数据)",
    ),
    "a league missing": (
        {"missing_leagues": "阿拉善盟", "leagues_reporting": 11},
        4,
        "2023年培训2.45万人(阿拉善盟没有报齐),完成年度目标2万人的122.3%,已达标",
    ),
    "cumulative, behind": (
        CUMULATIVE,
        4,
        "2023年创业园6个,2022年以来累计8个,完成2025年目标20个的40.0%,比序时进度(13个)少5个,进度滞后",
    ),
    "cumulative, without 2021": (
        CUMULATIVE | MISSING_BASE,
        4,
        "2023年创业园6个,2022年以来累计8个,完成2025年目标20个的40.0%,数据不全(缺2021年实绩)",
    ),
    "cumulative, without 2021 and leagues": (
        CUMULATIVE | MISSING_BASE | {"missing": "乌海市2023年、阿拉善盟2023年、2021年实绩"},
        4,
        (
            "2023年创业园6个,2022年以来累计8个,完成2025年目标20个的40.0%,"
            "数据不全(缺乌海市、阿拉善盟2023年数据和2021年实绩)"
        ),
    ),
    "cumulative, with 2021": (
        CUMULATIVE | {"from_year": 2021, "opening_balance": Decimal(2)},
        4,
        (
            "2023年创业园6个,2021年以来累计8个(其中2021年2个),完成2025年目标20个的40.0%,"
            "比序时进度(13个)少5个,进度滞后"
        ),
    ),
    "cumulative, nothing yet this year": (
        CUMULATIVE | {"this_year": None},
        4,
        "2023年创业园尚无数据,2022年以来累计8个,完成2025年目标20个的40.0%,比序时进度(13个)少5个,进度滞后",
    ),
    "a level, below a span": (LEVEL, 4, "2023年末产业园1个,2025年底目标3—4个,比下限(3个)少2个,进度滞后"),
    "a level of an earlier quarter": (
        LEVEL | {"leagues_reporting": 0, "missing": "全部盟市2023年", "standing": "unknown"},
        4,
        "2023年末产业园1个(较早季度的数),2025年底目标3—4个,数据不全(缺全部盟市2023年数据)",
    ),
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
        "2023年6月末产业园994个,2025年底目标1,000个左右(按不低于950个掌握),已达标",
    ),
}


def of_year(quarters: int) -> Content:
    return Content(2023, empty().as_of, quarters, {})


@pytest.mark.parametrize(("facts", "quarters", "words"), WORDS.values(), ids=WORDS)
def test_a_target_of_the_region(facts: dict[str, Any], quarters: int, words: str) -> None:
    assert target_sentence([TARGET | facts], of_year(quarters)) == f"{words}。"


FORECAST: dict[str, Any] = {
    "target_id": "T10", "goal": Decimal(20), "low": Decimal(8), "expected": Decimal(20), "high": Decimal(32),
    "missing": None, "lacking": 0, "by_year": 2025, "unit_zh": "个", "decimals": 0, "pace": Decimal(6),
}  # fmt: skip


@pytest.mark.parametrize(
    ("standing", "expected", "said"),
    [
        ("behind", 20, "进度滞后(按近四个季度的进度推算2025年底约20个,区间8—32个)"),
        ("behind", 15, "进度滞后(按近四个季度的进度推算2025年底约15个,区间8—32个)"),
        ("on_track", 20, "进度正常"),
        ("on_track", 19, "进度正常(按近四个季度的进度推算2025年底约19个,区间8—32个)"),
    ],
)
def test_an_estimate_is_said_of_what_is_behind_or_would_be(standing: str, expected: int, said: str) -> None:
    forecast: Any = FORECAST | {"expected": Decimal(expected)}
    content = replace(of_year(4), tables={"annual_forecast": [forecast]})
    row = TARGET | CUMULATIVE | {"target_id": "T10", "standing": standing}
    assert target_sentence([row], content).endswith(f",{said}。")


def test_an_estimate_that_is_sure_says_so() -> None:
    forecast: Any = FORECAST | {"expected": Decimal(12), "high": Decimal(19)}
    content = replace(of_year(4), tables={"annual_forecast": [forecast]})
    row = TARGET | CUMULATIVE | {"target_id": "T10"}
    assert target_sentence([row], content).endswith("约12个,区间8—19个,预计达不到目标)。")


def test_a_step_that_was_missed() -> None:
    step: Any = (
        TARGET | LEVEL | {"by_year": 2022, "goal": Decimal(1), "up_to": Decimal(2), "actual": Decimal(0)}
    )
    assert missed(step | {"standing": "not_met"}) == "2022年底目标1—2个,到期时为0个,未达标"


def league(name: str, actual: int | None, standing: str) -> dict[str, Any]:
    there = None if actual is None else Decimal(actual)
    own = {"goal": Decimal(2), "up_to": Decimal(3), "scope": "each_league", "basis": "stock_by"}
    return TARGET | own | {"league_name_zh": name, "actual": there, "standing": standing}


def test_a_target_of_each_league() -> None:
    rows = [league("甲市", 5, "met"), league("乙市", 1, "behind"), league("丙盟", None, "unknown")]
    assert target_sentence(rows, of_year(4)) == (
        "培训目标为每个盟市2—3人,3个盟市中1个已达标,乙市1人(低于2人)、丙盟尚无数据,进度滞后。"
    )


def test_a_target_that_every_league_meets() -> None:
    rows = [league("甲市", 5, "met"), league("乙市", 2, "met")]
    assert target_sentence(rows, of_year(4)) == "培训目标为每个盟市2—3人,2个盟市均已达标。"


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "said"),
    [
        ("24457", "人", 0, "2.45万人"),
        ("20000", "人", 0, "2.00万人"),
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


def test_what_is_counted_is_what_the_name_ends_in() -> None:
    row: Any = {"name_zh": "开发基层岗位吸纳高校毕业生数"}
    assert called(row) == "开发吸纳高校毕业生的基层岗位"


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
