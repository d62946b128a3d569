"""How targets are counted, what is asked for, how leagues are placed, and what an estimate says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from etl.publish.annual.asked_for import of_departments
from etl.publish.annual.comparison import Own, change, own, place
from etl.publish.annual.forecasts import estimate, outlook
from etl.publish.annual.matters import about, by_state, summary
from etl.publish.annual.tally import deciding, name_of, tally


def target(number: int, standing: str, league: str = "150000", **more: Any) -> Any:
    row: dict[str, Any] = {
        "target_id": f"T{number}", "project_no": number, "league_code": league, "standing": standing,
        "indicator_code": "P03-1", "indicator_name_zh": "岗位数", "unit_zh": "个", "decimals": 0,
        "missing": None, "basis": "cumulative", "by_year": 2025, "goal": Decimal(100), "tolerance": None,
        "actual": Decimal(40), "line": Decimal(60),
    }  # fmt: skip
    return row | more


def test_a_target_of_each_league_is_one_and_stands_as_its_worst() -> None:
    rows = [
        target(0, "unknown"),
        target(3, "behind"),
        target(11, "met", "150100"),
        target(11, "unknown", "150200"),
        target(11, "met", "152900"),
    ]
    counted = tally(rows)
    assert {code: count for code, count in counted.targets.items() if count} == {"unknown": 2, "behind": 1}
    assert (counted.whole, counted.regional, counted.headline) == (3, 2, 1)
    assert counted.words == "连同总体目标共3项量化目标(2项按全区考核,1项按盟市分别考核)"
    assert tally(rows[:2]).words == "连同总体目标共2项量化目标"
    assert tally(rows[1:2]).words == "1项量化目标"


def test_a_project_stands_by_the_first_of_its_worst_targets() -> None:
    rows = [target(17, "met"), target(17, "unknown") | {"target_id": "T17b"}]
    rows += [target(17, "unknown") | {"target_id": "T17c"}, target(18, "behind")]
    assert {number: own[0]["target_id"] for number, own in deciding(rows).items()} == {17: "T17b", 18: "T18"}
    rows[2] |= {"actual": Decimal(39)}  # it has less of what is asked for by now
    assert deciding(rows)[17][0]["target_id"] == "T17c"


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({}, "岗位数"),
        ({"basis": "stock_by"}, "岗位数"),
        ({"basis": "stock_by", "by_year": 2022}, "岗位数(2022年底阶段目标)"),
    ],
)
def test_a_step_says_until_when(more: dict[str, Any], name: str) -> None:
    assert name_of(target(25, "met", **more)) == name


BASE = "2021年实绩"


@pytest.mark.parametrize(
    ("more", "then", "least"),
    [
        ({}, "可判定进度", "不少于20个即为进度正常，不足则为进度滞后"),
        ({"actual": Decimal("39.5")}, "可判定进度", "不少于21个即为进度正常，不足则为进度滞后"),
        ({"line": Decimal(100)}, "可判定是否达标", "不少于60个即为已达标"),
        ({"standing": "on_track"}, "累计完成数补齐，不影响判定", ""),
        ({"missing": f"阿拉善盟2023年、{BASE}"}, "与阿拉善盟2023年一并补齐后，可判定进度", ""),
        ({"actual": None}, "与各年完成数一并补齐后，可判定进度", ""),
    ],
)
def test_what_a_figure_of_2021_would_decide(more: dict[str, Any], then: str, least: str) -> None:
    row = target(3, "unknown") | {"missing": BASE, **more}
    (request,) = of_departments([row])
    assert (request.then, request.least) == (then, least)
    assert (request.what, request.whom) == (f"岗位数{BASE}(个，全区全年数)", "人社厅牵头，教育厅、团委配合")
    assert request.where == "书面提供，由人社厅录入季报系统(指标代码P03-1)"
    assert (request.code, request.targets, request.is_base) == ("P03-1", ("T3",), True)


def test_nothing_is_asked_for_that_is_there() -> None:
    assert list(of_departments([target(3, "unknown", missing="阿拉善盟2023年"), target(4, "met")])) == []


def account(wanted: int | None, completed: int | None) -> Any:
    return {
        "target": None if wanted is None else Decimal(wanted),
        "completed": None if completed is None else Decimal(completed),
    }


def test_a_league_is_measured_by_its_own_targets() -> None:
    told = [account(10, 20), account(10, 5), account(10, None), account(None, 3), account(0, 3)]
    assert own(told) == Own(Decimal("0.75"), 3, 2, 1)
    assert own([account(None, None)]) == Own(None, 0, 0, 0)


@pytest.mark.parametrize(("share", "placed"), [("0.9", 1), ("0.5", 3), ("0", None), (None, None)])
def test_nobody_is_placed_without_figures_or_at_zero(share: str | None, placed: int | None) -> None:
    others = [Decimal("0.9"), Decimal("0.9"), Decimal("0.5"), Decimal(0), None]
    assert place(None if share is None else Decimal(share), others) == placed


def test_what_looks_equal_shares_a_place() -> None:
    shares = [Decimal("0.85849"), Decimal("0.85847"), Decimal("0.857")]
    assert [place(share, shares) for share in shares] == [1, 1, 3]


@pytest.mark.parametrize(
    ("before", "reporting", "changed"), [("20", 1, "0.5"), ("19", 1, None), (None, 1, None), ("20", 0, None)]
)
def test_a_change_in_percent_needs_a_base(before: str | None, reporting: int, changed: str | None) -> None:
    row: Any = {
        "value": Decimal(30),
        "previous_year": None if before is None else Decimal(before),
        "leagues_reporting": reporting,
    }
    assert change(row) == (None if changed is None else Decimal(changed))


FORECAST: Any = {
    "target_id": "T10", "goal": Decimal(100), "low": Decimal(80), "expected": Decimal(95),
    "high": Decimal(120), "missing": None, "lacking": 0, "decimals": 0, "unit_zh": "个", "by_year": 2025,
    "pace": Decimal(5),
}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({}, "按平均进度不能达到目标"),
        ({"expected": Decimal(100)}, "按平均进度可以达到目标"),
        ({"low": Decimal(100)}, "预计可达到目标"),
        ({"high": Decimal(99)}, "预计达不到目标"),
        ({"high": Decimal(99), "missing": BASE}, "数据不全,不作结论"),
        ({"low": Decimal(100), "missing": BASE}, "预计可达到目标"),
        ({"lacking": 2}, "数据不全,不作结论"),
        ({"pace": Decimal(4)}, "四个季度新增不足5,不作结论"),
    ],
)
def test_what_an_estimate_says(more: dict[str, Any], says: str) -> None:
    assert outlook(FORECAST | more) == says


def test_of_a_goal_that_is_meant_about_a_little_less_is_enough() -> None:
    assert outlook(FORECAST | {"target_id": "T18", "low": Decimal(90)}) == "预计可达到目标"
    assert outlook(FORECAST | {"target_id": "T17a", "low": Decimal(90)}) == "按平均进度不能达到目标"


def test_what_is_not_known_whole_says_nothing_of_the_end() -> None:
    row: Any = FORECAST | {"target_id": "T10", "expected": Decimal(100)}
    assert estimate(row, "behind", str)
    assert not estimate(row | {"missing": BASE}, "behind", str)
    assert not estimate(row | {"lacking": 1}, "behind", str)
    assert not estimate(row | {"pace": Decimal(4)}, "behind", str)  # a single one more is chance


def test_matters_are_counted_by_their_state() -> None:
    rows: list[Any] = [{"state": state} for state in (None, "done", None, "planned", "done")]
    assert by_state(rows) == {"已办结": 2, "列入计划": 1, "尚未答复": 2}
    assert summary(rows) == "共5件，已办结2件，列入计划1件，尚未答复2件"
    assert summary([]) == "无"


@pytest.mark.parametrize(
    ("numbers", "named"),
    [("0", "综合"), ("0 19", "综合、19 百名高技能领军人才技能提升项目"), ("1 2 3 4", "4个项目")],
)
def test_a_matter_names_few_projects(numbers: str, named: str) -> None:
    matter: Any = {"project_nos": numbers}
    assert about(matter) == named
