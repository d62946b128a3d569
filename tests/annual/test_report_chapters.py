"""What the annual report says of a year in which much is wrong, and of what there is nothing to say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from etl.publish.annual.content import Content, Edition
from etl.publish.annual.report.plain import prose
from tests.annual.report_reading import Report, opened
from tests.annual.workbook_content import LONG, empty, messy, with_rows

Row = dict[str, Any]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return opened(tmp_path_factory.mktemp("report"), messy())


def with_returns(*timeliness: str) -> Content:
    """A league's annual return a word."""
    first = next(row for row in messy()["annual_return"] if row["period"] == "2023")
    owed = [
        {
            **first,
            "league_name_zh": f"{name}市",
            "timeliness": word,
            "arrived_at": first["arrived_at"] if word in ("on_time", "late") else None,
        }
        for name, word in zip("甲乙丙丁", timeliness, strict=False)
    ]
    return with_rows(messy(), "annual_return", owed)


def test_its_chapters(report: Report) -> None:
    assert report.headings == [
        "一、总体情况",
        "二、目标任务完成情况",
        "三、主要数据",
        "四、项目推进与资金",
        "五、报送情况",
        "六、存在的问题与意见建议",
        "七、数据说明",
        "八、与上一版相比的变化",
    ]


def test_an_edition_is_signed(report: Report) -> None:
    assert report.lines[:2] == ["重点项目助推就业行动\n2023年度行动总结报告", prose("(第2版)")]
    assert report.says("本报告为第2版,由就业处 王&某于2024年3月1日审定。")
    assert report.lines[-3:] == [
        prose("审定人:就业处 王&某"),
        "内蒙古自治区人力资源和社会保障厅",
        "2024年3月1日",
    ]


def test_a_draft_is_to_be_signed(tmp_path: Path) -> None:
    draft = opened(tmp_path, replace(messy(), edition=Edition()))
    assert draft.says("本报告为草稿,未经审定。")
    assert draft.lines[-3:] == [
        prose("审定人:________"),
        "内蒙古自治区人力资源和社会保障厅",
        "____年__月__日",
    ]


def test_how_the_projects_and_targets_stand(report: Report) -> None:
    assert report.says(
        "方案共有3个重点项目,其中有量化目标的2个、无量化目标的1个。有量化目标的2个项目按其中最差的一项目标判定:"
        "已达标1个、进度滞后1个。2023年度判定的量化目标共6项(含总体目标):"
        "已达标1项、进度正常1项、数据不全1项、进度滞后2项、未达标1项。"
    )
    assert report.says("进度滞后的1个:第3项+1项目。")


@pytest.mark.parametrize(
    ("timeliness", "words"),
    [
        (("on_time", "late"), "应报2023年度报表的2个盟市全部报齐。"),
        (("on_time", "missing", "not_due"), "应报2023年度报表的3个盟市中,1个报齐,乙市、丙市未报齐。"),
        (("exempt", "missing"), "应报2023年度报表的1个盟市均未报齐。"),
        (("exempt",), "2023年度尚没有应报的报表。"),
    ],
)
def test_whose_last_return_is_in(timeliness: tuple[str, ...], words: str, tmp_path: Path) -> None:
    assert opened(tmp_path, with_returns(*timeliness)).says(words)


def test_punctuality(report: Report) -> None:
    assert report.says(
        "2023年度应报报表14份,按时7份、迟报3份、未报齐3份、未到期1份。另有免报1份。"
        "已到期或已报齐的13份中,按时率53.8%。"
    )
    assert report.says("迟报的:包头市(2023年第二季度、2023年第三季度);阿拉善盟(2023年第二季度)。")
    assert report.says("包头市(2023年度缺主要数据、项目进展);")
    assert report.says("2023年第三季度未报")  # neither of its two parts is in


