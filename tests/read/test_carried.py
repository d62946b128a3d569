"""What lies in a file besides its cells: what may act is refused, links and objects are named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from etl.common.settings import REPOSITORY
from tests.read.forms import DATA, JOBS, archive, data_sheet, read, refused, rule_ids, text, workbook
from tests.read.test_formats import compound

GOOD = workbook(data_sheet(JOBS))
LINKED = (REPOSITORY / "tests" / "read" / "files" / "linked.xls").read_bytes()
ODS = next((REPOSITORY / "tests" / "samples" / "returns" / "150500").glob("*.ods")).read_bytes()
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LIVE, LINKS = "DDE 或 OLE 自动链接", "指向其他文件的链接"
BOOK, SHEET = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"


def added(book: bytes, entries: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return archive({name: packed.read(name) for name in packed.namelist()} | entries)


def related(listing: str, kind: str, target: str, entries: dict[str, bytes]) -> bytes:
    """A good return with one more relation, of the workbook or of its sheet."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as packed:
        relations = packed.read(listing).decode() if listing in packed.namelist() else "<Relationships/>"
    one_more = f'<Relationship Id="x" Type="{kind}" Target="{target}"/>'
    if relations.endswith("<Relationships/>"):
        relations = f"<Relationships>{one_more}</Relationships>"
    else:
        relations = relations.replace("</Relationships>", f"{one_more}</Relationships>")
    return added(GOOD, {listing: relations.encode(), **entries})


def with_formula(formula: str) -> bytes:
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(GOOD)) as packed:
        sheet = packed.read(part).decode()
    cell = f'<row><c r="D13"><f>{formula}</f><v>0</v></c></row></sheetData>'
    return added(GOOD, {part: sheet.replace("</sheetData>", cell).encode()})


def in_ods(before: str, element: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(ODS)) as packed:
        content = packed.read("content.xml").decode()
    assert before in content
    return added(ODS, {"content.xml": content.replace(before, element + before, 1).encode()})


@pytest.mark.parametrize(
    "kind", ["http://schemas.microsoft.com/office/2006/relationships/vbaProject", f"{OFFICE}/xlMacrosheet"]
)
def test_a_macro_part_under_any_name_is_refused(kind: str, tmp_path: Path) -> None:
    content = related(BOOK, kind, "printerSettings1.bin", {"xl/printerSettings1.bin": b"x"})
    assert refused(content, tmp_path).rule.rule_id == "file_macro"


@pytest.mark.parametrize("entry", ["Basic/Standard/Module1.xml", "Scripts/python/a.py"])
def test_macros_of_an_ods_are_refused(entry: str, tmp_path: Path) -> None:
    assert refused(added(ODS, {entry: b"<x/>"}), tmp_path, "x.ods").rule.rule_id == "file_macro"


def test_macros_of_an_xls_are_refused(tmp_path: Path) -> None:
    content = compound(["Workbook", "_VBA_PROJECT_CUR"])
    assert refused(content, tmp_path, "x.xls").rule.rule_id == "file_macro"


@pytest.mark.parametrize(
    ("listing", "kind", "entries", "words"),
    [
        (BOOK, "connections", {"xl/a.xml": b"<connections/>"}, "外部数据连接"),
        (SHEET, "control", {"xl/worksheets/a.xml": b"<ocx/>"}, "ActiveX 控件"),
        (
            BOOK,
            "externalLink",
            {"xl/a.xml": b"<externalLink><ddeLink/></externalLink>"},
            LIVE,
        ),
        (BOOK, "externalLink", {"xl/a.xml": b"<x:e xmlns:x='y'><x:oleLink/></x:e>"}, LIVE),
    ],
)
def test_what_may_act_in_an_xlsx_is_refused(
    listing: str, kind: str, entries: dict[str, bytes], words: str, tmp_path: Path
) -> None:
    finding = refused(related(listing, f"{OFFICE}/{kind}", "a.xml", entries), tmp_path)
    assert (finding.rule.rule_id, finding.given) == ("file_acts", words)


