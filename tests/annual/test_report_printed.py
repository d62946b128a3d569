"""The report and the page above it as LibreOffice prints them."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.publish.annual.content import Content
from etl.publish.annual.report import write
from tests.annual.workbook_content import empty, messy, with_rows
from tests.reply.office import converted, needed, pages, words


@needed
@pytest.mark.parametrize(
    ("content", "fewest", "most"), [(messy(), 7, 12), (empty(), 1, 1)], ids=["messy", "empty"]
)
def test_it_is_printed(content: Content, fewest: int, most: int, tmp_path: Path) -> None:
    page, report = converted(write(tmp_path, content), "pdf", tmp_path)
    said = words(report)
    numbers = [number for number in range(1, most + 2) if f"—{number}—" in said]
    assert fewest <= len(numbers) <= most
    assert numbers == list(range(1, len(numbers) + 1))
    assert "一、总体情况" in said
    assert "内蒙古自治区人力资源和社会保障厅" in said
    assert len(pages(page)) == 1
    if content.tables.get("annual_target"):
        # A chart's words are nowhere but in the chart: its categories, its legend.
        assert "总T00的指标" in words(page)
        assert "数据不全" in words(page)


@needed
def test_a_page_with_more_than_fits_is_one(tmp_path: Path) -> None:
    first = messy()["annual_project"][2]
    rows = [{**first, "project_no": number} for number in range(1, 30)]
    (page,) = converted(write(tmp_path, with_rows(messy(), "annual_project", rows))[:1], "pdf", tmp_path)
    assert len(pages(page)) == 1