def test_all_on_time(tmp_path: Path) -> None:
    first = messy()["annual_reporting"][0]
    content = with_rows(with_returns("on_time"), "annual_reporting", [first])
    said = opened(tmp_path, content)
    assert said.says("2023年度应报报表5份,按时5份。已到期或已报齐的5份全部按时。")
    assert not any(line.startswith(("迟报的", "未报齐的")) for line in said.lines)


def test_a_headline_held_against_the_year_before(tmp_path: Path) -> None:
    headline = messy()["annual_indicator"][0]
    whole = {**headline, "leagues_reporting": 3, "missing_leagues": None, "provisional": False}
    for value, before, words in (
        (90, 100, "比上年的100人减少10人,下降10.0%。"),
        (110, 100, "比上年的100人增加10人,增长10.0%。"),
        (100, 100, "比上年的100人持平。"),
        (7, 0, "比上年的0人增加7人。"),
    ):
        row = {**whole, "value": Decimal(value), "previous_year": Decimal(before)}
        said = opened(tmp_path, with_rows(messy(), "annual_indicator", [row]))
        assert said.says(words)
        assert said.says("全区汇总的主要指标1项,3个盟市全部报送。")
    assert not opened(tmp_path, with_rows(messy(), "annual_indicator", [headline])).says("比上年的")


def test_a_year_before_that_lacks_a_league_is_shown_and_not_compared(tmp_path: Path) -> None:
    headline = {**messy()["annual_indicator"][0], "leagues_reporting": 3, "provisional": False}
    lacking = {**headline, "value": Decimal(110), "previous_year": Decimal(100)}
    lacking["previous_leagues_reporting"] = 2
    said = opened(tmp_path, with_rows(messy(), "annual_indicator", [lacking]))
    assert not said.says("比上年的")
    assert said.tables["全区主要数据"][0][3:6] == ["110", "100\n2/3", "—"]


def test_a_year_that_is_not_over_is_not_held_against_a_whole_one(tmp_path: Path) -> None:
    row = {**messy()["annual_indicator"][0], "leagues_reporting": 3, "provisional": False}
    none = {"previous_year": None, "previous_leagues_reporting": None, "previous_leagues_expected": None}
    flow = {**row, **none, "period": "2023Q3"}
    stock = {**flow, "indicator_code": "P01-2", "measure": "stock", "value": Decimal("6.2")}
    content = replace(with_rows(messy(), "annual_indicator", [flow, stock]), quarters=3)
    said = opened(tmp_path, content)
    assert said.says("2023年度尚未结束,本报告反映已结束的3个季度。")
    assert [line[4:6] for line in said.tables["全区主要数据"]] == [["—", "—"], ["—", "—"]]
    assert said.says("本年没有可与上年比较的指标。")


def test_a_ratio_without_a_value_says_why(tmp_path: Path) -> None:
    row = {**messy()["annual_indicator"][0], "measure": "ratio", "value": None, "no_value_zh": "分母为0"}
    said = opened(tmp_path, with_rows(messy(), "annual_indicator", [row]))
    assert [line[3] for line in said.tables["全区主要数据"]] == ["分母为0"]


def test_what_the_figures_lack(report: Report) -> None:
    assert report.says("全区4项主要指标中,4项缺盟市:阿拉善盟4项。其中以较早季度数计入合计的:阿拉善盟4项。")
    assert report.says("含暂定数(以季报数代替年报数)的指标4项")
    assert report.tables["全区主要数据"][2] == [
        "2", "指标P02-1", "万元", "12,345,678,901.25", "3.10", "—", "2/3暂定",
    ]  # fmt: skip


def test_money_that_some_leagues_do_not_tell(report: Report) -> None:
    assert report.says(
        "3个项目预算合计8,641,975.23万元,支出合计0.02万元。"
        "共9项次,报来预算的6项次、支出的4项次,合计只含已报的数;按两者都报来的4项次计算,执行率0.0%。"
        "预算缺报的:阿拉善盟3项。支出缺报的:阿拉善盟3项、呼和浩特市1项、包头市1项。"
    )
    assert [line[3:] for line in report.tables["各项目推进状态和资金"]] == [
        ["3,703,703.67\n2/3", "0.01\n2/3", "0.0%\n2/3"],  # one league's are of an older quarter
        ["2,469,135.78\n2/3", "0.01\n2/3", "0.0%\n2/3"],
        ["2,469,135.78\n2/3", "缺", "—"],
    ]


