"""Her own sheets come back as they were, with marks where something is wrong and nowhere else."""

from __future__ import annotations

import math
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from etl.leagues.facsimile.model import Content, Edge, Face, Look
from etl.leagues.reply.workbook import write_workbook
from etl.read import limits
from tests.reply.cases import answer, finding, sheet, with_faces
from tests.reply.conftest import Written, shown

_MOMENT = datetime.fromisoformat("2023-04-03T09:30:00")
_RED, _AMBER, _BLUE = "FFFFC7CE", "FFFFE699", "FFDDEBF7"


def _fills(sheet: Worksheet) -> dict[str, str]:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return {cell.coordinate: cell.fill.fgColor.rgb for cell in cells if cell.fill.fill_type}


def _comments(sheet: Worksheet) -> dict[str, str]:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def test_marks_stand_at_the_offending_cells_and_nowhere_else(written: Written) -> None:
    findings = (
        finding(cell="D4"),
        finding("warning", "F9"),
        finding("info", "D6", given="1.2万", expected="12000", says="“万”已折算。", to_do="无需处理。"),
    )
    marked = written(answer("rejected", *findings), sheet(C4="个", D4="约300", D6="1.2万", E6=1.0))[
        "主要数据"
    ]
    assert _fills(marked) == {"D4": _RED, "F9": _AMBER, "D6": _BLUE}
    assert _comments(marked) == {
        "D4": "错误 · 第1项\n问题：“约300”不是数字。\n怎么办：请只填一个数字。",
        "F9": "警告 · 第2项\n问题：“约300”不是数字。\n怎么办：请只填一个数字。",
        "D6": "提示 · 第3项\n问题：“万”已折算。\n1.2万 → 12000\n怎么办：无需处理。",
    }
    assert {cell.comment.author for row in marked for cell in row if cell.comment} == {"季报"}


def test_of_several_findings_the_worst_colours_and_all_are_told(written: Written) -> None:
    findings = finding(cell="D4"), finding("warning", "D4", says="偏离历史。", to_do="请核对。")
    marked = written(answer("rejected", *findings), sheet(D4="约300"))["主要数据"]
    assert _fills(marked) == {"D4": _RED}
    assert _comments(marked)["D4"] == (
        "错误 · 第1项\n问题：“约300”不是数字。\n怎么办：请只填一个数字。\n\n"
        "警告 · 第2项\n问题：偏离历史。\n怎么办：请核对。"
    )


def test_every_cell_of_a_finding_is_marked_with_what_stood_there(written: Written) -> None:
    cells = [{"cell": f"D{row}", "given": f"约{row}", "expected": None} for row in (4, 5)]
    marked = written(answer("rejected", finding(cells=cells)), sheet(D4="约4", D5="约5"))["主要数据"]
    assert _fills(marked) == {"D4": _RED, "D5": _RED}
    assert "此处所填：约5" in _comments(marked)["D5"]


def test_of_very_many_cells_all_are_coloured_and_the_first_told(written: Written) -> None:
    cells = [{"cell": f"D{row}", "given": f"约{row}", "expected": None} for row in range(4, 604)]
    findings = finding(cells=cells), finding("warning", "D603", says="偏离历史。")
    marked = written(answer("rejected", *findings), sheet(D4="约4"))["主要数据"]
    assert len(_fills(marked)) == 600
    assert list(_comments(marked)) == [*(f"D{row}" for row in range(4, 504)), "D603"]


