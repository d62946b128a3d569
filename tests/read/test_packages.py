"""Workbooks that two programs would read in two ways: read in one, or refused with what is wrong."""

from __future__ import annotations

import io
import warnings
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from tests.read.forms import JOBS, archive, changed, data_sheet, read_data, refused, workbook

BOOK = workbook(data_sheet(JOBS))
SHEET, RELATIONS = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"
FIGURE = b'<c r="D3" t="n"><v>100</v></c>'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("cell", "given"),
    [
        (b'<c r="D3"><v>1</v><v>00</v></c>', "对不上"),
        (b'<c r="D3"><v>10<!-- -->0</v></c>', "对不上"),
        (b'<c r="D3"><v><![CDATA[100]]></v></c>', "对不上"),
        (FIGURE + b'<c r="D3" t="n"><v>200</v></c>', "写了两次"),
        (b'<c r="D3" t="e"><v>#SPILL!</v></c>', "#SPILL!"),
    ],
)
def test_a_cell_that_can_be_read_in_two_ways_is_named(cell: bytes, given: str, tmp_path: Path) -> None:
    finding = refused(changed(BOOK, SHEET, FIGURE, cell), tmp_path)
    assert (finding.rule.rule_id, finding.place.sheet, finding.place.cell) == (
        "file_unreadable",
        "主要数据",
        "D3",
    )
    assert given in str(finding.given)


@pytest.mark.parametrize("stored", [b"1E2", b"100.0", b"99.99999999999999999"])
def test_a_number_may_be_stored_in_any_notation(stored: bytes, tmp_path: Path) -> None:
    content = changed(BOOK, SHEET, FIGURE, b'<c r="D3"><v>' + stored + b"</v></c>")
    assert read_data(content, tmp_path).rows[0]["figure"].value == Decimal(100)


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    file = io.BytesIO(BOOK)
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as packed:
        warnings.simplefilter("ignore")
        packed.writestr(SHEET, packed.read(SHEET).replace(b"<v>100</v>", b"<v>200</v>"))
    assert "同名" in str(refused(file.getvalue(), tmp_path).given)


@pytest.mark.parametrize(
    ("relation", "given"),
    [
        ('Id="rId1" Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"', "同一个编号"),
        ('Id="other" Type="{kinds}/styles" Target="worksheets/sheet1.xml"', "同一种部件"),
    ],
)
def test_relations_that_say_two_things_are_refused(relation: str, given: str, tmp_path: Path) -> None:
    added = f"<Relationship {relation.format(kinds=KINDS)}/></Relationships>".encode()
    content = changed(BOOK, RELATIONS, b"</Relationships>", added)
    assert given in str(refused(content, tmp_path).given)


def test_a_target_is_an_address(tmp_path: Path) -> None:
    content = changed(BOOK, RELATIONS, b"worksheets/sheet1.xml", b"worksheets/%E8%A1%A8%201.xml")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        entries = {name.replace("sheet1", "表 1"): packed.read(name) for name in packed.namelist()}
    assert read_data(archive(entries), tmp_path).rows[0]["figure"].value == Decimal(100)