def test_leagues_are_quoted_by_turns(report: Report) -> None:
    lines = report.tables["各项目工作情况摘录"]
    assert [line[2] for line in lines] == ["呼和浩特市", "包头市", "阿拉善盟"]
    assert all(line[3] == f"{LONG[:79]}…" for line in lines)


def test_the_next_league_is_quoted_where_one_says_nothing(tmp_path: Path) -> None:
    accounts = [dict(row) for row in messy()["annual_account"]]
    for row in accounts:
        if (row["project_no"], row["league_name_zh"]) in ((2, "包头市"), (3, "阿拉善盟")):
            row |= {"progress": " \n"}
        if (row["project_no"], row["league_name_zh"]) == (3, "呼和浩特市"):
            row |= {"account": "年报的话", "practice": "好做法"}
    said = opened(tmp_path, with_rows(messy(), "annual_account", accounts))
    assert [line[2:] for line in said.tables["各项目工作情况摘录"]][1:] == [
        ["阿拉善盟", f"{LONG[:79]}…"],
        ["呼和浩特市", "年报的话"],
    ]
    assert said.tables["各项目经验做法摘录"] == [["3", "+1项目", "呼和浩特市", "好做法"]]


def suggestion(league: str, number: int | None, problem: str | None, advice: str | None = None) -> Row:
    names = {"150100": "呼和浩特市", "150200": "包头市", "152900": "阿拉善盟"}
    own = {"league_code": league, "league_name_zh": names[league], "project_no": number}
    return dict(messy()["annual_suggestion"][0]) | own | {"problem": problem, "suggestion": advice}


def test_the_same_words_stand_once(tmp_path: Path) -> None:
    rows = [
        suggestion("150100", None, "人手不足。"),
        *(suggestion("150100", number, "人手不足。") for number in (1, 2, 3, 5, 6, 8)),
        suggestion("152900", 2, "人手不足。"),
        suggestion("150200", 3, "只此一家", "建议甲"),
        suggestion("150100", 3, " 只此\n一家 "),
        suggestion("150100", 3, "只此 一家"),
        *(suggestion("150200", 1, f"第{number}个问题") for number in range(1, 6)),
    ]
    said = opened(tmp_path, with_rows(messy(), "annual_suggestion", rows))
    assert said.says("各盟市2023年度共提出问题和建议17条次,文字相同的合并后为9条(问题8条、建议1条)。")
    assert said.tables["共性问题和建议"] == [
        ["问题", "人手不足。", "呼和浩特市、阿拉善盟", "综合、第1—3、5—6、8项"],
    ]
    first, third = said.tables["各项目的问题和建议"]
    whose = prose("(包头市)")
    listed = [f"第{number}个问题{whose}" for number in (1, 2, 3)]
    assert first == ["1", "=1+1项目", "\n".join([*listed, prose("(另有2条)")]), ""]
    assert third == [
        "3",
        "+1项目",
        f"只此 一家{prose('(呼和浩特市)')}\n只此一家{whose}",
        f"建议甲{whose}",
    ]


def test_what_there_is_none_of_is_not_mentioned(tmp_path: Path) -> None:
    said = opened(tmp_path, empty())
    assert said.headings == ["一、总体情况", "二、报送情况", "三、存在的问题与意见建议", "四、数据说明"]
    assert said.says("2023年度尚无已结束的季度。")
    assert said.says("各盟市2023年度没有提出问题和建议。")
    for word in ("豁免", "差异", "核验", "上一版", "暂定数(以"):
        assert not said.says(word), word
    assert list(said.tables) == ["术语"]


