"""The command by which analysts ask: sql."""

from __future__ import annotations

import csv
import re
import sys
import tempfile
from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from etl.cli.tables import print_rows
from etl.common.settings import ZONE

_TABLE = re.compile(r"\w+\.\w+")
# What asks tables that are built, or views of them.
_BUILT = re.compile("summary|analysis", re.IGNORECASE)


def sql(asked: Namespace) -> int:
    """Prints the answer to a query, asked as the role that may only read; 1 if the query failed.

    If it asks the annual tables while some are older than what they rest on, that is said on stderr.
    """
    from sqlalchemy.exc import DBAPIError

    from etl.store.analyst import ask, old_tables

    query = f"TABLE {asked.query}" if _TABLE.fullmatch(asked.query) else asked.query
    try:
        names, answer = ask(query)
    except DBAPIError as error:
        print(f"jibao sql: {error.orig}", file=sys.stderr)
        return 1
    if _BUILT.search(query) and (old := old_tables()):
        print(f"jibao sql: {_older(old)}", file=sys.stderr)
    if asked.xlsx or asked.open:
        return _as_workbook(asked.xlsx, names, answer)
    if asked.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(answer)
    else:
        print_rows(names, answer)
    return 0


def _as_workbook(path: Path | None, names: Sequence[str], answer: Sequence[Sequence[Any]]) -> int:
    """The answer is in the workbook, whose path is printed; without a path in a new one, which is opened."""
    from etl.cli import sheet

    if path is None:
        folder = Path(tempfile.mkdtemp(prefix="jibao-"))
        sheet.write(folder / "jibao.xlsx", names, answer)
        if not sheet.show(folder / "jibao.xlsx"):
            print("jibao sql: nothing here opens a workbook; it is there", file=sys.stderr)
        path = folder / "jibao.xlsx"
    else:
        sheet.write(path, names, answer)
    print(path)
    return 0


def _older(old: Sequence[Mapping[str, Any]]) -> str:
    """Such as `the tables of 2022, 2022Q3 are older than the last accepted change (2023-03-02 09:00)`."""
    periods = ", ".join(row["period"] for row in old)
    changed = max(row["changed_at"] for row in old).astimezone(ZONE)
    return (
        f"the tables of {periods} are older than the last accepted change ({changed:%Y-%m-%d %H:%M}):"
        " jibao summarise builds them anew"
    )
