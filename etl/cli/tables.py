"""Rows as a command prints them: a table in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from etl.common.widths import width_of


def print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        print_rows(list(rows[0]), [list(row.values()) for row in rows])


def print_rows(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    lines = [list(names), *[["" if value is None else str(value) for value in row] for row in rows]]
    widths = [max(width_of(line[column]) for line in lines) for column in range(len(names))]
    for line in lines:
        cells = (text + " " * (width - width_of(text)) for text, width in zip(line, widths, strict=True))
        print("  ".join(cells).rstrip())
