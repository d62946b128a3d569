"""The sheets of an .xlsx as they look, read with openpyxl.

Of openpyxl its reader of packages, styles and cells is used, not its sheets: those would spell out a merged
range of a million rows, lose formulas that have no stored result, and stumble over drawings and checks that
nobody asks for.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Hashable, Mapping
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse

# openpyxl takes them where they are there, and each costs more time than the workbook. What defusedxml
# forbids `looks` refuses.
sys.modules["numpy"] = sys.modules["PIL"] = None  # type: ignore[assignment]
os.environ["OPENPYXL_DEFUSEDXML"] = "False"

from openpyxl.reader.excel import ExcelReader  # noqa: E402
from openpyxl.styles.stylesheet import apply_stylesheet  # noqa: E402
from openpyxl.utils.cell import coordinate_to_tuple  # noqa: E402
from openpyxl.worksheet._reader import WorkSheetParser  # noqa: E402
from openpyxl.xml.constants import SHEET_MAIN_NS  # noqa: E402

from etl.leagues.facsimile.formats.raw import Parsed, RawSheet, characters, sheet  # noqa: E402
from etl.leagues.facsimile.formats.xlsx_looks import Styles  # noqa: E402

_MAIN = f"{{{SHEET_MAIN_NS}}}"
_Styled = tuple[int, int, int, int, Hashable]
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383


def parse(package: IO[bytes]) -> Parsed:
    """The worksheets of the file; a style is known by its number."""
    sheets = []
    book = ExcelReader(package, data_only=True, keep_links=False)
    book.read_manifest()
    book.read_strings()
    book.read_workbook()
    book.read_theme()
    apply_stylesheet(book.archive, book.wb)
    for listed, relation in book.parser.find_sheets():
        if relation.Type.endswith("/worksheet") and relation.target in book.valid_files:
            raw = sheet(listed.name, listed.state != "visible")
            with book.archive.open(relation.target) as file:
                _fill(raw, file, book)
            sheets.append(raw)
    return sheets, Styles(book.wb).look


def _fill(raw: RawSheet, file: IO[bytes], book: ExcelReader) -> None:
    workbook: Any = book.wb
    cells = _Cells(
        file,
        book.shared_strings,
        data_only=True,
        epoch=workbook.epoch,
        date_formats=workbook._date_formats,
        timedelta_formats=workbook._timedelta_formats,
    )
    columns: list[_Styled] = []
    rows: list[_Styled] = []
    for _, element in iterparse(file):  # noqa: S314 - see looks
        match element.tag.removeprefix(_MAIN):
            case "row":
                number, values = cells.parse_row(element)  # type: ignore[arg-type]
                _row(raw, rows, number - 1, element.attrib)
                _cells(raw, values)
                element.clear()
            case "col":
                _column(raw, columns, element.attrib)
                if len(raw["widths"]) > _LAST_COLUMN + 2:  # one each, and the standard
                    raise ValueError("more columns have a width than there can be")
            case "sheetFormatPr":
                _defaults(raw, element.attrib)
            case "pane" if element.get("state") in ("frozen", "frozenSplit"):
                raw["frozen"] = _count(element.get("ySplit")), _count(element.get("xSplit"))
            case "mergeCell":
                first, _, last = element.attrib["ref"].partition(":")
                top, left = coordinate_to_tuple(first)
                bottom, right = coordinate_to_tuple(last or first)
                raw["merged"].append((top - 1, left - 1, bottom - 1, right - 1))
    if element.tag != f"{_MAIN}worksheet":
        raise ValueError(f"{element.tag} is no worksheet that openpyxl knows")
    # Columns lie under rows, and rows under the cells that are there.
    raw["blanks"][:0] = columns + rows


class _Cells(WorkSheetParser):
    """openpyxl's reader of cells, which keeps the text of a formula that has no stored result."""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        value = element.find(f"{_MAIN}v")
        kind = element.get("t", "n")
        if cell["data_type"] == "e" and kind == "n" and value is not None:
            cell["value"] = float(value.text or 0)  # a number that is no date, whatever its format
        elif cell["value"] is None and element.find(f"{_MAIN}f") is not None:
            if kind == "str" and value is not None:
                return cell  # an empty text is a result
            formula = self.parse_formula(element)  # type: ignore[no-untyped-call]
            cell["value"] = str(getattr(formula, "text", formula) or "=")
        return cell


def _cells(raw: RawSheet, cells: list[dict[str, Any]]) -> None:
    for cell in cells:
        row, column, style = cell["row"] - 1, cell["column"] - 1, cell["style_id"]
        if cell["value"] is None:
            raw["blanks"].append((row, column, row, column, style))
        else:
            raw["cells"].append((row, column, cell["value"], style))


def _row(raw: RawSheet, styled: list[_Styled], row: int, attributes: Mapping[str, str]) -> None:
    if "ht" in attributes:
        raw["heights"].append((row, row, float(attributes["ht"])))
    if attributes.get("hidden") in ("1", "true"):
        raw["hidden_rows"].append((row, row))
    if attributes.get("customFormat") in ("1", "true"):
        styled.append((row, 0, row, _LAST_COLUMN, int(attributes.get("s", "0"))))


def _column(raw: RawSheet, styled: list[_Styled], attributes: Mapping[str, str]) -> None:
    first, last = int(attributes["min"]) - 1, int(attributes["max"]) - 1
    if "width" in attributes:
        raw["widths"].append((first, last, characters(float(attributes["width"]))))
    if attributes.get("hidden") in ("1", "true"):
        raw["hidden_columns"].append((first, last))
    if "style" in attributes:
        styled.append((0, first, _LAST_ROW, last, int(attributes["style"])))


def _defaults(raw: RawSheet, attributes: Mapping[str, str]) -> None:
    if "defaultColWidth" in attributes:
        raw["widths"].append((0, _LAST_COLUMN, characters(float(attributes["defaultColWidth"]))))
    if attributes.get("customHeight") in ("1", "true") and "defaultRowHeight" in attributes:
        raw["heights"].append((0, _LAST_ROW, float(attributes["defaultRowHeight"])))


def _count(written: str | None) -> int:
    return int(float(written or 0))
