"""Cells of an .ods: repeats, merged ranges, and what its parser cannot tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.forms import DATA, archive, read_data, refused


def ods(table: str, styles: str = "", common: str = "") -> bytes:
    """An .ods of this sheet; `styles` are its automatic styles, `common` those of styles.xml."""
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text", "style", "number", "draw")
    )
    calcext = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0"?><office:document-content{names}{calcext}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="主要数据">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": content.encode(),
            "styles.xml": f"<office:document-styles{names}>{common}</office:document-styles>".encode(),
        }
    )


def ods_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def ods_cell(kind: str, text: str = "", **attributes: str) -> str:
    """A cell of this value type; its attributes by short names."""
    names = {
        "style": "table:style-name",
        "said": "office:string-value",
        "repeated": "table:number-columns-repeated",
        "spanned": "table:number-rows-spanned",
        "formula": "table:formula",
        "calcext": "calcext:value-type",
        "value": f"office:{'date-' if kind == 'date' else 'boolean-' if kind == 'boolean' else ''}value",
    }
    written = "".join(f' {names[name]}="{value}"' for name, value in attributes.items())
    written += f' office:value-type="{kind}"' if kind else ""
    return f"<table:table-cell{written}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"


def ods_text(value: str) -> str:
    return ods_cell("string", value)


ODS_HEAD = ods_row(ods_text("填报单位:赤峰市"), ods_text("报告期:2023Q1")) + ods_row(*map(ods_text, DATA))


def ods_figure(cell: str) -> str:
    return ODS_HEAD + ods_row(ods_text("P00-1"), ods_text("城镇新增就业人数"), ods_text("人"), cell)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (ods_cell("string", "#DIV/0!", formula="of:=1/0", calcext="error"), "number_error_value"),
        (ods_cell("string", "Err:502", formula="of:=1/0"), "number_error_value"),
        (ods_cell("", formula="of:=1+1"), "number_formula"),
        (ods_cell("float", formula="of:=1+1"), "number_formula"),
        (ods_cell("float", formula="of:=1+1", value="0"), "number_formula"),  # shown nowhere
        (ods_cell("float", "错误:523", formula="of:=1/0", value="0"), "number_shown_otherwise"),
        (ods_cell("float", "638", value="6380"), "number_shown_otherwise"),
        (ods_cell("float", "3万", value="3"), "number_shown_otherwise"),
        (ods_cell("float", "是", value="1"), "number_shown_otherwise"),
        (ods_cell("string", "6380", said="638"), "number_shown_otherwise"),
        (ods_cell("date", "4-3", value="2023-04-03"), "number_date"),
        (ods_cell("boolean", "TRUE", value="true"), "number_truth"),
    ],
)
def test_what_is_no_number_in_an_ods(cell: str, rule: str, tmp_path: Path) -> None:
    part = read_data(ods(ods_figure(cell)), tmp_path)
    assert [(f.rule.rule_id, f.place.cell) for f in part.findings] == [(rule, "D3")]


def repeated_row(times: int, cell: str) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{cell}</table:table-row>'


def test_the_empty_end_of_an_ods_is_normal(tmp_path: Path) -> None:
    end = repeated_row(1_048_573, ods_cell("", repeated="16384"))
    part = read_data(ods(ods_figure(ods_cell("float", formula="of:=60+40", value="100")) + end), tmp_path)
    assert [row["figure"].value for row in part.rows] == [100]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (repeated_row(1_048_573, ods_text("1")), "A1048576"),
        (ods_row(ods_cell("float", value="1", repeated="16000")), "WQJ4"),
    ],
)
def test_repeated_content_in_an_ods_is_a_bomb(row: str, cell: str, tmp_path: Path) -> None:
    finding = refused(ods(ods_figure("") + row), tmp_path)
    assert (finding.rule.rule_id, finding.place.cell) == ("file_too_large", cell)


def test_merged_words_in_an_ods(tmp_path: Path) -> None:
    one = ods_cell("float", value="1")
    rows = ODS_HEAD
    rows += ods_row(
        ods_text("P00-1"), ods_text("城镇新增就业人数"), ods_cell("string", "万人", spanned="2"), one
    )
    rows += ods_row(ods_text("P01-1"), "<table:table-cell/>", "<table:covered-table-cell/>", one)
    part = read_data(ods(rows), tmp_path)
    assert [row["figure"].value for row in part.rows] == [10000, 10000]


@pytest.mark.parametrize(
    "cell",
    [
        ods_cell("float", "6,380.00", value="6380"),
        ods_cell("float", "0.638万", value="6380"),  # its words say the scale, and agree
        ods_cell("float", "###", value="6380"),  # the column is too narrow
        ods_cell("float", "", value="6380"),
        ods_cell("float", "6380"),
        ods_cell("string", "6380", said=" 6380"),
    ],
)
def test_what_is_shown_of_a_number_in_an_ods(cell: str, tmp_path: Path) -> None:
    part = read_data(ods(ods_figure(cell)), tmp_path)
    assert part.rows[0]["figure"].value == 6380


COMMENT = "<office:annotation><text:p>99</text:p></office:annotation>"
BOX = "<draw:frame><draw:text-box><text:p>9</text:p><text:p>9</text:p></draw:text-box></draw:frame>"


@pytest.mark.parametrize("beside", [COMMENT, BOX])
def test_comments_and_drawings_are_no_text_of_the_cell(beside: str, tmp_path: Path) -> None:
    for cell, value in ((ods_text("100"), 100), (ods_cell("float", "100", value="100"), 100)):
        read_twice = (
            cell.replace("<text:p>", f"{beside}<text:p>"),
            cell.replace("</text:p>", f"</text:p>{beside}"),
        )
        for content in read_twice:
            assert read_data(ods(ods_figure(content)), tmp_path).rows[0]["figure"].value == value
    empty = f"<table:table-cell>{beside}</table:table-cell>"
    assert read_data(ods(ods_figure(empty)), tmp_path).rows[0]["figure"].given is None


def look(name: str, family: str, properties: str = "", **attributes: str) -> str:
    written = "".join(f' style:{key.replace("_", "-")}="{value}"' for key, value in attributes.items())
    text = f"<style:text-properties {properties}/>" if properties else ""
    return f'<style:style style:name="{name}" style:family="{family}"{written}>{text}</style:style>'


STRUCK, PLAIN = (f'style:text-line-through-style="{line}"' for line in ("solid", "none"))
RAISED = 'style:text-position="super 58%"'
LOOKS = (
    look("struck", "table-cell", STRUCK)
    + look("again", "table-cell", PLAIN, parent_style_name="struck")
    + look("struck", "paragraph", STRUCK)
    + look("plain", "text", PLAIN)
    + look("raised", "text", RAISED)
)


def letters(text: str, style: str, paragraph: str = "", cell: str = "") -> str:
    span = f'<text:span text:style-name="{style}">{text}</text:span>'
    return ods_cell("string", "@", style=cell).replace(
        "<text:p>@", f'<text:p text:style-name="{paragraph}">{span}'
    )


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (ods_cell("float", "100", value="100", style="struck"), "number_struck_out"),
        (ods_cell("float", value="100", style="struck"), "number_struck_out"),
        (ods_cell("float", "100", value="100", style="again"), None),
        (letters("100", "", cell="struck"), "number_struck_out"),
        (letters("100", "plain", cell="struck"), None),
        (letters("100", "", paragraph="struck"), "number_struck_out"),
        (letters("100", "raised"), "number_raised"),
        (ods_text("100<text:note><text:note-citation>1</text:note-citation></text:note>"), "number_raised"),
    ],
)
def test_the_looks_of_letters_in_an_ods(cell: str, rule: str | None, tmp_path: Path) -> None:
    part = read_data(ods(ods_figure(cell), LOOKS), tmp_path)
    assert [found.rule.rule_id for found in part.findings] == ([rule] if rule else [])
    assert part.rows[0]["figure"].value == (None if rule else 100)


DIGITS = '<number:number number:decimal-places="0" number:min-integer-digits="1"/>'


def form(name: str, words: str, kind: str = "number", more: str = "") -> str:
    return (
        f'<number:{kind}-style style:name="{name}">{DIGITS}<number:text>{words}</number:text>{more}'
        f"</number:{kind}-style>"
    )


@pytest.mark.parametrize(
    ("styles", "common", "given"),
    [
        (form("N1", "万"), "", "3万"),
        (form("N1", "万"), form("N1", "千"), "3万"),  # instead of that of the same name
        (form("N1", "%"), "", "3%"),  # a sign that is only written there
        (form("N1", "%", "percentage"), "", "300%"),
        (form("N1", "", more='<style:map style:condition="value()&gt;2" style:apply-style-name="N2"/>')
         + form("N2", "户"), "", "3户"),
    ],
)  # fmt: skip
def test_number_formats_of_an_ods(styles: str, common: str, given: str, tmp_path: Path) -> None:
    styles += look("form", "table-cell", data_style_name="N1")
    content = ods(ods_figure(ods_cell("float", value="3", style="form")), styles, common)
    assert read_data(content, tmp_path).rows[0]["figure"].given == given


def test_a_section_for_negative_numbers_writes_their_sign(tmp_path: Path) -> None:
    styles = look("form", "table-cell", data_style_name="N1") + form("N2", "")
    other = '<style:map style:condition="value()&gt;=0" style:apply-style-name="N2"/>'
    styles += f'<number:number-style style:name="N1"><number:text>-</number:text>{DIGITS}{other}'
    styles += "</number:number-style>"
    content = ods(ods_figure(ods_cell("float", "-5", value="-5", style="form")), styles)
    assert [found.rule.rule_id for found in read_data(content, tmp_path).findings] == ["number_negative"]


def test_cells_that_name_no_style_have_the_default_one(tmp_path: Path) -> None:
    common = form("N1", "万") + look("Default", "table-cell", data_style_name="N1")
    content = ods(ods_figure(ods_cell("float", value="3")), common=common)
    assert read_data(content, tmp_path).rows[0]["figure"].value == 30000


def test_what_stands_behind_a_merged_cell_is_not_read(tmp_path: Path) -> None:
    one = ods_cell("float", value="1", spanned="2")
    rows = ODS_HEAD + ods_row(ods_text("P00-1"), ods_text(""), ods_text("人"), one)
    hidden = ods_cell("float", value="7").replace("table:table-cell", "table:covered-table-cell")
    rows += ods_row(ods_text("P01-1"), ods_text(""), ods_text("人"), hidden)
    part = read_data(ods(rows), tmp_path)
    assert [row["figure"].value for row in part.rows] == [1, None]
