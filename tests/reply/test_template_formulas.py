"""A template that is corrected in its reply works out there what it worked out before."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from etl.common.settings import settings
from etl.leagues.reply.template_formulas import with_formulas
from etl.read.grid import address
from schemas.registry import registry
from tests.reply import office
from tests.reply.cases import answer, sheet
from tests.walk.driving import ingest, rules

# Filled in by LibreOffice, 约600 in E7: the formula beside it gives nothing.
FIRST = Path(__file__).with_name("template_first.ods")
TOLD = answer("rejected", league_code="150600", period="2024Q1", template_version="0123456789ab")


@pytest.mark.slow
@office.needed
def test_only_what_is_wrong_is_corrected_in_the_reply_and_it_is_accepted(
    warehouse: sa.Engine, tmp_path: Path
) -> None:
    """The year-to-date beside the figure follows it there, as it did in the template."""
    first = ingest(_sent(FIRST, tmp_path / "first"))["150600/鄂尔多斯市_2024Q1.ods"]
    assert first["part_states"] == {"data": "refused", "progress": "accepted_with_warnings"}
    assert rules(first) == [("number_text", "主要数据", "E7"), ("status_missing", "项目进展", "C30")]
    (reply,) = (settings().outbox / "150600").glob("*.回执.xlsx")
    book = openpyxl.load_workbook(reply)
    assert book["主要数据"]["F7"].value == '=IF(ISNUMBER(E7),E7,"")'
    book["主要数据"]["E7"] = 600
    book.save(tmp_path / "更正.xlsx")
    (saved,) = office.converted([tmp_path / "更正.xlsx"], "xlsx", tmp_path / "saved")
    (again,) = ingest(_sent(saved, tmp_path / "again")).values()
    assert again["verdict"] == "accepted_with_warnings"
    assert rules(again) == [("status_missing", "项目进展", "C30")]
    in_force = "SELECT figure, year_to_date FROM warehouse.indicator_value WHERE indicator_code = 'P01-1'"
    with warehouse.connect() as connection:
        assert list(connection.execute(sa.text(in_force))) == [(600, 600)]


def _sent(file: Path, folder: Path) -> Path:
    (folder / "150600").mkdir(parents=True)
    shutil.copy(file, folder / "150600" / f"鄂尔多斯市_2024Q1{file.suffix}")
    return folder


def test_by_county_sums_and_totals_follow_what_is_corrected() -> None:
    """The first county's sum was typed over; the second's gives nothing, as its figure is a text."""
    (part,) = (part for part in registry().returns["quarterly"].parts if part.is_wide)
    names = [column.name_zh for column in part.columns]
    before = names.index("公共实训基地培训人次本年累计") + 1
    header = [*names[:before], "上季度本年累计", *names[before:]]
    cells = {f"{'ABCDEFGHIJKL'[at]}1": name for at, name in enumerate(header)}
    cells |= {"A2": "150402", "C2": 2.0, "G2": 10.0, "H2": 31.0, "I2": 20.0}
    cells |= {"A3": "150403", "C3": 3.0, "G3": "约10", "H3": " ", "I3": 20.0}
    cells |= {"B4": "合计", "C4": 5.0, "G4": 11.0, "H4": 31.0}
    told = {**TOLD, "return_kind": "quarterly", "period": "2024Q2"}
    (drawn,) = with_formulas([sheet(**cells)], told)  # type: ignore[arg-type, list-item]
    found = {address(*at): formula for at, formula in drawn.formulas.items()}
    assert found == {
        "H3": 'IF(ISNUMBER(G3),ROUND(G3+I3,0),"")',
        "C4": 'IF(COUNT(C2:C3)=0,"",SUM(C2:C3))',
        "H4": 'IF(COUNT(H2:H3)=0,"",SUM(H2:H3))',
        **{f"{at}4": f'IF(COUNT({at}2:{at}3)=0,"",SUM({at}2:{at}3))' for at in "DEFJK"},
    }


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
