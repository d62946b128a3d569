"""The report as LibreOffice prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.publish.annual.content import Content
from etl.publish.annual.report import write
from tests.annual.workbook_content import empty, messy
from tests.reply.office import converted, needed, words


@needed
@pytest.mark.parametrize(
    ("content", "fewest", "most"), [(messy(), 11, 18), (empty(), 2, 5)], ids=["messy", "empty"]
)
def test_it_is_printed(content: Content, fewest: int, most: int, tmp_path: Path) -> None:
    (pdf,) = converted(write(tmp_path, content), "pdf", tmp_path)
    said = words(pdf)
    pages = [number for number in range(1, most + 2) if f"—{number}—" in said]
    assert fewest <= len(pages) <= most
    assert pages == list(range(1, len(pages) + 1))
    assert "一、总体情况" in said
    assert "内蒙古自治区人力资源和社会保障厅" in said


@needed
def test_its_charts_are_drawn(tmp_path: Path) -> None:
    """A chart's words are nowhere but in the chart: its legend, its categories, its values."""
    (pdf,) = converted(write(tmp_path, messy()), "pdf", tmp_path)
    said = words(pdf)
    assert "项目\uff08个\uff09" in said  # the legend of the first
    assert "总T00的指标" in said  # a category of the second
    assert "预算支出" in said  # a legend
    assert said.count("图") >= 5
