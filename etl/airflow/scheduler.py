"""Airflow's scheduler. Tasks are forked from it: the libraries that most of them use are imported here, once.

None of our own modules are: a task has them as they are on disk when it begins, all of one version.
"""

from __future__ import annotations

import sys
from importlib import import_module

from airflow.__main__ import main

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

for _library in _LIBRARIES:
    import_module(_library)

if __name__ == "__main__":
    sys.argv.insert(1, "scheduler")
    main()  # type: ignore[no-untyped-call]
