"""How a cell style of an .xlsx looks; its colours by theme, palette and tint."""

from __future__ import annotations

import colorsys
import re
from typing import Any
from xml.etree.ElementTree import fromstring

from openpyxl.styles.alignment import Alignment
from openpyxl.styles.borders import Side
from openpyxl.styles.colors import Color
from openpyxl.styles.fills import GradientFill
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.writer.theme import theme_xml

from etl.leagues.facsimile.formats.raw import Edge, Looks, set_only

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# In the order of a cell's theme numbers; a theme's file has dark before light.
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_LINES = (
    "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot",
    "mediumDashDot", "dashDotDot", "mediumDashDotDot", "slantDashDot",
)  # fmt: skip
_HORIZONTAL = {"general": None, "centerContinuous": "center_across"}
_VERTICAL = {"center": "vcenter", "justify": "vjustify", "distributed": "vdistributed"}
_UPRIGHT = 255
_HEX = re.compile("[0-9A-Fa-f]{6}")


class Styles:
    """The cell styles of a workbook that openpyxl has read."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._palette = [str(color)[-6:] for color in book._colors]
        self._theme = _theme(book.loaded_theme or theme_xml)

    def look(self, number: int) -> Looks:
        """How the cell style of this number looks."""
        book = self._book
        style = book._cell_styles[number]
        font, fill, border = (
            book._fonts[style.fontId],
            book._fills[style.fillId],
            book._borders[style.borderId],
        )
        looks: Looks = {
            "font": font.name,
            "size": font.sz,
            "bold": bool(font.b),
            "italic": bool(font.i),
            "underline": font.u not in (None, "none"),
            "strikeout": bool(font.strike),
            "color": self._color(font.color),
            "fill": self._fill(fill),
            "number_format": self._number_format(style.numFmtId),
        }
        for side in ("left", "right", "top", "bottom"):
            looks[side] = self._edge(getattr(border, side))
        return set_only(looks | _alignment(book._alignments[style.alignmentId]))

    def _number_format(self, number: int) -> str | None:
        if number < BUILTIN_FORMATS_MAX_SIZE:
            written = BUILTIN_FORMATS.get(number)
        else:
            written = self._book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]
        return None if written == "General" else written

    def _fill(self, fill: Any) -> str | None:
        if isinstance(fill, GradientFill):
            return self._color(fill.stop[0].color) if fill.stop else None
        return None if fill.fill_type in (None, "none") else self._color(fill.fgColor)

    def _edge(self, side: Side | None) -> Edge | None:
        if side is None or side.style not in _LINES:
            return None
        return _LINES.index(side.style) + 1, self._color(side.color)

    def _color(self, color: Color | None) -> str | None:
        if color is None:
            return None
        if color.type == "rgb" and isinstance(color.rgb, str):
            rgb = color.rgb[-6:]
        elif color.type == "theme" and color.theme < len(self._theme):
            rgb = self._theme[color.theme]
        elif color.type == "indexed" and color.indexed < len(self._palette):
            rgb = self._palette[color.indexed]
        else:
            return None
        return _tinted(rgb, color.tint or 0.0) if _HEX.fullmatch(rgb) else None


def _alignment(alignment: Alignment) -> Looks:
    turned = alignment.textRotation or 0
    return {
        "horizontal": _HORIZONTAL.get(alignment.horizontal or "general", alignment.horizontal),
        "vertical": _VERTICAL.get(alignment.vertical or "", alignment.vertical),
        "wrap": bool(alignment.wrapText),
        "indent": int(alignment.indent or 0),
        "rotation": 270 if turned == _UPRIGHT else turned if turned <= 90 else 90 - turned,
    }


def _theme(written: str | bytes) -> list[str]:
    scheme = fromstring(written).find(f".//{_DRAWING}clrScheme")  # noqa: S314 - see looks
    colors: dict[str, str] = {}
    for entry in scheme if scheme is not None else ():
        for color in entry:
            colors[entry.tag.removeprefix(_DRAWING)] = color.get("lastClr") or color.get("val") or ""
    return [colors.get(name, "") for name in _THEME]


def _tinted(color: str, tint: float) -> str:
    """The colour made darker (below 0) or lighter by a share of its lightness."""
    if tint:
        hue, light, saturation = colorsys.rgb_to_hls(
            *(int(color[start : start + 2], 16) / 255 for start in (0, 2, 4))
        )
        light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
        channels = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation)
        color = "".join(f"{round(channel * 255):02x}" for channel in channels)
    return f"#{color.upper()}"
