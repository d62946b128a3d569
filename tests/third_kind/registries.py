"""The product's registry with a further kind of return: the one that `docs/new_kind_of_return.md` makes."""

from __future__ import annotations

import re
from pathlib import Path

from etl.common.settings import REPOSITORY
from tests.reminders.registries import extended

GUIDE = REPOSITORY / "docs" / "new_kind_of_return.md"
_ROWS = re.compile(r"^`(\w+\.csv)`: .*?^```csv\n(.*?)^```", re.MULTILINE | re.DOTALL)
_VIEW = re.compile(r"^`(views/\w+\.sql)`:\n\n```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)


def with_half_yearly(folder: Path) -> Path:
    """A registry in this folder that has the guide's rows, and its view."""
    guide = GUIDE.read_text(encoding="utf-8")
    extended(folder, {file: rows.splitlines()[1:] for file, rows in _ROWS.findall(guide)})
    for file, view in _VIEW.findall(guide):
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(view, encoding="utf-8")
    return folder
