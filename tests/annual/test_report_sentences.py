"""What the annual report says of a target, word for word."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from etl.publish.annual.content import Content
from etl.publish.annual.report.plain import prose
from etl.publish.annual.report.target_sentence import target_sentence
from tests.annual.workbook_content import empty

TARGET: dict[str, Any] = {
    "project_no": 1,
    "indicator_name_zh": "培训人数",
    "unit_zh": "人",
    "decimals": 0,
    "wording_zh": "每年培训2万人以上",
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
    "opening_balance": None,
    "line": Decimal("20000.0000"),
    "provisional": False,
    "leagues_reporting": 12,
    "leagues_expected": 12,
    "league_name_zh": "全区",
}
CUMULATIVE = {
    "basis": "cumulative",
    "wording_zh": "在全区新培育打造20个",
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
    "wording_zh": "建成3—4个",
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
MISSING_OPENING = {"from_year": 2021, "missing": "2021年期初数", "standing": "unknown"}

WORDS = {
    "met": ({}, 4, "2023年完成24,457人,为目标20,000人的122.3%,超出4,457人,已达标"),
    "exactly met": (
        {"actual": Decimal(20000), "share_reached": Decimal(1)},
        4,
        "2023年完成20,000人,为目标20,000人的100.0%,恰为目标数,已达标",
    ),
    "not met": (
        {"actual": Decimal(0), "share_reached": Decimal(0), "standing": "not_met"},
        4,
        "2023年完成0人,为目标20,000人的0.0%,距目标还差20,000人,未达标",
    ),
    "running, on its line": (
        {
            "actual": Decimal(15000),
            "share_reached": Decimal("0.75"),
            "standing": "on_track",
            "line": Decimal("15000.0000"),
            "provisional": True,
        },
        3,
        (
            "2023年前三季度完成15,000人,为目标20,000人的75.0%,距目标还差5,000人,"
            "不低于时间进度应达到的15,000人,进度正常"
        ),
    ),
    "no figure at all": (
        {
            "actual": None,
            "this_year": None,
            "share_reached": None,
            "standing": "unknown",
            "missing": "全部盟市2023年第1季度",
            "leagues_reporting": 0,
        },
        1,
        "2023年第一季度完成数缺,因缺全部盟市2023年第1季度,暂不能判定,列为数据不全",
    ),
    "provisional, a league missing, met all the same": (
        {"provisional": True, "leagues_reporting": 11, "missing": "阿拉善盟2023年"},
        4,
        (
            "2023年完成24,457人(报送盟市11/12;暂定数),为目标20,000人的122.3%,超出4,457人,"
            "已达标(尚缺阿拉善盟2023年)"
        ),
    ),
    "cumulative, behind": (
        CUMULATIVE,
        4,
        (
            "2023年完成6个,自2022年起累计8个,为目标20个的40.0%,距目标还差12个,"
            "低于时间进度应达到的12.5个,进度滞后"
        ),
    ),
    "cumulative, no opening balance": (
        CUMULATIVE | MISSING_OPENING,
        4,
        (
            "2023年完成6个,自2021年起累计8个(缺2021年期初数,未计入),为目标20个的40.0%,距目标还差12个,"
            "因缺2021年期初数,暂不能判定,列为数据不全"
        ),
    ),
    "cumulative, with its opening balance": (
        CUMULATIVE | {"from_year": 2021, "opening_balance": Decimal(2)},
        4,
        (
            "2023年完成6个,自2021年起累计8个(含期初数2个),为目标20个的40.0%,距目标还差12个,"
            "低于时间进度应达到的12.5个,进度滞后"
        ),
    ),
    "cumulative, nothing yet this year": (
        CUMULATIVE | {"this_year": None, "missing": "全部盟市2023年", "leagues_reporting": 0},
        4,
        (
            "2023年完成数缺,自2022年起累计8个(报送盟市0/12),为目标20个的40.0%,距目标还差12个,"
            "低于时间进度应达到的12.5个,进度滞后(尚缺全部盟市2023年)"
        ),
    ),
    "a level, below a span": (
        LEVEL,
        4,
        "2023年末为1个,为目标下限3个的33.3%,距目标还差2个,进度滞后",
    ),
    "a level, about": (
        LEVEL
        | {
            "up_to": None,
            "tolerance": Decimal("0.05"),
            "goal": Decimal(1000),
            "actual": Decimal(994),
            "share_reached": Decimal("0.9940"),
            "standing": "met",
        },
        2,
        "2023年第二季度末为994个,为目标1,000个的99.4%,距目标差6个,在“左右”允许的5%以内,已达标",
    ),
}


def of_year(quarters: int) -> Content:
    return Content(2023, empty().as_of, quarters, {})


@pytest.mark.parametrize(("facts", "quarters", "words"), WORDS.values(), ids=WORDS)
def test_a_target_of_the_region(facts: dict[str, Any], quarters: int, words: str) -> None:
    row = TARGET | facts
    said = target_sentence([row], of_year(quarters))
    assert said == f"{row['indicator_name_zh']}:方案提出“{row['wording_zh']}”,{words}。"


def league(name: str, actual: int | None, standing: str) -> dict[str, Any]:
    there = None if actual is None else Decimal(actual)
    own = {"goal": Decimal(2), "up_to": Decimal(3), "scope": "each_league", "basis": "stock_by"}
    return TARGET | own | {"league_name_zh": name, "actual": there, "standing": standing}


def test_a_target_of_each_league() -> None:
    rows = [league("甲市", 5, "met"), league("乙市", 1, "behind"), league("丙盟", None, "unknown")]
    assert target_sentence(rows, of_year(4)) == (
        "培训人数:方案提出“每年培训2万人以上”,按盟市判定,每个盟市目标2—3人,"
        "3个盟市中已达标1个、数据不全1个(丙盟数缺)、进度滞后1个(乙市1人,差1人)。"
    )


def test_a_target_that_every_league_meets() -> None:
    rows = [league("甲市", 5, "met"), league("乙市", 2, "met")]
    assert target_sentence(rows, of_year(4)).endswith("每个盟市目标2—3人,2个盟市中已达标2个。")


def test_quotation_marks_in_the_plan_s_words_become_inner_ones() -> None:
    row = TARGET | {"wording_zh": "“十四五”期间…10个"}
    assert "方案提出“‘十四五’期间…10个”," in target_sentence([row], of_year(4))


def test_our_words_have_the_punctuation_of_chinese() -> None:
    shown = prose("合计:1,234人(暂定),\u202e比上年;\x00增长")
    assert shown == "合计\uff1a1,234人\uff08暂定\uff09\uff0c比上年\uff1b增长"
