"""What a clerk has written into the receipt of a reply that she sends back: the explanations of its items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from etl.read.grid import Cell, Sheet
from etl.read.model import Answered
from etl.read.stamps import ITEMS_FROM, our_sheets, reply_stamp
from schemas.personal import masked
from schemas.text import plain

_SHEET, _CELL, _ANSWER = "工作表", "单元格", "已有说明"
_NUMBER = "序号"
_FIRST_CELL = re.compile("[A-Z]{1,3}[0-9]+")
# What is ours in that column: where an explanation comes from, a waiver, why a remark does not count.
_OURS = re.compile(r"\((沿用第[0-9]+号报送)\)|已豁免\([^)]*\)|未写原因[,,]不算说明")


def answers_in(sheets: Sequence[Sheet]) -> tuple[Answered, ...]:
    """What stands in the receipt as the explanation of each item that has one."""
    stamp = reply_stamp(sheets)
    names = our_sheets(stamp) if stamp else []
    receipt = next((sheet for sheet in sheets if names and sheet.name == names[0]), None)
    if stamp is None or receipt is None:
        return ()
    known = {cells[ITEMS_FROM].text: cells for cells in map(stamp.row, stamp.rows) if ITEMS_FROM in cells}
    return tuple(_answers(receipt, known))


def _answers(receipt: Sheet, known: Mapping[str, Mapping[int, Cell]]) -> Iterator[Answered]:
    columns: dict[str, int] = {}
    for row in receipt.rows:
        texts = {column: cell.text.strip() for column, cell in receipt.row(row).items()}
        if not columns:
            columns = _header(texts)
            continue
        number = texts.get(columns[_NUMBER], "")
        if not number.isdecimal():
            continue
        written = masked(_without_ours(texts.get(columns[_ANSWER], "")))
        if item := known.get(number):
            rule, sheet, cell, given, before = (_text(item, ITEMS_FROM + at) for at in range(1, 6))
            if written:
                stood = written == masked(_without_ours(before or ""))
                yield Answered(rule, sheet, cell, written, given if stood else None)
        elif written and not known:
            first = _FIRST_CELL.match(texts.get(columns[_CELL], ""))
            yield Answered(None, texts.get(columns[_SHEET]), first[0] if first else None, written)


def _header(texts: Mapping[int, str]) -> dict[str, int]:
    """The columns that are needed, by their captions; empty where the row is not the header."""
    captions = {plain(text): column for column, text in texts.items()}
    columns = {
        name: column
        for name in (_NUMBER, _SHEET, _CELL, _ANSWER)
        for caption, column in captions.items()
        if caption.startswith(name)
    }
    return columns if len(columns) == len({_NUMBER, _SHEET, _CELL, _ANSWER}) else {}


def _without_ours(text: str) -> str:
    return _OURS.sub("", text).strip()


def _text(cells: Mapping[int, Cell], column: int) -> str | None:
    return cells[column].text if column in cells else None
