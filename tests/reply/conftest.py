"""Writing a reply workbook and reading it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from etl.leagues.facsimile.model import Facsimile
from etl.leagues.reply.workbook import write_workbook

Written = Callable[..., Workbook]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """The workbook of an answer and sheets, as another program reads it."""

    def write(answer: Mapping[str, Any], *sheets: Facsimile) -> Workbook:
        path = tmp_path / "回执.xlsx"
        write_workbook(path, answer, sheets)
        return load_workbook(path)

    return write


def shown(book: Workbook) -> list[str]:
    """The sheets that a clerk sees, and those of hers that she had hidden; not the stamp."""
    return [sheet.title for sheet in book if sheet.sheet_state != "veryHidden"]
