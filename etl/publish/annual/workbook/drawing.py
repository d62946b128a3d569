"""Draws a sheet into a workbook: cells, charts, and how it is seen and printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.utility import quote_sheetname, xl_range_abs  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.publish.annual.workbook.cells import Cell, Chart, Sheet
from etl.publish.annual.workbook.charts import native
from etl.publish.annual.workbook.heights import heights
from etl.publish.annual.workbook.looks import look
from etl.publish.annual.workbook.paging import areas

_PAPERS = {"A3": 8, "A4": 9}


class Pen:
    """A workbook being written; cells that look the same share their format."""

    def __init__(self, book: xlsxwriter.Workbook, footer: str) -> None:
        self._book = book
        self._footer = footer
        self._formats: dict[str, Format] = {}

    def draw(self, sheet: Sheet) -> None:
        """The sheet stands behind those that were drawn before."""
        drawn = self._book.add_worksheet(sheet.name)
        for column, width in enumerate(sheet.widths):
            drawn.set_column(column, column, width)
        high = heights(sheet.lines, sheet.widths, sheet.least)
        for row, line in enumerate(sheet.lines):
            drawn.set_row(row, high[row])
            for column, cell in enumerate(line):
                if cell:
                    self._write(drawn, row, column, cell)
                    if cell.chart:
                        self._place(drawn, sheet, row, column, cell, sum(high[row : row + cell.rows]))
        _lay_out(drawn, sheet)
        # Page breaks would not be heeded where a sheet is fitted to its paper; several areas are.
        name, last = quote_sheetname(sheet.name), len(sheet.widths) - 1
        ranges = (xl_range_abs(first, 0, end, last) for first, end in areas(sheet, high))
        printed = ",".join(f"{name}!{each}" for each in ranges)
        self._book.define_name(f"{name}!_xlnm.Print_Area", f"={printed}")
        drawn.set_footer(f"&L{self._footer}&C第 &P 页,共 &N 页&R{sheet.name}")
        if sheet.chart:
            self._draw_chart(sheet, sheet.chart)

    def _draw_chart(self, sheet: Sheet, chart: Chart) -> None:
        """The chart stands alone on the page behind its sheet, whose header would say nothing there."""
        name = f"{sheet.name}图"
        drawn = self._book.add_chartsheet(name)
        drawn.set_chart(native(self._book, sheet.name, chart))
        drawn.set_paper(_PAPERS["A4"])
        drawn.set_landscape()
        drawn.set_footer(f"&L{self._footer}&C第 &P 页,共 &N 页&R{name}")

    def _write(self, drawn: Worksheet, row: int, column: int, cell: Cell) -> None:
        style = self._format(look(cell))
        if cell.rows > 1 or cell.cols > 1:
            drawn.merge_range(row, column, row + cell.rows - 1, column + cell.cols - 1, "", style)
        if cell.value is None:
            drawn.write_blank(row, column, None, style)
        elif cell.link:
            drawn.write_url(row, column, f"internal:'{cell.link}'!A1", style, str(cell.value))
        elif isinstance(cell.value, str):
            drawn.write_string(row, column, cell.value, style)
        elif isinstance(cell.value, date):
            drawn.write_datetime(row, column, cell.value, style)
        else:
            drawn.write_number(row, column, float(cell.value), style)

    def _place(
        self, drawn: Worksheet, sheet: Sheet, row: int, column: int, cell: Cell, points: float
    ) -> None:
        assert cell.chart
        chart = native(self._book, sheet.name, cell.chart)
        pixels = sum(int(width * 7 + 5) for width in sheet.widths[column : column + cell.cols])
        chart.set_size({"width": pixels - 8, "height": points * 4 / 3 - 8})
        drawn.insert_chart(
            row, column, chart, {"x_offset": 4, "y_offset": 4, "description": cell.chart.title}
        )

    def _format(self, made_of: Mapping[str, Any]) -> Format:
        key = repr(sorted(made_of.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(made_of))
        return self._formats[key]


def _lay_out(drawn: Worksheet, sheet: Sheet) -> None:
    drawn.hide_gridlines(2)
    if sheet.top:
        drawn.freeze_panes(sheet.top, sheet.frozen)
        drawn.repeat_rows(0, sheet.top - 1)
    if sheet.filtered:
        first, last = sheet.filtered
        drawn.autofilter(first, 0, last, len(sheet.widths) - 1)
    if sheet.landscape:
        drawn.set_landscape()
    drawn.set_paper(_PAPERS[sheet.paper])
    drawn.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    drawn.center_horizontally()
    drawn.fit_to_pages(1, sheet.pages)
