"""The annual workbook as LibreOffice prints it."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from etl.publish.annual.content import Content
from etl.publish.annual.report.plain import prose
from etl.publish.annual.workbook.book import sheets, write
from tests.annual.workbook_content import empty, messy
from tests.reply.office import converted, needed


@needed
@pytest.mark.parametrize(("content", "most"), [(messy(), 45), (empty(), 20)])
def test_every_sheet_is_printed(content: Content, most: int, tmp_path: Path) -> None:
    paths = write(tmp_path, content)
    (pdf,) = converted(paths, "pdf", tmp_path)
    pages = _pages(pdf)
    made = sheets(content)
    # Every page has its sheet's title, but for those of charts, which have nothing of their tables' headers.
    titles = {sheet.name: f"年度{sheet.name}({content.edition.mark})" for sheet in made}
    titles["总览"] = prose(f"年度行动总结表({content.edition.mark})")
    charts = [page for page in pages if not any(title in page for title in titles.values())]
    drawn = [f"{sheet.name}图" for sheet in made if sheet.chart]
    assert len(charts) == len(drawn)
    assert all(name in page for name, page in zip(drawn, charts, strict=True))
    on = Counter(
        next(name for name, title in titles.items() if title in page) for page in pages if page not in charts
    )
    assert on.keys() == titles.keys()
    assert on["总览"] == 1
    assert len(pages) <= most
    assert all(f"第{number}页,共{len(pages)}页" in page for number, page in enumerate(pages, 1))
    assert "##" not in "".join(pages)  # a number wider than its column would be ###


def _pages(pdf: Path) -> list[str]:
    """What stands on each page, without white space."""
    said = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True)
    return ["".join(page.split()) for page in said.stdout.split("\f") if page.strip()]
