"""The annual workbook: its sheets, what it says of a year in which much is wrong, and what it never does."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from etl.publish.annual.content import Edition
from etl.publish.annual.money import Money, money
from etl.publish.annual.report.plain import prose
from etl.publish.annual.workbook.book import write
from tests.annual.workbook_content import HOSTILE, LONG, empty, messy, with_rows
from tests.annual.workbook_reading import lines, opened

SHEETS = [
    "总览", "任务完成情况", "目标进度", "行动期总评", "到期推算", "待提供数据", "盟市比较", "主要数据",
    "项目进展与资金", "资金(分盟市)", "报送情况", "报送明细", "意见建议办理", "问题与建议", "季年差异",
    "未结问题", "豁免", "与上一版对照", "说明", "数据来源",
]  # fmt: skip
CHARTS = ["目标进度", "项目进展与资金", "报送情况"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return opened(tmp_path_factory.mktemp("messy"), messy())


def words(book: Workbook, name: str) -> list[str]:
    return [
        str(value) for row in book[name].iter_rows(values_only=True) for value in row if value is not None
    ]


def test_its_sheets(book: Workbook) -> None:
    with_charts = [each for name in SHEETS for each in ([name, f"{name}图"] if name in CHARTS else [name])]
    assert book.sheetnames == with_charts
    assert [sheet.title for sheet in book.worksheets] == SHEETS


def test_without_an_edition_to_compare_with(tmp_path: Path) -> None:
    draft = replace(messy(), compared_with=None, changes=(), edition=Edition())
    (path,) = write(tmp_path, draft)
    assert path.name == "2023年度行动总结表(草稿).xlsx"
    made = opened(tmp_path, draft)
    assert [sheet.title for sheet in made.worksheets] == [name for name in SHEETS if name != "与上一版对照"]
    said = prose("草稿,未经批准,仅供核对。数据截至:2024年2月1日 00:00(北京时间)")
    assert made["总览"]["A2"].value == said


def test_an_edition_says_who_approved_it(book: Workbook) -> None:
    said = "第2版,批准人:就业处 王&某,2024年3月1日批准。数据截至：2024年2月1日 00:00(北京时间)"
    assert book["总览"]["A2"].value == prose(said)


@pytest.mark.parametrize("name", SHEETS)
def test_how_each_sheet_is_printed(book: Workbook, name: str) -> None:
    sheet = book[name]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.paperSize == (8 if name == "主要数据" else 9)
    assert sheet.page_setup.orientation == ("portrait" if name in ("总览", "说明") else "landscape")
    assert sheet.print_area.endswith(f"${sheet.max_row}")
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == (
        "第2版  数据截至：2024年2月1日 00:00(北京时间)",
        name,
    )
    assert sheet.oddFooter.center.text == "第 &P 页,共 &N 页"
    if name == "总览":
        assert sheet.page_setup.fitToHeight is None  # which is 1
        assert sheet.freeze_panes is None
    else:
        assert int(sheet.page_setup.fitToHeight) == 0
        assert sheet["A1"].value == f"重点项目助推就业行动2023年度{name}(第2版)"
        assert sheet["A2"].value.startswith("数据截至：2024年2月1日 00:00(北京时间)。")
        assert sheet.print_title_rows == "$1:$3"
        assert sheet.freeze_panes.endswith("4")


def test_what_can_be_filtered(book: Workbook) -> None:
    filtered = {sheet.title: sheet.auto_filter.ref for sheet in book.worksheets if sheet.auto_filter.ref}
    assert filtered.keys() == set(SHEETS) - {"总览", "任务完成情况", "待提供数据", "说明"}
    # The line of sums stays where it is.
    assert filtered["项目进展与资金"] == "A3:N6"


def test_the_same_content_makes_the_same_file(tmp_path: Path) -> None:
    made = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (path,) = write(tmp_path / name, messy())
        made.append(path.read_bytes())
    assert made[0] == made[1]


def test_a_text_never_becomes_a_formula_or_a_link(tmp_path: Path, book: Workbook) -> None:
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    shown = {cell.value for cell in cells if cell.data_type == "s"}
    assert shown >= {*HOSTILE, "=1+1项目", "=漏报一户", "=300左右", "=呼和浩特市.xlsx", "=2"}
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert {(link.target, link.location and link.location.split("!")[0].strip("'")) for link in links} == {
        (None, name) for name in SHEETS[1:]
    }
    (path,) = write(tmp_path, messy())
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        assert not any(b"<f>" in parts.read(name) for name in names if name.startswith("xl/worksheets/sheet"))
        assert not any(
            b'TargetMode="External"' in parts.read(name) for name in names if name.endswith(".rels")
        )


def test_long_texts_are_whole_and_have_room(book: Workbook) -> None:
    sheet = book["问题与建议"]
    (row,) = (cell.row for cell in sheet["C"] if cell.value == LONG)
    (area,) = (area for area in sheet.merged_cells.ranges if area.coord.startswith(f"C{row}:"))
    points = sum(sheet.row_dimensions[number].height for number in range(area.min_row, area.max_row + 1))
    # 34 digits wide: at most 16 Chinese letters a line of 13 points or more.
    assert points >= len(LONG) / 16 * 13
    assert all(dimension.height <= 409 for dimension in sheet.row_dimensions.values())
    (cut,) = (cell.value for cell in sheet["C"] if str(cell.value).startswith("xxx"))
    assert cut == "x" * 5000 + "……(共40000字,全文见盟市原表)"


def test_charts(book: Workbook) -> None:
    charts: dict[str, Any] = {sheet.title: len(sheet._charts) for sheet in book.worksheets if sheet._charts}
    assert charts == {"总览": 1}
    assert [sheet.title for sheet in book.chartsheets] == [f"{name}图" for name in CHARTS]


def test_overview_says_what_is_lacking(book: Workbook) -> None:
    said = words(book, "总览")
    lacking = said[said.index("四、缺什么") :]
    for about, what in {
        "未报齐": "3份:包头市2023年度、阿拉善盟2023年第三季度、阿拉善盟2023年第四季度。",
        "缺盟市": "4项指标(共4项):指标P00-1、指标P01-1、指标P02-1、指标P02-4。",
        "缺2021年实绩": "1项目标:总 T00的指标。",
        "其他": "未结错误1项、警告1项;豁免1项;季年差异2处,其中没有说明的1处。",
    }.items():
        assert lacking[lacking.index(about) + 1] == prose(what)
    assert prose("报送盟市2/3;年报数;缺:阿拉善盟2023年、2021年实绩") in said


def test_overview_names_what_is_behind(book: Workbook) -> None:
    said = words(book, "总览")
    late = said[said.index("五、进度滞后和未达标的目标") :]
    at = [late.index(name) for name in ("T03的指标", "T11的指标", "T19的指标")]
    assert at == sorted(at)  # what fell due, then as the plan has them
    assert "T01的指标" not in late
    assert "T00的指标" not in late  # of which nobody knows how it stands
    assert late[at[1] + 2 : at[1] + 5] == ["1/3盟市", "全部盟市", "进度滞后"]


def test_a_step_that_was_missed_is_said(tmp_path: Path) -> None:
    step = {**messy()["action_target"][1], "basis": "stock_by", "by_year": 2022, "last_year": 2022}
    missed = {"goal": Decimal(2), "actual": Decimal(0), "standing": "not_met"}
    book = opened(tmp_path, with_rows(messy(), "action_target", [step | missed]))
    said = words(book, "总览")
    assert prose("另有1项以前年度到期的目标未达标(第1项)。") in said
    name = prose("T01的指标(2022年底阶段目标)")
    at = said.index(name)
    assert said[at - 1 : at + 5] == ["1", name, "2", "0", "2", "未达标"]
    (line, *_) = (line for line in lines(book["任务完成情况"]) if line["目标任务"].startswith("T01的指标"))
    assert line["缺报与说明"].startswith("2022年底目标2个,到期时为0个,未达标")


def test_tasks_of_a_target_that_each_league_has(book: Workbook) -> None:
    (line,) = (line for line in lines(book["任务完成情况"]) if line["目标任务"].startswith("T11的指标"))
    assert line["本年完成"] == "1/3盟市"
    assert line["缺报与说明"] == "尚未达标:包头市(0个)、阿拉善盟(无数);暂定"
    assert (line["目标判定"], line["报送盟市"]) == ("进度滞后", "6/9")


def test_tasks_of_a_project_without_a_number(book: Workbook) -> None:
    (line,) = (line for line in lines(book["任务完成情况"]) if line["序号"] == "2")
    assert line["目标任务"] == "方案未定量。指标P02-1"
    assert line["本年完成"] == 12345678901.25
    assert (line["缺报与说明"], line["项目判定"]) == ("缺:阿拉善盟;暂定", "无量化目标")


def test_targets_are_counted_one_way(book: Workbook) -> None:
    said = words(book, "总览")
    (section,) = (text for text in said if text.startswith("二、项目和目标判定"))
    whole = len({row["target_id"] for row in messy()["annual_target"]})
    assert section == prose(
        f"二、项目和目标判定:3个重点项目,连同总体目标共{whole}项量化目标"
        f"({whole - 1}项按全区考核,1项按盟市分别考核)"
    )


def test_the_step_of_a_target_says_what_it_is(tmp_path: Path) -> None:
    rows = [
        {**row, "basis": "stock_by", "by_year": 2022, "indicator_name_zh": "产业园数"}
        for row in messy()["action_target"][:1]
    ]
    (line,) = lines(opened(tmp_path, with_rows(messy(), "action_target", rows))["行动期总评"])
    assert line["目标(指标)"] == "产业园数(2022年底阶段目标)"


def test_what_is_missing_is_asked_for(book: Workbook) -> None:
    asked = lines(book["待提供数据"])
    assert [(line["缺什么"], line["请谁提供"]) for line in asked] == [
        ("T00的指标2021年实绩(个，全区全年数)", "人社厅"),
        ("2023年度报表(主要数据、项目进展)", "包头市"),
        ("2023年第三季度报表(主要数据、项目进展)、2023年第四季度报表(主要数据、项目进展)", "阿拉善盟"),
    ]
    assert asked[0]["提供后可知"] == "与阿拉善盟2023年一并补齐后，可判定进度"


def test_an_estimate_is_named_as_such(book: Workbook) -> None:
    (line,) = lines(book["到期推算"])
    names = ("推算数", "区间下端", "区间上端", "推算结论", "未含")
    assert [line[name] for name in names] == [
        890, 770, 1010, "数据不全,不作结论", "2021年实绩(依据的季度有缺报)",
    ]  # fmt: skip
    assert "推算数是估计数" in book["到期推算"]["A2"].value


def test_matters_stand_with_leagues_and_answer(book: Workbook) -> None:
    open_, done, before = lines(book["意见建议办理"])
    names = ("提出年度", "意见建议", "盟市数", "办理情况", "承办单位", "答复")
    assert [open_[name] for name in names] == [2023, "=1+1", 2, "尚未答复", None, None]
    assert [done[name] for name in names] == [2023, "建议统一口径。", 2, "已办结", "人社厅", "=1+1已办"]
    assert (before["提出年度"], before["涉及项目"]) == (2022, "综合、4个项目")


def test_a_project_is_on_one_page(book: Workbook) -> None:
    """Each printed area begins with a project; single lines go on as they come."""
    area = str(book["任务完成情况"].print_area)
    assert area.startswith("'任务完成情况'!$A$1:$M$")
    first = {cell.row for cell in book["任务完成情况"]["A"] if cell.value}
    begins = [int(part.split("!")[1].split(":")[0].split("$")[2]) for part in area.split(",")]
    assert set(begins) <= first


def test_goals_show_their_span_and_what_about_means(book: Workbook) -> None:
    sheet = book["目标进度"]
    shown = {sheet.cell(row, 2).value: sheet.cell(row, 7) for row in range(4, 9)}
    assert (shown["T03的指标"].value, shown["T03的指标"].number_format) == (3, '#,##0"—4个"')
    assert (shown["T18的指标"].value, shown["T18的指标"].number_format) == (10, '#,##0"个左右"')
    asked = next(sheet.cell(row, 11) for row in range(4, 9) if sheet.cell(row, 2).value == "T18的指标")
    assert (asked.value, asked.number_format) == (4, '#,##0"个"')


def test_a_return_in_the_matrix(book: Workbook) -> None:
    header = [cell.value for cell in book["报送情况"][3]]
    assert header[2:4] == ["2023年第一季度\n应于4月5日前", "2023年第二季度\n应于7月5日前\n顺延至7月6日"]
    by_league = {line["盟市"]: list(line.values()) for line in lines(book["报送情况"])}
    assert by_league["包头市"][3] == "迟报 2版\n07-09 23:59"
    assert by_league["包头市"][6] == "未报齐\n缺:主要数据、项目进展"
    assert by_league["阿拉善盟"][2] == "免报"
    assert [line["名次"] for line in lines(book["报送情况"])] == [1, 2, 3]


def test_findings_waivers_and_changes(book: Workbook) -> None:
    error, _ = (line for line in lines(book["未结问题"]))
    assert [error[name] for name in ("报表", "级别", "项目或指标", "文件和位置", "所填")] == [
        "整个文件", "错误", "项目2", "=阿拉善盟.xlsx 主要数据 D7", "=300左右",
    ]  # fmt: skip
    (waiver,) = lines(book["豁免"])
    assert (waiver["豁免编号"], waiver["项目或指标"], waiver["有效至"]) == ("W-1", "项目2", "—")
    assert f"{waiver['批准日期']:%Y-%m-%d}" == "2023-04-08"
    assert [line["所在表"] for line in lines(book["与上一版对照"])] == ["目标进度", "豁免", "未结问题"]
    assert [(line["第1版"], line["本次"]) for line in lines(book["与上一版对照"])][:2] == [
        ("1", "=2"), ("(无)", "=1+1"),
    ]  # fmt: skip


def test_a_difference_that_nobody_explained(book: Workbook) -> None:
    silent, told = lines(book["季年差异"])
    assert (silent["差额"], silent["盟市说明"]) == (-10, "没有说明")
    assert (told["差额"], told["盟市说明"]) == (12.25, "=漏报一户")


def test_notes_say_how_the_plan_was_read(book: Workbook) -> None:
    said = words(book, "说明")
    assert (
        "方案原文：力争到2025年，城镇新增就业100万人以上。读法：方案未写明起算年；“力争”的目标同样判定；"
        "按2021年至2025年各年完成数累计；2021年实绩应计入，尚未提供。"
    ) in said
    assert (
        "方案原文：“十四五”期间10个左右。读法：按2021年至2025年各年完成数累计；2021年实绩已计入；"
        "“左右”按允许低于10%掌握，不设上限。"
    ) in said
    assert said[said.index("包头市2023年度") + 1] == "未报齐，尚缺：主要数据、项目进展。"


def test_nothing_is_said(tmp_path: Path) -> None:
    book = opened(tmp_path, empty())
    for name in SHEETS:
        if name not in ("总览", "说明", "与上一版对照"):
            assert book[name]["A4"].value.startswith("无")
            assert book[name].max_row == 4
    assert prose("无:没有进度滞后、未达标的目标。") in words(book, "总览")


ORANGE = "FFFCE4D6"


def colours(book: Workbook, sheet: str, row: int, columns: str) -> list[str]:
    return [book[sheet][f"{column}{row}"].fill.fgColor.rgb for column in columns]


def test_money_is_whole_only_if_that_of_the_last_quarter_is_there(tmp_path: Path) -> None:
    """Every league's account of the year is in; of one, the money is an older quarter's."""
    accounts = [{**row, "reporting": True} for row in messy()["annual_account"]]
    projects = [{**row, "leagues_reporting": 3, "missing_leagues": None} for row in messy()["annual_project"]]
    lacking = with_rows(with_rows(messy(), "annual_account", accounts), "annual_project", projects)
    columns = ("预算盟市", "支出盟市", "执行率盟市", "预算缺报盟市", "支出缺报盟市")
    (line, *_) = lines(opened(tmp_path / "lacking", lacking)["项目进展与资金"])
    assert [line[name] for name in columns] == ["2/3", "2/3", "2/3", "阿拉善盟", "阿拉善盟"]
    assert colours(opened(tmp_path / "lacking", lacking), "项目进展与资金", 4, "GHIJKL") == [ORANGE] * 6
    there = dict.fromkeys(("budget_leagues", "spent_leagues", "execution_leagues"), 3)
    there |= dict.fromkeys(("budget_missing_leagues", "spent_missing_leagues"))
    whole = with_rows(lacking, "annual_project", [{**row, **there} for row in projects])
    (line, *_) = lines(opened(tmp_path / "whole", whole)["项目进展与资金"])
    assert [line[name] for name in columns] == ["3/3", "3/3", "3/3", None, None]
    assert ORANGE not in colours(opened(tmp_path / "whole", whole), "项目进展与资金", 4, "GHIJKL")


def test_a_rate_of_spending_is_of_those_that_give_both() -> None:
    """One has spent 40 of 100, one 90 of 100; a third gives a budget, a fourth a spend alone."""
    given = {"budget_reporting": True, "spent_reporting": True}
    said = [
        {**given, "budget": Decimal(100), "spent": Decimal(40)},
        {**given, "budget": Decimal(100), "spent": Decimal(90)},
        {**given, "budget": Decimal(500), "spent": None, "spent_reporting": False},
        {**given, "budget": None, "spent": Decimal(70), "budget_reporting": False},
    ]
    assert money(said) == Money(Decimal(700), Decimal(200), 3, 3, 2, 4, Decimal("0.65"))
    assert money(said[2:]) == Money(Decimal(500), Decimal(70), 1, 1, 0, 2, None)
    assert money([]) == Money(None, None, 0, 0, 0, 0, None)


def test_a_year_before_that_lacks_a_league_is_marked(tmp_path: Path, book: Workbook) -> None:
    rows = [{**row, "previous_leagues_reporting": 2} for row in messy()["annual_indicator"]]
    lacking = opened(tmp_path, with_rows(messy(), "annual_indicator", rows))
    assert colours(lacking, "主要数据", 4, "F") == [ORANGE]
    assert colours(book, "主要数据", 4, "F") != [ORANGE]
