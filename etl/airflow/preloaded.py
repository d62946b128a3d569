"""What most tasks use is imported already where they are forked, and they begin sooner.

What is forked after a file of ours has changed forgets our modules: a task has them as they are on disk when
it begins, all of one version.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module

from etl.common.settings import REPOSITORY

_LIBRARIES = (
    "alembic.context",
    "chinese_calendar",
    "docx",
    "openpyxl",
    "pandas",
    "pandera.pandas",
    "pptx.chart.chart",
    "psycopg",
    "xlsxwriter",
)
_OURS = ("etl.airflow.groups", "etl.publish.drafts", "etl.publish.quality.great")
_FOLDERS = ("etl", "schemas")


def preload() -> None:
    """Every process that is forked from this one has the modules, if none of ours has changed by then."""
    known = _marks()  # first: what changes while it is imported has changed
    for name in (*_LIBRARIES, *_OURS):
        import_module(name)

    def forget_what_changed() -> None:
        if _marks() != known:
            for name in [name for name in sys.modules if name.partition(".")[0] in _FOLDERS]:
                del sys.modules[name]

    os.register_at_fork(after_in_child=forget_what_changed)


def _marks() -> dict[str, int]:
    """When each file of ours was changed last, nanoseconds; what Python compiles of them is none."""
    marks = {}
    # What is being replaced at this moment is left out, and by that has changed.
    for ours in _FOLDERS:
        for folder, _, files in os.walk(REPOSITORY / ours):
            for file in files:
                if not file.endswith(".pyc"):
                    with suppress(OSError):
                        marks[f"{folder}/{file}"] = os.stat(f"{folder}/{file}").st_mtime_ns  # noqa: PTH116
    return marks
