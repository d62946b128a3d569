"""A template that is corrected in its reply works out there what it worked out before."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from etl.common.settings import ZONE
from etl.leagues.facsimile.file import facsimile
from etl.leagues.reply.template_formulas import with_formulas
from etl.leagues.reply.workbook import write_workbook
from etl.read.file import read_file
from schemas.registry import registry
from tests.reply import office
from tests.reply.cases import answer, sheet

# Filled in by LibreOffice, 约600 in E7: the formula beside it gives nothing.
FIRST = Path(__file__).with_name("template_first.ods")
TOLD = answer("rejected", league_code="150600", period="2024Q1", template_version="0123456789ab")


@office.needed
def test_the_year_to_date_follows_the_figure_that_is_corrected(tmp_path: Path) -> None:
    write_workbook(tmp_path / "回执.xlsx", TOLD, with_formulas(facsimile(FIRST), TOLD))
    book = openpyxl.load_workbook(tmp_path / "回执.xlsx")
    assert book["主要数据"]["F7"].value == '=IF(ISNUMBER(E7),E7,"")'
    book["主要数据"]["E7"] = 600
    book.save(tmp_path / "更正.xlsx")
    (saved,) = office.converted([tmp_path / "更正.xlsx"], "xlsx", tmp_path / "saved")
    reading = read_file(
        saved,
        name="鄂尔多斯市_2024Q1.xlsx",
        folders=(),
        arrived_on=datetime(2024, 4, 3, tzinfo=ZONE),
        registry=registry(),
    )
    (data,) = (part for part in reading.parts if part.part.part == "data")
    (row,) = (row for row in data.rows if row["figure"].cell == "E7")
    assert (row["figure"].value, row["year_to_date"].value) == (Decimal(600), Decimal(600))


@pytest.mark.parametrize(
    ("figure", "last", "to_date", "formula"),
    [
        (10.0, 20.0, 30.0, 'IF(ISNUMBER(B2),ROUND(B2+D2,0),"")'),
        ("约10", 20.0, " ", 'IF(ISNUMBER(B2),ROUND(B2+D2,0),"")'),
        (10.0, 20.0, 31.0, None),  # typed over
        (10.0, None, 30.0, None),
    ],
)
def test_what_was_typed_stays(
    figure: str | float, last: float | None, to_date: str | float, formula: str | None
) -> None:
    names = {"A1": "指标编码", "B1": "本季度数", "C1": "本年累计", "D1": "上季度本年累计"}
    made = sheet(**names, A2="P01-1", B2=figure, C2=to_date, D2=last)
    (drawn,) = with_formulas([made], {**TOLD, "period": "2024Q2"})  # type: ignore[typeddict-item]
    assert drawn.formulas.get((1, 2)) == formula
    (plain,) = with_formulas([made], {**TOLD, "template_version": None})  # type: ignore[typeddict-item]
    assert not plain.formulas
