"""The reply to every refused kind, and to every house's style, as LibreOffice opens it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from etl.common.punctuation import chinese
from etl.leagues.reply.looks import FILLS
from tests.conftest import Opener
from tests.reply import office
from tests.rules.mutations import MUTATIONS, Mutation
from tests.walk.driving import SAMPLES, jibao

pytestmark = office.needed


@pytest.fixture(scope="module")
def replies(
    open_warehouse: Opener, history_database: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The reply workbook to each mutation, by rule."""
    folder = tmp_path_factory.mktemp("replies")
    with open_warehouse(history_database):
        return {rule_id: _reply(folder / rule_id, mutation) for rule_id, mutation in MUTATIONS.items()}


def _reply(folder: Path, mutation: Mutation) -> Path:
    folder.mkdir()
    (folder / mutation.name).write_bytes(mutation.broken())
    jibao("check", folder / mutation.name, "--reply", folder)
    # LibreOffice lays what it converts side by side: each needs a name of its own.
    return (folder / f"{mutation.name}.回执.xlsx").rename(folder / f"{folder.name}.xlsx")


@pytest.fixture(scope="module")
def saved(replies: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each reply as LibreOffice saves it, by rule."""
    made = office.converted(list(replies.values()), "xlsx", tmp_path_factory.mktemp("saved"))
    return dict(zip(replies, made, strict=True))


def finding(replies: dict[str, Path], rule_id: str) -> dict[str, Any]:
    (file,) = replies[rule_id].parent.glob("*.回执.json")
    said = json.loads(file.read_text(encoding="utf-8"))["findings"]
    return next(dict(found) for found in said if found["rule"] == rule_id)


@pytest.mark.parametrize("rule_id", MUTATIONS)
def test_it_says_what_is_wrong_and_what_to_do(
    replies: dict[str, Path], saved: dict[str, Path], rule_id: str
) -> None:
    told = finding(replies, rule_id)
    receipt = openpyxl.load_workbook(saved[rule_id])["回执"]
    texts = [str(cell.value) for row in receipt.iter_rows() for cell in row if cell.value]
    for sentence in (told["says"], told["to_do"]):
        assert any(chinese(sentence) in text for text in texts)


@pytest.mark.parametrize(
    "rule_id", [rule for rule in MUTATIONS if "!" in MUTATIONS[rule].place and rule != "file_too_large"]
)
def test_its_cell_alone_is_marked(replies: dict[str, Path], saved: dict[str, Path], rule_id: str) -> None:
    told = finding(replies, rule_id)
    marked = {
        (sheet.title, cell.coordinate): cell.fill.fgColor.rgb[-6:]
        for sheet in openpyxl.load_workbook(saved[rule_id])
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
    """The replies to the last return of each house in each of its formats, printed."""
    folder = tmp_path_factory.mktemp("houses")
    for league in sorted((SAMPLES / "returns").iterdir()):
        for file in {file.suffix: file for file in sorted(league.iterdir())}.values():
            jibao("check", file, "--reply", folder)
    return office.converted(sorted(folder.glob("*.xlsx")), "pdf", tmp_path_factory.mktemp("printed"))


def test_every_house_gets_its_own_sheets_back(houses: list[Path]) -> None:
    assert len(houses) >= 12
    for pdf in houses:
        said = office.words(pdf)
        assert "可以采用" in said, pdf.name
        assert "城镇新增就业人数" in said or "家政服务业提质扩容" in said, pdf.name
