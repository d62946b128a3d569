"""A template drawn as an .xlsx workbook: the same bytes for the same content, whenever it is drawn."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC
from itertools import groupby
from math import ceil

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.common.widths import width_of
from etl.leagues.template.entry import Options, validation
from etl.leagues.template.layout import HEADER_ROW
from etl.leagues.template.looks import Looks
from etl.leagues.template.model import Cell, Heading, Table, Template
from etl.leagues.template.spots import Across, Spot, spots
from etl.read.grid import address
from etl.read.stamps import TEMPLATE_SHEET

_GUIDE = "填表说明"
_GUIDE_LETTERS = 84  # digits that a line of the guide's texts has room for
_PAPER_A3 = 8
_UPRIGHT = 170.0  # characters that A3 has room for on its short side
_FORM_WIDTH = 38.0
_AUTHOR = "填表提示"
# Nothing that comes from a league becomes a formula or a link.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# What the protection of a sheet, which has no password, leaves allowed.
_ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


class _Sheet(Worksheet):  # type: ignore[misc]
    """A sheet in whose formulas no function is younger than Excel 2007, which would have to be marked.

    XlsxWriter looks for 130 of them in each check and alarm: two thirds of what a template takes to draw.
    """

    def _prepare_formula(self, formula: str, *_: bool) -> str:
        return formula.removeprefix("=")


def draw(template: Template) -> bytes:
    """The workbook: how to fill it in, a sheet for each part, and the hidden stamp."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        book.set_properties(
            {
                "title": f"{template.league.name_zh} {template.period.name_zh} {template.kind.name_zh}",
                "created": template.as_of.astimezone(UTC).replace(tzinfo=None),
            }
        )
        book.calc_on_load = False  # each formula has its result, and "not calculated" would take it away
        looks = Looks(book)
        _guide(book.add_worksheet(_GUIDE, _Sheet), template, looks)
        for table in template.tables:
            _table(book.add_worksheet(table.name, _Sheet), table, template.tables[0], looks)
        _stamp(book.add_worksheet(TEMPLATE_SHEET), template)
        book.get_worksheet_by_name(template.tables[0].name).activate()
    return file.getvalue()


def _guide(sheet: Worksheet, template: Template, looks: Looks) -> None:
    sheet.set_column(0, 0, 13)
    sheet.set_column(1, 1, 88)
    sheet.merge_range(0, 0, 0, 1, _GUIDE, looks.title())
    sheet.set_row(0, 32)
    for row, (caption, text) in enumerate(template.guide, 1):
        sheet.write_string(row, 0, caption, looks.header())
        sheet.write_string(row, 1, text, looks.notice())
        sheet.set_row(row, min(409, max(34, 17 * ceil(width_of(text) / _GUIDE_LETTERS))))
    sheet.hide_gridlines(2)
    _print_setup(sheet, _GUIDE, 13 + 88)
    sheet.protect("", _ALLOWED)


