"""What the accepted parts will publish, what changed, and what the league's suggestions were answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TypeGuard

from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.common.punctuation import chinese
from etl.common.widths import width_of
from etl.leagues.facsimile.model import Content
from etl.leagues.reply.cell_ranges import positions
from etl.leagues.reply.looks import Style, height_of, lines_of, ready_to_print
from etl.leagues.reply.model import Answer, ChangedValue, PublishedTable, Value
from etl.leagues.reply.pages import Page, target
from etl.leagues.reply.safe_cells import put, put_across, put_link, storable, write
from schemas.personal import masked

_NARROWEST, _WIDEST = 9, 44
_INDENT = 1.5  # digits
_CHANGES = (("填报对象", 40), ("栏目", 16), ("上一版", 30), ("本版", 30), ("增减", 14), ("单元格", 12))
_LAST = len(_CHANGES) - 1
_MATTERS = (
    ("编号", 14),
    ("意见建议", 40),
    ("办理情况", 14),
    ("承办单位", 18),
    ("答复日期", 12),
    ("答复", 50),
)


def write_published(sheet: Worksheet, style: Style, answer: Answer) -> None:
    """A table a part, one below the other, numbers as numbers."""
    tables = answer["published"]
    widths = _widths(tables)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width, style())
    last = max(1, len(widths) - 1)
    names = answer.get("league_zh"), answer.get("period_zh"), answer.get("return_zh")
    whose = " ".join(name or "" for name in names)
    row = _title(sheet, style, last, "采用数据", f"{whose}:以下是从您的报表中采用、将要汇总发布的内容。")
    for table in tables:
        row = _band(sheet, style, row, last, f"{table['part_zh']}({len(table['rows'])} 行)")
        for column, heading in enumerate(table["columns"]):
            put(sheet, row, column, heading["name_zh"], style("header"))
        sheet.set_row(row, 22)
        text, numbers = style("text"), [heading["number"] for heading in table["columns"]]
        for values in table["rows"]:
            row += 1
            lines = 1
            for column, (value, number) in enumerate(zip(values, numbers, strict=True)):
                if isinstance(value, str):  # a number fits, by the column's width
                    write(sheet, row, column, _text(value), text)
                    lines = max(lines, lines_of(value, widths[column] - _INDENT))
                elif value is None:
                    sheet.write_blank(row, column, None, text)
                else:
                    _put_value(sheet, row, column, value, style, number)
            sheet.set_row(row, height_of(lines))
        row += 2
    _finish(sheet)


def write_changes(sheet: Worksheet, style: Style, answer: Answer, pages: Mapping[str | None, Page]) -> None:
    """What each accepted part changed, also where that is nothing, or where nothing was before it."""
    for column, (_, width) in enumerate(_CHANGES):
        sheet.set_column(column, column, width, style())
    row = _title(sheet, style, _LAST, "与上一版对照", "本次采用的内容,与以前采用的版本逐项相比。")
    for change in answer["changes"]:
        against = f"第 {change['against']} 号报送({change['against_file']})"
        outcome = f"有 {len(change['rows'])} 处变化" if change["rows"] else "没有变化"
        row = _band(sheet, style, row, _LAST, f"{change['part_zh']}:与{against}相比{outcome}")
        if change["rows"]:
            for column, (name, _) in enumerate(_CHANGES):
                put(sheet, row, column, name, style("header"))
            sheet.set_row(row, 22)
            row += 1
        for changed in change["rows"]:
            _write_change(sheet, style, row, changed, pages)
            row += 1
        row += 1
    if not answer["changes"]:
        put_across(sheet, row, 0, _LAST, chinese("首次报送,没有可比的上一版。"), style("fact"))
        sheet.set_row(row, 22)
    _finish(sheet)


def write_matters(sheet: Worksheet, style: Style, answer: Answer) -> None:
    """What the league's suggestions were answered, a line each."""
    for column, (_, width) in enumerate(_MATTERS):
        sheet.set_column(column, column, width, style())
    note = "贵单位今年和上年提出、主管部门已答复的意见建议。"
    row = _title(sheet, style, len(_MATTERS) - 1, "建议答复", note)
    for column, (name, _) in enumerate(_MATTERS):
        put(sheet, row, column, name, style("header"))
    sheet.set_row(row, 22)
    for at, matter in enumerate(answer["matters"], row + 1):
        handled = (matter["state_zh"], matter["handler_zh"], matter["replied_on"])
        texts = (matter["matter_id"], matter["wording"], *handled, matter["reply"])
        for column, text in enumerate(texts):
            put(sheet, at, column, masked(text), style("text"))
        widths = (width for _, width in _MATTERS)
        lines = (lines_of(text, width - _INDENT) for text, width in zip(texts, widths, strict=True))
        sheet.set_row(at, height_of(max(lines)))
    _finish(sheet)


