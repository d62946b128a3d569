"""The sheets of an .xls as they look, read with xlrd."""

from __future__ import annotations

from io import StringIO
from typing import IO, Any

import xlrd

from etl.leagues.facsimile.formats.raw import Looks, Parsed, RawSheet, Value, characters, set_only, sheet

_LAST_ROW, _LAST_COLUMN = 65_535, 255
_HORIZONTAL = (None, "left", "center", "right", "fill", "justify", "center_across", "distributed")
_VERTICAL = ("top", "vcenter", "bottom", "vjustify", "vdistributed")
_UPRIGHT = 255


def parse(file: IO[bytes]) -> Parsed:
    """The worksheets of the file; a style is known by its number."""
    # ragged_rows, because one far cell would cost a whole grid.
    book = xlrd.open_workbook(
        file_contents=file.read(), formatting_info=True, ragged_rows=True, logfile=StringIO()
    )
    return [_raw(written, book) for written in book.sheets()], lambda number: _look(number, book)


def _raw(written: Any, book: Any) -> RawSheet:
    raw = sheet(written.name, bool(written.visibility))
    raw["merged"] = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in written.merged_cells]
    if written.panes_are_frozen:
        raw["frozen"] = written.horz_split_pos, written.vert_split_pos
    if written.standardwidth:
        raw["widths"].append((0, _LAST_COLUMN, characters(written.standardwidth / 256)))
    elif written.defcolwidth:
        raw["widths"].append((0, _LAST_COLUMN, float(written.defcolwidth)))
    for column, info in written.colinfo_map.items():
        raw["widths"].append((column, column, characters(info.width / 256)))
        raw["blanks"].append((0, column, _LAST_ROW, column, info.xf_index))
        if info.hidden:
            raw["hidden_columns"].append((column, column))
    for row, info in written.rowinfo_map.items():
        if not info.has_default_height:
            raw["heights"].append((row, row, info.height / 20))
        if info.has_default_xf_index:
            raw["blanks"].append((row, 0, row, _LAST_COLUMN, info.xf_index))
        if info.hidden:
            raw["hidden_rows"].append((row, row))
    for row in range(written.nrows):
        for column in range(written.row_len(row)):
            cell = written.cell(row, column)
            if cell.ctype == xlrd.XL_CELL_BLANK:
                raw["blanks"].append((row, column, row, column, cell.xf_index))
            elif cell.ctype != xlrd.XL_CELL_EMPTY:
                raw["cells"].append((row, column, _value(cell, book), cell.xf_index))
    return raw


def _value(cell: Any, book: Any) -> Value:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    written: float | str = cell.value
    if cell.ctype == xlrd.XL_CELL_DATE and isinstance(written, float):
        try:
            moment = xlrd.xldate_as_datetime(written, book.datemode)
        except (xlrd.XLDateError, OverflowError, ValueError):
            return written
        return moment.time() if 0 < written < 1 else moment
    return written


def _look(number: int, book: Any) -> Looks:
    style = book.xf_list[number]
    font = book.font_list[style.font_index]
    form = book.format_map.get(style.format_key)
    looks: Looks = {
        "font": font.name,
        "size": font.height / 20,
        "bold": bool(font.bold) or font.weight >= 600,
        "italic": bool(font.italic),
        "underline": bool(font.underline_type),
        "strikeout": bool(font.struck_out),
        "color": _color(font.colour_index, book),
        "number_format": form.format_str if form is not None and form.format_str != "General" else None,
    }
    if style.background.fill_pattern:
        looks["fill"] = _color(style.background.pattern_colour_index, book)
    for side in ("left", "right", "top", "bottom"):
        line = getattr(style.border, f"{side}_line_style")  # numbered as XlsxWriter numbers them
        looks[side] = (line, _color(getattr(style.border, f"{side}_colour_index"), book)) if line else None
    return set_only(looks | _alignment(style.alignment))


def _alignment(alignment: Any) -> Looks:
    turned = alignment.rotation
    return {
        "horizontal": _HORIZONTAL[alignment.hor_align],
        "vertical": _VERTICAL[alignment.vert_align],
        "wrap": bool(alignment.text_wrapped),
        "indent": alignment.indent_level,
        "rotation": 270 if turned == _UPRIGHT else turned if turned <= 90 else 90 - turned,
    }


def _color(index: int, book: Any) -> str | None:
    channels = book.colour_map.get(index)
    return "#{:02X}{:02X}{:02X}".format(*channels) if channels else None
