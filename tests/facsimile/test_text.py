"""A text file is drawn as a sheet without a name."""

from __future__ import annotations

from pathlib import Path

from etl.leagues.facsimile.model import Face
from tests.facsimile.looks import drawn
from tests.read.forms import text


def test_a_text_file(tmp_path: Path) -> None:
    rows = [["指标编码", "", "说明"], ["P01-1", "=1+1", "一" * 40], ["", "", "1\n2"]]
    (sheet,) = drawn(text(rows, encoding="gb18030"), tmp_path)
    assert (sheet.name, sheet.hidden, sheet.merged) == (None, False, ())
    assert sheet.faces == {
        (0, 0): Face("指标编码"),
        (0, 2): Face("说明"),
        (1, 0): Face("P01-1"),
        (1, 1): Face("=1+1"),
        (1, 2): Face("一" * 40),
        (2, 2): Face("1\n2"),
    }
