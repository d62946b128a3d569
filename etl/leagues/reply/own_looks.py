"""The looks of the league's cells as XlsxWriter's properties, with our fill where a cell is marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]

from etl.leagues.facsimile.model import Content, Look
from etl.leagues.reply.looks import FILLS, Properties

_FONT, _SIZE = "宋体", 11  # where the sheet names none
_HORIZONTAL = {"left", "center", "right", "fill", "justify", "center_across", "distributed"}
_VERTICAL = {"top", "vcenter", "bottom", "vjustify", "vdistributed"}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_DATES = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", time: "hh:mm:ss"}
_FORMULA_STARTS = ("=", "+", "-", "@")
_LARGEST = 409
_LONGEST_FONT, _LONGEST_FORMAT = 31, 255
_LIGHT = 160  # of 255: letters lighter than this cannot be read on our fills

Formats = Callable[[Look, str | None, Content], Format]


def formats_of(book: Workbook) -> Formats:
    """What makes the formats: a look, with the fill of a severity, fit for a content; each is made once."""
    made: dict[tuple[Look, str | None, str | None, bool], Format] = {}

    def formats(look: Look, severity: str | None, content: Content) -> Format:
        number_format = look.number_format
        if number_format in (None, "General"):
            number_format = _DATES.get(type(content))
        # So that a text such as =1+1 stays one even if somebody edits the cell.
        quoted = isinstance(content, str) and len(content) > 1 and content.startswith(_FORMULA_STARTS)
        key = (look, severity, number_format, quoted)
        if key not in made:
            properties = _properties(look, severity) | ({"quote_prefix": True} if quoted else {})
            if number_format and len(number_format) <= _LONGEST_FORMAT and number_format.isprintable():
                properties["num_format"] = number_format
            made[key] = book.add_format(properties)
        return made[key]

    return formats


def _properties(look: Look, severity: str | None) -> Properties:
    """The look as XlsxWriter's properties, without what Excel would not take."""
    fill = FILLS[severity] if severity else look.fill
    colour = "#000000" if severity and look.color and _lightness(look.color) > _LIGHT else look.color
    properties: Properties = {
        "font_name": look.font if look.font and len(look.font) <= _LONGEST_FONT else _FONT,
        "font_size": look.size if look.size and 1 <= look.size <= _LARGEST else _SIZE,
        "bold": look.bold,
        "italic": look.italic,
        "underline": int(look.underline),
        "font_strikeout": look.strikeout,
        "text_wrap": look.wrap,
        "indent": look.indent if 0 <= look.indent <= 250 else 0,
        "rotation": look.rotation if -90 <= look.rotation <= 90 or look.rotation == 270 else 0,
    }
    if colour and _COLOUR.fullmatch(colour):
        properties["font_color"] = colour
    if fill and _COLOUR.fullmatch(fill):
        properties["bg_color"] = fill
    if look.horizontal in _HORIZONTAL:
        properties["align"] = look.horizontal
    if look.vertical in _VERTICAL:
        properties["valign"] = look.vertical
    sides = {"left": look.left, "right": look.right, "top": look.top, "bottom": look.bottom}
    for side, edge in sides.items():
        if edge and 1 <= edge.style <= 13:
            properties[side] = edge.style
            if edge.color and _COLOUR.fullmatch(edge.color):
                properties[f"{side}_color"] = edge.color
    return properties


def _lightness(colour: str) -> float:
    if not _COLOUR.fullmatch(colour):
        return 0
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue
