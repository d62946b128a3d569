"""A workbook's sheets with their looks, parsed in a process of its own (see `child`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from etl.leagues.facsimile.merged import disjoint
from etl.leagues.facsimile.model import Content, Edge, Face, Facsimile, Look
from etl.read import limits
from etl.read.confined import confined
from etl.read.grid import printable, sheet_name

if TYPE_CHECKING:
    from etl.leagues.facsimile.child import Drawn, DrawnSheet

_CHILD = Path(__file__).with_name("child.py")
_PACKAGES = {"xlsx": "openpyxl", "xls": "xlrd", "ods": "defusedxml"}
# The largest that the limits let through takes 6; a league waits for its reply.
_CPU_SECONDS = 10
_MEMORY_BYTES = 1 << 30
_SIDES = ("left", "right", "top", "bottom")
_CONTENTS: Mapping[str, Callable[[Any], Content]] = {
    "": lambda _: None,
    "text": printable,
    "number": float,
    "truth": bool,
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}


def with_looks(path: Path, kind: str) -> list[Facsimile]:
    """The sheets of an xlsx, xls or ods file as they look; Refusal if its looks cannot be read."""
    limit = str(limits.CELLS)
    answer = confined(
        _CHILD,
        kind,
        str(path),
        limit,
        package=_PACKAGES[kind],
        memory_bytes=_MEMORY_BYTES,
        cpu_seconds=_CPU_SECONDS,
    )
    drawn = cast("Drawn", answer)
    looks = [_look(attributes) for attributes in drawn["looks"]]
    return [_sheet(sheet, looks) for sheet in drawn["sheets"]]


def _look(attributes: Mapping[str, Any]) -> Look:
    edges = {side: Edge(*attributes[side]) for side in _SIDES if side in attributes}
    return Look(**{**attributes, **edges})


def _sheet(sheet: DrawnSheet, looks: list[Look]) -> Facsimile:
    faces = {
        (row, column): Face(_CONTENTS[kind](content), looks[look])
        for row, column, look, kind, content in sheet["faces"]
    }
    rows, columns = sheet["frozen"]
    return Facsimile(
        name=sheet_name(sheet["name"]),
        faces=faces,
        merged=disjoint((top, left, bottom, right) for top, left, bottom, right in sheet["merged"]),
        widths={int(column): width for column, width in sheet["widths"].items()},
        heights={int(row): height for row, height in sheet["heights"].items()},
        hidden_columns=frozenset(map(int, sheet["hidden_columns"])),
        hidden_rows=frozenset(map(int, sheet["hidden_rows"])),
        hidden=sheet["hidden"],
        frozen=(rows, columns),
    )
