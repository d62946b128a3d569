"""Cells of an .ods: repeats, merged ranges, and what its parser cannot tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.forms import DATA, archive, read_data, refused


def ods(table: str) -> bytes:
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    calcext = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0"?><office:document-content{names}{calcext}><office:body><office:spreadsheet>'
        f'<table:table table:name="主要数据">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": b"<manifest/>",
            "content.xml": content.encode(),
        }
    )


def ods_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def ods_cell(kind: str, text: str = "", **attributes: str) -> str:
    """A cell of this value type; `repeated`, `spanned`, `formula`, `value`, `calcext` are its attributes."""
    names = {
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
