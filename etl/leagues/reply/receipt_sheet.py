"""The first sheet, 回执: what became of the file, what is to be done and how.

What she needs first is seen without scrolling on a screen of 1366 x 768: the banner and the first items. What
is known of the file, of the return and of its parts stands at the foot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.common.dates import moment
from etl.common.punctuation import chinese
from etl.leagues.reply import facts
from etl.leagues.reply.headline import dry, headline
from etl.leagues.reply.how_to_answer import write_how
from etl.leagues.reply.item_table import (
    COLUMNS,
    LAST,
    as_item,
    write_band,
    write_header,
    write_item,
    write_items,
)
from etl.leagues.reply.items import Item, group_of
from etl.leagues.reply.looks import FILLS, Style, height_of, lines_of, ready_to_print
from etl.leagues.reply.model import Answer, Rechecked
from etl.leagues.reply.pages import Page
from etl.leagues.reply.safe_cells import put, put_across
from etl.leagues.reply.standing import colours_of, states_of

_WIDTH = sum(width for _, width in COLUMNS)
_TITLE_LAST = 3  # column
_LABEL, _VALUE = (0, 1), (2, 4)  # columns of the facts on the left, first and last
_LABEL_2, _VALUE_2 = 5, (6, LAST)
_VALUE_WIDTH = sum(width for _, width in COLUMNS[_VALUE[0] : _VALUE[1] + 1]) - 2
_VALUE_WIDTH_2 = sum(width for _, width in COLUMNS[_VALUE_2[0] :]) - 2
_NOT_DRAWN = "报送内容无法原样显示,请在原文件中按单元格更正。"


class Top(NamedTuple):
    """Whose return it is, in short; the banner's two lines and how high they are, in points."""

    short: str
    first: str
    second: str
    heights: tuple[float, float]


class FactRow(NamedTuple):
    """A label and a value on the left and on the right, blank where there is none, and the row's height."""

    left: tuple[str, str]
    right: tuple[str, str]
    height: float


def write_receipt(
    sheet: Worksheet,
    style: Style,
    answer: Answer,
    items: Sequence[Item],
    pages: Mapping[str | None, Page] | None,
) -> None:
    """The sheet holds the whole receipt; links lead to the cells of `pages`, None: they cannot be drawn."""
    for column, (_, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width, style())
    sheet.hide_gridlines(2)
    row = _write_top(sheet, style, answer)
    if pages is None:
        put_across(sheet, row, 0, LAST, chinese(_NOT_DRAWN), style("fact", bg_color=FILLS["warning"]))
        row += 1
    rechecked = answer.get("rechecked") or ()
    if items or rechecked:
        sheet.repeat_rows(row)
        row = write_header(sheet, style, row)
    row = write_items(sheet, style, row, items, pages or {})
    for other in rechecked:
        row = _write_rechecked(sheet, style, row, other)
    row = _write_withdrawn(sheet, style, row, answer)
    row = write_how(sheet, style, row, items, bool(pages))
    row = _write_parts(sheet, style, row, answer)
    row = _write_facts(sheet, style, row, answer)
    sheet.ignore_errors({"number_stored_as_text": f"A1:J{row}"})
    ready_to_print(sheet, str(answer.get("file_name") or ""))


def top_of(answer: Answer) -> Top:
    """The lines above the items."""
    first, second = headline(answer)
    if dry(answer):
        second += "本次只是核对,文件还没有报送。"
        if answer.get("against_warehouse") is False:
            second += "没有与上期和历史数据核对,报送后会一并核对。"
    first, second = chinese(first), chinese(second)
    heights = (
        height_of(lines_of(first, _WIDTH / 1.4 - 4), 14) + 2,
        height_of(lines_of(second, _WIDTH - 4)) if second else 6.0,
    )
    return Top(facts.in_short(answer), first, second, heights)


def fact_rows_of(answer: Answer) -> list[FactRow]:
    """The rows at the foot: of the file on the left, of the return on the right."""
    file, whole = facts.of_the_file(answer), facts.of_the_return(answer)
    rows = []
    for left, right in zip_longest(file, whole, fillvalue=("", "")):
        lines = max(lines_of(left[1], _VALUE_WIDTH), lines_of(right[1], _VALUE_WIDTH_2))
        rows.append(FactRow(left, right, height_of(lines) + 1))
    return rows