def test_looks_stay_also_where_marked(written: Written) -> None:
    look = Look(
        font="楷体", size=14, bold=True, color="#FFFFFF", fill="#000080", horizontal="center", wrap=True,
        left=Edge(2, "#FF0000"), number_format="#,##0.00",
    )  # fmt: skip
    hers = with_faces(
        {(3, 3): Face(1234.5, look), (4, 3): Face(2.0, look), (0, 0): "标题", (0, 1): None},
        merged=((0, 0, 0, 4),),
        widths={3: 20.0, 4: 300.0, 2: 0.0},
        heights={0: 33.0},
        frozen=(3, 1),
    )
    marked = written(answer("rejected", finding(cell="D4")), hers)["主要数据"]
    for cell in (marked["D4"], marked["D5"]):
        assert (cell.font.name, cell.font.sz, cell.font.b) == ("楷体", 14, True)
        assert (cell.border.left.style, cell.border.left.color.rgb) == ("medium", "FFFF0000")
        assert (cell.number_format, cell.alignment.horizontal) == ("#,##0.00", "center")
    assert (marked["D4"].value, marked["D5"].value) == (1234.5, 2)
    # White letters could not be read on the fill of a mark.
    assert (marked["D4"].font.color.rgb, marked["D5"].font.color.rgb) == ("FF000000", "FFFFFFFF")
    assert (_fills(marked)["D4"], _fills(marked)["D5"]) == (_RED, "FF000080")
    assert [str(merge) for merge in marked.merged_cells.ranges] == ["A1:E1"]
    assert 20 <= marked.column_dimensions["D"].width < 21  # a file counts the padding, too
    assert marked.column_dimensions["C"].hidden
    assert marked.row_dimensions[1].height == 33
    assert marked.freeze_panes == "B4"


def test_a_mark_inside_a_merge_stands_at_its_first_cell(written: Written) -> None:
    hers = with_faces({(3, 0): "约300", (4, 0): None}, merged=((3, 0, 5, 0),))
    book = written(answer("rejected", finding(cell="A5")), hers)
    assert list(_comments(book["主要数据"])) == ["A4"]
    assert book["主要数据"]["A4"].fill.fgColor.rgb == _RED
    assert [cell.hyperlink.location for row in book["回执"] for cell in row if cell.hyperlink] == [
        "'主要数据'!A4"
    ]


def test_what_is_hidden_and_marked_is_shown(written: Written) -> None:
    hers = with_faces(
        {(3, 3): "约300", (5, 5): 1.0},
        hidden_rows=frozenset({3, 5}),
        hidden_columns=frozenset({3, 5}),
        hidden=True,
    )
    book = written(
        answer("rejected", finding(cell="D4")), hers, with_faces({(0, 0): "x"}, name="码", hidden=True)
    )
    marked = book["主要数据"]
    assert (marked.sheet_state, book["码"].sheet_state) == ("visible", "hidden")
    assert (marked.row_dimensions[4].hidden, marked.row_dimensions[6].hidden) == (False, True)
    assert (marked.column_dimensions["D"].hidden, marked.column_dimensions["F"].hidden) == (False, True)


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x","y")', "@SUM(A1)", "+1", "-1", "http://x.cn"]
)
def test_texts_stay_texts(written: Written, text: str) -> None:
    told = answer("rejected", finding(given=text, says=f"“{text}”不是数字。"))
    book = written(told, sheet(D4=text))
    assert (book["主要数据"]["D4"].value, book["主要数据"]["D4"].data_type) == (text, "s")
    assert book["主要数据"]["D4"].hyperlink is None
    assert not [cell for page in book for row in page for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("content", "stored"),
    [
        ("120", "120"),
        (120.5, 120.5),
        (True, True),
        (_MOMENT, _MOMENT),
        (_MOMENT.date(), datetime.combine(_MOMENT, time())),
        (time(9, 30), time(9, 30)),
        (date(1899, 1, 1), "1899-01-01"),
        (math.inf, "inf"),
        (math.nan, "nan"),
        ("a\x01\ufffe\r\nb", "a\nb"),
        ("字" * 40_000, "字" * 32_766 + "…"),
    ],
)
def test_contents_stay_what_they_are(written: Written, content: Content, stored: object) -> None:
    assert written(answer("accepted"), sheet(D4=content))["主要数据"]["D4"].value == stored


def test_personal_numbers_are_masked_but_not_the_phone_that_is_asked_for(written: Written) -> None:
    hers = sheet(
        A1="联系张三13812345678", A2="联系电话:13812345678", A3="联系电话", C3="13812345678", D3="13812345678"
    )
    marked = written(answer("accepted"), hers)["主要数据"]
    assert [marked[at].value for at in ("A1", "A2", "A3", "C3", "D3")] == [
        "联系张三138****5678", "联系电话:13812345678", "联系电话", "13812345678", "138****5678",
    ]  # fmt: skip


