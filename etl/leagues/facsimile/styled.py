"""A workbook's sheets with their looks, parsed in a process of its own (see `looks`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.leagues.facsimile.merged import disjoint
from etl.leagues.facsimile.model import Content, Edge, Face, Facsimile, Look
from etl.read.confined import confined
from etl.read.grid import printable, sheet_name
from etl.read.refusal import Refusal

if TYPE_CHECKING:
    from etl.leagues.facsimile.looks import Drawn, DrawnSheet

_TASK = "etl.leagues.facsimile.looks"
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


def with_looks(path: Path) -> list[Facsimile]:
    """The sheets of an xlsx, xls or ods file as they look; Refusal if its looks cannot be read."""
    drawn: Drawn = confined(_TASK, path)
    if "refusal" in drawn:
        raise Refusal(*drawn["refusal"])
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
