"""The numbered findings, as the receipt lists them: a line each, with a link to the cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.common.punctuation import chinese
from etl.leagues.reply.cell_ranges import positions, shortly
from etl.leagues.reply.items import LISTED, Item, answered, cells_of, sentence, subject, value
from etl.leagues.reply.looks import FILLS, WORDS, Style, height_of, lines_of
from etl.leagues.reply.model import AnswerFinding
from etl.leagues.reply.pages import OF_A_TEXT_FILE, Page, target
from etl.leagues.reply.safe_cells import put, put_across, put_link

COLUMNS = (
    ("序号", 5), ("级别", 6), ("工作表", 9), ("单元格", 12), ("填报对象", 22), ("所填", 14), ("应为", 14),
    ("问题", 37), ("怎么办", 43), ("已有说明(可在此填写)", 18),
)  # fmt: skip
_INDENT = 1.5  # digits
LAST = len(COLUMNS) - 1
_TITLES = {
    "open": "待办事项({} 项)",
    "settled": "已说明或已豁免({} 项):不用再处理",
    "info": "提示({} 项):系统已自动处理或仅供参考,“所填”是原文,“应为”是采用的内容",
}
_MORE = "另有 {} 项没有列出,见旁边的同名 .json 文件;您报表中的相应单元格都已标出。"


def write_items(
    sheet: Worksheet, style: Style, row: int, items: Iterable[Item], pages: Mapping[str | None, Page]
) -> int:
    """The groups of items one below the other, from this row on; returns the row after them."""
    listed = list(items)
    for group, title in _TITLES.items():
        of_group = [item for item in listed if item.group == group]
        if not of_group:
            continue
        row = write_band(sheet, style, row, title.format(len(of_group)))
        for item in of_group[: LISTED[group]]:
            row = write_item(sheet, style, row, item, pages)
        if len(of_group) > LISTED[group]:
            more = _MORE.format(len(of_group) - LISTED[group])
            put_across(sheet, row, 0, LAST, chinese(more), style("fact", italic=True))
            row += 1
    return row


def write_header(sheet: Worksheet, style: Style, row: int) -> int:
    """The columns' names; returns the row after them."""
    sheet.set_row(row, 20)
    for column, (name, _) in enumerate(COLUMNS):
        sheet.write_string(row, column, name, style("header"))
    return row + 1


def write_band(sheet: Worksheet, style: Style, row: int, title: str) -> int:
    """A title across the table; returns the row after it."""
    sheet.set_row(row, 20)
    put_across(sheet, row, 0, LAST, chinese(title), style("band"))
    return row + 1


def write_item(sheet: Worksheet, style: Style, row: int, item: Item, pages: Mapping[str | None, Page]) -> int:
    """One item on one row; returns the row after it."""
    finding = item.finding
    cells = [cell["cell"] for cell in cells_of(finding)]
    texts = [
        str(item.number or ""),
        WORDS[finding["severity"]],
        finding.get("sheet") or (OF_A_TEXT_FILE if cells else "—"),
        shortly(positions(cells)) or "—",
        subject(finding),
        value(finding, "given"),
        value(finding, "expected"),
        sentence(finding, "says"),
        sentence(finding, "to_do"),
        answered(finding),
    ]
    fill = {"bg_color": FILLS[finding["severity"]]}
    looks = ["centre", "centre", *["text"] * (len(texts) - 2)]
    for column, (text, look) in enumerate(zip(texts, looks, strict=True)):
        put(sheet, row, column, text, style(look, **(fill if column == 1 else {})))
    if item.number:
        sheet.write_number(row, 0, item.number, style("centre"))
    leads_to = target(finding.get("sheet"), cells, pages)
    if leads_to:
        # Where only the sheet is known, the link goes to its top.
        column = 3 if cells else 2
        put_link(sheet, row, column, leads_to, texts[column], style("link"))
    sheet.set_row(row, row_height(texts))
    return row + 1


def row_height(texts: Iterable[str]) -> float:
    """How high a row of this table must be for its texts."""
    return height_of(
        max(lines_of(text, width - _INDENT) for text, (_, width) in zip(texts, COLUMNS, strict=True))
    )


def as_item(finding: AnswerFinding, group: str) -> Item:
    """A finding without a number, such as one in another return."""
    return Item(None, group, finding)
