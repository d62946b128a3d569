"""The styles of an .ods by family and name, with what they take from their parents."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from etl.leagues.facsimile.formats.odf import NUMBER, STYLE, SVG, TABLE, local, points
from etl.leagues.facsimile.formats.ods_numbers import number_format
from etl.leagues.facsimile.formats.raw import Edge, Looks, set_only

_SIDES = ("left", "right", "top", "bottom")
# Later ones over earlier ones: what a text has for its background is not the cell's.
_PROPERTIES = ("text", "paragraph", "table", "table-row", "table-column", "table-cell")
_LINES = {
    "dashed": 3,
    "fine-dashed": 3,
    "dotted": 4,
    "double": 6,
    "double-thin": 6,
    "dash-dot": 9,
    "dash-dot-dot": 11,
}
_HORIZONTAL = {"start": "left", "end": "right"} | {
    name: name for name in ("left", "right", "center", "justify")
}
_VERTICAL = {"top": "top", "middle": "vcenter", "bottom": "bottom"}
_INDENT_POINTS = 10
_DEPTH = 20  # a style's ancestors; a ring of them has no end


class Styles:
    """Filled by `note` from styles.xml and content.xml, then asked."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str | None], Mapping[str, str]] = {}
        self._numbers: dict[str, Element] = {}
        self._fonts: dict[str, str] = {}

    def note(self, element: Element) -> None:
        """Takes in a style, a data style or a font; anything else is passed over."""
        name = element.get(f"{STYLE}name")
        if element.tag == f"{STYLE}style" and name is not None:
            self._styles[element.get(f"{STYLE}family", ""), name] = _own(element)
        elif element.tag == f"{STYLE}default-style":
            self._styles[element.get(f"{STYLE}family", ""), None] = _own(element)
        elif element.tag == f"{STYLE}font-face" and name is not None:
            self._fonts[name] = element.get(f"{SVG}font-family", name).strip("'\"")
        elif element.tag.startswith(NUMBER) and name is not None:
            self._numbers[name] = element

    def properties(self, family: str, name: str | None) -> Mapping[str, str]:
        """The style's own properties over those of its ancestors."""
        chain = []
        for _ in range(_DEPTH):
            style = self._styles.get((family, name), {})
            chain.append(style)
            if name is None:
                break
            name = style.get("parent-style-name")
        return {key: value for style in reversed(chain) for key, value in style.items()}

    def length(self, family: str, element: Element, what: str) -> float | None:
        """A measure of a row or a column in points, None if its style has none."""
        return points(self.properties(family, element.get(f"{TABLE}style-name")).get(what))

    def look(self, key: tuple[str, bool]) -> Looks:
        """How cells of the style look; a text with line breaks shows them, whatever its style."""
        name, broken = key
        style = self.properties("table-cell", name)
        looks: Looks = {
            "font": self._font(style),
            "size": points(style.get("font-size")),
            "bold": style.get("font-weight") in ("bold", "600", "700", "800", "900"),
            "italic": style.get("font-style") in ("italic", "oblique"),
            "underline": style.get("text-underline-style", "none") != "none",
            "strikeout": style.get("text-line-through-style", "none") != "none",
            "color": None if style.get("use-window-font-color") == "true" else _color(style.get("color")),
            "fill": _color(style.get("background-color")),
            "number_format": number_format(style.get("data-style-name"), self._numbers),
        }
        for side in _SIDES:
            looks[side] = _edge(style.get(f"border-{side}", "none"))
        return set_only(looks | _alignment(style) | ({"wrap": True} if broken else {}))

    def _font(self, style: Mapping[str, str]) -> str | None:
        name = style.get("font-name") or style.get("font-family", "").strip("'\"")
        return self._fonts.get(name, name) or None


def _own(element: Element) -> Mapping[str, str]:
    """The style's own properties, by the names of its attributes."""
    own = {local(name): value for name, value in element.attrib.items()}
    for name in _PROPERTIES:
        for properties in element.iterfind(f"{STYLE}{name}-properties"):
            own |= {local(key): value for key, value in properties.attrib.items()}
    if "border" in own:
        own = {f"border-{side}": own["border"] for side in _SIDES} | own
    if "color" in own:
        own = {"use-window-font-color": "false"} | own
    return own


def _alignment(style: Mapping[str, str]) -> Looks:
    horizontal = None
    if style.get("repeat-content") == "true":
        horizontal = "fill"
    elif style.get("text-align-source") != "value-type":
        horizontal = _HORIZONTAL.get(style.get("text-align", ""))
    turned = float(style.get("rotation-angle", "0").removesuffix("deg")) % 360
    angle = turned if turned <= 90 else turned - 360 if turned >= 270 else 0
    return {
        "horizontal": horizontal,
        "vertical": _VERTICAL.get(style.get("vertical-align", "")),
        "wrap": style.get("wrap-option") == "wrap",
        "indent": round((points(style.get("margin-left")) or 0) / _INDENT_POINTS),
        "rotation": 270 if style.get("direction") == "ttb" else round(angle),
    }


def _color(written: str | None) -> str | None:
    return written.upper() if written is not None and len(written) == 7 and written[0] == "#" else None


def _edge(written: str) -> Edge | None:
    """A border such as `0.74pt solid #000000`; its width becomes one of Excel's line styles."""
    width, _, rest = written.partition(" ")
    kind, _, color = rest.partition(" ")
    thickness = points(width)
    if not thickness or kind in ("", "none", "hidden"):
        return None
    style = _LINES.get(kind)
    if style is None:
        style = 7 if thickness < 0.5 else 1 if thickness < 1.5 else 2 if thickness < 2.25 else 5
    return style, _color(color)
