"""A workbook's sheets: looked through first, then parsed in a process of its own, which may die."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from etl.numbers import plain
from etl.read import limits
from etl.read.grid import Cell, Position, Sheet, is_blank, printable
from etl.read.guard import Noted, look_through
from etl.read.guard_ods import inspect_ods
from etl.read.guard_xls import inspect_xls
from etl.read.guard_xlsx import inspect_xlsx
from etl.read.refusal import Refusal

# A return takes 0.05 s and 100 MB; the largest that the limits let through about 5 s and 600 MB.
_MEMORY_BYTES = 1 << 30
_CPU_SECONDS = 30
_WALL_SECONDS = 45
_CHILD = Path(__file__).with_name("child.py")


def read_workbook(path: Path, kind: str) -> list[Sheet]:
    """The sheets of an xlsx, xls or ods file in its order; Refusal if damaged, protected or too large."""
    if kind == "xls":
        parsed = _parse(path, kind)
        noted = inspect_xls(path)
    else:
        noted = look_through(path, inspect_xlsx if kind == "xlsx" else inspect_ods)
        parsed = _parse(path, kind)
    limits.check_sheets(len(parsed))
    sheets = [_sheet(found, noted.get(found["name"])) for found in parsed]
    for sheet in sheets:
        limits.check_merged(sheet.name, len(sheet.merged))
        for row, column in sheet.cells:
            limits.check_extent(sheet.name, row, column)
    limits.check_cells(None, sum(len(sheet.cells) for sheet in sheets))
    return sheets


def _sheet(found: Mapping[str, Any], noted: Noted | None) -> Sheet:
    cells: dict[Position, Cell] = {
        (row, column): _shown(Cell(kind, printable(text)))
        for row, column, kind, text in found["cells"]
        if not (kind == "text" and is_blank(text))
    }
    merged = [(top, left, bottom, right) for top, left, bottom, right in found["merged"]]
    if noted is not None:
        cells |= {at: _shown(cell) for at, cell in noted.cells.items()}
        merged += noted.merged
    return Sheet(printable(found["name"]), cells, tuple(merged), found["hidden"])


def _shown(cell: Cell) -> Cell:
    """A percentage as its cell shows it: 0.935 is stored, 93.5% is what was written."""
    if cell.kind != "percent":
        return cell
    try:
        stored = Decimal(format(float(cell.text), ".15g"))
    except ValueError as fault:
        raise Refusal("file_unreadable", "文件内容损坏") from fault
    return Cell("text", f"{plain(stored * 100)}%")


def _parse(path: Path, kind: str) -> list[dict[str, Any]]:
    try:
        child = subprocess.run(
            # -I and -S: without the environment and the site, whose start costs more than the parsing.
            [
                sys.executable,
                "-I",
                "-S",
                str(_CHILD),
                kind,
                str(path),
                _libraries(kind),
                str(_MEMORY_BYTES),
                str(_CPU_SECONDS),
            ],
            capture_output=True,
            timeout=_WALL_SECONDS,
            # A parser that has run out of memory hangs while it prints where.
            env=os.environ | {"RUST_BACKTRACE": "0"},
            check=False,
        )
    except subprocess.TimeoutExpired as fault:
        raise Refusal("file_unreadable", "读取超时") from fault
    if child.returncode < 0:  # ended by a signal: out of memory or time, or aborted by the parser
        raise Refusal("file_unreadable", "读取时中止,文件结构异常")
    if child.returncode > 0:
        raise RuntimeError(
            f"the parser of {kind} files does not run: {child.stderr.decode(errors='replace')}"
        )
    answer: dict[str, Any] = json.loads(child.stdout)
    if "fault" in answer:
        if "encrypted" in answer["fault"].lower() or "password" in answer["fault"].lower():
            raise Refusal("file_encrypted")
        raise Refusal("file_unreadable", "文件内容损坏")
    sheets: list[dict[str, Any]] = answer["sheets"]
    return sheets


def _libraries(kind: str) -> str:
    """The folder that the child imports its parser from."""
    spec = find_spec("xlrd" if kind == "xls" else "python_calamine")
    if spec is None or spec.origin is None:
        raise RuntimeError("xlrd or python-calamine is not installed: run `make install`")
    return str(Path(spec.origin).parents[1])
