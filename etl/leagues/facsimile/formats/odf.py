"""The names and measures of OpenDocument."""

from __future__ import annotations

import re

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE = f"{{{_NAMES}:office:1.0}}"
STYLE = f"{{{_NAMES}:style:1.0}}"
TABLE = f"{{{_NAMES}:table:1.0}}"
TEXT = f"{{{_NAMES}:text:1.0}}"
NUMBER = f"{{{_NAMES}:datastyle:1.0}}"
SVG = f"{{{_NAMES}:svg-compatible:1.0}}"
CONFIG = f"{{{_NAMES}:config:1.0}}"

_LENGTH = re.compile(r"(-?[\d.]+)(pt|in|cm|mm|pc|px)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12.0, "px": 0.75}


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def points(written: str | None) -> float | None:
    """A length in points; None if it is none."""
    length = _LENGTH.fullmatch(written or "")
    return float(length[1]) * _POINTS[length[2]] if length else None
