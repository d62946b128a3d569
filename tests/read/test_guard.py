"""Hostile and damaged workbooks: refused before they cost anything, with the cell where there is one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from etl.common.settings import REPOSITORY
from etl.read import limits
from etl.read.grid import address
from tests.read.forms import JOBS, archive, changed, data_sheet, read, read_data, refused, rule_ids, workbook

SAMPLES = REPOSITORY / "tests" / "samples" / "returns"
SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook(data_sheet(JOBS))


@pytest.mark.parametrize("cell", ["A1048576", "XFD1048576", "D10001", "GS4"])
def test_a_stray_cell_far_away_is_named(cell: str, tmp_path: Path) -> None:
    content = changed(
        GOOD,
        SHEET,
        b"</sheetData>",
        f'<row><c r="{cell}"><v>1</v></c></row></sheetData>'.encode(),
    )
    finding = refused(content, tmp_path)
    assert (finding.rule.rule_id, finding.place.sheet, finding.place.cell) == (
        "file_too_large",
        "主要数据",
        cell,
    )
    assert finding.given == f"单元格 {cell} 中有内容"


def test_a_formatted_cell_far_away_does_no_harm(tmp_path: Path) -> None:
    content = changed(GOOD, SHEET, b"</sheetData>", b'<row><c r="XFD1048576" s="1"/></row></sheetData>')
    assert len(read_data(content, tmp_path).rows) == 1


def test_a_wrong_dimension_does_no_harm(tmp_path: Path) -> None:
    for wrong in (b'<dimension ref="A1"', b'<dimension ref="A1:XFD1048576"'):
        content = changed(GOOD, SHEET, b'<dimension ref="A1:F3"', wrong)
        assert len(read_data(content, tmp_path).rows) == 1


def test_an_archive_that_unpacks_to_more_than_a_return(tmp_path: Path) -> None:
    bomb = changed(GOOD, SHEET, b"<sheetData>", b" " * 60_000_000 + b"<sheetData>")
    assert len(bomb) < 100_000
    assert refused(bomb, tmp_path).rule.rule_id == "file_too_large"
    bomb = changed(GOOD, SHEET, b"<sheetData>", b" " * 5_000_000 + b"<sheetData>")
    assert refused(bomb, tmp_path).rule.rule_id == "file_too_large"


def test_an_archive_of_very_many_entries(tmp_path: Path) -> None:
    content = archive({f"xl/{number}.xml": b"" for number in range(3000)})
    assert refused(content, tmp_path).rule.rule_id == "file_too_large"


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet'
    content = changed(GOOD, SHEET, b"<worksheet", entity)
    finding = refused(content, tmp_path)
    assert (finding.rule.rule_id, finding.given) == ("file_unreadable", "文件中有不应出现的实体定义")


def test_a_sheet_that_is_no_xml(tmp_path: Path) -> None:
    content = changed(GOOD, SHEET, b"</sheetData>", b"</sheet")
    assert refused(content, tmp_path).rule.rule_id == "file_unreadable"


def test_damaged_bytes_inside_an_archive(tmp_path: Path) -> None:
    start = GOOD.index(SHEET.encode()) + 60
    content = GOOD[:start] + bytes(100) + GOOD[start + 100 :]
    assert refused(content, tmp_path).rule.rule_id == "file_unreadable"


def test_too_many_merged_ranges(tmp_path: Path) -> None:
    merges = b"".join(b'<mergeCell ref="A%d:A%d"/>' % (row, row + 1) for row in range(1, 50_000, 2))
    content = changed(
        GOOD,
        SHEET,
        b"</sheetData>",
        b"</sheetData><mergeCells>" + merges + b"</mergeCells>",
    )
    assert refused(content, tmp_path).rule.rule_id == "file_too_large"


@pytest.mark.parametrize("memory", [100_000_000, 110_000_000])  # it aborts, it panics
def test_a_parser_that_dies_is_a_finding(
    memory: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.read.confined._MEMORY_BYTES", memory)
    wide = b'<row><c r="GR10000"><v>1</v></c></row></sheetData>'  # within the limits: two million cells
    reading = read(changed(GOOD, SHEET, b"</sheetData>", wide), tmp_path)
    assert (reading.state, rule_ids(reading.gate)) == ("unreadable", ["file_unreadable"])


@pytest.mark.parametrize("seed", range(8))
def test_flipped_bytes_never_raise(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311
    samples = ["150300/乌海市2022年第三季度报表.xls", "150500/150500-2022Q3.ods", "150200/150200-2022Q3.xlsx"]
    content = bytearray((SAMPLES / samples[seed % 3]).read_bytes())
    for _ in range(20):
        content[chance.randrange(len(content))] = chance.randrange(256)
    assert read(bytes(content), tmp_path).state in ("read", "unreadable", "attachment")


LONG = "x" * 32_768


@pytest.mark.parametrize(
    "cell",
    [
        f'<c r="D13" t="inlineStr"><is><t>{LONG}</t></is></c>',
        f'<c r="D13" t="str"><v>{LONG}</v></c>',
        f'<c r="D13"><v>{"1" * 32_768}</v></c>',
    ],
)
def test_a_text_longer_than_a_cell_takes_is_named(cell: str, tmp_path: Path) -> None:
    content = changed(GOOD, SHEET, b"</sheetData>", f"<row>{cell}</row></sheetData>".encode())
    finding = refused(content, tmp_path)
    assert (finding.rule.rule_id, finding.place.cell) == ("file_too_large", "D13")
    assert finding.given == "单元格 D13 的文字超过 32767 字"


def test_a_long_text_that_cells_share_is_refused(tmp_path: Path) -> None:
    sample = next((SAMPLES / "152200").glob("*.xlsx")).read_bytes()
    content = changed(sample, "xl/sharedStrings.xml", b"</sst>", f"<si><t>{LONG}</t></si></sst>".encode())
    assert refused(content, tmp_path).given == "有单元格 的文字超过 32767 字"


@pytest.mark.parametrize("name", ["x.csv", "x.ods"])
def test_a_long_text_in_other_formats(name: str, tmp_path: Path) -> None:
    if name == "x.csv":
        content = f"盟市,{LONG}\n".encode()
    else:
        sample = next((SAMPLES / "150500").glob("*.ods")).read_bytes()
        content = changed(sample, "content.xml", b"</text:p>", f"{LONG}</text:p>".encode())
    finding = refused(content, tmp_path, name)
    assert (finding.rule.rule_id, finding.place.cell is not None) == ("file_too_large", True)


def test_an_empty_text_far_away_makes_no_room(tmp_path: Path) -> None:
    far = b'<row><c r="GR100000" t="str"><v></v></c></row></sheetData>'
    finding = refused(changed(GOOD, SHEET, b"</sheetData>", far), tmp_path)
    assert (finding.rule.rule_id, finding.place.cell) == ("file_too_large", "GR100000")


@pytest.mark.slow
def test_blank_cells_are_counted(tmp_path: Path) -> None:
    rows = range(5, limits.CELLS_WRITTEN // 100 + 7)
    cells = (f'<c r="{address(row, column)}" s="1"/>' for row in rows for column in range(100))
    blanks = f"<row>{''.join(cells)}</row></sheetData>".encode()
    finding = refused(changed(GOOD, SHEET, b"</sheetData>", blanks), tmp_path)
    assert (finding.rule.rule_id, finding.given) == ("file_too_large", "单元格过多(含空白的)")


def test_more_cells_than_a_return_can_have(tmp_path: Path) -> None:
    finding = refused((("1," * 20 + "\n") * 7_501).encode(), tmp_path, "x.csv")
    assert (finding.rule.rule_id, finding.given) == ("file_too_large", "有内容的单元格过多")


@pytest.mark.parametrize(("field", "number"), [(44, 33_000_000), (72, 33_000_000), (30, 40), (30, 0)])
def test_chains_longer_than_the_file_are_not_followed(field: int, number: int, tmp_path: Path) -> None:
    """The header of an .xls says in how many sectors its sectors are listed, and how large one is."""
    content = bytearray(next((SAMPLES / "150300").glob("*.xls")).read_bytes())
    content[field : field + 2] = (number & 0xFFFF).to_bytes(2, "little")
    if field != 30:
        content[field : field + 4] = number.to_bytes(4, "little")
    finding = refused(bytes(content), tmp_path, "x.xls")
    assert (finding.rule.rule_id, finding.given) == ("file_unreadable", "文件结构损坏,可能没有传完")


def test_more_text_than_a_return_can_have(tmp_path: Path) -> None:
    content = "a,b\n" + f"{'x' * 30_000},{'x' * 30_000}\n" * 84
    finding = refused(content.encode(), tmp_path, "x.csv")
    assert (finding.rule.rule_id, finding.given) == ("file_too_large", "文字共有 5,040,002 字")
