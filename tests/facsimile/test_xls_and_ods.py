"""An .xls and an .ods are drawn as they were sent: one workbook, which LibreOffice has saved as both."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from etl.common.settings import REPOSITORY
from etl.leagues.facsimile.file import facsimile
from etl.leagues.facsimile.model import Edge, Facsimile
from tests.facsimile.looks import said

FILES = REPOSITORY / "tests" / "facsimile" / "files"
PLAIN = {"font": "Calibri", "size": 11.0, "color": "#000000", "vertical": "bottom"}
BORDERS = {"thin": 1, "medium": 2, "dashed": 3, "dotted": 4, "thick": 5, "double": 6, "hair": 7, "dashDot": 9}


@pytest.fixture(scope="module", params=["xls", "ods"])
def sheets(request: pytest.FixtureRequest) -> list[Facsimile]:
    return facsimile(FILES / f"looks.{request.param}")


def test_sheets_and_what_of_them_is_hidden(sheets: list[Facsimile]) -> None:
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("表一", False), ("藏", True)]
    assert (sheets[0].hidden_columns, sheets[0].hidden_rows) == ({2}, {3})
    assert sheets[1].faces[0, 0].content == "秘"


def test_merged_ranges_panes_and_heights(sheets: list[Facsimile]) -> None:
    assert (sheets[0].merged, sheets[0].frozen) == (((0, 0, 0, 3),), (2, 1))
    assert sheets[0].heights == {0: pytest.approx(39.75, abs=0.01), 1: 15, 2: 15, 3: 15, 4: 15}


@pytest.mark.parametrize(
    ("column", "content", "number_format"),
    [
        (0, 1234.5, "#,##0.00"),
        (1, 0.935, "0.0%"),
        (2, date(2023, 4, 3), "yyyy年m月d日"),
        (3, datetime.fromisoformat("2023-04-03T09:30"), "yyyy-mm-dd hh:mm"),
        (4, time(9, 30), "hh:mm:ss"),
        (6, True, None),
        (7, 2469.0, None),
        (8, "#DIV/0!", None),
        (9, -5.0, "#,##0;[RED]-#,##0"),
        (10, 12.0, "0人"),
        (11, 12.0, "000"),
    ],
)
def test_values_keep_their_type_and_number_format(
    sheets: list[Facsimile], column: int, content: Any, number_format: str | None
) -> None:
    face = sheets[0].faces[1, column]
    assert (face.content, type(face.content)) == (content, type(content))
    written = face.look.number_format
    # One program quotes its words, the other escapes them.
    bare = written and written.replace('"', "").replace("\\", "").replace("[Red]", "[RED]")
    assert bare == number_format


def test_looks(sheets: list[Facsimile]) -> None:
    faces = sheets[0].faces
    title = said(faces[0, 0].look)
    del title["font"]  # the .xls has another one, for Chinese
    assert title == {
        "size": 18.0,
        "bold": True,
        "color": "#376092",
        "horizontal": "center",
        "vertical": "vcenter",
        "wrap": True,
    }
    assert said(faces[2, 0].look) == PLAIN | {
        "fill": "#FFC000",
        "horizontal": "left",
        "indent": 2,
        "rotation": 45,
    }
    assert (faces[2, 1].look.rotation, faces[2, 2].look.rotation) == (270, -45)
    drawn = faces[2, 3].look
    assert (drawn.italic, drawn.underline, drawn.strikeout, drawn.bold) == (True, True, True, False)
    assert (faces[2, 4].content, said(faces[2, 4].look)) == (None, PLAIN | {"fill": "#FF0000"})
    assert (faces[2, 6].content, faces[2, 6].look.wrap) == ("两行\n文字", True)


def test_borders(sheets: list[Facsimile]) -> None:
    found = {
        face.content: said(face.look)
        for (row, _), face in sheets[0].faces.items()
        if row == 4 and face.content != "mediumDashed"  # an .ods has no such line
    }
    assert found == {name: PLAIN | {"bottom": Edge(style, "#0000FF")} for name, style in BORDERS.items()}


def test_a_text_that_begins_as_a_formula_stays_a_text(sheets: list[Facsimile]) -> None:
    assert sheets[0].faces[2, 5].content == "=abc"


def test_widths() -> None:
    # LibreOffice lays an .ods out by its own font, and knows lengths only: 2.9172in, 0.8299in.
    assert [facsimile(FILES / "looks.xls")[0].widths[column] for column in (0, 1, 2)] == [29.29, 7.82, 12.29]
    assert [facsimile(FILES / "looks.ods")[0].widths[column] for column in (0, 1, 2)] == [39.28, 10.67, 16.62]