def _table(sheet: Worksheet, table: Table, first: Table, looks: Looks) -> None:
    last = table.printed - 1
    form = _before(table, last)
    _write(sheet, (0, 0, form - 1), Cell(value=table.title), looks, looks.title())
    _write(sheet, (0, form, last), Cell(value=table.form), looks, looks.form())
    sheet.set_row(0, 34)
    _write(sheet, (HEADER_ROW - 1, 0, last), table.hint, looks, looks.hint())
    sheet.set_row(HEADER_ROW - 1, 20)
    for column, heading in enumerate(table.headings):
        sheet.set_column(column, column, heading.width)
        style = looks.header(is_reference=heading.is_reference)
        sheet.write_string(HEADER_ROW, column, heading.caption, style)
        if heading.comment:
            sheet.write_comment(HEADER_ROW, column, heading.comment, {"author": _AUTHOR, "x_scale": 1.6})
    sheet.set_row(HEADER_ROW, max(34.0, *(_height(heading) for heading in table.headings)))
    for row, cells in enumerate(table.rows, HEADER_ROW + 1):
        if cells[0].look == "group":
            _write(sheet, (row, 0, last), cells[0], looks)
            continue
        for column, cell in enumerate(cells):
            _write(sheet, (row, column, column), cell, looks)
        if table.height is not None:
            sheet.set_row(row, table.height)
    _validate(sheet, table.rows)
    for alarm in table.alarms:
        rule = {"type": "formula", "criteria": f"={alarm.formula}", "format": looks.alarm(alarm.look)}
        sheet.conditional_format(alarm.cell, rule)
    for spot, original in zip(spots(table), spots(first), strict=True):
        _write(sheet, spot.caption, Cell("caption", f"{spot.label.caption}:"), looks)
        value = spot.label.cell if table is first else _repeated(original, first)
        _write(sheet, spot.value, value, looks)
        row, column, _ = spot.value
        if options := _options(value, address(row, column)):
            sheet.data_validation(row, column, row, column, options)
        sheet.set_row(spot.row, 22)
    sheet.print_area(0, 0, max(spot.row for spot in spots(table)), last)
    sheet.freeze_panes(HEADER_ROW + 1, table.frozen)
    sheet.repeat_rows(HEADER_ROW)
    _print_setup(sheet, table.name, sum(heading.width for heading in table.headings[: table.printed]))
    sheet.protect("", _ALLOWED)


def _validate(sheet: Worksheet, rows: Sequence[Sequence[Cell]]) -> None:
    """Each open cell takes what it may; cells one below the other that take the same have one check."""
    for column, cells in enumerate(zip(*rows, strict=True)):
        entries = enumerate(cells, HEADER_ROW + 1)
        options = [(row, _options(cell, address(row, column))) for row, cell in entries]
        for asked, run in groupby(options, key=lambda option: option[1]):
            if asked is not None:
                lines = [row for row, _ in run]
                sheet.data_validation(lines[0], column, lines[-1], column, asked)


def _options(cell: Cell, at: str) -> Options | None:
    return validation(cell.allowed, at) if cell.look == "open" and cell.allowed is not None else None


def _height(heading: Heading) -> float:
    """In points, of as many lines as the caption takes."""
    return 14.0 * -(-width_of(heading.caption) // max(1, int(heading.width) - 1)) + 6


def _before(table: Table, last: int) -> int:
    """The first of the last columns that together have room for the form's number and authority."""
    first = last
    while sum(heading.width for heading in table.headings[first : last + 1]) < _FORM_WIDTH and first > 1:
        first -= 1
    return first


def _repeated(spot: Spot, first: Table) -> Cell:
    """What is filled in once, on the first sheet, shows on the others."""
    if spot.label.cell.look != "open":
        return spot.label.cell
    there = f"'{first.name}'!{address(spot.row, spot.value[1])}"
    return Cell(formula=f'IF({there}="","",{there})', allowed=spot.label.cell.allowed)


def _write(sheet: Worksheet, at: Across, cell: Cell, looks: Looks, style: Format | None = None) -> None:
    """The cell, over several columns if it goes over them."""
    row, column, last = at
    style = style or looks.cell(cell)
    if last > column:
        sheet.merge_range(row, column, row, last, "", style)
    if cell.formula is not None:
        # An empty result is written as none at all, which the reader refuses; a space is read as blank.
        sheet.write_formula(row, column, f"={cell.formula}", style, cell.result or " ")
    elif cell.value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell.value, str):
        sheet.write_string(row, column, cell.value, style)
    else:
        sheet.write_number(row, column, float(cell.value), style)


def _print_setup(sheet: Worksheet, name: str, width: float) -> None:
    """On A3, as wide as the page; what is narrow upright, so that it takes fewer pages."""
    if width > _UPRIGHT:
        sheet.set_landscape()
    sheet.set_paper(_PAPER_A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer(f"&C第 &P 页,共 &N 页&R{name}")


def _stamp(sheet: Worksheet, template: Template) -> None:
    for row, (name, value) in enumerate(template.stamp):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
    sheet.protect("")
    sheet.very_hidden()
