"""How a reply looks: one font, few colours, and how high a row must be for its texts."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from etl.common.widths import width_of

Properties = dict[str, str | float]  # of a format, by XlsxWriter's names

FONT = "微软雅黑"
WORDS: Mapping[str, str] = {"error": "错误", "warning": "警告", "info": "提示"}
FILLS: Mapping[str, str] = {"error": "#FFC7CE", "warning": "#FFE699", "info": "#DDEBF7"}
SEVERITIES = ("error", "warning", "info")  # the worst first

_PLAIN: Properties = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
_BOX: Properties = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True}
LOOKS: Mapping[str, Properties] = {
    "title": {"bold": True, "font_size": 15, "font_color": "#1F3864"},
    "subtitle": {"font_color": "#7F7F7F"},
    "band": {
        "bold": True,
        "font_size": 11,
        "font_color": "#1F3864",
        "bg_color": "#E7ECF4",
        "indent": 1,
        "align": "left",
    },
    "label": {**_BOX, "font_color": "#595959", "bg_color": "#F5F5F5", "align": "center"},
    "header": {**_BOX, "bold": True, "align": "center", "bg_color": "#D6DEEB"},
    "text": {**_BOX, "align": "left", "valign": "top", "indent": 1},
    "fact": {**_BOX, "align": "left", "indent": 1},
    "centre": {**_BOX, "align": "center", "valign": "top"},
    "number": {**_BOX, "align": "right", "valign": "top", "indent": 1},
    "link": {**_BOX, "align": "center", "valign": "top", "font_color": "#0563C1", "underline": 1},
    "note": {"text_wrap": True, "indent": 1, "align": "left"},
    "swatch": {**_BOX, "align": "center"},
}

Style = Callable[..., Format]
_POINTS = 16.5  # that a line of ten points takes
_LONGEST_FOOTER = 60
_A4 = 9


def style_of(book: Workbook) -> Style:
    """What makes formats: `style("text", bold=True)` is the look of that name, changed; each is made once."""
    made: dict[str, Format] = {}

    @cache
    def style(look: str = "", **changed: str | float) -> Format:
        properties = {**_PLAIN, **LOOKS.get(look, {}), **changed}
        key = repr(sorted(properties.items()))
        if key not in made:
            made[key] = book.add_format(properties)
        return made[key]

    return style


@lru_cache(maxsize=4096)
def lines_of(text: str, width: float) -> int:
    """How many lines the text takes in a column of this width."""
    return sum(max(1, math.ceil(width_of(line) / max(1.0, width - 1))) for line in text.split("\n"))


def height_of(lines: int, size: float = 10) -> float:
    """Points that so many lines take, with some air; a row of Excel is at most 409 points high."""
    return min(409.0, lines * _POINTS * size / 10 + 5)


def ready_to_print(sheet: Worksheet, left: str = "") -> None:
    """The sheet prints on A4 across, as wide as the page, with page numbers."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(footer_of(left))


def footer_of(left: str) -> str:
    """A page's footer, by Excel's codes."""
    short = left if len(left) <= _LONGEST_FOOTER else left[:_LONGEST_FOOTER] + "…"
    # A digit right behind the size would be read as part of it.
    return f"&L&8 {short.replace('&', '&&')}&C&8第 &P 页,共 &N 页&R&8 &A"
