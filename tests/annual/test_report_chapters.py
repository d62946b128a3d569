"""What the annual report says of a year in which much is wrong, and of what there is nothing to say."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from etl.publish.annual.content import Content, Edition
from etl.publish.annual.page.one_page import in_short
from etl.publish.annual.report.facts import periods
from etl.publish.annual.report.plain import prose
from schemas.periods import Period
from tests.annual.report_reading import Report, opened, page_opened
from tests.annual.workbook_content import LONG, empty, messy, with_rows

Row = dict[str, Any]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return opened(tmp_path_factory.mktemp("report"), messy())


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return page_opened(tmp_path_factory.mktemp("page"), messy())


def with_words(content: Content, *rows: tuple[str, str, str]) -> Content:
    """With what the department wrote: section, subject and paragraph."""
    return with_rows(
        content,
        "annual_words",
        [
            {"year": 2023, "place": place, "section": section, "subject": subject, "words": words}
            for place, (section, subject, words) in enumerate(rows, 1)
        ],
    )


def test_its_chapters(report: Report) -> None:
    assert report.headings == [
        "一、总体情况",
        "二、任务完成情况",
        "三、存在问题",
        "四、意见建议",
        "五、下一步打算",
    ]
    assert report.groups == [
        prose(f"({number}){name}")
        for number, name in (
            ("一", "已达标的项目"),
            ("二", "进度滞后的项目"),
            ("三", "无量化目标的项目"),
            ("一", "任务完成方面"),
            ("二", "盟市反映的问题"),
        )
    ]
    assert list(report.tables) == [
        "量化目标完成情况",
        "各盟市指标P00-1",
        "行动以来目标完成情况",
        "全区主要数据",
        "各项目推进状态和资金",
        prose("各盟市报表报送情况(份)"),
        "各盟市反映的问题和建议",
        "与第1版相比的变化",
    ]


def test_an_edition_is_signed(report: Report) -> None:
    assert report.lines[:2] == ["重点项目助推就业行动\n2023年度行动总结报告", prose("(第2版)")]
    assert report.prose.split("\n")[-3:] == [
        prose("审定人:就业处 王&某"),
        "内蒙古自治区人力资源和社会保障厅",
        "2024年3月1日",
    ]


def test_a_draft_is_to_be_signed(tmp_path: Path) -> None:
    draft = opened(tmp_path, replace(messy(), edition=Edition()))
    assert draft.prose.split("\n")[-3:] == [
        prose("审定人:________"),
        "内蒙古自治区人力资源和社会保障厅",
        prose("____年__月__日"),
    ]


def test_how_the_projects_and_targets_stand(report: Report) -> None:
    assert report.says(
        "《方案》确定的3个重点项目中,有量化目标的2个,其中已达标1个、进度滞后1个;无量化目标的1个,"
        "以工作指标反映。连同总体目标共6项量化目标(5项按全区考核,1项按盟市分别考核)中,已达标1项、进度正常1项、数据不全1项、"
        "进度滞后2项、未达标1项。"
    )


def test_unknown_is_not_behind(tmp_path: Path) -> None:
    rows = [{**row, "standing": "unknown"} for row in messy()["annual_project"]]
    said = opened(tmp_path, with_rows(messy(), "annual_project", rows))
    assert not said.says("个项目进度滞后")
    assert not page_opened(tmp_path, with_rows(messy(), "annual_project", rows)).says("加快进度")


def test_punctuality(report: Report, tmp_path: Path) -> None:
    assert report.says("包头市迟报2次,阿拉善盟迟报1次,包头市、阿拉善盟至今没有报齐,其他盟市全部按时报送。")
    first, *others = messy()["annual_reporting"]
    said = opened(tmp_path / "whole", with_rows(messy(), "annual_reporting", [first]))
    assert said.says("各盟市报表全部按时报送。")
    late = [{**row, "late": 1, "missing": 0} for row in others]
    said = opened(tmp_path, with_rows(messy(), "annual_reporting", [first, *late]))
    assert said.says("包头市、阿拉善盟各迟报1次,其他盟市全部按时报送。")


@pytest.mark.parametrize(
    ("value", "before", "words"),
    [
        (90, 100, "2023年T00的指标449,877个(阿拉善盟没有报齐),比上年下降10.0%,2022年以来累计449,877个"),
        (7, 3, "2023年T00的指标449,877个(阿拉善盟没有报齐),上年为3个,2022年以来累计449,877个"),
    ],
)
def test_a_headline_held_against_the_year_before(value: int, before: int, words: str, tmp_path: Path) -> None:
    whole = {"leagues_reporting": 3, "missing_leagues": None, "provisional": False, "unit_zh": "个"}
    figures = {"value": Decimal(value), "previous_year": Decimal(before)}
    row = {**messy()["annual_indicator"][0], **whole, **figures}
    assert opened(tmp_path, with_rows(messy(), "annual_indicator", [row])).says(words)
    lacking = {**row, "previous_leagues_reporting": 2}
    said = opened(tmp_path, with_rows(messy(), "annual_indicator", [lacking]))
    assert not said.says("比上年下降10.0%")
    (line,) = said.lines_of("全区主要数据")
    assert line["上年"] == f"{before}\n2/3"
    assert "比上年" not in line


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (
            [(90, 100), (60, 50), (30, 50)],
            "1个增长、2个下降,减少较多的是阿拉善盟20个、呼和浩特市10个。",
        ),
        ([(120, 100), (60, 50), (50, 50)], "2个增长,增加较多的是呼和浩特市20个、包头市10个。"),
    ],
)
def test_where_the_headline_moved(figures: list[tuple[int, int]], said: str, tmp_path: Path) -> None:
    first = {**messy()["annual_indicator"][0], "provisional": False, "unit_zh": "个", "decimals": 0}
    names = {"150100": "呼和浩特市", "150200": "包头市", "152900": "阿拉善盟"}
    rows: list[Row] = [
        first
        | {"league_code": code, "league_name_zh": name, "value": Decimal(now), "previous_year": Decimal(then)}
        | dict.fromkeys(("leagues_reporting", "leagues_expected"), 1)
        | dict.fromkeys(("previous_leagues_reporting", "previous_leagues_expected"), 1)
        for (code, name), (now, then) in zip(names.items(), figures, strict=True)
    ]
    now, then = (sum((row[column] for row in rows), Decimal()) for column in ("value", "previous_year"))
    whole = {"league_code": "150000", "league_name_zh": "全区", "value": now, "previous_year": then}
    rows.append(first | whole | {"leagues_reporting": 3, "leagues_expected": 3, "missing_leagues": None})
    content = with_rows(messy(), "annual_indicator", rows)
    report = opened(tmp_path, content)
    assert report.says(f"分盟市看,{said}")
    page = page_opened(tmp_path, content)
    assert page.says(f"分盟市看,{said}")
    assert not report.says("为暂定。")
    for paper in (report, page):  # what fell is a trouble, and is to be explained
        assert paper.says("2个盟市下降,请下降的盟市说明原因、提出措施。") == (now < then)
    troubles = [line for line in report.lines if "一是" in line and line.endswith(prose("个盟市下降。"))]
    assert bool(troubles) == (now < then)
    lines = report.lines_of("各盟市指标P00-1")
    assert [line["盟市"] for line in lines] == [*names.values(), "合计"]
    assert [line["增减"] for line in lines[:3]] == [f"{one - other:+}" for one, other in figures]


def test_a_year_that_is_not_over(tmp_path: Path) -> None:
    row = {**messy()["annual_indicator"][0], "leagues_reporting": 3, "provisional": False}
    none = {"previous_year": None, "previous_leagues_reporting": None, "previous_leagues_expected": None}
    content = replace(with_rows(messy(), "annual_indicator", [{**row, **none}]), quarters=3)
    said = opened(tmp_path, content)
    assert said.says("现将2023年前三季度全区重点项目助推就业行动情况总结如下。")
    # Columns of which no row has anything.
    assert [*said.lines_of("全区主要数据")[0]] == ["项目", "指标", "单位", "本年", "报送盟市"]


def test_a_ratio_without_a_value_says_why(tmp_path: Path) -> None:
    row = {**messy()["annual_indicator"][0], "measure": "ratio", "value": None, "no_value_zh": "分母为0"}
    said = opened(tmp_path, with_rows(messy(), "annual_indicator", [row]))
    assert [line[3] for line in said.tables["全区主要数据"]] == ["分母为0"]


def test_what_is_missing_is_said_once_and_asked_of_somebody(report: Report, page: Report) -> None:
    assert report.says("阿拉善盟的数据没有报齐,全区数按已经报送的数汇总。")
    assert report.says(
        "总体目标自2021年起算,应计入2021年实绩;2021年实绩尚未提供(总体目标由人社厅提供),总体目标暂不能判定;"
        "包头市尚未报送2023年度报表的主要数据、项目进展;阿拉善盟尚未报送2023年三、四季度报表的"
        "主要数据、项目进展,总体目标暂不能判定。"
    )
    assert page.says(
        "总体目标自2021年起算,应计入2021年实绩,尚未提供。请书面提供,由人社厅录入:总体目标T00的指标(人社厅)。"
    )
    assert page.says("包头市:2023年度报表的主要数据、项目进展。")
    assert not report.says("期初数")


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ("2023", "2023年度"),
        ("2023Q4", "2023年四季度"),
        ("2023Q3 2023Q4 2023", "2023年三、四季度和年度"),
        ("2024Q2 2024Q3 2024Q4 2024M04 2024M05 2024M06 2024M12", "2024年二至四季度、4至6月、12月"),
    ],
)
def test_periods_one_after_another_are_a_span(codes: str, said: str) -> None:
    assert periods([Period.parse(code) for code in codes.split()]) == said


def test_why_a_project_is_behind(report: Report, page: Report) -> None:
    why = "T11的指标包头市0个(低于2个);T19的指标比序时进度(10个)少9个"
    assert report.says(f"有1个项目进度滞后。第3项{why}。")
    assert page.says(f"第3项+1项目:{why}。")


def why(tmp_path: Path, of_region: bool, *problems: tuple[str, str]) -> str:
    """The reason that is told of project 3, which is behind: for the region too, or in 包头市 only."""
    rows = [suggestion(code, 3, problem) for code, problem in problems]
    targets = [row for row in messy()["annual_target"] if of_region or row["target_id"] != "T19"]
    content = with_rows(with_rows(messy(), "annual_suggestion", rows), "annual_target", targets)
    (line,) = [line for line in page_opened(tmp_path, content).lines if line.startswith("第3项")]
    return line.split("\uff1b")[-1] if "反映" in line else ""


HUHEHAOTE, BAOTOU, ALXA = "150100", "150200", "152900"


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        ([(HUHEHAOTE, "人手不足"), (BAOTOU, "人手不足"), (ALXA, "资金到位慢")], "2个盟市反映“人手不足”。"),
        (
            [(HUHEHAOTE, "人手不足"), (BAOTOU, "资金到位慢"), (ALXA, "更新不及时")],
            "“人手不足”“资金到位慢”“更新不及时”各有1个盟市反映。",
        ),
        ([(BAOTOU, words) for words in ("人手不足", "资金到位慢", "更新不及时", "场地老旧")], ""),
    ],
    ids=["one", "all that tie", "too many that tie"],
)
def test_a_reason_is_what_most_leagues_write(
    problems: list[tuple[str, str]], said: str, tmp_path: Path
) -> None:
    assert why(tmp_path, True, *problems) == prose(said)


def test_what_the_department_writes_of_a_project_stands_for_what_leagues_write(tmp_path: Path) -> None:
    problems = [suggestion("150200", 3, "资金到位慢")]
    content = with_rows(messy(), "annual_suggestion", problems)
    assert page_opened(tmp_path, content).says("1个盟市反映“资金到位慢”。")
    own = page_opened(
        tmp_path, with_words(content, ("remark", "3", "园区选址未定。"), ("remark", "0", "总量下降。"))
    )
    assert own.says("少9个;园区选址未定。")
    assert not own.says("资金到位慢")
    assert own.says("有关数据和判定为暂定。总量下降。")


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        ([(HUHEHAOTE, "人手不足"), (ALXA, "人手不足"), (BAOTOU, "资金到位慢")], "包头市反映“资金到位慢”。"),
        ([(HUHEHAOTE, "人手不足"), (ALXA, "人手不足")], ""),
    ],
)
def test_where_some_leagues_are_behind_the_reason_is_their_own(
    problems: list[tuple[str, str]], said: str, tmp_path: Path
) -> None:
    assert why(tmp_path, False, *problems) == prose(said)


def test_a_headline_that_is_behind_is_said_beside_the_projects(tmp_path: Path) -> None:
    rows = [dict(row) for row in messy()["annual_target"]]
    rows[0] |= {"standing": "behind", "missing": None}
    content = with_rows(messy(), "annual_target", rows)
    short = "T00的指标比序时进度(600,000个)少150,124个"
    assert opened(tmp_path, content).says(f"总体目标进度滞后。{short}。")
    page = page_opened(tmp_path, content)
    assert page.says(f"总体目标:{short}。")
    assert page.says("1.加快进度。对进度滞后的总体目标和第3项逐项明确责任单位、措施和时限。")


def test_three_things_are_to_be_decided(page: Report, tmp_path: Path) -> None:
    assert [line for line in page.lines if line[0].isdigit() and line[1] == "."] == [
        prose("1.加快进度。对进度滞后的第3项逐项明确责任单位、措施和时限。"),
        prose(
            "2.补齐缺少的数据。请人社厅书面提供2021年实绩,由人社厅录入。请包头市、阿拉善盟报齐缺少的报表。"
        ),
        prose(
            "3.办理盟市的意见建议。对“=1+1”(呼和浩特市、阿拉善盟)明确承办处室,限期答复;"
            "上年另有1件未答复,一并办理。"
        ),
    ]
    assert page.says("完成时限(逐项填写):")
    nothing_open = page_opened(tmp_path, empty())
    assert nothing_open.says("1.审定本年度总结。")
    assert not nothing_open.says("完成时限")


def test_who_leads_is_named_where_several_give_a_figure(tmp_path: Path) -> None:
    rows = [dict(row) for row in messy()["annual_target"]]
    rows[0] |= {"project_no": 3, "indicator_code": "P03-1", "missing": "2021年实绩"}
    page = page_opened(tmp_path, with_rows(messy(), "annual_target", rows[:1]))
    assert page.says("由人社厅牵头,请教育厅、团委配合,书面提供2021年实绩,由人社厅录入。")
    assert page.says("由人社厅录入:第3项T00的指标(人社厅牵头,教育厅、团委配合)。")


def test_what_is_behind_and_what_fell_due_are_told_apart(tmp_path: Path) -> None:
    first = messy()["annual_project"][2]
    stands = {3: "behind", 4: "not_met", 5: "behind"}
    rows = [{**first, "project_no": number, "standing": standing} for number, standing in stands.items()]
    page = page_opened(tmp_path, with_rows(messy(), "annual_project", rows))
    assert page.says("对进度滞后的第3、5项、未达标的第4项逐项明确责任单位、措施和时限。")


def test_the_web_page_begins_with_the_same_sentences(page: Report) -> None:
    told = in_short(messy())
    assert list(told)[2:] == [
        line
        for line in page.headings
        if line in ("进度滞后、未达标的项目和盟市反映的问题", "缺什么、由谁补", "请厅领导决定")
    ]
    for sentence in (sentence for sentences in told.values() for sentence in sentences):
        assert any(line.endswith(sentence) for line in page.lines), sentence


@pytest.mark.parametrize(
    ("projects", "told", "others"),
    [(6, 6, ""), (16, 13, "第16项+1项目、第17项+1项目、第18项+1项目"), (29, 13, "第16—31项")],
)
def test_what_would_not_fit_on_the_page_is_named(
    projects: int, told: int, others: str, tmp_path: Path
) -> None:
    first = messy()["annual_project"][2]
    rows = [{**first, "project_no": number} for number in range(3, 3 + projects)]
    page = page_opened(tmp_path, with_rows(messy(), "annual_project", rows))
    shown = [line.split("项")[0] for line in page.lines if line.startswith("第")]
    assert shown == [f"第{number}" for number in range(3, 3 + told)]
    assert page.says(f"另有{others},见报告。") == bool(others)
    assert page.charts


def test_money_that_some_leagues_do_not_tell(report: Report) -> None:
    assert report.says(
        "安排资金864.20亿元,支出0.02万元(各盟市均未报齐,有较早季度数的以其计入);"
        "其中都报来的部分安排493.83亿元、支出0.02万元,执行率0.0%。"
    )


def test_a_state_of_an_older_quarter_is_called_so(report: Report) -> None:
    assert report.says("注:阿拉善盟为较早季度的状态;")


def test_what_rests_on_quarterly_returns_is_provisional(report: Report, page: Report) -> None:
    told = "包头市、阿拉善盟年报数尚缺,以季报数计入,有关数据和判定为暂定。"
    assert report.says(told)
    assert page.says(told)
    assert [line[-3:] for line in report.tables["各项目推进状态和资金"]] == [
        ["3,703,703.67\n2/3", "0.01\n2/3", "0.0%\n2/3"],  # one league's are of an older quarter
        ["2,469,135.78\n2/3", "0.01\n2/3", "0.0%\n2/3"],
        ["2,469,135.78\n2/3", "缺", "—"],
        ["8,641,975.23", "0.02", "0.0%"],
    ]


def suggestion(league: str, number: int | None, problem: str | None) -> Row:
    names = {"150100": "呼和浩特市", "150200": "包头市", "152900": "阿拉善盟"}
    own = {"league_code": league, "league_name_zh": names[league], "project_no": number}
    return dict(messy()["annual_suggestion"][0]) | own | {"problem": problem, "suggestion": None}


PROBLEMS = [
    suggestion("150100", None, "人手不足。"),
    *(suggestion("150100", number, "人手 不足") for number in (1, 2, 3, 5)),
    suggestion("152900", 2, "部分人手严重不足!"),
    suggestion("150200", 3, "只此一家"),
    *(suggestion(code, 1, "资金到位慢。") for code in ("150100", "150200", "152900")),
    suggestion("150200", 1, "资金到位较快。"),
    suggestion("150200", 2, "无"),
    suggestion("150200", 2, "长" * 300),
]


def test_near_words_stand_once_with_all_who_wrote_them(tmp_path: Path) -> None:
    said = opened(tmp_path, with_rows(messy(), "annual_suggestion", PROBLEMS))
    assert said.says("一是“资金到位慢”(各盟市)。")
    assert said.says("二是“人手不足”(呼和浩特市、阿拉善盟)。")
    lines = said.tables["各盟市反映的问题和建议"]
    assert [line for line in lines if line[0] == "问题"] == [
        ["问题", "资金到位慢", "各盟市", "第1项", "—"],
        ["问题", "人手不足", prose("呼和浩特市、阿拉善盟"), "第1—3、5项", "—"],
        ["问题", "只此一家", "包头市", "第3项", "—"],
        ["问题", "资金到位较快", "包头市", "第1项", "—"],
        ["问题", prose("(文字较长,见行动总结表)"), "包头市", "第2项", "—"],
    ]


def test_the_department_chooses_what_is_quoted(tmp_path: Path) -> None:
    content = with_rows(messy(), "annual_suggestion", PROBLEMS)
    said = opened(tmp_path, with_words(content, ("quoted", "", "只此一家")))
    assert said.says("“只此一家”(包头市)。")
    assert "资金到位慢" not in said.prose


def test_what_came_of_a_suggestion(report: Report, tmp_path: Path) -> None:
    assert report.says("一是“建议统一口径”(呼和浩特市、阿拉善盟)。人社厅已办结:=1+1已办。")
    assert report.says("二是“=1+1”(呼和浩特市、阿拉善盟)。")
    rows = [line for line in report.tables["各盟市反映的问题和建议"] if line[0] == "建议"]
    assert [line[1:] for line in rows] == [
        ["=1+1", "呼和浩特市、阿拉善盟", "第1—4项", "尚未答复"],
        ["建议统一口径", "呼和浩特市、阿拉善盟", "第1—4项", prose("人社厅已办结:=1+1已办")],
    ]
    assert report.says("上年度意见建议的办理情况:")
    assert report.says("“建议早下指标”(呼和浩特市、阿拉善盟)尚未答复。")
    earlier = [{**messy()["suggestion_matter"][1], "said_in": 2022}]
    said = opened(tmp_path, with_rows(messy(), "earlier_matter", earlier))
    assert said.says("上年度意见建议的办理情况:")


def test_the_report_asks_as_the_page_does(report: Report) -> None:
    assert report.says("一是加快进度。对进度滞后的第3项逐项明确责任单位、措施和时限。")
    assert report.says(
        "二是补齐缺少的数据。请人社厅书面提供2021年实绩,由人社厅录入。请包头市、阿拉善盟报齐缺少的报表。"
    )


def test_what_is_there_at_a_time_is_asked_for_whole(report: Report, page: Report, tmp_path: Path) -> None:
    note = "时点类目标的序时进度为目标值全数"
    (below,) = [line for line in report.lines if line.startswith(prose("注:按盟市分别考核"))]
    assert note in below
    assert page.says("空心框为序时进度(时点类目标为目标值全数)")
    done = [row for row in messy()["annual_target"] if row["basis"] != "stock_by"]
    without = with_rows(messy(), "annual_target", done)
    assert not page_opened(tmp_path, without).says("时点类目标")
    assert not opened(tmp_path, without).says(note)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (["甲事", "乙案"], ["甲事", "乙案"], "限期答复;2件均为上年已提出、至今未答复。"),
        (["甲事", "乙案"], ["甲事"], "限期答复;其中1件上年已提出、至今未答复。"),
        (["甲事"], ["甲事"], "限期答复;该件上年已提出、至今未答复。"),
    ],
)
def test_what_was_asked_before_is_said(now: list[str], before: list[str], said: str, tmp_path: Path) -> None:
    first = messy()["suggestion_matter"][0]

    def asked(wordings: list[str]) -> list[Row]:
        return [{**first, "wording": wording, "wordings": wording} for wording in wordings]

    content = with_rows(messy(), "suggestion_matter", asked(now))
    assert page_opened(tmp_path, with_rows(content, "earlier_matter", asked(before))).says(said)


def test_the_projects_that_are_late_are_counted_by_standing(tmp_path: Path) -> None:
    first = messy()["annual_project"][2]
    rows = [
        {**first, "project_no": 3 + place, "standing": standing}
        for place, standing in enumerate(("behind", "behind", "not_met"))
    ]
    assert opened(tmp_path, with_rows(messy(), "annual_project", rows)).says(
        "有2个项目进度滞后、1个项目未达标。"
    )


def test_the_department_s_own_words(tmp_path: Path) -> None:
    words = (
        ("practice", "", "(一)压实责任,按周调度。"),
        ("practice", "", "(二)加强保障。"),
        ("next_steps", "", "对第3项挂牌督办。"),
        ("advice", "", "建议自治区加大投入。"),
        ("remark", "3", "受疫情影响,部分项目推迟。"),
    )
    said = opened(tmp_path, with_words(messy(), *words))
    for _, _, text in words:
        assert text in said.prose  # to the letter
    assert "加快进度。" not in said.prose  # its own instead of what follows from the figures
    (project,) = [line for line in said.lines if line.startswith("第3项+1项目")]
    assert project.endswith("受疫情影响,部分项目推迟。")


def test_a_draft_says_what_the_department_is_to_write(tmp_path: Path) -> None:
    draft = replace(messy(), edition=Edition())
    assert opened(tmp_path, draft).says("本节由厅里撰写")
    written = with_words(draft, ("practice", "", "按周调度。"))
    assert not opened(tmp_path, written).says("本节由厅里撰写")


FORBIDDEN = {
    "no counts of records": r"条次|项次|\d份|合并后",
    "nothing cut off in a quotation": r"…",
    "no half a thing": r"\d\.\d+[个名家户场]",
    "nothing on how it is made": r"程序|截断|轮转|原文|规则",
    "no old word for the year before the first return": r"期初",
}


@pytest.mark.parametrize("pattern", FORBIDDEN.values(), ids=FORBIDDEN)
def test_it_speaks_as_officials_do(pattern: str, report: Report, page: Report) -> None:
    for text in (report.prose, "\n".join(page.lines)):
        assert not re.search(pattern, text)


def test_what_there_is_none_of_is_not_mentioned(tmp_path: Path) -> None:
    said = opened(tmp_path, empty())
    assert said.headings == ["一、总体情况", "二、主要做法", "三、下一步打算"]
    assert not said.tables
    assert "附件" not in "".join(said.lines)


def test_what_changed(report: Report) -> None:
    assert [line[3:] for line in report.tables["与第1版相比的变化"]] == [
        ["1", "=2"],
        ["无", "=1+1"],
        [f"{LONG[:60]}(下略)", "无"],
    ]


def test_the_action_in_its_last_year(tmp_path: Path) -> None:
    content = messy()
    rows = [{**row, "by_year": 2023} for row in content["action_target"]]
    said = opened(tmp_path, with_rows(content, "action_target", rows))
    assert len(said.tables["行动以来目标完成情况"]) == 6


def test_the_action_before_its_last_year(report: Report) -> None:
    assert report.tables["行动以来目标完成情况"] == [
        ["1", "T01的指标", "每年完成", "20,000个", "20,000个", "100.0%", prose("已达标(1/2)")]
    ]


def test_a_step_on_the_way_says_until_when(tmp_path: Path) -> None:
    level = {"basis": "stock_by", "by_year": 2022, "last_year": 2022}
    rows = [{**messy()["action_target"][1], **level}]
    said = opened(tmp_path, with_rows(messy(), "action_target", rows))
    assert said.tables["行动以来目标完成情况"][0][1] == prose("T01的指标(2022年底阶段目标)")


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
    assert said.says("其中3至4月不含甲市、乙市;5月不含乙市;6至7月各盟市均未报送。")
    assert len(said.tables["重点企业用工情况"]) == 7
