"""The workbook of a year, made from the summary tables alone: 任务完成情况 and 主要数据, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.annual.content import Content
from etl.annual.workbook.cells import Cell, Table
from etl.annual.workbook.figures import figures_table
from etl.annual.workbook.tasks import tasks_table
from etl.settings import ZONE

_TITLE = "重点项目助推就业行动{year}年度{name}(草稿)"
_PAPER_A3 = 8
_LINE = 15  # points that a line of text takes
_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_TITLE_LOOK = {"bold": True, "font_size": 16, "align": "center"}
_HEADER = {"bold": True, "text_wrap": True, "align": "center", "border": 1, "bg_color": "#DDEBF7"}
# How cells look, by what they say.
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "met": {"bg_color": "#C6E0B4"},
    "on_track": {"bg_color": "#E2EFDA"},
    "unknown": {"bg_color": "#D9D9D9"},
    "not_met": {"bg_color": "#F8B4B4"},
    "behind": {"bg_color": "#FFE699"},
    "no_number": {"font_color": "#7F7F7F"},
    "provisional": {"italic": True, "font_color": "#1F4E9E"},
    "stale": {"italic": True, "font_color": "#1F4E9E", "bg_color": "#FCE4D6"},
    "incomplete": {"bg_color": "#FCE4D6"},
    "missing": {"align": "center", "font_color": "#7F7F7F", "bg_color": "#EDEDED"},
}


def write(folder: Path, content: Content) -> list[Path]:
    """The workbook is in the folder; nothing that a league wrote can become a formula or a link in it."""
    path = folder / content.file_name("行动总结表", ".xlsx")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        local = content.as_of.astimezone(ZONE)
        book.set_properties({"title": path.stem, "created": local.replace(tzinfo=None)})
        stamp = content.stamp
        _sheet(
            book,
            tasks_table(content["annual_project"], content["annual_target"], content["annual_indicator"]),
            content.year,
            stamp,
        )
        _sheet(
            book, figures_table(content["annual_indicator"], content["annual_reporting"]), content.year, stamp
        )
    return [path]


def _sheet(book: xlsxwriter.Workbook, table: Table, year: int, stamp: str) -> None:
    style = partial(_format, book, {})
    sheet = book.add_worksheet(table.name)
    last = len(table.columns) - 1
    sheet.merge_range(0, 0, 0, last, _TITLE.format(year=year, name=table.name), style(_TITLE_LOOK))
    sheet.set_row(0, 30)
    sheet.merge_range(1, 0, 1, last, f"{stamp}  {table.note}", style({"text_wrap": True}))
    sheet.set_row(1, _LINE * 2)
    for column, (name, width) in enumerate(table.columns):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, name, style(_HEADER))
    sheet.set_row(2, _LINE * 2.4)
    for number, line in enumerate(table.lines, 3):
        sheet.set_row(number, _LINE * max(1.3, table.height(line) + 0.2))
        for column, cell in enumerate(line):
            if cell is not None:
                _write(sheet, number, column, cell, style(_look(cell)))
    sheet.freeze_panes(3, table.frozen)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, table.pages)
    sheet.repeat_rows(0, 2)
    sheet.center_horizontally()
    sheet.set_footer(f"&L草稿  {stamp}&C第 &P 页,共 &N 页&R{table.name}")


def _format(book: xlsxwriter.Workbook, made: dict[str, Format], look: Mapping[str, Any]) -> Format:
    key = repr(sorted(look.items()))
    if key not in made:
        made[key] = book.add_format({**_FONT, **look})
    return made[key]


def _look(cell: Cell) -> dict[str, Any]:
    plain = {"border": 1, "align": cell.align, "indent": int(cell.align != "center")}
    text = {"text_wrap": True} if isinstance(cell.value, str) else {}
    number = {"num_format": cell.number_format} if cell.number_format else {}
    return {**plain, **text, **number, **_LOOKS[cell.look]}


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, style: Format) -> None:
    if cell.rows > 1:
        sheet.merge_range(row, column, row + cell.rows - 1, column, "", style)
    if cell.value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell.value, str):
        sheet.write_string(row, column, cell.value, style)
    else:
        sheet.write_number(row, column, float(cell.value), style)