@pytest.mark.parametrize(
    "formula",
    ["cmd|'/c calc'!A1", "1+MSEXCEL|'..\\x'!A1", 'WEBSERVICE("http://x/"&amp;A1)', 'CALL("a","b","J")'],
)
def test_a_formula_that_acts_is_named(formula: str, tmp_path: Path) -> None:
    finding = refused(with_formula(formula), tmp_path)
    assert (finding.rule.rule_id, finding.place.sheet, finding.place.cell) == ("file_acts", "主要数据", "D13")


@pytest.mark.parametrize("formula", ['IF(A1="a|b!c",1,0)', "SUM(D3:D4)", "CALLS(A1)"])
def test_other_formulas_do_no_harm(formula: str, tmp_path: Path) -> None:
    assert read(with_formula(formula), tmp_path).state == "read"


@pytest.mark.parametrize(
    "written", ["=cmd|'/c calc'!A1", "@SUM(1)+cmd|'/c calc'!A1", "-2+cmd.exe|' /c x'!A1"]
)
def test_a_formula_in_a_text_file_that_acts_is_named(written: str, tmp_path: Path) -> None:
    finding = refused(text([DATA, [*JOBS[:5], written]]), tmp_path, "赤峰市_2023Q1.csv")
    assert (finding.rule.rule_id, finding.place.cell) == ("file_acts", "F2")


@pytest.mark.parametrize("written", ["=1+1", "- 甲|乙", "-完成!", "甲|乙!1"])
def test_other_words_in_a_text_file_do_no_harm(written: str, tmp_path: Path) -> None:
    assert read(text([DATA, [*JOBS[:5], written]]), tmp_path, name="赤峰市_2023Q1.csv").state == "read"


@pytest.mark.parametrize(
    ("before", "element"),
    [
        ("</office:spreadsheet>", "<table:dde-links><table:dde-link/></table:dde-links>"),
        ("</table:table>", "<office:dde-source/>"),
    ],
)
def test_what_may_act_in_an_ods_is_refused(before: str, element: str, tmp_path: Path) -> None:
    finding = refused(in_ods(before, element), tmp_path, "x.ods")
    assert (finding.rule.rule_id, finding.given) == ("file_acts", LIVE)


def test_a_formula_of_an_ods_that_acts_is_named(tmp_path: Path) -> None:
    row = '<table:table-row><table:table-cell table:formula="of:=DDE(1;2;3)"/></table:table-row>'
    finding = refused(in_ods("</table:table>", row), tmp_path, "x.ods")
    assert (finding.rule.rule_id, finding.place.cell is not None) == ("file_acts", True)


def test_a_link_of_an_xls_to_a_running_program_is_refused(tmp_path: Path) -> None:
    path = LINKED.index(b"\x01\x02tmp\x03")
    content = LINKED[:path] + b"cmd./c\x03" + LINKED[path + 7 :]
    assert refused(content, tmp_path, "x.xls").rule.rule_id == "file_acts"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            related(BOOK, f"{OFFICE}/externalLink", "a.xml", {"xl/a.xml": b"<externalLink/>"}),
            LINKS,
        ),
        (related(SHEET, f"{OFFICE}/oleObject", "a.bin", {"xl/worksheets/a.bin": b"x"}), "嵌入的对象"),
        (in_ods("</table:table>", "<table:table-source/>"), LINKS),
        (in_ods("</table:table>", "<table:shapes><draw:object-ole/></table:shapes>"), "嵌入的对象"),
        (LINKED, LINKS),
    ],
)
def test_what_only_lies_there_is_named_and_the_return_read(
    content: bytes, words: str, tmp_path: Path
) -> None:
    reading = read(content, tmp_path)
    assert reading.state == "read"
    assert [(note.rule.rule_id, note.given) for note in reading.notes] == [("file_carries", words)]


def test_a_return_that_carries_nothing_says_nothing(tmp_path: Path) -> None:
    assert rule_ids(read(GOOD, tmp_path).notes) == []