def test_only_a_telephone_number_passes_where_the_form_asks_for_it(written: Written) -> None:
    identity = "150102199001011234"
    hers = sheet(A1="联系电话", B1=f"13812345678 {identity}", A2=f"联系电话:{identity}", A3="x", B4=identity)
    marked = written(answer("accepted"), hers)["主要数据"]
    hidden = "150102************"
    assert [marked[at].value for at in ("B1", "A2", "B4")] == [
        f"13812345678 {hidden}", f"联系电话:{hidden}", hidden,
    ]  # fmt: skip


def test_a_personal_number_in_a_number_cell_is_masked_and_other_numbers_stay(written: Written) -> None:
    told = finding("warning", "D4", rule="personal_number", given="138****5678", expected="138****5678")
    hers = sheet(D4=13812345678.0, D5=13812345678.0, A6="联系电话", B6=13812345678.0)
    marked = written(answer("accepted_with_warnings", told), hers)["主要数据"]
    assert [marked[at].value for at in ("D4", "D5", "B6")] == ["138****5678", 13812345678, 13812345678]


def test_merges_are_drawn_as_far_as_a_workbook_has_room(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CELLS", 20)
    first = with_faces({(0, 0): "a"}, name="a", merged=((0, 0, 0, 9), (1, 0, 10, 9), (12, 0, 12, 3)))
    second = with_faces({(0, 0): "b"}, name="b", merged=((0, 0, 0, 3), (1, 0, 1, 1)))
    book = written(answer("accepted"), first, second)
    merged = [[str(merge) for merge in book[name].merged_cells.ranges] for name in ("a", "b")]
    assert merged == [["A1:J1", "A13:D13"], ["A1:D1"]]


def test_a_merge_writes_no_cell_that_has_no_look(tmp_path: Path) -> None:
    edge = Face(None, Look(right=Edge(1)))
    hers = with_faces({(0, 0): "标题", (0, 2): edge}, merged=((0, 0, 3, 2),))
    path = tmp_path / "a.xlsx"
    write_workbook(path, answer("accepted"), [hers])
    with zipfile.ZipFile(path) as book:
        drawn = book.read("xl/worksheets/sheet2.xml").decode()
    assert re.findall('<c r="(\\w+)"', drawn) == ["A1", "C1"]


def test_a_finding_is_masked_wherever_it_is_told(tmp_path: Path) -> None:
    number = "13812345678"
    told = finding("warning", given=number, says=f"“{number}”", explanation=number, open=False)
    path = tmp_path / "a.xlsx"
    write_workbook(path, answer("accepted_with_warnings", told, sha256=None), [sheet(D4=number)])
    with zipfile.ZipFile(path) as book:
        assert not [name for name in book.namelist() if number.encode() in book.read(name)]


def test_a_text_file_is_one_sheet_with_its_own_addresses(written: Written) -> None:
    told = answer("rejected", finding(cell="F2", sheet=None))
    book = written(told, sheet(None, A1="盟市", F1="本季度数", F2="约300"))
    assert shown(book) == ["回执", "报送内容"]
    assert list(_comments(book["报送内容"])) == ["F2"]
    assert [cell.hyperlink.location for row in book["回执"] for cell in row if cell.hyperlink] == [
        "'报送内容'!F2"
    ]
    assert (book["报送内容"].freeze_panes, book["报送内容"].print_title_rows) == ("A2", "$1:$1")


def test_nothing_in_a_sheet_can_stop_the_reply(written: Written) -> None:
    odd = Look(
        font="字" * 40, size=0, color="red", fill="#12", horizontal="somewhere", vertical="", indent=-3,
        rotation=400, left=Edge(99, "x"), number_format="\x00",
    )  # fmt: skip
    hers = with_faces(
        {(0, 0): Face(1.0, odd), (2_000_000, 0): "far", (0, 20_000): "far", (1, 1): "x"},
        merged=((0, 0, 0, 0), (1, 1, 2, 2), (2, 2, 3, 3), (5, 5, 4, 4), (0, 5, 1_048_575, 5)),
        widths={0: 999.0, 1: -1.0, 30_000: 5.0},
        heights={0: 0.0, 1: 999.0, 3_000_000: 4.0},
        hidden_rows=frozenset({2_500_000}),
    )
    told = answer("rejected", finding(cell="XFE1"), finding(cell="nowhere"), finding(cell="A1"))
    marked = written(told, hers)["主要数据"]
    assert [str(merge) for merge in marked.merged_cells.ranges] == ["B2:C3"]
    assert list(_comments(marked)) == ["A1"]
