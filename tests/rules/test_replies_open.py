"""The reply to every refused kind, and to every house's style, as LibreOffice opens it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from etl.common.punctuation import chinese
from etl.leagues.facsimile.file import facsimile
from etl.leagues.reply.figures import in_sentence
from etl.leagues.reply.looks import FILLS
from etl.leagues.reply.workbook import write_workbook
from etl.walk.dry_run import check_file
from tests.reply import office
from tests.rules.conftest import Answered
from tests.rules.mutations import MUTATIONS
from tests.walk.driving import SAMPLES

pytestmark = office.needed


@pytest.fixture(scope="module")
def saved(answered: dict[str, Answered], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """Each reply as LibreOffice saves it, by rule."""
    replies = [each.reply for each in answered.values()]
    made = office.converted(replies, "xlsx", tmp_path_factory.mktemp("saved"))
    return dict(zip(answered, map(openpyxl.load_workbook, made), strict=True))


def finding(answered: dict[str, Answered], rule_id: str) -> dict[str, Any]:
    said = answered[rule_id].answer["findings"]
    return next(dict(found) for found in said if found["rule"] == rule_id)


@pytest.mark.parametrize("rule_id", MUTATIONS)
def test_it_says_what_is_wrong_and_what_to_do(
    answered: dict[str, Answered], saved: dict[str, Workbook], rule_id: str
) -> None:
    told = finding(answered, rule_id)
    receipt = saved[rule_id]["回执"]
    texts = [str(cell.value) for row in receipt.iter_rows() for cell in row if cell.value]
    for sentence in (told["says"], told["to_do"]):
        assert any(chinese(in_sentence(told, sentence)) in text for text in texts), sentence


@pytest.mark.parametrize(
    "rule_id", [rule for rule in MUTATIONS if "!" in MUTATIONS[rule].place and rule != "file_too_large"]
)
def test_its_cell_alone_is_marked(
    answered: dict[str, Answered], saved: dict[str, Workbook], rule_id: str
) -> None:
    told = finding(answered, rule_id)
    marked = {
        (sheet.title, cell.coordinate): cell.fill.fgColor.rgb[-6:]
        for sheet in saved[rule_id]
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    sheet = told["sheet"] or "报送内容"
    assert marked[sheet, told["cell"]] == FILLS[told["severity"]].removeprefix("#")
    if not MUTATIONS[rule_id].also:
        assert {cell for _, cell in marked} == {told["cell"], *(cell["cell"] for cell in told["cells"])}


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Replies with the last return of each house in each of its formats, as if it had a mark, printed."""
    folder = tmp_path_factory.mktemp("houses")
    for league in sorted((SAMPLES / "returns").iterdir()):
        for file in {file.suffix: file for file in sorted(league.iterdir())}.values():
            write_workbook(folder / f"{file.name}.xlsx", check_file(file), facsimile(file))
    return office.converted(sorted(folder.glob("*.xlsx")), "pdf", tmp_path_factory.mktemp("printed"))


def test_every_house_gets_its_own_sheets_back(houses: list[Path]) -> None:
    assert len(houses) >= 12
    for pdf in houses:
        said = office.words(pdf)
        assert "可以采用" in said, pdf.name
        assert "城镇新增就业人数" in said or "家政服务业提质扩容" in said, pdf.name
