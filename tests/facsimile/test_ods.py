"""What an .ods may hold that LibreOffice seldom writes."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from etl.leagues.facsimile.model import Facsimile
from etl.read.confined import confined
from tests.facsimile.looks import drawn, said
from tests.read.forms import archive

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "table": "table",
        "text": "text",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
    }.items()
)
MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def book(folder: Path, rows: str, styles: str = "", columns: str = "") -> Facsimile:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="一">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return drawn(archive({"mimetype": MIMETYPE, "content.xml": content.encode()}), folder)[0]


def test_an_empty_part_that_is_not_read_takes_no_looks_away(tmp_path: Path) -> None:
    """As LibreOffice and OpenOffice have written it for shortcuts."""
    content = f"""<office:document-content {SPACES}><office:automatic-styles>
        <style:style style:name="b" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>
        </style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="一">
        {cell('table:style-name="b" office:value-type="float" office:value="1"')}</table:table>
        </office:spreadsheet></office:body></office:document-content>"""
    parts = {"mimetype": MIMETYPE, "content.xml": content.encode()}
    plain = drawn(archive(parts), tmp_path)
    assert plain[0].faces[0, 0].look.bold
    assert drawn(archive({**parts, "Configurations2/accelerator/current.xml": b""}), tmp_path) == plain


@pytest.mark.parametrize("part", ["settings.xml", "settings.dat"])
def test_a_document_type_in_what_only_looks_read_takes_them_away(part: str, tmp_path: Path) -> None:
    body = "<office:body><office:spreadsheet/></office:body>"
    content = f"<office:document-content {SPACES}>{body}</office:document-content>"
    settings = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    (tmp_path / "x.ods").write_bytes(
        archive({"mimetype": MIMETYPE, "content.xml": content.encode(), part: settings})
    )
    answer = confined("etl.leagues.facsimile.looks", tmp_path / "x.ods")
    assert answer["refusal"][:2] == ["file_unreadable", "文件中有不应出现的实体定义"]


def cell(attributes: str, text: str = "") -> str:
    return f"<table:table-row><table:table-cell {attributes}>{text}</table:table-cell></table:table-row>"


@pytest.mark.parametrize(
    ("attributes", "text", "content"),
    [
        ('office:value-type="float" office:value="1.5"', "<text:p>2</text:p>", 1.5),
        ('office:value-type="percentage" office:value="0.5"', "<text:p>50%</text:p>", 0.5),
        ('office:value-type="float" office:value="1"', "<text:p>TRUE</text:p>", True),
        ('office:value-type="boolean" office:boolean-value="false"', "<text:p>x</text:p>", False),
        ('office:value-type="date" office:date-value="2023-04-03"', "", date(2023, 4, 3)),
        (
            'office:value-type="date" office:date-value="2023-04-03T09:30:00"',
            "",
            datetime.fromisoformat("2023-04-03T09:30"),
        ),
        (
            'office:value-type="date" office:date-value="2023-04-03T09:30:00Z"',
            "",
            datetime.fromisoformat("2023-04-03T09:30"),
        ),
        ('office:value-type="date" office:date-value="1850-01-02"', "", "1850-01-02"),
        ('office:value-type="date" office:date-value="?"', "<text:p>四月</text:p>", "四月"),
        ('office:value-type="time" office:time-value="PT09H30M00S"', "", time(9, 30)),
        ('office:value-type="time" office:time-value="PT36H00M00S"', "", 1.5),
        (
            'office:value-type="string"',
            '<text:p>一<text:s text:c="2"/>二<text:line-break/></text:p><text:p><text:a>四</text:a></text:p>',
            "一  二\n\n四",
        ),
        ('office:value-type="string" office:string-value="x"', "", "x"),
        ('table:formula="of:=SUM([.A2:.B3];[一.C4])"', "", "=SUM(A2:B3;一.C4)"),
        ('table:formula="of:=&quot;&quot;" office:value-type="string"', "<text:p/>", None),
    ],
)
def test_values(attributes: str, text: str, content: Any, tmp_path: Path) -> None:
    faces = book(tmp_path, cell(attributes, text)).faces
    found = faces[0, 0].content if faces else None
    assert (found, type(found)) == (content, type(content))


def test_a_style_takes_from_its_parents_and_from_row_and_column(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="base" style:family="table-cell">'
        '<style:table-cell-properties fo:background-color="#ffff00" fo:border="0.74pt solid #000000"/>'
        '<style:text-properties fo:font-weight="bold" fo:font-size="12pt"/></style:style>'
        '<style:style style:name="own" style:family="table-cell" style:parent-style-name="base">'
        '<style:table-cell-properties fo:border="none"/>'
        '<style:text-properties fo:color="#ff0000" fo:font-size="20%"/></style:style>'
    )
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="base"/>'
    rows = (
        "<table:table-row><table:table-cell office:value-type='string'><text:p>a</text:p></table:table-cell>"
        "<table:table-cell office:value-type='string'><text:p>b</text:p></table:table-cell>"
        "<table:table-cell table:style-name='own' office:value-type='string'><text:p>c</text:p>"
        "</table:table-cell></table:table-row>"
    )
    faces = book(tmp_path, rows, styles, columns).faces
    assert said(faces[0, 0].look) == {}
    look = faces[0, 1].look
    assert (look.fill, look.bold, look.size, look.top and look.top.style) == ("#FFFF00", True, 12.0, 1)
    assert said(faces[0, 2].look) == {"fill": "#FFFF00", "bold": True, "color": "#FF0000"}
    assert (faces[1, 1].content, faces[1, 1].look) == (None, look)


def test_declared_repeats_are_cut_to_what_is_near(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="y" style:family="table-cell">'
        '<style:table-cell-properties fo:background-color="#ffff00"/></style:style>'
    )
    rows = (
        cell('office:value-type="float" office:value="7" table:number-columns-repeated="3"')
        + '<table:table-row table:number-rows-repeated="1048575" table:visibility="collapse">'
        '<table:table-cell table:style-name="y" table:number-columns-repeated="16384"/></table:table-row>'
    )
    sheet = book(tmp_path, rows, styles)
    assert {at for at, face in sheet.faces.items() if face.content == 7.0} == {(0, 0), (0, 1), (0, 2)}
    assert max(sheet.faces) == (50, 12)
    assert sheet.hidden_rows == frozenset(range(1, 51))


def number(places: str) -> str:
    return f'<number:number number:decimal-places="{places}" number:grouping="true"/>'


def words(text: str) -> str:
    return f"<number:text>{text}</number:text>"


@pytest.mark.parametrize(
    ("kind", "parts", "number_format"),
    [
        ("number", number("2"), "#,##0.00"),
        ("number", '<number:number number:min-integer-digits="1"/>', None),
        ("number", '<number:number number:decimal-places="3" number:min-decimal-places="1"/>', "0.0##"),
        ("number", '<number:number number:decimal-places="0"/>' + words(',约"%'), '0",约%"'),
        ("percentage", '<number:number number:decimal-places="1"/>' + words("%"), "0.0%"),
        ("number", '<number:scientific-number number:decimal-places="2"/>', "0.00E+00"),
        ("number", "<number:fraction/>", None),
        ("text", "<number:text-content/>", "@"),
        (
            "date",
            '<number:year number:style="long"/>' + words(".") + '<number:month number:textual="true"/>',
            "yyyy.mmm",
        ),
        (
            "time",
            "<number:hours/>" + words(":") + '<number:seconds number:decimal-places="1"/>',
            "[h]:s.0",
        ),
    ],
)
def test_number_formats(kind: str, parts: str, number_format: str | None, tmp_path: Path) -> None:
    attributes = 'style:name="N1" number:truncate-on-overflow="false"'
    styles = (
        f"<number:{kind}-style {attributes}>{parts}</number:{kind}-style>"
        '<style:style style:name="c" style:family="table-cell" style:data-style-name="N1"/>'
    )
    row = cell('table:style-name="c" office:value-type="float" office:value="1"')
    assert book(tmp_path, row, styles).faces[0, 0].look.number_format == number_format
