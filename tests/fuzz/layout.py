"""One part's sheet as a house lays it out: header, rows, and what stands below."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.fuzz.above import put_above
from tests.fuzz.body import Row
from tests.fuzz.headers import chosen, header
from tests.fuzz.house import House
from tests.fuzz.page import EMPTY, NUMBERS, Page, Subject
from tests.fuzz.plan import projects
from tests.fuzz.spell import Cell
from tests.fuzz.table import put_table, surplus

Columns = list[tuple[str, str]]  # (field, header) from left to right


def laid_out(rng: Random, house: House, subject: Subject, part: str, rows: Sequence[Row], name: str) -> Page:
    """The part's sheet (or, of a text house, its table)."""
    page = Page(name, part)
    columns = _columns(rng, house, subject, part)
    if house.is_text:
        return put_table(rng, house, subject, page, columns, rows)
    put_above(rng, house, subject, page, part, len(columns))
    _header(rng, house, page, columns)
    _rows(rng, house, page, columns, rows)
    _below(rng, house, page, columns, rows)
    if house.hidden_columns:
        page.hidden_columns = {len(columns) - 1, next(at for at, one in enumerate(columns) if one[0])}
    return page


def _columns(rng: Random, house: House, subject: Subject, part: str) -> Columns:
    """(field, header) from left to right; a column that is in no list has no field."""
    columns = [
        (one, header(rng, house, subject.kind, part, one)) for one in chosen(rng, house, subject.kind, part)
    ]
    if house.wide_name and not house.is_text and any(one == "name" for one, _ in columns):
        at = next(at for at, (one, _) in enumerate(columns) if one == "name")
        columns.insert(at + 1, ("", "<wide>"))
    for text in house.extra:
        if text == "序号" and part != "data":
            continue
        at = 0 if text == "序号" else len(columns)
        columns.insert(at, ("", text))
    if house.project_column and part == "data" and not house.is_text:
        columns.insert(0, ("project", "重点项目"))
    return columns


def _header(rng: Random, house: House, page: Page, columns: Columns) -> None:
    row = page.header_row
    figures = [
        at for at, (one, _) in enumerate(columns) if one in ("figure", "year_to_date", "budget", "spent")
    ]
    grouped = house.two_lines == "group" and len(figures) == 2 and figures[1] == figures[0] + 1
    split = house.two_lines == "split"
    for at, (_, text) in enumerate(columns):
        if text == "<wide>":
            page.merges.append((row, at - 1, row + (grouped or split), at))
            continue
        merged_over = at + 1 < len(columns) and columns[at + 1][1] == "<wide>"
        if grouped and at in figures:
            page.put(row + 1, at, Cell(text))
        elif split and len(text) >= 4 and not merged_over and "\n" not in text:
            page.put(row, at, Cell(text[:2]))
            page.put(row + 1, at, Cell(text[2:]))
        else:
            page.put(row, at, Cell(text))
            if (grouped or split) and not merged_over and text:
                page.merges.append((row, at, row + 1, at))
    if grouped:
        page.put(row, figures[0], Cell(rng.choice(("完成情况", "数据", "金额"))))
        page.merges.append((row, figures[0], row, figures[1]))
    page.header_row = row + (1 if grouped or split else 0)
    if house.numbering:
        page.header_row += 1
        words, numbers = iter("甲乙丙丁戊己庚辛壬癸"), iter(range(1, 20))
        for at, (one, text) in enumerate(columns):
            if text != "<wide>":
                word = None if one in NUMBERS else next(words, None)
                page.put(page.header_row, at, Cell(word or next(numbers)))


def _rows(rng: Random, house: House, page: Page, columns: Columns, rows: Sequence[Row]) -> None:
    row = page.header_row + 1
    spans: dict[tuple[int, object], list[int]] = {}
    for number, record in enumerate(rows):
        if house.blank_rows and number and rng.random() < 0.1:
            row += 1
            spans = {}  # a merge does not go over a gap
        for at, (one, text) in enumerate(columns):
            if text == "<wide>":
                page.merges.append((row, at - 1, row, at))
            elif one == "project":
                _spanned(
                    page, spans, row, at, Cell(projects().get(int(str(record["project"].value)), "总体目标"))
                )
            elif one == "leader" and house.merged_leader:
                _spanned(page, spans, row, at, record["leader"])
            elif one:
                page.put(row, at, record.get(one, EMPTY))
                if "key" in record:
                    page.places[record["key"].value, one] = (row, at)
            elif text:
                page.put(row, at, surplus(text, number))
        if house.hidden_rows and rng.random() < 0.1:
            page.hidden_rows.add(row)
        row += 1


def _spanned(page: Page, spans: dict[tuple[int, object], list[int]], row: int, at: int, cell: Cell) -> None:
    """The cell merged over the rows that say the same, its value only in the first."""
    span = spans.get((at, cell.value))
    if span is None:
        page.put(row, at, cell)
        spans[at, cell.value] = [row, row]
        return
    first, last = span
    if (first, at, last, at) in page.merges:
        page.merges.remove((first, at, last, at))
    page.merges.append((first, at, row, at))
    span[1] = row


def _below(rng: Random, house: House, page: Page, columns: Columns, rows: Sequence[Row]) -> None:
    fields = [one for one, _ in columns]
    row = max(page.height, page.header_row + 1)
    if house.total and rows and page.part in ("data", "progress"):
        at = (
            fields.index("name")
            if "name" in fields
            else next(at for at, one in enumerate(fields) if one and one not in NUMBERS)
        )
        page.put(row, at, Cell(rng.choice(("合计", "合 计", "总计", "合\u3000计"))))
        if "budget" in fields:
            page.put(row, fields.index("budget"), Cell(98765.43))
        elif "figure" in fields:
            page.put(row, fields.index("figure"), Cell(987654))
        row += 1
    row += 1
    if house.notes:
        page.put(
            row,
            0,
            Cell(
                rng.choice(
                    ("注:本表数据截至报告期末。", "说明:1.时点指标不填累计;2.金额保留2位小数。", "备注:无")
                )
            ),
        )
        row += 1
    footers = [("填表人", "就业科 王五"), ("审核人", "李六"), ("联系电话", "0471-6601234")]
    if house.footer != "none":
        rng.shuffle(footers)
        for at, (label, text) in enumerate(footers):
            if house.footer == "cells":
                page.put(row, at, Cell(f"{label}:{text}"))
            elif len(columns) >= 6:
                page.put(row, at * 2, Cell(label))
                page.put(row, at * 2 + 1, Cell(text))
            else:
                page.put(row + at, 0, Cell(label))
                page.put(row + at, 1, Cell(text))
