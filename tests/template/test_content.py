"""What stands in a template: the plan's rows and words, what is known of the league, what may be changed."""

from __future__ import annotations

import dataclasses
import io
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

import openpyxl
import pytest
import sqlalchemy as sa
import xlsxwriter.worksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl.common.settings import ZONE
from etl.leagues.template.content import template
from etl.leagues.template.due import Owed
from etl.leagues.template.facts import Facts
from etl.leagues.template.references import references
from etl.leagues.template.workbook import draw
from etl.read.file import read_file
from etl.read.stamps import current_version
from etl.validate.part import validate
from schemas.periods import Period
from schemas.registry import registry
from schemas.registry.objects import Registry
from schemas.text import key
from tests.template.forms import ASKED, HEADER_ROW, LEAGUES, at, beside, columns, written

pytestmark = pytest.mark.slow
LATER = datetime(2026, 1, 20, tzinfo=ZONE)
PERIODS = ("2023Q1", "2023Q2", "2023Q4", "2023")


def sheets(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def column(sheet: Worksheet, caption: str, rows: int) -> list[object]:
    """What stands below a caption, as a formula where there is one."""
    letter = columns(sheet)[caption]
    return [sheet[f"{letter}{row}"].value for row in about_something(sheet)][:rows]


def about_something(sheet: Worksheet) -> list[int]:
    """The rows below the header that do not only name a project."""
    groups = {found.min_row for found in sheet.merged_cells.ranges if found.min_col == 1 < found.max_col}
    return [row for row in range(HEADER_ROW + 1, sheet.max_row + 1) if row not in groups]


def check_of(sheet: Worksheet, cell: str) -> DataValidation:
    """What a cell takes."""
    (found,) = (each for each in sheet.data_validations.dataValidation if cell in each.sqref)
    return found


def choices(sheet: Worksheet, cell: str) -> str:
    """The list that a cell's choice is made from."""
    return str(check_of(sheet, cell).formula1)


@pytest.mark.parametrize("league", LEAGUES)
def test_an_unfilled_template_lacks_its_figures_and_nothing_else(
    league: str, accepted: sa.Engine, tmp_path: Path
) -> None:
    for period in PERIODS:
        path = written(league, period, tmp_path)
        reading = read_file(path, name=path.name, folders=(), arrived_on=LATER, registry=registry())
        assert (reading.gate, reading.notes) == ((), ())
        assert (reading.league_code, str(reading.period)) == (league, period)
        parts = {part.part.part: part for part in reading.parts}
        kind = registry().returns[str(reading.return_kind)]
        assert set(parts) == {part.part for part in kind.parts_asked(Period.parse(period))}
        said = {
            name: [found.rule.rule_id for found in validate(part, reading, registry(), LATER).findings]
            for name, part in parts.items()
        }
        assert said.pop("data") == ["figure_required", "figure_missing"]
        # Last quarter's words stand there, to be overwritten.
        assert said.pop("progress", []) == (["part_unfilled"] if period == "2023Q1" else [])
        assert not any(said.values())


def test_no_formula_has_a_function_that_excel_wants_marked(accepted: sa.Engine, tmp_path: Path) -> None:
    """Those that came after 2007; XlsxWriter knows them."""
    marked = xlsxwriter.worksheet.Worksheet()._prepare_formula
    for period in PERIODS:
        for sheet in sheets(written("150400", period, tmp_path)):
            said = {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
            for check in sheet.data_validations.dataValidation:
                said |= {check.formula1, check.formula2}
            for cells in sheet.conditional_formatting:
                said |= {text for rule in cells.rules for text in rule.formula}
            assert said or sheet.title not in ("主要数据", "项目进展")
            assert {
                text for text in filter(None, said) if marked(text, True) != text.removeprefix("=")
            } == set()


def test_names_and_units_are_the_registrys(accepted: sa.Engine, tmp_path: Path) -> None:
    book = sheets(written("赤峰", "2023Q2", tmp_path))
    data = book["主要数据"]
    many = len(ASKED)
    assert column(data, "指标编码", many) == list(ASKED)
    assert column(data, "指标名称", many) == [found.name_zh for found in ASKED.values()]
    assert column(data, "计量单位", many) == [found.unit_zh for found in ASKED.values()]
    required = [code for code, mark in zip(ASKED, column(data, "必报", many), strict=True) if mark == "★"]
    assert set(required) == registry().required_indicators()
    progress = book["项目进展"]
    projects = [project for number, project in registry().projects.items() if number]
    assert column(progress, "项目序号", 29) == [project.project_no for project in projects]
    assert column(progress, "项目名称", 29) == [project.name_zh for project in projects]
    assert choices(progress, at(progress, 7, "进展状态")) == '"未启动,推进中,已完成"'
    assert data[beside(data, "填报单位")].value == "赤峰市"
    assert progress[beside(progress, "报告期")].value == "2023年第二季度"


def test_indicators_stand_below_their_projects(accepted: sa.Engine, tmp_path: Path) -> None:
    """The project's name is merged over the whole width, and nothing is filled in beside it."""
    for period, width in (("2023Q2", "L"), ("2023", "I")):
        data = sheets(written("150400", period, tmp_path))["主要数据"]
        rows = {row: data[f"A{row}"].value for row in range(HEADER_ROW + 1, HEADER_ROW + 78 + 30)}
        names = {row: value for row, value in rows.items() if value not in ASKED}
        assert list(names.values())[:3] == [
            "总体目标",
            "项目1 家政服务业提质扩容“领跑者”项目",
            "项目2 政府性融资担保项目",
        ]
        assert len(names) == 30
        under = {}
        for row, value in rows.items():
            if row in names:
                over = str(value)
                assert f"A{row}:{width}{row}" in map(str, data.merged_cells.ranges)
                assert data[f"A{row}"].protection.locked
            else:
                number = registry().indicators[str(value)].project_no
                under[number] = over
        assert under == {
            number: f"项目{number} {project.name_zh}" if number else project.name_zh
            for number, project in registry().projects.items()
        }


def test_targets_are_the_plans(accepted: sa.Engine, tmp_path: Path) -> None:
    data = sheets(written("150400", "2023Q2", tmp_path))["主要数据"]
    assert data[at(data, "P01-1", "计划目标")].value == "全区目标 每年培训2万人以上"
    assert (
        data[at(data, "P11-2", "计划目标")].value
        == "本盟市目标 2至3人(每个盟市的自治区级优秀创业培训讲师至少达到2-3名)"
    )
    assert (
        data[at(data, "P25-1", "计划目标")].value == "全区目标 到2025年,建成自治区级人力资源服务产业园3—4个"
    )
    assert data[at(data, "P01-2", "计划目标")].value is None


def test_last_quarter_is_carried_on(accepted: sa.Engine, tmp_path: Path) -> None:
    """In 2023Q2: what 2023Q1 said. In 2023Q3: 2023Q2 is not accepted, so the year-to-date is asked for."""
    with accepted.connect() as connection:
        figure, to_date = connection.execute(
            sa.text(
                "SELECT figure, year_to_date FROM warehouse.indicator_value"
                " WHERE (league_code, period, indicator_code) = ('150200', '2023Q1', 'P01-1')"
            )
        ).one()
        known = connection.execute(
            sa.text(
                "SELECT project_no, budget, spent, leader FROM warehouse.project_progress"
                " WHERE (league_code, period) = ('150200', '2023Q1') ORDER BY project_no"
            )
        ).all()
    book = sheets(written("150200", "2023Q2", tmp_path))
    data, progress = book["主要数据"], book["项目进展"]
    assert data[at(data, "P01-1", "上季度数")].value == figure
    assert data[at(data, "P01-1", "上季度本年累计")].value == to_date
    assert data[at(data, "P01-1", "本年累计")].value == '=IF(ISNUMBER(E9),ROUND(E9+H9,0),"")'
    assert column(progress, "预算安排(万元)", 29) == [float(row.budget) for row in known]
    assert column(progress, "上季度累计支出", 29) == [float(row.spent) for row in known]
    assert column(progress, "责任领导", 29) == [row.leader for row in known]
    data = sheets(written("150200", "2023Q3", tmp_path))["主要数据"]
    assert data[at(data, "P01-1", "本年累计")].value is None
    assert not data[at(data, "P01-1", "本年累计")].protection.locked


def test_a_new_year_begins_at_nothing(accepted: sa.Engine, tmp_path: Path) -> None:
    book = sheets(written("150200", "2024Q1", tmp_path))
    data, progress = book["主要数据"], book["项目进展"]
    assert data[at(data, "P01-1", "本年累计")].value == '=IF(ISNUMBER(E9),E9,"")'
    assert "上季度本年累计" not in columns(data)
    assert "上季度累计支出" not in columns(progress)
    assert column(progress, "预算安排(万元)", 29) == [None] * 29
    assert None not in column(progress, "责任领导", 29)


@pytest.mark.parametrize("period", PERIODS)
def test_only_what_is_reported_can_be_changed(period: str, accepted: sa.Engine, tmp_path: Path) -> None:
    book = sheets(written("150400", period, tmp_path))
    kind = registry().returns["quarterly" if "Q" in period else "annual"]
    for part in kind.parts_asked(Period.parse(period)):
        sheet = book[part.name_zh]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.formatColumns  # False: allowed
        reported = {field.name_zh for field in part.columns if field.role in ("value", "note")}
        for row in about_something(sheet)[:29]:
            code = sheet[f"A{row}"].value
            stock = code in ASKED and ASKED[str(code)].measure == "stock"
            closed = {"本年累计"} if stock else set()
            unlocked = {
                caption
                for caption, letter in columns(sheet).items()
                if not sheet[f"{letter}{row}"].protection.locked
            }
            assert unlocked == reported - closed
    first, *others = (book[part.name_zh] for part in kind.parts_asked(Period.parse(period)))
    for label in (found for found in registry().labels.values() if found.place != "unasked"):
        is_open = label.label not in ("league", "period")
        assert first[beside(first, label.name_zh)].protection.locked is not is_open
        assert all(sheet[beside(sheet, label.name_zh)].protection.locked for sheet in others)
    assert book["jibao"].sheet_state == "veryHidden"
    assert book["填表说明"].protection.sheet


def test_a_sheet_takes_what_the_reader_takes(accepted: sa.Engine, tmp_path: Path) -> None:
    data = sheets(written("150400", "2023Q2", tmp_path))["主要数据"]
    people = check_of(data, at(data, "P01-1", "本季度数"))
    assert (people.type, people.operator, people.formula1) == ("whole", "greaterThanOrEqual", "0")
    assert people.errorTitle == "请填写数字"
    money = at(data, "P02-1", "本季度数")
    assert check_of(data, money).formula1 == f"AND(ISNUMBER({money}),{money}>=0,ROUND({money},2)={money})"


def test_captions_that_only_help_are_in_no_list() -> None:
    kinds = registry().returns.values()
    names = [
        name
        for kind in kinds
        for part in kind.parts
        for column in part.columns
        for name in (column.name_zh, *column.aliases_zh)
    ]
    labels = [name for label in registry().labels.values() for name in (label.name_zh, *label.aliases_zh)]
    helping = [
        found.caption
        for period in ("2023Q1", "2023Q2", "2024Q2", "2024M03", "2023")
        for kind in kinds
        if kind.cadence == Period.parse(period).cadence
        for part in kind.parts
        for found in references(part, Period.parse(period))
    ]
    assert helping
    assert not {key(caption) for caption in [*helping, "自动核对"]} & {key(name) for name in names + labels}


def test_a_new_indicator_column_and_part_show_up(tmp_path: Path) -> None:
    wider = _wider(registry())
    owed = Owed(
        "150400",
        wider.returns["quarterly"],
        Period.of("quarter", 2023, 2),
        date(2023, 7, 5),
        date(2023, 7, 5),
    )
    content = draw(template(wider, owed, Facts(LATER)))
    book = openpyxl.load_workbook(io.BytesIO(content))
    data, progress, counties = book["主要数据"], book["项目进展"], book["旗县情况"]
    assert data[at(data, "P29-5", "指标名称")].value == "重点企业回访次数"
    assert not progress[at(progress, 5, "宣传报道次数")].protection.locked
    assert not counties[at(counties, 5, "覆盖旗县数")].protection.locked
    path = tmp_path / "赤峰市_2023Q2.xlsx"
    path.write_bytes(content)
    reading = read_file(path, name=path.name, folders=(), arrived_on=LATER, registry=wider)
    assert [part.part.part for part in reading.parts] == ["data", "progress", "counties"]
    assert (reading.gate, reading.notes) == ((), ())
    assert current_version(wider, owed.kind) != current_version(registry(), registry().returns["quarterly"])


def _wider(known: Registry) -> Registry:
    """The registry with one more indicator, one more column and one more part."""
    indicator = dataclasses.replace(
        known.indicators["P29-4"], indicator_code="P29-5", name_zh="重点企业回访次数"
    )
    kind = known.returns["quarterly"]
    data, progress, *_ = kind.parts
    spent = progress.column("spent")
    assert spent is not None
    reports = dataclasses.replace(
        spent, field="reports", name_zh="宣传报道次数", aliases_zh=(), unit_zh=None, decimals=None
    )
    covered = dataclasses.replace(reports, field="covered", name_zh="覆盖旗县数", required=True)
    wider = dataclasses.replace(progress, columns=(*progress.columns, reports))
    counties = dataclasses.replace(
        progress, part="counties", name_zh="旗县情况", columns=(*progress.columns[:2], covered)
    )
    kinds = {**known.returns, "quarterly": dataclasses.replace(kind, parts=(data, wider, counties))}
    return dataclasses.replace(
        known,
        returns=MappingProxyType(kinds),
        indicators=MappingProxyType({**known.indicators, "P29-5": indicator}),
    )
