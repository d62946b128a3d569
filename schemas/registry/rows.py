"""The registry's files as rows of text, each with the line that it stands in."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Fault(NamedTuple):
    """What is wrong in a file of the registry, and in which line (the header is line 1)."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


@dataclass(frozen=True)
class Row:
    """One row as it is written; `line` is the one that an editor shows, where the row begins."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def listed(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that holds several, divided by `|`; empty for a blank cell."""
        return tuple(self[column].split("|")) if self[column] else ()


def read_rows(path: Path, columns: list[str] | None = None) -> tuple[list[Row], list[Fault]]:
    """The rows of a CSV file (UTF-8, with or without a byte-order mark) that has these columns, in any order.

    Without `columns`, those that it has.

    With a fault in the answer the rows are not to be used: the file is not there, is no UTF-8 or
    no CSV, or has other columns, or a row has more or fewer cells than the header.
    """
    if not path.is_file():
        return [], [Fault(path.name, 1, "the file is not there")]
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [], [Fault(path.name, line, "is not UTF-8: save the file as CSV UTF-8")]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = next(reader, [])
        faults = [Fault(path.name, 1, reason) for reason in _header_faults(header, columns or header)]
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                rows.append(Row(line, dict(zip(header, cells, strict=True))))
            elif cells:
                reason = f"has {len(cells)} cells, the header {len(header)}: quote a cell that holds a comma"
                faults.append(Fault(path.name, line, reason))
            line = reader.line_num + 1
    except csv.Error as error:
        return [], [Fault(path.name, reader.line_num, f"is no CSV: {error}")]
    return rows, faults


def _header_faults(header: list[str], columns: list[str]) -> list[str]:
    missing = [f"the column {column} is missing" for column in columns if column not in header]
    unknown = [f"the column {column!r} is not known" for column in header if column not in columns]
    doubled = [f"the column {column} is doubled" for column in columns if header.count(column) > 1]
    return missing + unknown + doubled
