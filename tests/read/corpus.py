"""A hundred files as nobody should send them, each with the rule that refuses it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from etl.common.settings import REPOSITORY
from etl.read.grid import address
from tests.read.forms import DATA, JOBS, archive, data_sheet, text, workbook

SAMPLES = REPOSITORY / "tests" / "samples" / "returns"
Build = Callable[[], bytes]

_UNREADABLE, _LARGE, _UNKNOWN = "file_unreadable", "file_too_large", "file_type_unknown"
_ENCRYPTED, _MACRO, _ACTS = "file_encrypted", "file_macro", "file_acts"
_SHEET, _BOOK, _STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
_RELATIONS, _OFFICE = "xl/_rels/workbook.xml.rels", "http://schemas.openxmlformats.org/officeDocument/2006"
_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
_LONG = b"x" * 40_000


@cache
def xlsx() -> bytes:
    return workbook(data_sheet(JOBS))


@cache
def xls() -> bytes:
    return next((SAMPLES / "150300").glob("*.xls")).read_bytes()


@cache
def ods() -> bytes:
    return next((SAMPLES / "150500").glob("*.ods")).read_bytes()


def _entries(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _in(book: Build, entry: str, old: bytes, new: bytes) -> Build:
    """The workbook with a piece of one entry replaced."""

    def build() -> bytes:
        entries = _entries(book())
        if old not in entries[entry]:
            raise ValueError(f"{old!r} is not in {entry}")
        return archive(entries | {entry: entries[entry].replace(old, new, 1)})

    return build


def _with(book: Build, added: Mapping[str, bytes]) -> Build:
    return lambda: archive(_entries(book()) | added)


def _without(book: Build, entry: str) -> Build:
    return lambda: archive({name: data for name, data in _entries(book()).items() if name != entry})


def _cells(cells: bytes) -> Build:
    """A good return with more cells below."""
    return _in(xlsx, _SHEET, b"</sheetData>", b"<row>" + cells + b"</row></sheetData>")


def _above(piece: bytes) -> Build:
    return _in(xlsx, _SHEET, b"<sheetData>", piece + b"<sheetData>")


def _related(kind: str, content: bytes = b"<x/>") -> Build:
    relation = f'<Relationship Id="z" Type="{_OFFICE}/relationships/{kind}" Target="z.xml"/></Relationships>'
    changed = _in(xlsx, _RELATIONS, b"</Relationships>", relation.encode())
    return _with(changed, {"xl/z.xml": content})


def _patched(book: Build, at: int, piece: bytes) -> Build:
    """The bytes with a piece of them written over; from the end where `at` is below nought."""

    def build() -> bytes:
        content = bytearray(book())
        start = at if at >= 0 else len(content) + at
        content[start : start + len(piece)] = piece
        return bytes(content)

    return build


def _cut(book: Build, share: float) -> Build:
    return lambda: book()[: int(len(book()) * share)]


def _ods(old: bytes, new: bytes) -> Build:
    return _in(ods, "content.xml", old, new)


def _ods_rows(rows: bytes) -> Build:
    return _ods(b"</table:table>", rows + b"</table:table>")


def _directory(field: int, form: str, value: int) -> Build:
    """The workbook in whose list of entries that of the sheet says something else."""

    def build() -> bytes:
        content = bytearray(xlsx())
        entry = content.rindex(b"PK\x01\x02", 0, content.rindex(_SHEET.encode()))
        struct.pack_into(form, content, entry + field, value)
        return bytes(content)

    return build


def _csv(*lines: str) -> Build:
    return lambda: "\n".join(lines).encode()


def _many_styles() -> bytes:
    entries = _entries(xlsx())
    more = b"<cellXfs>" + b"<xf/>" * 2_000_000 + b"</cellXfs>"
    styles = entries[_STYLES].replace(b"</styleSheet>", more + b"</styleSheet>")
    return archive(entries | {_STYLES: styles})


def _numbered(element: Callable[[int], str], count: int) -> bytes:
    return "".join(map(element, range(1, count + 1))).encode()


def _styles(element: Callable[[int], str], group: str) -> Build:
    """The workbook with more of these in its styles than any program writes."""
    more = f"<{group}>".encode() + _numbered(element, 65_491) + f"</{group}></styleSheet>".encode()
    return _in(xlsx, _STYLES, b"</styleSheet>", more)


_BLANKS = b'<c s="1"/>' * 1_000_001
_HEADER = ",".join(DATA)
_ROW = ",".join(str(value or "") for value in JOBS)

CORPUS: Mapping[str, tuple[Build, str]] = {
    # What is cut off, empty or of another kind.
    "empty": (lambda: b"", _UNREADABLE),
    **{f"cut_{share}.xlsx": (_cut(xlsx, share), _UNREADABLE) for share in (0.05, 0.3, 0.6, 0.9, 0.99)},
    **{f"cut_{share}.ods": (_cut(ods, share), _UNREADABLE) for share in (0.1, 0.5, 0.98)},
    **{f"cut_{share}.xls": (_cut(xls, share), _UNREADABLE) for share in (0.01, 0.1)},
    "noise.bin": (lambda: zlib.compress(b"".join(bytes([n % 251]) for n in range(99_999))), _UNKNOWN),
    "program.exe": (lambda: b"MZ\x90\0\3\0" + bytes(500), _UNKNOWN),
    "page.xls": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", _UNKNOWN),
    "xml_2003.xls": (lambda: b'<?xml version="1.0"?><Workbook/>', _UNKNOWN),
    "archive.zip": (lambda: archive({"a.xlsx": xlsx()}), _UNKNOWN),
    "archive.rar": (lambda: b"Rar!\x1a\x07\1\0" + bytes(99), _UNKNOWN),
    "archive.7z": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), _UNKNOWN),
    "archive.gz": (lambda: b"\x1f\x8b\x08\0" + bytes(99), _UNKNOWN),
    "binary.xlsb": (lambda: archive({"xl/workbook.bin": b""}), _UNKNOWN),
    "slides.pptx": (lambda: archive({"ppt/presentation.xml": b"<x/>"}), _UNKNOWN),
    "picture.xlsx": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(99), _UNKNOWN),
    "scan.xlsx": (lambda: b"%PDF-1.7\n" + bytes(99), _UNKNOWN),
    "report.xlsx": (lambda: archive({"word/document.xml": b"<x/>"}), _UNKNOWN),
    "utf16.csv": (lambda: "盟市,报告期".encode("utf-16"), _UNKNOWN),
    "latin1.csv": (lambda: b"\xff\x80\x81,1", _UNKNOWN),
    # Directories that lie.
    "many_entries.xlsx": (lambda: archive({f"xl/{n}.xml": b"" for n in range(2_001)}), _LARGE),
    "bomb.xlsx": (_above(b" " * 60_000_000), _LARGE),
    "bomb_small.xlsx": (_above(b" " * 4_000_000), _LARGE),
    "bomb.ods": (_ods(b"<office:body>", b" " * 60_000_000 + b"<office:body>"), _LARGE),
    "size_lies.xlsx": (_directory(24, "<I", 5), _UNREADABLE),
    "method_unknown.xlsx": (_directory(10, "<H", 77), _UNREADABLE),
    "checksum_lies.xlsx": (_directory(16, "<I", 1), _UNREADABLE),
    "offset_lies.xlsx": (_directory(42, "<I", 0x7FFFFFFF), _UNREADABLE),
    "locked_entry.xlsx": (_directory(8, "<H", 1), _ENCRYPTED),
    "directory_long.xlsx": (_patched(xlsx, -10, struct.pack("<I", 0x7FFFFFFF)), _LARGE),
    "directory_away.xlsx": (_patched(xlsx, -6, struct.pack("<I", 0x7FFFFFFF)), _UNREADABLE),
    "two_names.xlsx": (_with(xlsx, {"XL/worksheets/SHEET1.xml": b"<x/>"}), _UNREADABLE),
    # Parts that are not there, or are not what they are called.
    "no_book.xlsx": (_without(xlsx, _BOOK), _UNKNOWN),
    "no_sheet.xlsx": (_without(xlsx, _SHEET), _UNREADABLE),
    "no_relations.xlsx": (_without(xlsx, _RELATIONS), _UNREADABLE),
    "sheet_no_xml.xlsx": (_with(xlsx, {_SHEET: b"\0\1\2"}), _UNREADABLE),
    "sheet_half.xlsx": (_in(xlsx, _SHEET, b"</sheetData>", b"</sheet"), _UNREADABLE),
    "book_no_xml.xlsx": (_with(xlsx, {_BOOK: b"no"}), _UNREADABLE),
    "styles_no_xml.xlsx": (_with(xlsx, {_STYLES: b"<"}), _UNREADABLE),
    "entities_sheet.xlsx": (_in(xlsx, _SHEET, b"<worksheet", _ENTITIES + b"<worksheet"), _UNREADABLE),
    "entities_book.xlsx": (_in(xlsx, _BOOK, b"<workbook", _ENTITIES + b"<workbook"), _UNREADABLE),
    "entities_styles.xlsx": (_in(xlsx, _STYLES, b"<styleSheet", _ENTITIES + b"<styleSheet"), _UNREADABLE),
    "entities.ods": (_ods(b"<office:document-content", _ENTITIES + b"<office:document-content"), _UNREADABLE),
    "no_content.ods": (_without(ods, "content.xml"), _UNREADABLE),
    "content_no_xml.ods": (_with(ods, {"content.xml": b"<office:x>"}), _UNREADABLE),
    "same_relation.xlsx": (
        _in(xlsx, _RELATIONS, b"</Relationships>", b'<Relationship Id="rId1"/></Relationships>'),
        _UNREADABLE,
    ),
    # Cells that no program writes.
    "far_row.xlsx": (_cells(b'<c r="A1048576"><v>1</v></c>'), _LARGE),
    "far_column.xlsx": (_cells(b'<c r="XFD9"><v>1</v></c>'), _LARGE),
    "far_blank_text.xlsx": (_cells(b'<c r="GR100000" t="str"><v></v></c>'), _LARGE),
    "row_0.xlsx": (_cells(b'<c r="A0"><v>1</v></c>'), _UNREADABLE),
    "address_strange.xlsx": (_cells(b'<c r="1A"><v>1</v></c>'), _UNREADABLE),
    "address_endless.xlsx": (_cells(b'<c r="' + b"A" * 5_000 + b'1"><v>1</v></c>'), _LARGE),
    "twice.xlsx": (_cells(b'<c r="A9"><v>1</v></c><c r="A9"><v>2</v></c>'), _UNREADABLE),
    "two_values.xlsx": (_cells(b'<c r="A9"><v>1</v><v>2</v></c>'), _UNREADABLE),
    "error_unknown.xlsx": (_cells(b'<c r="A9" t="e"><v>#BUSY!</v></c>'), _UNREADABLE),
    "string_away.xlsx": (_cells(b'<c r="A9" t="s"><v>999999</v></c>'), _UNREADABLE),
    "style_no_number.xlsx": (_cells(b'<c r="A9" s="x"><v>1</v></c>'), _UNREADABLE),
    "text_long.xlsx": (_cells(b'<c r="A9" t="inlineStr"><is><t>' + _LONG + b"</t></is></c>"), _LARGE),
    "text_runs.xlsx": (
        _cells(b'<c r="A9" t="inlineStr"><is>' + b"<r><t>xxxxxxxx</t></r>" * 5_000 + b"</is></c>"),
        _LARGE,
    ),
    "number_long.xlsx": (_cells(b'<c r="A9"><v>' + b"1" * 40_000 + b"</v></c>"), _LARGE),
    "formula_long.xlsx": (_cells(b'<c r="A9"><f>' + _LONG + b"</f><v>1</v></c>"), _LARGE),
    "blanks.xlsx": (_cells(_BLANKS), _LARGE),
    "merges.xlsx": (
        _in(
            xlsx,
            _SHEET,
            b"</sheetData>",
            b"</sheetData><mergeCells>"
            + b"".join(b'<mergeCell ref="A%d:B%d"/>' % (row, row) for row in range(1, 20_002))
            + b"</mergeCells>",
        ),
        _LARGE,
    ),
    "styles_many.xlsx": (_many_styles, _LARGE),
    "fonts_many.xlsx": (_styles(lambda n: f'<font><sz val="{n}"/></font>', "fonts"), _LARGE),
    "formats_many.xlsx": (
        _styles(lambda n: f'<numFmt numFmtId="{n}" formatCode="0.{n}"/>', "numFmts"),
        _LARGE,
    ),
    "blank_rows_many.xlsx": (
        _in(xlsx, _SHEET, b"</sheetData>", _numbered(lambda n: f'<row r="{n}"/>', 500_001) + b"</sheetData>"),
        _LARGE,
    ),
    "sheets_many.xlsx": (lambda: workbook({f"表{n}": [["x"]] for n in range(101)}), _LARGE),
    "cells_many.xlsx": (
        _cells(
            b"".join(
                f'<c r="{address(row, column)}"><v>1</v></c>'.encode()
                for row in range(9, 1_509)
                for column in range(101)
            )
        ),
        _LARGE,
    ),
    # The same in an .ods.
    "far_row.ods": (
        _ods_rows(
            b'<table:table-row table:number-rows-repeated="1000000"/>'
            b"<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
        ),
        _LARGE,
    ),
    "rows_repeated.ods": (
        _ods_rows(
            b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell>'
            b"<text:p>x</text:p></table:table-cell></table:table-row>"
        ),
        _LARGE,
    ),
    "columns_repeated.ods": (
        _ods_rows(
            b'<table:table-row><table:table-cell table:number-columns-repeated="16384">'
            b"<text:p>x</text:p></table:table-cell></table:table-row>"
        ),
        _LARGE,
    ),
    "repeat_no_number.ods": (
        _ods_rows(b'<table:table-row table:number-rows-repeated="many"/>'),
        _UNREADABLE,
    ),
    "text_long.ods": (
        _ods_rows(
            b"<table:table-row><table:table-cell><text:p>"
            + _LONG
            + b"</text:p></table:table-cell></table:table-row>"
        ),
        _LARGE,
    ),
    "locked.ods": (_with(ods, {"META-INF/manifest.xml": b"<m><encryption-data/></m>"}), _ENCRYPTED),
    # An .xls whose header or sectors lie.
    "header_zero.xls": (lambda: xls()[:8] + bytes(504) + xls()[512:], _UNREADABLE),
    "sector_size.xls": (_patched(xls, 30, struct.pack("<H", 40)), _UNREADABLE),
    "tables_many.xls": (_patched(xls, 44, struct.pack("<I", 33_000_000)), _UNREADABLE),
    "lists_many.xls": (_patched(xls, 72, struct.pack("<I", 33_000_000)), _UNREADABLE),
    "directory_away.xls": (_patched(xls, 48, struct.pack("<I", 0x7FFFFFF0)), _UNREADABLE),
    "table_away.xls": (_patched(xls, 76, struct.pack("<I", 0x7FFFFFF0)), _UNREADABLE),
    "no_streams.xls": (lambda: xls()[:512], _UNREADABLE),
    # What acts, under any name.
    "macro.xlsx": (_with(xlsx, {"xl/vbaProject.bin": b"x"}), _MACRO),
    "macro_renamed.xlsx": (_related("vbaProject"), _MACRO),
    "macro_sheet.xlsx": (_related("xlMacrosheet"), _MACRO),
    "macro.ods": (_with(ods, {"Basic/Standard/Module1.xml": b"<x/>"}), _MACRO),
    "script.ods": (_with(ods, {"Scripts/python/x.py": b"x"}), _MACRO),
    "connections.xlsx": (_related("connections"), _ACTS),
    "control.xlsx": (_related("control"), _ACTS),
    "query.xlsx": (_related("queryTable"), _ACTS),
    "dde.xlsx": (_related("externalLink", b"<externalLink><ddeLink/></externalLink>"), _ACTS),
    "ole.xlsx": (_related("externalLink", b"<externalLink><oleLink/></externalLink>"), _ACTS),
    "dde_formula.xlsx": (_cells(b"<c r=\"A9\"><f>cmd|'/c calc'!A1</f><v>1</v></c>"), _ACTS),
    "service.xlsx": (_cells(b'<c r="A9"><f>WEBSERVICE("http://x")</f><v>1</v></c>'), _ACTS),
    "dde.ods": (
        _ods(b"</office:spreadsheet>", b"<table:dde-links/><table:dde-link/></office:spreadsheet>"),
        _ACTS,
    ),
    "dde.csv": (lambda: text([DATA, [*JOBS[:5], "=cmd|'/c calc'!A1"]]), _ACTS),
    # Text files.
    "nul.csv": (_csv(_HEADER, _ROW + "\0"), _UNREADABLE),
    "quote_open.csv": (_csv(_HEADER, '"' + _ROW, _ROW), _UNREADABLE),
    "quote_swallows.csv": (_csv(_HEADER, _ROW + '"x', _ROW, _ROW + '"'), _UNREADABLE),
    "field_long.csv": (_csv(_HEADER, "x" * 200_000), _UNREADABLE),
    "text_long.csv": (_csv(_HEADER, "x" * 40_000), _LARGE),
    "rows_many.csv": (_csv(_HEADER, *["1"] * 20_001), _LARGE),
    "blank_lines_many.csv": (_csv(_HEADER, *[""] * 500_001, _ROW), _LARGE),
    "columns_many.csv": (_csv("," * 200 + "x", _ROW), _LARGE),
    "cells_many.csv": (_csv(*["1," * 20] * 7_501), _LARGE),
    "texts_many.csv": (_csv("a,b", *[f"{'x' * 30_000},{'x' * 30_000}"] * 84), _LARGE),
}
