"""What a format's parser gives of a file, before it is cut to the part that is used."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, datetime, time, timedelta
from typing import Any, TypedDict

Value = str | float | bool | datetime | date | time | timedelta | None
# The attributes of `model.Look` that are set; an edge is its style and colour.
Looks = dict[str, Any]


Edge = tuple[int, str | None]  # style and colour


class RawSheet(TypedDict):
    """A sheet. Rows and columns count from 0, spans include both ends; a style is whatever names one.

    `cells` (row, column, value, style) hold something; `blanks` (top, left, bottom, right, style) are
    formatted ranges, later ones over earlier ones and cells over all, as far as they are declared.
    """

    name: str
    hidden: bool
    cells: list[tuple[int, int, Value, Hashable]]
    blanks: list[tuple[int, int, int, int, Hashable]]
    merged: list[tuple[int, int, int, int]]
    widths: list[tuple[int, int, float]]
    heights: list[tuple[int, int, float]]
    hidden_columns: list[tuple[int, int]]
    hidden_rows: list[tuple[int, int]]
    frozen: tuple[int, int]


# The sheets, and how a style looks.
Parsed = tuple[list[RawSheet], Callable[[Any], Looks]]


def sheet(name: str, hidden: bool) -> RawSheet:
    """A sheet with nothing on it yet."""
    return {
        "name": name,
        "hidden": hidden,
        "cells": [],
        "blanks": [],
        "merged": [],
        "widths": [],
        "heights": [],
        "hidden_columns": [],
        "hidden_rows": [],
        "frozen": (0, 0),
    }


def characters(width: float) -> float:
    """A column's width as people see it (8.43), of the one that Excel stores (9.14), which has a margin of 5
    pixels where a character has 7."""
    return round(width - 5 / 7, 2) if width >= 12 / 7 else round(width * 7 / 12, 2)


def set_only(looks: Looks) -> Looks:
    """The attributes that are set, as far as Excel knows their values."""
    if not 1 <= (looks.get("size") or 0) <= 409:
        looks = looks | {"size": None}
    if not (-90 <= looks.get("rotation", 0) <= 90 or looks["rotation"] == 270):
        looks = looks | {"rotation": 0}
    return {name: value for name, value in looks.items() if value not in (None, False, 0)}
