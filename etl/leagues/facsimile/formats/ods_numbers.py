"""A data style of an .ods as the number format of a workbook, where it has one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from etl.leagues.facsimile.formats.odf import NUMBER, STYLE, local

# What needs no quotes in a format: a comma behind digits would divide by 1,000.
_BARE = {"percentage-style": " ()%-", "date-style": " ()/:,.-", "time-style": " ()/:,.-"}
_COLORS = {"#ff0000": "[Red]", "#0000ff": "[Blue]", "#00ff00": "[Green]"}
_CONDITION = "value()>=0"


def number_format(name: str | None, styles: Mapping[str, Element]) -> str | None:
    """Such as `#,##0.00`; None for the general one and for what a workbook has none for."""
    style = styles.get(name or "")
    if style is None:
        return None
    maps = style.findall(f"{STYLE}map")
    if not maps:
        return _format_of(style)
    # Numbers of 0 and above have a style of their own, this one is for those below.
    above = styles.get(maps[0].get(f"{STYLE}apply-style-name", ""))
    if len(maps) > 1 or above is None or maps[0].get(f"{STYLE}condition") != _CONDITION:
        return None
    parts = _format_of(above), _format_of(style)
    return f"{parts[0]};{parts[1]}" if parts[0] and parts[1] else None


def _format_of(style: Element) -> str | None:
    parts = []
    for element in style:
        part = _part(element, style)
        if part is None:
            return None
        parts.append(part)
    return "".join(parts) or None


def _part(element: Element, style: Element) -> str | None:
    """What one element becomes; None if a workbook has nothing for it."""
    what = local(element.tag)
    long = element.get(f"{NUMBER}style") == "long"
    match what:
        case "number":
            return _number(element)
        case "scientific-number":
            digits = int(element.get(f"{NUMBER}decimal-places", "2"))
            return f"0{'.' * bool(digits)}{'0' * digits}E+00"
        case "text" | "currency-symbol":
            return _literal(element.text or "", local(style.tag))
        case "text-content":
            return "@"
        case "year":
            return "yyyy" if long else "yy"
        case "month":
            textual = element.get(f"{NUMBER}textual") == "true"
            return ("mmmm" if long else "mmm") if textual else "mm" if long else "m"
        case "day":
            return "dd" if long else "d"
        case "day-of-week":
            return "dddd" if long else "ddd"
        case "hours":
            hours = "hh" if long else "h"
            return f"[{hours}]" if style.get(f"{NUMBER}truncate-on-overflow") == "false" else hours
        case "minutes":
            return "mm" if long else "m"
        case "seconds":
            digits = int(element.get(f"{NUMBER}decimal-places", "0"))
            return ("ss" if long else "s") + "." * bool(digits) + "0" * digits
        case "am-pm":
            return "AM/PM"
        case "text-properties":
            return _COLORS.get(next((v for k, v in element.items() if local(k) == "color"), ""), "")
        case "map" | "properties":
            return ""
    return None


def _number(element: Element) -> str | None:
    if f"{NUMBER}decimal-places" not in element.attrib:
        return None  # the general one: as many places as the number has
    places = min(int(element.attrib[f"{NUMBER}decimal-places"]), 30)
    fixed = min(int(element.get(f"{NUMBER}min-decimal-places", str(places))), places)
    whole = "0" * min(int(element.get(f"{NUMBER}min-integer-digits", "1")), 30)
    if element.get(f"{NUMBER}grouping") == "true":
        whole = "#,##0" if len(whole) <= 1 else "#," + whole.rjust(4, "#")
    decimals = "0" * fixed + "#" * (places - fixed)
    return f"{whole or '#'}.{decimals}" if decimals else whole or "#"


def _literal(text: str, kind: str) -> str:
    """The words of a format in quotes, but for signs that mean themselves."""
    return re.sub(rf"[^{_BARE.get(kind, ' ()-')}]+", lambda match: f'"{match[0].replace(chr(34), "")}"', text)
