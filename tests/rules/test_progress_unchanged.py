"""Last quarter's words, laid out by a template and sent back as they were."""

from __future__ import annotations

import io

import openpyxl
import pytest

from etl.read.stamps import TEMPLATE_MAGIC, TEMPLATE_SHEET, VERSION, current_version
from schemas.registry import registry
from tests.rules.conftest import Send
from tests.rules.returns import PROGRESS, quarterly

pytestmark = pytest.mark.usefixtures("history")


def stamped(content: bytes) -> bytes:
    """The return as if made with today's template."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.create_sheet(TEMPLATE_SHEET)
    sheet.append([TEMPLATE_MAGIC, "jibao"])
    sheet.append([VERSION, current_version(registry(), registry().returns["quarterly"])])
    sheet.sheet_state = "veryHidden"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_progress_unchanged(send: Send) -> None:
    """A note, of the rows that say the same; without a template nothing was laid out."""
    words = {PROGRESS.at(number, "progress"): f"第{number}个项目召开调度会" for number in (1, 2, 3)}
    send(quarterly("2024Q3", words), "2024-10-02")
    changed = words | {PROGRESS.at(2, "progress"): "新建园区两个"}
    plain = send(quarterly("2024Q4", changed), "2025-01-02", "plain.xlsx")
    assert "progress_unchanged" not in {finding["rule"] for finding in plain["findings"]}
    answer = send(stamped(quarterly("2024Q4", changed)), "2025-01-03", "template.xlsx")
    cells = [
        cell["cell"]
        for finding in answer["findings"]
        if finding["rule"] == "progress_unchanged"
        for cell in finding["cells"]
    ]
    assert {PROGRESS.at(number, "progress").split("!")[1] for number in (1, 3)} <= set(cells)
    assert PROGRESS.at(2, "progress").split("!")[1] not in cells
    assert answer["verdict"] == "accepted"
