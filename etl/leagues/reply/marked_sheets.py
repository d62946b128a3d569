"""The league's own sheets as it sent them, the offending cells coloured and commented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.leagues.facsimile.model import Content, Face, Facsimile
from etl.leagues.reply.items import comment
from etl.leagues.reply.looks import FONT, SEVERITIES, height_of, lines_of, ready_to_print
from etl.leagues.reply.own_looks import Formats
from etl.leagues.reply.pages import LAST_COLUMN, LAST_ROW, Marked, Page
from etl.leagues.reply.safe_cells import cut, storable, write
from etl.leagues.reply.text_sheet import as_table
from etl.read.grid import Position
from schemas.personal import masked
from schemas.text import plain

AUTHOR = "季报"
_PHONE = "联系电话"  # the one number that the form asks for
_WIDEST, _HIGHEST = 255.0, 409.0  # characters, points
_STANDARD_WIDTH, _ONE_LINE = 8.43, 18.0
_COMMENT = {"font_name": FONT, "font_size": 9, "width": 330}
_COMMENT_WIDTH = 46  # digits that a line of it holds
_LONGEST_COMMENT = 32_000
_COMMENTS_OF_ITEM = 500  # nobody opens more; the cells behind them are coloured only
_REPEATED_ROWS = 10


def write_page(sheet: Worksheet, formats: Formats, page: Page) -> None:
    """The sheet looks as it was sent; marked cells have their worst item's fill and a comment."""
    sent = page.facsimile
    if sent.name is None:
        sent = as_table(sent)
    faces = {
        cell: face for cell, face in sent.faces.items() if cell[0] <= LAST_ROW and cell[1] <= LAST_COLUMN
    }
    cells = faces.keys() | page.marks.keys()
    _size(sheet, sent, page, cells)
    for top, left, bottom, right in page.merged:
        sheet.merge_range(top, left, bottom, right, "")
    phones = _phones(sent)
    for cell in sorted(cells):
        face = faces.get(cell, Face(None))
        anchor = page.anchor(cell)
        marks = page.marks.get(anchor, ())
        content = _shown(face.content, marks, cell in phones) if anchor == cell else None
        look = formats(face.look, _worst(marks) if marks else None, content)
        if cell in sent.formulas:
            # An empty result is written as none at all, which the reader refuses; a space is read as blank.
            sheet.write_formula(*cell, f"={sent.formulas[cell]}", look, " " if content is None else content)
            continue
        write(sheet, *cell, content, look)
    marked: Counter[int] = Counter()  # by item
    for cell, marks in page.marks.items():
        marked.update(id(item) for item, _ in marks)
        if all(marked[id(item)] > _COMMENTS_OF_ITEM for item, _ in marks):
            continue
        text = cut("\n\n".join(comment(item, of_cell) for item, of_cell in marks), _LONGEST_COMMENT)
        height = min(600, 17 * lines_of(text, _COMMENT_WIDTH) + 14)
        sheet.write_comment(*cell, text, {**_COMMENT, "height": height})
    sheet.set_comments_author(AUTHOR)
    _finish(sheet, sent, page, cells)


def _shown(content: Content, marks: Sequence[Marked], phone: bool) -> Content:
    """The content as a workbook can store it, personal numbers masked, also one that is a number's cell."""
    masks = [of_cell.get("given") for item, of_cell in marks if item.finding["rule"] == "personal_number"]
    if isinstance(content, float) and masks:
        content = str(masks[0])
    if isinstance(content, str):
        content = masked(content, telephones=True) if phone else masked(content)
    return storable(content)


def _size(sheet: Worksheet, sent: Facsimile, page: Page, cells: set[Position]) -> None:
    """Widths and heights; what is hidden stays so, unless something in it is marked."""
    last_row = max((row for row, _ in cells), default=-1)
    last_column = max((column for _, column in cells), default=-1)
    marked_rows, marked_columns = {row for row, _ in page.marks}, {column for _, column in page.marks}
    for column in sorted(sent.widths.keys() | sent.hidden_columns):
        width = sent.widths.get(column)
        hidden = column in sent.hidden_columns or (width is not None and width <= 0)
        if 0 <= column <= last_column:
            shown = min(width, _WIDEST) if width is not None and width > 0 else None
            options = {"hidden": True} if hidden and column not in marked_columns else {}
            sheet.set_column(column, column, shown, None, options)
    wrapped = _wrapped_heights(sent, page)
    for row in sorted(sent.heights.keys() | sent.hidden_rows | wrapped.keys()):
        height = sent.heights.get(row)
        hidden = row in sent.hidden_rows or (height is not None and height <= 0)
        if height is None or height <= _ONE_LINE:
            height = wrapped.get(row)
        if 0 <= row <= last_row:
            shown = min(height, _HIGHEST) if height else None
            sheet.set_row(row, shown, None, {"hidden": True} if hidden and row not in marked_rows else {})


def _wrapped_heights(sent: Facsimile, page: Page) -> dict[int, float]:
    """How high rows must be for wrapped texts: not every program fits those that have no height."""
    lines: dict[int, int] = {}
    firsts = {(top, left) for top, left, _, _ in page.merged}
    for (row, column), face in sent.faces.items():
        merged = (row, column) in firsts or page.anchor((row, column)) != (row, column)
        if face.look.wrap and isinstance(face.content, str) and not merged:
            width = sent.widths.get(column) or _STANDARD_WIDTH
            lines[row] = max(lines.get(row, 1), lines_of(face.content, width + 1))
    return {row: height_of(count) for row, count in lines.items() if count > 1}


def _finish(sheet: Worksheet, sent: Facsimile, page: Page, cells: set[Position]) -> None:
    rows, columns = sent.frozen
    if 0 <= rows <= LAST_ROW and 0 <= columns <= LAST_COLUMN and (rows or columns):
        sheet.freeze_panes(rows, columns)
    if 0 < rows <= _REPEATED_ROWS:
        sheet.repeat_rows(0, rows - 1)
    if sent.hidden and not page.marks:
        sheet.hide()
    if cells:
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    ready_to_print(sheet)


def _worst(marks: Sequence[Marked]) -> str:
    return next(word for word in SEVERITIES if any(item.finding["severity"] == word for item, _ in marks))


def _phones(sent: Facsimile) -> set[Position]:
    """Where the phone stands that the form asks for: with its label, or in the next cell with something."""
    labels = [
        at
        for at, face in sent.faces.items()
        if isinstance(face.content, str)
        and _PHONE[-1] in face.content
        and plain(face.content).startswith(_PHONE)
    ]
    rows = {row for row, _ in labels}
    filled = sorted(at for at, face in sent.faces.items() if at[0] in rows and face.content is not None)
    beside = {at: after for at, after in pairwise(filled) if at[0] == after[0]}
    return {*labels, *(beside[at] for at in labels if at in beside)}
