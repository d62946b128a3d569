"""An .xlsx is drawn as it was sent."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, GradientFill, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from etl.leagues.facsimile.model import Edge, Face, Look
from tests.facsimile.looks import drawn, said
from tests.read.forms import changed, workbook

SHEET = "xl/worksheets/sheet1.xml"
BLUE = "FF0000FF"
AT_HALF_PAST = datetime.fromisoformat("2023-04-03T09:30")


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def book_of(**cells: Any) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    for name, value in cells.items():
        sheet[name] = value
    return book, sheet


def styled(folder: Path, **style: Any) -> dict[str, Any]:
    """What the look of a cell with this style says, but for the font of every cell."""
    book, sheet = book_of(A1="x")
    cell = sheet["A1"]
    assert isinstance(cell, Cell)
    for name, value in style.items():
        setattr(cell, name, value)
    found = said(drawn(saved(book), folder)[0].faces[0, 0].look)
    return found if "font" in style else {
        name: value for name, value in found.items() if name not in ("font", "size", "color")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "number_format", "content"),
    [
        ("文字", "@", "文字"),
        (" 两行\n文字 ", "@", " 两行\n文字 "),
        (1234.5, "#,##0.00", 1234.5),
        (0.1, "0", 0.1),
        (12, '0"人"', 12.0),
        (0.935, "0.0%", 0.935),
        (True, "0", True),
        (False, "0", False),
        (date(2023, 4, 3), 'yyyy"年"m"月"d"日"', date(2023, 4, 3)),
        (AT_HALF_PAST.replace(hour=0, minute=0), "yyyy-mm-dd", date(2023, 4, 3)),
        (AT_HALF_PAST, "yyyy-mm-dd hh:mm", AT_HALF_PAST),
        (time(9, 30), "hh:mm", time(9, 30)),
        (timedelta(hours=30), "[h]:mm:ss", 1.25),
        (99_999_999, "yyyy-mm-dd", 99_999_999.0),
        ("#DIV/0!", "0", "#DIV/0!"),
    ],
)
def test_values_keep_their_type_and_number_format(
    value: Any, number_format: str, content: Any, tmp_path: Path
) -> None:
    book, sheet = book_of(B3=value)
    sheet["B3"].number_format = number_format
    face = drawn(saved(book), tmp_path)[0].faces[2, 1]
    assert (face.content, type(face.content)) == (content, type(content))
    assert face.look.number_format == number_format


def test_days_since_1904(tmp_path: Path) -> None:
    content = changed(
        saved(book_of(A1=date(2023, 4, 3))[0]), "xl/workbook.xml", b"<workbookPr", b'<workbookPr date1904="1"'
    )
    assert drawn(content, tmp_path)[0].faces[0, 0].content == date(2027, 4, 4)


def test_a_text_that_begins_as_a_formula_stays_a_text(tmp_path: Path) -> None:
    book, sheet = book_of(A1="=abc", B1="=1+1")
    sheet["A1"].data_type = "s"
    faces = drawn(saved(book), tmp_path)[0].faces
    assert [faces[0, 0].content, faces[0, 1].content] == ["=abc", "=1+1"]  # the second one has no result


def test_formulas_are_their_stored_results(tmp_path: Path) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for column, result in enumerate((42, "合计", "#REF!", True)):
            sheet.write_formula(0, column, "=SUM(A2:A9)", None, result)
    faces = drawn(file.getvalue(), tmp_path)[0].faces
    assert [faces[0, column].content for column in range(4)] == [42.0, "合计", "#REF!", True]


def test_a_formula_whose_result_is_an_empty_text_shows_nothing(tmp_path: Path) -> None:
    content = changed(
        saved(book_of(A1="x", A2=1)[0]),
        SHEET,
        b'<c r="A2" t="n"><v>1</v></c>',
        b'<c r="A2" t="str"><f>""</f><v></v></c>',
    )
    assert drawn(content, tmp_path)[0].faces.keys() == {(0, 0)}


def test_a_shared_formula_without_result_is_the_one_of_its_cell(tmp_path: Path) -> None:
    content = changed(
        saved(book_of(A1=1, B1=2)[0]),
        SHEET,
        b'<c r="B1" t="n"><v>2</v></c>',
        b'<c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f></c></row>'
        b'<row r="2"><c r="B2"><f t="shared" si="0"/></c>',
    )
    faces = drawn(content, tmp_path)[0].faces
    assert (faces[0, 1].content, faces[1, 1].content) == ("=A1*2", "=A2*2")


def test_fonts(tmp_path: Path) -> None:
    font = Font(name="仿宋", sz=16, b=True, i=True, u="double", strike=True, color="FFC00000")
    assert styled(tmp_path, font=font) == {
        "font": "仿宋",
        "size": 16.0,
        "bold": True,
        "italic": True,
        "underline": True,
        "strikeout": True,
        "color": "#C00000",
    }


@pytest.mark.parametrize(
    ("color", "shown"),
    [
        (Color(theme=1), "#000000"),
        (Color(theme=0), "#FFFFFF"),
        (Color(theme=3), "#1F497D"),
        (Color(theme=4), "#4F81BD"),
        (Color(theme=4, tint=-0.25), "#376092"),
        (Color(theme=4, tint=0.8), "#DCE6F2"),
        (Color(indexed=10), "#FF0000"),
        (Color(rgb="80123abc"), "#123ABC"),
        (Color(indexed=64), None),
        (Color(auto=True), None),
        (Color(theme=99), None),
    ],
)
def test_colours_by_theme_palette_and_tint(color: Color, shown: str | None, tmp_path: Path) -> None:
    assert styled(tmp_path, fill=PatternFill("solid", fgColor=color)).get("fill") == shown


@pytest.mark.parametrize(
    ("fill", "shown"),
    [
        (PatternFill("lightGrid", fgColor="FF00B050", bgColor="FFFFFF00"), "#00B050"),
        (GradientFill(stop=("FF92D050", "FFFFFFFF")), "#92D050"),
        (PatternFill(None, fgColor="FF92D050"), None),
    ],
)
def test_patterns_and_gradients_are_one_colour(fill: Any, shown: str | None, tmp_path: Path) -> None:
    assert styled(tmp_path, fill=fill).get("fill") == shown


def test_borders(tmp_path: Path) -> None:
    border = Border(
        left=Side("thin"), right=Side("medium", BLUE), top=Side("double", BLUE), bottom=Side("slantDashDot")
    )
    assert styled(tmp_path, border=border) == {
        "left": Edge(1),
        "right": Edge(2, "#0000FF"),
        "top": Edge(6, "#0000FF"),
        "bottom": Edge(13),
    }


@pytest.mark.parametrize(
    ("alignment", "shown"),
    [
        (Alignment("center", "center"), {"horizontal": "center", "vertical": "vcenter"}),
        (Alignment("centerContinuous", "top"), {"horizontal": "center_across", "vertical": "top"}),
        (Alignment("distributed", "justify"), {"horizontal": "distributed", "vertical": "vjustify"}),
        (Alignment("general"), {}),
        (Alignment("left", indent=2, wrap_text=True), {"horizontal": "left", "indent": 2, "wrap": True}),
        (Alignment(text_rotation=45), {"rotation": 45}),
        (Alignment(text_rotation=135), {"rotation": -45}),
        (Alignment(text_rotation=255), {"rotation": 270}),
    ],
)
def test_alignment(alignment: Alignment, shown: dict[str, Any], tmp_path: Path) -> None:
    assert styled(tmp_path, alignment=alignment) == shown


def layout() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("数据")
        sheet.merge_range("A1:D1", "标题")
        sheet.write("D4", 1)
        sheet.set_column("A:B", 20)
        sheet.set_column("C:C", 8.43, None, {"hidden": True})
        sheet.set_row(0, 30)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.freeze_panes(2, 1)
        for hide in ("hide", "very_hidden"):
            getattr(book.add_worksheet(hide), hide)()
    return file.getvalue()


def test_the_layout_of_a_sheet(tmp_path: Path) -> None:
    sheets = drawn(layout(), tmp_path)
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
        ("数据", False),
        ("hide", True),
        ("very_hidden", True),
    ]
    sheet = sheets[0]
    assert sheet.merged == ((0, 0, 0, 3),)
    assert sheet.widths == {0: 20.0, 1: 20.0, 2: 8.43}
    assert sheet.heights == {0: 30.0}
    assert (sheet.hidden_columns, sheet.hidden_rows, sheet.frozen) == ({2}, {2}, (2, 1))


def test_a_panes_split_that_moves_freezes_nothing(tmp_path: Path) -> None:
    content = changed(layout(), SHEET, b'state="frozen"', b'state="split"')
    assert drawn(content, tmp_path)[0].frozen == (0, 0)


def test_formatted_blanks_stay_near_what_is_written(tmp_path: Path) -> None:
    book, sheet = book_of(B2="x")
    yellow = PatternFill("solid", fgColor="FFFFFF00")
    for name in ("A1", "L52", "M52", "L53", "XFD1048576"):
        sheet[name].fill = yellow
    sheet["C3"].font = Font(b=True)  # shows nothing where nothing is written
    faces = drawn(saved(book), tmp_path)[0].faces
    assert faces.keys() == {(1, 1), (0, 0), (51, 11)}
    assert (faces[0, 0].content, faces[0, 0].look.fill) == (None, "#FFFF00")


def test_rows_and_columns_lend_their_looks_to_cells_that_are_not_there(tmp_path: Path) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "x")
        sheet.set_column("B:B", None, book.add_format({"bg_color": "#00FF00"}))
        sheet.set_row(1, None, book.add_format({"bg_color": "#FF0000"}))
        sheet.write_blank("C2", None, book.add_format({"bg_color": "#0000FF"}))
    faces = drawn(file.getvalue(), tmp_path)[0].faces
    shown = {at: face.look.fill for at, face in faces.items() if at[0] < 3 and at[1] < 4}
    assert shown == {
        (0, 0): None,
        (0, 1): "#00FF00",
        (1, 0): "#FF0000",
        (1, 1): "#FF0000",
        (1, 2): "#0000FF",
        (1, 3): "#FF0000",
        (2, 1): "#00FF00",
    }


def test_merged_ranges_lie_apart_and_near(tmp_path: Path) -> None:
    content = changed(
        saved(book_of(A1="x")[0]),
        SHEET,
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:C3"/>'
        b'<mergeCell ref="D900:E900"/><mergeCell ref="A2"/></mergeCells>',
    )
    assert drawn(content, tmp_path)[0].merged == ((0, 0, 50, 10),)


def test_values_under_a_merged_range_stay(tmp_path: Path) -> None:
    content = changed(
        saved(book_of(A1="x", B1=2)[0]),
        SHEET,
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    )
    faces = drawn(content, tmp_path)[0].faces
    assert (faces[0, 0].content, faces[0, 1].content) == ("x", 2.0)


def test_what_says_it_is_another_programs_is_drawn_by_its_relationships(tmp_path: Path) -> None:
    content = saved(book_of(A1="x")[0])
    other = changed(content, "[Content_Types].xml", b"spreadsheetml.sheet.main", b"presentationml.main")
    assert drawn(other, tmp_path) == drawn(content, tmp_path)


REJECTED = {
    "a family of fonts that there is not": ("xl/styles.xml", b'<family val="2"', b'<family val="99"'),
    "more widths than there can be columns": (
        SHEET,
        b"<sheetData>",
        b"<cols>" + b'<col min="1" max="1" width="9"/>' * 16_386 + b"</cols><sheetData>",
    ),
    "strict Open XML": (SHEET, b"schemas.openxmlformats.org/spreadsheetml/2006", b"purl.oclc.org/ooxml"),
}


@pytest.mark.parametrize("fault", REJECTED)
def test_what_openpyxl_rejects_is_drawn_without_looks(fault: str, tmp_path: Path) -> None:
    rows = [["标题", date(2023, 4, 3), 1.5, True], [None, "=x", 2]]

    def touch(book: Workbook) -> None:
        book.worksheets[0].merge_cells("A1:A2")
        book.worksheets[0]["B2"].data_type = "s"
        book.create_sheet("藏").sheet_state = "hidden"

    shown, hidden = drawn(changed(workbook({"数据": rows}, touch), *REJECTED[fault]), tmp_path)
    assert (shown.name, shown.hidden, shown.merged) == ("数据", False, ((0, 0, 1, 0),))
    assert (hidden.name, hidden.hidden, hidden.faces) == ("藏", True, {})
    assert shown.faces == {
        (0, 0): Face("标题"),
        (0, 1): Face(date(2023, 4, 3), Look(number_format="yyyy-mm-dd")),
        (0, 2): Face(1.5),
        (0, 3): Face(True),
        (1, 1): Face("=x"),
        (1, 2): Face(2.0),
    }
    assert shown.widths == {0: 8.0, 1: 12.0, 2: 8.0, 3: 8.0}


def test_measures_that_no_workbook_may_say_are_cut(tmp_path: Path) -> None:
    content = changed(
        saved(book_of(A1="x", B2="y")[0]),
        SHEET,
        b"<sheetData>",
        b'<cols><col min="0" max="1" width="900"/><col min="2" max="2" width="nan"/></cols><sheetData>',
    )
    content = changed(content, SHEET, b'<row r="1"', b'<row ht="5000" r="1"')
    content = changed(content, "xl/styles.xml", b'<sz val="11"', b'<sz val="9999"')
    sheet = drawn(content, tmp_path)[0]
    assert (sheet.widths, sheet.heights) == ({0: 255.0}, {0: 409.0})
    assert (sheet.faces[0, 0].look.size, sheet.faces[0, 0].look.font) == (None, "Calibri")
