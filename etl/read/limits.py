"""How large a return may be. A real one has 12 to 50 kB, three sheets, 90 rows and 15 columns."""

from __future__ import annotations

from collections.abc import Iterable

from etl.read.grid import Position, address
from etl.read.refusal import Refusal

# A return with a dozen photographs pasted in still passes; what is larger is no return.
FILE_BYTES = 50_000_000
# An attachment may be a scanned report of many pages; it is kept, never unpacked.
ATTACHMENT_BYTES = 500_000_000
# What an archive may unpack to. Parsers take about 20 times that in memory.
UNPACKED_BYTES = 50_000_000
# Spreadsheet XML shrinks 5 to 30 times, at most 100 where every row is the same; a bomb 1,000 times.
COMPRESSION_RATIO = 200
RATIO_FROM_BYTES = 1_000_000  # small entries may shrink as they like
ENTRIES = 2_000
DIRECTORY_BYTES = 1_000_000  # what the list of an archive's entries may take: zipfile reads it whole
SHEETS = 100
# County-level returns (103 counties x 79 indicators) have 8,137 rows.
ROWS = 10_000
COLUMNS = 200
CELLS = 60_000  # … and that with seven columns; what the worst of them takes: `make worst`
CELLS_WRITTEN = 500_000  # blank ones too, which some programs write for a format, and rows of none
STYLES = 65_490  # what spreadsheet programs take of cell formats, and more than of fonts and number formats
TEXT = 32_767  # what spreadsheet programs take in a cell
TEXTS = 5_000_000  # characters in all: the text of a dozen books
MERGED = 20_000
TABLES = 30  # side by side or one below the other: a sheet of all parts has eight


def check_extent(sheet: str | None, row: int, column: int) -> None:
    """Refusal that names the cell if it stands further out than a return can reach."""
    check_extents(sheet, ((row, column),))


def check_extents(sheet: str | None, cells: Iterable[Position]) -> None:
    """Refusal that names the first of the cells that stands further out than a return can reach."""
    for row, column in cells:
        if row >= ROWS or column >= COLUMNS:
            cell = address(row, column)
            extent = f"{ROWS} 行、{COLUMNS} 列"
            raise Refusal("file_too_large", f"单元格 {cell} 中有内容", extent, sheet=sheet, cell=cell)


def check_cells(sheet: str | None, number: int) -> None:
    """Refusal if a file has more cells with content than a return can have."""
    if number > CELLS:
        raise Refusal("file_too_large", "有内容的单元格过多", f"{CELLS} 个", sheet=sheet)


def check_written(sheet: str | None, number: int) -> None:
    """Refusal if a sheet has more cells, blank or not, than a return can have."""
    if number > CELLS_WRITTEN:
        raise Refusal("file_too_large", "单元格过多(含空白的)", f"{CELLS_WRITTEN} 个", sheet=sheet)


def check_styles(number: int) -> None:
    """Refusal if a workbook has more formats, or fonts, than any program writes."""
    if number > STYLES:
        raise Refusal("file_too_large", "单元格格式过多", f"{STYLES} 个")


def check_text(sheet: str | None, at: tuple[int, int] | None, length: int) -> None:
    """Refusal that names the cell, where it is known, if its text is longer than any program writes one."""
    if length > TEXT:
        cell = address(*at) if at else None
        where = f"单元格 {cell}" if cell else "有单元格"
        raise Refusal("file_too_large", f"{where} 的文字超过 {TEXT} 字", f"{TEXT} 字", sheet=sheet, cell=cell)


def check_texts(length: int) -> None:
    """Refusal if a file has more text in all than a return can have."""
    if length > TEXTS:
        raise Refusal("file_too_large", f"文字共有 {length:,} 字", f"{TEXTS:,} 字")


def check_merged(sheet: str | None, number: int) -> None:
    """Refusal if a sheet has more merged ranges than a return can have."""
    if number > MERGED:
        raise Refusal("file_too_large", "合并的单元格过多", f"{MERGED} 处", sheet=sheet)


def check_tables(sheet: str | None, number: int) -> None:
    """Refusal if a sheet has more different tables than a return can have."""
    if number > TABLES:
        raise Refusal("file_too_large", "一张工作表中的表格过多", f"{TABLES} 个", sheet=sheet)


def check_sheets(number: int) -> None:
    """Refusal if a workbook has more sheets than a return can have."""
    if number > SHEETS:
        raise Refusal("file_too_large", f"共有 {number} 张工作表", f"{SHEETS} 张")


def check_unpacked(size: int) -> None:
    """Refusal if what an archive unpacks to, in bytes, is more than a return can be."""
    if size > UNPACKED_BYTES:
        raise Refusal("file_too_large", f"解压后有 {size:,} 字节", f"{UNPACKED_BYTES:,} 字节")
