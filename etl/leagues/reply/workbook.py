"""The reply workbook: what is to be done, the league's own sheets marked, what is adopted, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO

import xlsxwriter  # type: ignore[import-untyped]

from etl.leagues.facsimile.model import Facsimile
from etl.leagues.reply.headline import dry
from etl.leagues.reply.items import Item, answered, items_of
from etl.leagues.reply.looks import style_of
from etl.leagues.reply.marked_sheets import AUTHOR, write_page
from etl.leagues.reply.model import Answer
from etl.leagues.reply.own_looks import formats_of
from etl.leagues.reply.pages import Page, pages_of
from etl.leagues.reply.published_sheets import write_changes, write_matters, write_published
from etl.leagues.reply.receipt_sheet import write_receipt
from etl.leagues.reply.safe_cells import OPTIONS, legible
from etl.leagues.reply.sheet_names import unique
from etl.read.stamps import ITEMS_FROM, REPLY_MAGIC, REPLY_SHEET
from schemas.personal import masked

RECEIPT, PUBLISHED, CHANGES, MATTERS = "回执", "采用数据", "与上一版对照", "建议答复"


def write_workbook(target: Path | IO[bytes], answer: Answer, sheets: Sequence[Facsimile] | None) -> None:
    """The reply workbook is at `target`: the receipt, the `sheets` with all findings marked, what is adopted,
    what the league's suggestions were answered.

    `sheets` is empty where nothing in them is to be shown, and None where that cannot be drawn, as the
    receipt then notes. Our sheets give way to names that the league's have: 回执1. What the league wrote
    stays what it was, never a formula or a link, with personal numbers masked.
    """
    # What a duplicate's one finding says stands in its banner.
    items = () if answer["verdict"] == "duplicate" else items_of(answer)
    pages = pages_of(sheets or (), items)
    taken = {page.name.casefold() for page in pages.values()}
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties(properties_of(answer))
        style, formats = style_of(book), formats_of(book)
        receipt = book.add_worksheet(unique(RECEIPT, taken, "{}"))
        write_receipt(receipt, style, answer, items, None if sheets is None else pages)
        receipt.set_tab_color("#1F3864")
        for page in pages.values():
            write_page(book.add_worksheet(page.name), formats, page)
        if answer.get("published"):
            write_published(book.add_worksheet(unique(PUBLISHED, taken, "{}")), style, answer)
            if "changes" in answer:
                write_changes(book.add_worksheet(unique(CHANGES, taken, "{}")), style, answer, pages)
        if answer.get("matters"):
            write_matters(book.add_worksheet(unique(MATTERS, taken, "{}")), style, answer)
        _stamp(book, pages, taken, items)


def _stamp(
    book: xlsxwriter.Workbook, pages: Mapping[str | None, Page], taken: set[str], items: Iterable[Item]
) -> None:
    """A hidden sheet names ours and the items, so that the reader knows them should it be sent back."""
    own = {page.name for page in pages.values()}
    ours = [sheet.get_name() for sheet in book.worksheets() if sheet.get_name() not in own]
    sheet = book.add_worksheet(unique(REPLY_SHEET, taken, "{}"))
    sheet.write_string(0, 0, REPLY_MAGIC)
    for row, name in enumerate([*ours, sheet.get_name()], 1):
        sheet.write_string(row, 1, name)
    for row, item in enumerate(item for item in items if item.number):
        finding = item.finding
        page = pages.get(finding["sheet"])
        about = [finding["rule"], page.name if page else None, finding["cell"], finding["given"]]
        for column, text in enumerate([str(item.number), *about, answered(finding)], ITEMS_FROM):
            if text:
                sheet.write_string(row, column, legible(masked(text)))
    sheet.very_hidden()


def properties_of(answer: Answer) -> dict[str, str]:
    """What the workbook says of itself."""
    kind = "报送前核对结果" if dry(answer) else "报表回执"
    whose = [answer.get(name) for name in ("league_zh", "period_zh", "return_zh")]
    return {
        "title": legible(" ".join([kind, *(str(name) for name in whose if name)])),
        "subject": legible(str(answer.get("file_name") or ""))[:200],
        "author": AUTHOR,
    }
