"""The task of reading a workbook's sheets as they look, as JSON.

A look is the attributes of `model.Look` that are set, and is known by its number in the list. Of formatted
blanks those stay that show something and lie near what is written, while no more cells are kept in all than
a return can have.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import IO, TYPE_CHECKING, Any, NotRequired, TypedDict, cast

from etl.leagues.facsimile.formats import ods, xls, xlsx
from etl.read import limits
from etl.read.parse.guard import check_doctypes
from etl.read.parse.opened import opened
from etl.read.refusal import Refusal, Refused

if TYPE_CHECKING:
    from etl.leagues.facsimile.formats.raw import Looks, Parsed, RawSheet, Value

_ROWS_BELOW = 50
_COLUMNS_BESIDE = 10
_WIDEST, _HIGHEST = 255.0, 409.0  # characters and points that Excel knows
_FORMATS: Mapping[str, Any] = {"ods": ods, "xls": xls, "xlsx": xlsx}
# Of formatted ranges, each cell of each; they do not overlap but for rows, columns and cells.
_LOOKED_AT = 4 * limits.CELLS_WRITTEN
_SHOWN = ("fill", "left", "right", "top", "bottom")


class DrawnSheet(TypedDict):
    """A sheet, cut to the part that is used; a face is row, column, look, kind and content."""

    name: str
    hidden: bool
    faces: list[tuple[int, int, int, str, Any]]
    merged: list[tuple[int, int, int, int]]
    widths: dict[int, float]
    heights: dict[int, float]
    hidden_columns: list[int]
    hidden_rows: list[int]
    frozen: tuple[int, int]


class Drawn(TypedDict):
    """The file: its looks, and its sheets, whose faces name them by number; or what a Refusal says."""

    looks: NotRequired[list[Looks]]
    sheets: NotRequired[list[DrawnSheet]]
    refusal: NotRequired[Refused]


def answer(file: IO[bytes]) -> Drawn:
    """The sheets of a workbook as they look, or why its looks cannot be read."""
    try:
        kind, plain, _ = opened(file)
        if kind != "xls":
            check_doctypes(plain)
        return _answer(_FORMATS[kind].parse(plain), limits.CELLS)
    except MemoryError:
        raise
    except Refusal as refusal:
        return {"refusal": cast("Refused", refusal.args)}
    except BaseException as fault:  # whatever it was: the file is shown without its looks
        given = f"{type(fault).__name__}: {fault}"[:500]
        return {"refusal": ("file_unreadable", given, None, None, None)}


def _answer(parsed: Parsed, most: int) -> Drawn:
    sheets, look = parsed
    looks = _Looks(look)
    answer = []
    for raw in sheets:
        drawn = _drawn(raw, looks, most)
        most -= len(drawn["faces"])
        answer.append(drawn)
    return {"looks": looks.all, "sheets": answer}


class _Looks:
    """The looks that are used, each once, by number."""

    def __init__(self, look: Callable[[Any], Looks]) -> None:
        self.all: list[Looks] = []
        self._look = look
        self._numbers: dict[Hashable, int] = {}

    def number(self, style: Hashable) -> int:
        if style not in self._numbers:
            self._numbers[style] = len(self.all)
            self.all.append(self._look(style))
        return self._numbers[style]

    def shows(self, style: Hashable) -> bool:
        return any(name in self.all[self.number(style)] for name in _SHOWN)


def _drawn(raw: RawSheet, looks: _Looks, most: int) -> DrawnSheet:
    faces: dict[tuple[int, int], tuple[int, str, Any]] = {}
    blanks = list(raw["blanks"])
    for row, column, value, style in raw["cells"]:
        kind, content = _content(value)
        if kind and row >= 0 and column >= 0:
            faces[row, column] = (looks.number(style), kind, content)
        else:
            blanks.append((row, column, row, column, style))
    rows = max((row for row, _ in faces), default=-1) + 1 + _ROWS_BELOW
    columns = max((column for _, column in faces), default=-1) + 1 + _COLUMNS_BESIDE
    for place, style in _blanks(blanks, rows, columns, most - len(faces)).items():
        if place not in faces and looks.shows(style):
            faces[place] = (looks.number(style), "", "")
    frozen = min(raw["frozen"][0], rows), min(raw["frozen"][1], columns)
    merged = [
        (top, left, min(bottom, rows - 1), min(right, columns - 1))
        for top, left, bottom, right in raw["merged"]
        if 0 <= top < rows and 0 <= left < columns
    ]
    rows = max([row for row, _ in faces] + [bottom for _, _, bottom, _ in merged], default=-1) + 1
    columns = max([column for _, column in faces] + [right for _, _, _, right in merged], default=-1) + 1
    return {
        "name": raw["name"],
        "hidden": raw["hidden"],
        "faces": [(*place, *face) for place, face in sorted(faces.items())],
        "merged": merged,
        "widths": _spread(raw["widths"], columns, _WIDEST),
        "heights": _spread(raw["heights"], rows, _HIGHEST),
        "hidden_columns": sorted(_spread([(*span, 0) for span in raw["hidden_columns"]], columns)),
        "hidden_rows": sorted(_spread([(*span, 0) for span in raw["hidden_rows"]], rows)),
        "frozen": frozen,
    }


def _blanks(
    ranges: list[tuple[int, int, int, int, Hashable]], rows: int, columns: int, most: int
) -> dict[tuple[int, int], Hashable]:
    """The style of each formatted cell within so many rows and columns, and no more of them than `most`."""
    blanks: dict[tuple[int, int], Hashable] = {}
    looked_at = 0
    for top, left, bottom, right, style in ranges:
        in_rows = range(max(top, 0), min(bottom + 1, rows))
        in_columns = range(max(left, 0), min(right + 1, columns))
        looked_at += len(in_rows) * len(in_columns)
        if looked_at > _LOOKED_AT:
            raise ValueError("formats of rows and columns overlap as no program writes them")
        for row in in_rows:
            for column in in_columns:
                if len(blanks) >= most:
                    return blanks
                blanks[row, column] = style
    return blanks


def _spread(spans: list[tuple[int, int, float]], end: int, most: float = 0.0) -> dict[int, float]:
    """The measure of each row or column before `end`, none larger than a workbook may have."""
    return {
        number: min(measure, most)
        for first, last, measure in spans
        if measure >= 0
        for number in range(max(first, 0), min(last + 1, end))
    }


def _content(value: Value) -> tuple[str, Any]:
    """The kind and the value as JSON knows it; no kind: nothing that can be seen."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return "", ""
    if isinstance(value, bool):
        return "truth", value
    if isinstance(value, timedelta):
        return "number", value / timedelta(days=1)
    if isinstance(value, (int, float)):
        return ("number", float(value)) if isfinite(value) else ("text", str(value))
    if isinstance(value, time):
        return "time", value.replace(tzinfo=None).isoformat()
    if isinstance(value, date):
        return _moment(value)
    return "text", value


def _moment(value: date) -> tuple[str, str]:
    """A workbook knows no zones, and no day before 1900."""
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None) if value.time() != time() else value.date()
    if value.year < 1900:
        return "text", value.isoformat()
    return "moment" if isinstance(value, datetime) else "date", value.isoformat()