def _write_top(sheet: Worksheet, style: Style, answer: Answer) -> int:
    title = "报送前核对结果" if dry(answer) else "报表回执"
    top = top_of(answer)
    put_across(sheet, 0, 0, _TITLE_LAST, title, style("title"))
    put_across(sheet, 0, _TITLE_LAST + 1, LAST, top.short, style("subtitle", align="right"))
    sheet.set_row(0, 24)
    ground, letters = colours_of(answer)
    banner = {"bg_color": ground, "font_color": letters, "text_wrap": True, "indent": 1, "align": "left"}
    put_across(sheet, 1, 0, LAST, top.first, style(**banner, bold=True, font_size=14))
    put_across(sheet, 2, 0, LAST, top.second, style(**banner))
    for row, height in enumerate(top.heights, 1):
        sheet.set_row(row, height)
    return 3


def _write_facts(sheet: Worksheet, style: Style, row: int, answer: Answer) -> int:
    sheet.set_row(row, 8)
    row = write_band(sheet, style, row + 1, "本次报送")
    for left, right, height in fact_rows_of(answer):
        if left[0]:
            put_across(sheet, row, *_LABEL, left[0], style("label"))
            put_across(sheet, row, *_VALUE, left[1], style("fact"))
        if right[0]:
            put(sheet, row, _LABEL_2, right[0], style("label"))
            put_across(sheet, row, *_VALUE_2, right[1], style("fact"))
        sheet.set_row(row, height)
        row += 1
    return row


def _write_parts(sheet: Worksheet, style: Style, row: int, answer: Answer) -> int:
    parts = facts.parts(answer)
    if not parts:
        return row
    header: tuple[Any, ...] = ("报表", "结论", "错误", "待处理警告", "其他")
    fills = {
        "refused": FILLS["error"],
        "held": FILLS["error"],
        "accepted_with_warnings": FILLS["warning"],
        "accepted": "#E2EFDA",
    }
    sheet.set_row(row, 8)
    row += 1
    lines = zip([header, *parts], [None, *states_of(answer).values()], strict=True)
    for (name, outcome, errors, warnings, other), state in lines:
        fact, count = ("header", "header") if state is None else ("fact", "label")
        ground = {"bg_color": fills.get(state or "", "#D6DEEB" if state is None else "#EDEDED")}
        plain = {} if state is None else {"bg_color": "#FFFFFF", "font_color": "#000000"}
        put_across(sheet, row, 0, 2, name, style(fact))
        put_across(sheet, row, 3, 4, outcome, style(fact, **ground))
        put(sheet, row, 5, errors, style(count, **plain))
        put(sheet, row, 6, warnings, style(count, **plain))
        put_across(sheet, row, 7, LAST, other, style(fact))
        sheet.set_row(row, 22)
        row += 1
    return row


def _write_rechecked(sheet: Worksheet, style: Style, row: int, other: Rechecked) -> int:
    raised, ended = other.get("findings") or (), other.get("resolved") or ()
    period = other.get("period_zh") or other["period"]
    which = f"{period}(第 {other['submission_id']} 号,{other['file_name']})"
    title = f"对后续报表的影响:{which},新增 {len(raised)} 项,消除 {len(ended)} 项;单元格是那份报表中的位置"
    row = write_band(sheet, style, row, title)
    for finding in raised:
        row = write_item(sheet, style, row, as_item(finding, group_of(finding)), {})
    for gone in ended:
        texts = ["", "已消除", gone.get("sheet") or "—", gone.get("cell") or "—", gone["rule_name"]]
        for column, text in enumerate([*texts, *[""] * (LAST + 1 - len(texts))]):
            put(sheet, row, column, text, style("centre" if column < 2 else "text"))
        row += 1
    return row


def _write_withdrawn(sheet: Worksheet, style: Style, row: int, answer: Answer) -> int:
    for part in answer.get("withdrawn") or ():
        when, who = moment(part["at"]), part["actor"]
        text = f"撤回:{part['part_zh']}已于{when}撤回,原因:{part['reason']}({who})"
        put_across(sheet, row, 0, LAST, chinese(text), style("fact", bg_color=FILLS["error"]))
        sheet.set_row(row, height_of(lines_of(text, _WIDTH - 4)))
        row += 1
    return row
