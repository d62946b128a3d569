"""Fonts and colours of the workbook, by what a cell says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.publish.annual.workbook.cells import Cell

TEXT_FONT, HEAD_FONT = "宋体", "黑体"
BLUE, ORANGE, GREY = "#5B9BD5", "#ED7D31", "#A5A5A5"
# A standing's colour is the same in cells and charts.
STANDING_COLOURS: Mapping[str, str] = {
    "met": "#A9D08E",
    "on_track": "#D9EAD0",
    "unknown": "#C9C9C9",
    "behind": "#FFD966",
    "not_met": "#F4A6A6",
    "no_number": "#EDEDED",
}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "": {},
    **{standing: {"bg_color": colour} for standing, colour in STANDING_COLOURS.items()},
    "no_number": {"font_color": "#7F7F7F"},
    "on_time": {"bg_color": "#E2EFDA"},
    "late": {"bg_color": "#FFE699"},
    "not_due": {"font_color": "#7F7F7F"},
    "exempt": {"font_color": "#7F7F7F", "bg_color": "#EDEDED"},
    "provisional": {"italic": True, "font_color": "#1F4E9E"},
    "stale": {"italic": True, "font_color": "#1F4E9E", "bg_color": "#FCE4D6"},
    "incomplete": {"bg_color": "#FCE4D6"},
    "missing": {"font_color": "#7F7F7F", "bg_color": "#EDEDED"},
    "overdue": {"bg_color": "#F4A6A6"},
    "title": {"font_name": HEAD_FONT, "font_size": 16, "border": 0},
    "stamp": {"font_size": 9, "border": 0, "font_color": "#404040"},
    "header": {"font_name": HEAD_FONT, "bg_color": "#DDEBF7", "align": "center"},
    "label": {"font_name": HEAD_FONT, "bg_color": "#F2F2F2"},
    "section": {"font_name": HEAD_FONT, "font_size": 12, "border": 0, "bottom": 2, "bottom_color": BLUE},
    "link": {"font_size": 9, "border": 0, "font_color": "#1F4E9E", "bottom": 2, "bottom_color": BLUE},
    "index": {"font_size": 9, "border": 0, "font_color": "#1F4E9E"},
    "plain": {"border": 0},
    "big": {"font_name": HEAD_FONT, "font_size": 14, "align": "center", "indent": 0},
    "code": {"font_name": "Consolas", "font_size": 8},
    "strong": {"font_name": HEAD_FONT},
}


def look(cell: Cell) -> dict[str, Any]:
    """The properties of this cell's format, as XlsxWriter calls them."""
    base = {
        "font_name": TEXT_FONT, "font_size": 10, "valign": "top" if cell.tall else "vcenter", "border": 1,
        "align": cell.align, "indent": int(cell.align != "center"),
    }  # fmt: skip
    # A number that is wider than its column gets smaller: else only ### would be seen.
    text = {"text_wrap": True} if isinstance(cell.value, str) else {"shrink": True}
    shown = {"num_format": cell.number_format} if cell.number_format else {}
    made = {**base, **text, **shown, **_LOOKS[cell.look]}
    return made | ({"indent": 0} if made["align"] == "center" else {})


def size(cell: Cell) -> float:
    """Points of its letters."""
    return float(_LOOKS[cell.look].get("font_size", 10))
