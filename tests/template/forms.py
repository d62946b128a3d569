"""Templates as the command writes them, their cells found by what they are about, and what to type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from schemas.registry import registry
from tests.walk.driving import SAMPLES, jibao, listed

HEADER_ROW = 5
# What these returns are asked for, and by whom: the periods are of 2023.
_THEN = date(2023, 1, 1)
ASKED = {
    code: found
    for code, found in registry().indicators.items()
    if found.measure != "ratio" and found.valid_from <= _THEN
}
LEAGUES = [code for code, league in registry().leagues.items() if league.valid_from <= _THEN]
Cells = dict[str, str]


def written(league: str, period: str, folder: Path) -> Path:
    """The one template that `jibao template` writes."""
    code, printed = jibao("template", league, period, "-o", folder)
    assert code == 0
    (path,) = printed.splitlines()
    return Path(path)


def columns(sheet: Worksheet) -> dict[str, str]:
    """The letter of each column by its caption."""
    return {str(cell.value): cell.column_letter for cell in sheet[HEADER_ROW] if cell.value}


def row_of(sheet: Worksheet, about: str | int) -> int:
    """The row that a code or a project's number stands in."""
    rows = sheet.iter_rows(min_row=HEADER_ROW + 1, max_col=2)
    return next(row[0].row for row in rows if about in (row[0].value, row[1].value))


def at(sheet: Worksheet, about: str | int, caption: str) -> str:
    """The address of a row's cell below a caption."""
    return f"{columns(sheet)[caption]}{row_of(sheet, about)}"


def beside(sheet: Worksheet, label: str) -> str:
    """The address of the cell beside a label."""
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == f"{label}:")
    inside = [found for found in sheet.merged_cells.ranges if cell.coordinate in found]
    right = inside[0].max_col if inside else cell.column
    return str(sheet.cell(cell.row, right + 1).coordinate)


def figures(league: str, period: str) -> dict[str, tuple[Decimal, Decimal | None]]:
    """What the league's sample return says: the figure of each indicator, and its year-to-date."""
    if "Q" in period:
        return {
            row["indicator_code"]: (
                Decimal(row["quarter"]),
                Decimal(row["year_to_date"]) if row["year_to_date"] else None,
            )
            for row in listed(SAMPLES / "expected" / "facts.csv")
            if (row["league_code"], row["period"]) == (league, period)
        }
    return {
        row["indicator_code"]: (Decimal(row["value"]), None)
        for row in listed(SAMPLES / "expected" / "annual.csv")
        if (row["league_code"], row["year"]) == (league, period)
    }


def typed(template: Path, league: str, period: str, reason: str | None = None) -> dict[str, Cells]:
    """What a clerk types to say what the sample says; where a year-to-date is worked out, she leaves it.

    `reason` is why she sends it again.
    """
    book = openpyxl.load_workbook(template)
    data = book["主要数据"]
    caption = "本季度数" if "Q" in period else "全年完成"
    cells: dict[str, Cells] = {
        "主要数据": {
            at(data, code, caption): str(figure) for code, (figure, _) in figures(league, period).items()
        }
    }
    if "Q" in period:
        for code, (_, to_date) in figures(league, period).items():
            cell = at(data, code, "本年累计")
            if to_date is not None and data[cell].value is None:
                cells["主要数据"][cell] = str(to_date)
        cells["项目进展"] = _progress(book["项目进展"])
    else:
        completion, advice = book["任务完成情况"], book["意见建议"]
        cells["任务完成情况"] = {at(completion, number, "年度目标"): "400" for number in range(1, 30)}
        cells["任务完成情况"] |= {at(completion, number, "完成情况"): "已完成" for number in range(1, 30)}
        cells["意见建议"] = {at(advice, 3, "存在问题"): "岗位偏少", at(advice, 3, "意见建议"): "增加岗位"}
        cells["意见建议"] |= {at(advice, "(综合意见)", "意见建议"): "加强统计培训"}
    if reason is not None:
        first = next(iter(cells))
        cells[first][beside(book[first], "更正说明")] = reason
    return cells


def _progress(sheet: Worksheet) -> Cells:
    cells: Cells = {}
    for number in range(1, 30):
        budget = sheet[at(sheet, number, "预算安排(万元)")].value
        cells[at(sheet, number, "进展状态")] = "推进中"
        cells[at(sheet, number, "进展情况")] = "按计划推进"
        if budget is None:
            cells[at(sheet, number, "预算安排(万元)")] = "100"
        cells[at(sheet, number, "累计支出(万元)")] = str(budget if budget is not None else 100)
    return cells
