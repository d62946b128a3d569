"""Native charts: they show the figures of their own sheet, and follow them when a reader filters."""

from __future__ import annotations

from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.chart import Chart as Drawn  # type: ignore[import-untyped]

from etl.publish.annual.workbook.cells import Chart, Series
from etl.publish.annual.workbook.looks import HEAD_FONT, TEXT_FONT

_FONT = {"name": TEXT_FONT, "size": 9}
_TITLE = {"name": HEAD_FONT, "size": 11, "bold": False}


def native(book: xlsxwriter.Workbook, sheet_name: str, chart: Chart) -> Drawn:
    """The chart, not yet placed on its sheet."""
    drawn = book.add_chart({"type": chart.kind})
    for place, series in enumerate(chart.series):
        options = _series(sheet_name, chart, series)
        if series.line:
            drawn.combine(_over(book, series, options))
        else:
            # Labels at the first bars only: at all of them they would lie on one another.
            labels = {"value": True, "num_format": chart.number_format, "font": _FONT}
            alone = place == 0 and not any(other.line for other in chart.series)
            drawn.add_series(options | ({"data_labels": labels} if alone else {}))
    drawn.set_title({"name": chart.title, "name_font": _TITLE, "overlay": False})
    drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom", "font": _FONT})
    drawn.set_chartarea({"border": {"color": "#D9D9D9"}})
    _set_axes(drawn, chart)
    return drawn


def _over(book: xlsxwriter.Workbook, series: Series, options: dict[str, Any]) -> Drawn:
    """A line of shares above the bars, against an axis of its own."""
    line = book.add_chart({"type": "line"})
    line.add_series({**options, "y2_axis": True})
    line.set_y2_axis(
        {"name": series.name, "name_font": _FONT, "num_font": _FONT, "num_format": "0%", "min": 0}
        | {"line": {"none": True}}
    )
    return line


def _set_axes(drawn: Drawn, chart: Chart) -> None:
    names: dict[str, Any] = {
        "num_font": _FONT,
        "line": {"color": "#BFBFBF"},
        "major_tick_mark": "none",
        "major_gridlines": {"visible": False},
    }
    values: dict[str, Any] = {
        "num_font": _FONT,
        "num_format": chart.number_format,
        "min": 0,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": "#E7E6E6", "width": 0.5}},
    }
    if chart.most is not None:
        values["max"] = chart.most
    if chart.kind == "bar":
        # The first category of lying bars would stand at the bottom: turned round, they read like the table.
        drawn.set_y_axis(names | {"reverse": True, "crossing": "max"})
        drawn.set_x_axis(values)
    else:
        drawn.set_x_axis(names)
        drawn.set_y_axis(values)


def _series(sheet_name: str, chart: Chart, series: Series) -> dict[str, Any]:
    first, last = chart.lines
    colour = {"color": series.colour}
    made: dict[str, Any] = {
        "name": series.name,
        "categories": [sheet_name, first, chart.names, last, chart.names],
        "values": [sheet_name, first, series.column, last, series.column],
        "gap": 60,
    }
    if series.line:
        return made | {
            "line": colour | {"width": 1.5},
            "marker": {"type": "circle", "size": 4, "fill": colour},
        }
    made["fill"] = colour
    if chart.colours:
        made["points"] = [{"fill": {"color": of}, "border": {"color": "#7F7F7F"}} for of in chart.colours]
    return made