def test_a_year_without_a_fault(tmp_path: Path) -> None:
    row = {**messy()["annual_indicator"][0], "leagues_reporting": 3, "missing_leagues": None}
    content = with_rows(messy(), "annual_indicator", [{**row, "stale_leagues": None, "provisional": False}])
    for table in ("annual_waiver", "annual_difference", "annual_finding"):
        content = with_rows(content, table, [])
    said = opened(tmp_path, replace(content, changes=()))
    assert said.says("应报送的盟市均已报送,各项全区数不缺盟市,没有暂定数。")
    assert said.says("已报送的年报与第四季度报表数据一致。")
    assert said.says("与第1版相比,数据和文字没有变化。")
    assert not said.says("豁免生效")


def test_waivers_differences_and_findings(report: Report) -> None:
    assert report.tables["生效的豁免"] == [
        ["呼和浩特市", "2023年第一季度 主要数据", "部分大于整体", "=1+1", prose("就业处,2023年4月8日")]
    ]
    assert [line[3:] for line in report.tables["年报与第四季度报表的差异"]] == [
        ["100", "90", "-10", "缺"],
        ["0.1", "12.35", "12.25", "=漏报一户"],
    ]
    assert report.says("其中1项有说明、1项没有说明。")
    assert report.tables["尚未了结的核验问题"] == [
        ["数字无法识别", "错误", "1", "阿拉善盟1条"],
        ["数字无法识别", "警告", "1", "阿拉善盟1条"],
    ]


def test_what_changed(report: Report) -> None:
    assert report.says("与第1版相比,有3处变化,如下表。")
    assert [line[3:] for line in report.tables["与上一版相比的变化"]] == [
        ["1", "=2"],
        ["—", "=1+1"],
        [f"{LONG[:59]}…", "—"],
    ]


def test_more_changes_than_are_listed(tmp_path: Path) -> None:
    content = messy()
    said = opened(tmp_path, replace(content, changes=[content.changes[0]] * 41))
    assert said.says("有41处变化,下表列出前40处,其余见同套的行动总结表。")
    assert len(said.tables["与上一版相比的变化"]) == 40


def test_the_action_in_its_last_year(tmp_path: Path) -> None:
    content = messy()
    rows = [{**row, "by_year": 2023} for row in content["action_target"]]
    said = opened(tmp_path, with_rows(content, "action_target", rows))
    assert "七、行动期目标完成情况" in said.headings
    assert said.says(
        "行动期至2023年止,方案的6项数字中:已达标1项、进度正常1项、数据不全1项、进度滞后2项、未达标1项。"
    )
    assert said.says("T01的指标:2个年度中1个年度达标(2022年未达标),判定为已达标。")
    assert len(said.tables["行动以来的目标完成情况"]) == 6


def test_the_action_before_its_last_year(report: Report) -> None:
    assert report.tables["行动以来的目标完成情况"] == [
        ["1", "T01的指标", "每年完成", "20,000个", "20,000个", "100.0%", prose("已达标(1/2)")]
    ]


def test_months_that_lack_the_same_leagues_are_said_together(tmp_path: Path) -> None:
    lacking = ["", "", "甲市、乙市", "甲市、乙市", "乙市", "甲市、乙市、丙市", "甲市、乙市、丙市"]
    months = [
        {
            "year": 2023,
            "month": f"2023M{number:02}",
            "league_code": "150000",
            "league_name_zh": "全区",
            **dict.fromkeys(("enterprises", "events"), 1),
            **dict.fromkeys(("employees", "vacancies", "hired", "solved", "next_month_demand"), Decimal(1)),
            "leagues_expected": 3,
            "leagues_reporting": 3 - len(missing.split("、")) if missing else 3,
            "missing_leagues": missing,
        }
        for number, missing in enumerate(lacking, 1)
    ]
    said = opened(tmp_path, with_rows(messy(), "annual_enterprise", months))
    assert said.says(
        "有盟市缺报的月份:3至4月缺甲市、乙市;5月缺乙市;6至7月各盟市均未报送;缺报的盟市不在合计之内。"
    )