def number_format(value: Decimal | int) -> str:
    """The number with its own decimals and separators."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _write_change(
    sheet: Worksheet, style: Style, row: int, changed: ChangedValue, pages: Mapping[str | None, Page]
) -> None:
    before, after, cell = changed["before"], changed["after"], changed["cell"]
    put(sheet, row, 0, changed["subject_zh"], style("text"))
    put(sheet, row, 1, changed["field_zh"], style("text"))
    _put_value(sheet, row, 2, before, style, _is_number(before))
    _put_value(sheet, row, 3, after, style, _is_number(after))
    if _is_number(before) and _is_number(after):
        difference = after - before
        signed = number_format(difference)
        _put_number(sheet, row, 4, difference, style("number", num_format=f"+{signed};-{signed};0"))
    else:
        put(sheet, row, 4, None, style("text"))
    leads_to = target(changed["sheet"], [cell], pages) if positions([cell]) else None
    if cell and leads_to:
        put_link(sheet, row, 5, leads_to, cell, style("link"))
    else:
        put(sheet, row, 5, cell or "—", style("centre"))
    texts = ((changed["subject_zh"], 40), (changed["field_zh"], 16), (before, 30), (after, 30))
    sheet.set_row(row, height_of(max(lines_of(str(text or ""), width - _INDENT) for text, width in texts)))


def _put_value(sheet: Worksheet, row: int, column: int, value: Value, style: Style, number: bool) -> None:
    if _is_number(value):
        # A number among texts, such as a project's, is a name, not an amount.
        look = style("number", num_format=number_format(value)) if number else style("centre", num_format="0")
        _put_number(sheet, row, column, value, look)
    else:
        write(sheet, row, column, None if value is None else _text(str(value)), style("text"))


# The same names and units stand in every table.
@lru_cache(maxsize=4096)
def _text(text: str) -> Content:
    return storable(masked(text))


def _put_number(sheet: Worksheet, row: int, column: int, value: Decimal | int, look: Format) -> None:
    sheet.write_number(row, column, float(value), look)


def _is_number(value: Value) -> TypeGuard[Decimal | int]:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _widths(tables: Sequence[PublishedTable]) -> list[int]:
    """How wide each column must be for the tables that share it."""
    widths = [_NARROWEST] * max((len(table["columns"]) for table in tables), default=0)
    for table in tables:
        names: list[Value] = [column["name_zh"] for column in table["columns"]]
        for values in [names, *table["rows"]]:
            for column, value in enumerate(values):
                widths[column] = min(_WIDEST, max(widths[column], width_of(_shown(value)) + 4))
    return widths


def _shown(value: Value) -> str:
    return f"{value:,}" if _is_number(value) else str(value or "")


def _title(sheet: Worksheet, style: Style, last: int, title: str, note: str) -> int:
    put_across(sheet, 0, 0, last, title, style("title"))
    sheet.set_row(0, 32)
    put_across(sheet, 1, 0, last, chinese(note), style("subtitle"))
    sheet.set_row(1, 20)
    return 3


def _band(sheet: Worksheet, style: Style, row: int, last: int, title: str) -> int:
    put_across(sheet, row, 0, last, chinese(title), style("band"))
    sheet.set_row(row, 23)
    return row + 1


def _finish(sheet: Worksheet) -> None:
    sheet.hide_gridlines(2)
    sheet.repeat_rows(0, 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    ready_to_print(sheet)
