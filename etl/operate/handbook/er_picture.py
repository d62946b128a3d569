"""The picture of what leads to what in the warehouse: a column of boxes a schema, a line a relation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

# Left to right. The annual tables stand alone: they are made by SQL files, not by relations.
_COLOURS = {"reference": "#2f6f4f", "intake": "#8a5a00", "warehouse": "#1f4e8c"}
_STYLE = (
    "text { font: 12px sans-serif } .head { font-size: 18px; font-weight: bold }"
    " .name { font-weight: bold } .key { font-size: 10px; fill: #555 }"
)
_BOX, _GAP, _ROW, _TOP = 250, 190, 46, 64

_Place = tuple[int, int]


def draw(
    tables: Sequence[Mapping[str, Any]],
    columns: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]],
    links: Sequence[Mapping[str, Any]],
) -> str:
    """An SVG of the tables and views of three schemas, each with its primary key."""
    places: dict[str, _Place] = {}
    boxes = []
    for across, (schema, colour) in enumerate(_COLOURS.items()):
        x = 90 + across * (_BOX + _GAP)
        boxes.append(f'<text x="{x}" y="36" class="head" fill="{colour}">{schema}</text>')
        for down, row in enumerate(row for row in tables if row["schema"] == schema):
            y = _TOP + down * _ROW
            places[f"{schema}.{row['name']}"] = (x, y)
            key = ", ".join(each["column_name"] for each in columns[schema, row["name"]] if each["is_key"])
            boxes.append(_box(x, y, colour, row["name"], key or row["kind"]))
    lines = [
        _line(link["source"], places[link["source"]], places[link["target"]])
        for link in links
        if link["source"] in places and link["target"] in places
    ]
    width = 90 + len(_COLOURS) * (_BOX + _GAP) - 40
    height = max(y for _, y in places.values()) + _ROW + 20
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
            "<title>What leads to what in the warehouse</title>",
            f"<style>{_STYLE}</style>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *lines,
            *boxes,
            "</svg>",
            "",
        ]
    )


def _box(x: int, y: int, colour: str, name: str, key: str) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{_BOX}" height="36" rx="4" fill="#fff" stroke="{colour}"/>'
        f'<text x="{x + 8}" y="{y + 15}" class="name">{escape(name)}</text>'
        f'<text x="{x + 8}" y="{y + 29}" class="key">{escape(key)}</text>'
    )


def _line(source: str, start: _Place, end: _Place) -> str:
    """From the source's nearer side to the target's; within a column an arc along its right side."""
    (x1, y1), (x2, y2) = start, end
    bend = _GAP // 2
    if x1 == x2:
        x1, x2 = x1 + _BOX, x2 + _BOX
        bend = min(20 + abs(y2 - y1) // 6, _GAP - 20)
        turn1 = turn2 = x1 + bend
    elif x1 > x2:
        x2 += _BOX
        turn1, turn2 = x1 - bend, x2 + bend
    else:
        x1 += _BOX
        turn1, turn2 = x1 + bend, x2 - bend
    y1, y2 = y1 + 18, y2 + 18
    colour = _COLOURS[source.partition(".")[0]]
    return (
        f'<path d="M{x1},{y1} C{turn1},{y1} {turn2},{y2} {x2},{y2}" fill="none" stroke="{colour}"'
        f' stroke-opacity="0.45"/><circle cx="{x2}" cy="{y2}" r="3" fill="{colour}"/>'
    )
