"""The workbook as a whole: its sheets, their names, what is adopted, and that an office program opens it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from etl.leagues.reply.workbook import write_workbook
from tests.reply import office
from tests.reply.cases import answer, finding, sheet
from tests.reply.conftest import Written, shown

_PUBLISHED = [
    {
        "part": "data",
        "part_zh": "主要数据",
        "columns": [
            {"name_zh": "指标名称", "number": False},
            {"name_zh": "本季度数", "number": True},
            {"name_zh": "情况说明", "number": False},
        ],
        "rows": [["发生额", Decimal("23920.71"), None], ["人数", Decimal(6380), "=1+1"]],
    }
]


def _changes(*rows: Mapping[str, object]) -> list[dict[str, object]]:
    against = {"part": "data", "part_zh": "主要数据", "against": 30, "against_file": "旧.xlsx"}
    return [{**against, "rows": list(rows)}]


def test_names_that_excel_refuses_are_made_legal_and_unique(written: Written) -> None:
    names = ["a/b", "a:b", "'q'", "长" * 40, "Data", "DATA", "[]", "it's", "\x01", "History"]
    book = written(
        answer("rejected", finding(sheet="a:b"), finding(sheet="it's")),
        *[sheet(name, D4=1.0) for name in names],
    )
    assert shown(book) == [
        "回执", "a_b", "a_b(1)", "q", "长" * 30 + "…", "Data", "DATA(1)", "__", "it's", "工作表",
        "History_",
    ]  # fmt: skip
    links = [cell.hyperlink.location for row in book["回执"] for cell in row if cell.hyperlink]
    assert links == ["'a_b(1)'!D4", "'it''s'!D4"]
    assert book["a_b(1)"]["D4"].comment is not None
    assert book["a_b"]["D4"].comment is None


def test_our_sheets_give_way_to_hers(written: Written) -> None:
    told = answer("accepted", published=_PUBLISHED, changes=[])
    book = written(told, sheet("回执", A1="x"), sheet("采用数据", A1="y"), sheet("回执1", A1="z"))
    assert shown(book) == ["回执2", "回执", "采用数据", "回执1", "采用数据1", "与上一版对照"]
    assert book["回执2"]["A1"].value == "报表回执"


def test_what_is_adopted_is_shown_with_numbers_as_numbers(written: Written) -> None:
    adopted = written(answer("accepted", published=_PUBLISHED, changes=[]), sheet(D4=1.0))["采用数据"]
    assert [[cell.value for cell in row[:3]] for row in adopted.iter_rows(4, 7)] == [
        ["主要数据(2 行)", None, None],
        ["指标名称", "本季度数", "情况说明"],
        ["发生额", 23920.71, None],
        ["人数", 6380, "=1+1"],
    ]
    assert [adopted[at].number_format for at in ("B6", "B7")] == ["#,##0.00", "#,##0"]
    assert adopted["C7"].data_type == "s"


def test_changes_are_compared_and_lead_to_the_cell(written: Written) -> None:
    rows = (
        {"subject_zh": "P00-1 人数", "field_zh": "本季度数", "before": Decimal(6300), "after": Decimal(6380),
         "sheet": "主要数据", "cell": "D4"},
        {"subject_zh": "P00-1 人数", "field_zh": "情况说明", "before": "旧", "after": None, "sheet": None,
         "cell": None},
    )  # fmt: skip
    told = answer("accepted", published=_PUBLISHED, changes=_changes(*rows))
    changed = written(told, sheet(D4=6380.0))["与上一版对照"]
    assert changed["A4"].value == "主要数据：与第 30 号报送(旧.xlsx)相比有 2 处变化"
    assert [[cell.value for cell in row] for row in changed.iter_rows(6, 7)] == [
        ["P00-1 人数", "本季度数", 6300, 6380, 80, "D4"],
        ["P00-1 人数", "情况说明", "旧", None, None, "—"],
    ]
    assert changed["F6"].hyperlink.location == "'主要数据'!D4"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (_changes(), "主要数据：与第 30 号报送(旧.xlsx)相比没有变化"),
        ([], "首次报送，没有可比的上一版。"),
    ],
)
def test_no_change_and_no_version_before_are_said(
    written: Written, changes: list[dict[str, object]], said: str
) -> None:
    book = written(answer("accepted", published=_PUBLISHED, changes=changes), sheet(D4=1.0))
    assert book["与上一版对照"]["A4"].value == said


def test_nothing_adopted_shows_nothing_adopted(written: Written) -> None:
    assert shown(written(answer("rejected", finding(), published=[], changes=[]), sheet(D4=1.0))) == [
        "回执",
        "主要数据",
    ]


def test_properties_name_the_return(written: Written) -> None:
    properties = written(answer("accepted")).properties
    assert (properties.title, properties.creator) == ("报表回执 赤峰市 2023年第一季度 季度进展报表", "季报")


@pytest.mark.slow
@office.needed
def test_an_office_program_prints_it(tmp_path: Path) -> None:
    path = tmp_path / "回执.xlsx"
    told = answer("partly_accepted", finding(), published=_PUBLISHED, changes=[])
    write_workbook(path, told, [sheet(D4="约300"), sheet("项目进展", A1="x")])
    (pdf,) = office.converted([path], "pdf", tmp_path)
    assert "约300" in office.words(pdf)
