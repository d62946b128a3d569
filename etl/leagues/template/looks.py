"""How cells look, and whether they can be changed."""

from __future__ import annotations

from collections.abc import Mapping

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]

from etl.leagues.template.model import Cell

_Properties = Mapping[str, str | int | bool]  # of a format, by XlsxWriter's names

_BASE: _Properties = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_HEADER: _Properties = {"bold": True, "text_wrap": True, "align": "center", "border": 1}
# No row has a height of its own, so that it grows with what is typed; what stands there shrinks to fit.
_LOOKS: Mapping[str, _Properties] = {
    "open": {"bg_color": "#FFFFCC", "locked": False, "text_wrap": True},
    "locked": {"bg_color": "#F2F2F2", "shrink": True},
    "reference": {"bg_color": "#F2F2F2", "font_color": "#595959", "italic": True, "shrink": True},
    "caption": {"bold": True, "align": "right", "border": 0},
    "closed": {"bg_color": "#BFBFBF"},
    "group": {"bg_color": "#E2EFDA", "bold": True},
}
_ALARMS = {"wrong": "#F8B4B4", "doubtful": "#FFC46B"}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def title(self) -> Format:
        return self._format({"bold": True, "font_size": 16, "align": "center", "shrink": True})

    def form(self) -> Format:
        return self._format({"font_size": 9, "align": "left", "text_wrap": True})

    def hint(self) -> Format:
        return self._format({"font_color": "#7F3F00", "shrink": True})

    def notice(self) -> Format:
        return self._format({"border": 1, "bg_color": "#F2F2F2", "text_wrap": True})

    def header(self, *, is_reference: bool = False) -> Format:
        colour = "#D9D9D9" if is_reference else "#DDEBF7"
        return self._format({**_HEADER, "bg_color": colour})

    def cell(self, cell: Cell) -> Format:
        look: dict[str, str | int | bool] = {"border": 1, **_LOOKS[cell.look]}
        if cell.strong:
            look["bold"] = True
        if cell.centred:
            look["align"] = "center"
        if cell.decimals is not None:
            look |= {"num_format": _digits(cell.decimals), "align": "right"}
        if cell.is_text:
            look |= {"num_format": "@"}
        if cell.allowed is not None and cell.allowed.kind == "date":
            look |= {"num_format": "yyyy-mm-dd", "align": "left"}
        return self._format(look)

    def alarm(self, look: str) -> Format:
        """Only the colour: laid over whatever the cell looks like."""
        return self._format({"bg_color": _ALARMS[look]}, {})

    def _format(self, look: _Properties, base: _Properties = _BASE) -> Format:
        name = repr(sorted({**base, **look}.items()))
        if name not in self._made:
            self._made[name] = self._book.add_format({**base, **look})
        return self._made[name]


def _digits(decimals: int) -> str:
    """With as many decimals as money has at most; a number keeps what it has beyond them."""
    return "#,##0" + ("." + "0" * min(decimals, 2) if decimals else "")
