"""Pages into files: by openpyxl, by XlsxWriter, as text, and re-saved by LibreOffice, many at a time."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter

from tests.fuzz.house import House
from tests.fuzz.page import Page
from tests.fuzz.spell import Cell

FILTERS = {"xls": "xls:MS Excel 97", "ods": "ods:calc8", "xlsx-office": "xlsx:Calc MS Excel 2007 XML"}


def suffix(house: House) -> str:
    return house.kind.partition("-")[0]


def written(house: House, pages: Sequence[Page], path: Path) -> None:
    """The file is there; of a kind that LibreOffice makes, the workbook that `resaved` takes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if house.is_text:
        path.write_bytes(as_text(house, pages[0]))
    elif house.kind == "xlsx" and house.figure != "formula":
        _by_openpyxl(pages, path)
    else:
        _by_xlsxwriter(pages, path)
    if house.kind in ("xlsx", "xlsx-writer") and house.wrong_dimension:
        _misstate_dimension(path)


def resaved(files: Iterable[tuple[House, Path]]) -> None:
    """Each workbook is now of its house's kind, saved by LibreOffice in one call; RuntimeError without it."""
    by_kind: dict[str, list[Path]] = defaultdict(list)
    for house, path in files:
        if house.kind in FILTERS:
            by_kind[house.kind].append(path)
    if by_kind and shutil.which("soffice") is None:
        raise RuntimeError("LibreOffice makes the .xls and .ods files: install it (soffice) and try again")
    for kind, paths in by_kind.items():
        with tempfile.TemporaryDirectory() as name:
            staged = Path(name)
            (staged / "in").mkdir()
            for number, path in enumerate(paths):
                shutil.copy(path, staged / "in" / f"{number}.xlsx")
            subprocess.run(
                ["soffice", f"-env:UserInstallation={(staged / 'profile').as_uri()}", "--headless"]
                + ["--convert-to", FILTERS[kind], "--outdir", str(staged / "out")]
                + [str(staged / "in" / f"{number}.xlsx") for number in range(len(paths))],
                check=True,
                capture_output=True,
            )
            for number, path in enumerate(paths):
                shutil.copy(staged / "out" / f"{number}.{kind.partition('-')[0]}", path)


def as_text(house: House, page: Page) -> bytes:
    """The page as delimited text."""
    written = io.StringIO()
    writer = csv.writer(
        written,
        delimiter=house.delimiter,
        quoting=csv.QUOTE_ALL if house.quoting == "all" else csv.QUOTE_MINIMAL,
        lineterminator=house.newline,
    )
    width = len(page.grid[0])
    for line in page.grid:
        writer.writerow([_plain(cell) for cell in line] + [""] * (width - len(line)))
    return written.getvalue().encode(house.encoding)


def _plain(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{Decimal(f'{value:.15g}'):f}"
    return "" if value is None else str(value)


def _by_openpyxl(pages: Sequence[Page], path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for row, line in enumerate(page.grid, 1):
            for column, cell in enumerate(line, 1):
                if cell.value is None and not cell.formula:
                    continue
                # openpyxl stores no results: a formula of its hand has none.
                target = sheet.cell(row, column, cell.formula or cell.value)
                if cell.number_format:
                    target.number_format = cell.number_format
        for top, left, bottom, right in page.merges:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for row in page.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
    book.save(path)


def _by_xlsxwriter(pages: Sequence[Page], path: Path) -> None:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        book.calc_on_load = False  # its formulas have results, as when a spreadsheet program saved it
        plain = book.add_format()
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for merge in page.merges:
                sheet.merge_range(*merge, "", plain)
            for row, line in enumerate(page.grid):
                for column, cell in enumerate(line):
                    form = book.add_format({"num_format": cell.number_format}) if cell.number_format else None
                    if cell.formula:
                        sheet.write_formula(row, column, cell.formula, form, cell.value)
                    elif isinstance(cell.value, date):
                        sheet.write_datetime(row, column, datetime.combine(cell.value, time()), form)
                    elif cell.value is not None and cell.value != "":
                        sheet.write(row, column, cell.value, form)
            for row in page.hidden_rows:
                sheet.set_row(row, None, None, {"hidden": True})
            for column in page.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})


def _misstate_dimension(path: Path) -> None:
    """The workbook's sheets say that they have one cell, as some office suites write it."""
    with zipfile.ZipFile(path) as source:
        entries = [(entry, source.read(entry)) for entry in source.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry, content in entries:
            if entry.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', content)
            target.writestr(entry, content)
