"""Charts that Word can edit: DrawingML with its figures in a workbook inside the document, no picture."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import quoteattr

import xlsxwriter  # type: ignore[import-untyped]
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from pptx.chart.chart import Chart as Styled
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml import parse_xml as parse_chart
from pptx.util import Pt

from etl.publish.annual.report.plain import prose


@dataclass(frozen=True)
class Chart:
    """Lying bars that can be edited where they are read; `series`: name to a value a category, None for none.

    `colours`: RGB by series; the bars of a series without a colour are outlines that mark how far the others
    should reach.
    """

    caption: str
    categories: Sequence[str]
    series: Mapping[str, Sequence[Decimal | int | None]]
    colours: Mapping[str, str]
    number_format: str = "#,##0"
    height: int = 75  # mm


_WIDTH = 156  # mm
_FONT, _SIZE = "宋体", 8
_AXIS, _MARK = "D9D9D9", "404040"
_EVERY_NAME = '<c:tickLblSkip xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" val="1"/>'


def place(document: Document, paragraph: Paragraph, chart: Chart, number: int, as_of: datetime) -> None:
    """The chart stands in the paragraph; it is the document's `number`th."""
    chart = _in_prose(chart)
    package = document.part.package
    workbook = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"),
        CONTENT_TYPE.SML_SHEET,
        _workbook(chart, as_of),
        package,
    )
    space = _drawn(chart)
    part = XmlPart(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, space, package)
    space.get_or_add_externalData().rId = part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    paragraph.add_run()._r.append(_frame(chart, number, relation))


def _in_prose(chart: Chart) -> Chart:
    return replace(
        chart,
        caption=prose(chart.caption),
        categories=[prose(name) for name in chart.categories],
        series={prose(name): values for name, values in chart.series.items()},
        colours={prose(name): colour for name, colour in chart.colours.items()},
    )


def _drawn(chart: Chart) -> Any:
    """The chart as an element: our fonts and colours, the legend below where there are several series."""
    data = CategoryChartData(number_format=chart.number_format)
    data.categories = list(chart.categories)
    for name, values in chart.series.items():
        data.add_series(name, [None if value is None else float(value) for value in values])
    space = parse_chart(ChartXmlWriter(XL_CHART_TYPE.BAR_CLUSTERED, data).xml.encode())
    styled = Styled(space, None)
    styled.has_title = False
    styled.font.size, styled.font.name = Pt(_SIZE), _FONT
    _east_asian(space)
    styled.has_legend = len(chart.series) > 1
    if styled.has_legend:
        styled.legend.position = XL_LEGEND_POSITION.BOTTOM
        styled.legend.include_in_layout = False
    _plot(styled, chart)
    _axes(styled, max(value or 0 for values in chart.series.values() for value in values))
    return space


def _plot(styled: Styled, chart: Chart) -> None:
    plot = styled.plots[0]
    plot.gap_width = 60
    plot.overlap = 100  # the series share a place
    plot.vary_by_categories = False
    plot.has_data_labels = True
    plot.data_labels.number_format = chart.number_format
    plot.data_labels.number_format_is_linked = False
    plot.data_labels.show_value = True
    plot.data_labels.position = XL_LABEL_POSITION.INSIDE_BASE  # no outline crosses it there
    for series in plot.series:
        if colour := chart.colours.get(series.name):
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = RGBColor.from_string(colour)
        else:
            series.format.fill.background()
            series.format.line.color.rgb = RGBColor.from_string(_MARK)
            series.data_labels.show_value = False


def _axes(styled: Styled, longest: Decimal | int) -> None:
    styled.category_axis.format.line.color.rgb = RGBColor.from_string(_AXIS)
    styled.category_axis.has_major_gridlines = False
    styled.category_axis.reverse_order = True  # the first on top
    for offset in styled._chartSpace.xpath("//c:catAx/c:lblOffset"):  # every name, however little room
        offset.addnext(parse_chart(_EVERY_NAME.encode()))
    values = styled.value_axis
    values.minimum_scale, values.maximum_scale = 0, float(longest or 1)
    values.visible = values.has_major_gridlines = False  # the labels say it


def _east_asian(space: Any) -> None:
    """Chinese letters take the font too."""
    for properties in space.xpath("c:txPr//a:defRPr"):
        latin = properties.find("{http://schemas.openxmlformats.org/drawingml/2006/main}latin")
        east = parse_chart(
            '<a:ea xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
            f' typeface="{_FONT}"/>'.encode()
        )
        latin.addnext(east)


def _workbook(chart: Chart, as_of: datetime) -> bytes:
    """The figures as the chart refers to them: categories in column A, then a column for each series."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": as_of.replace(tzinfo=None)})
        sheet = book.add_worksheet("Sheet1")
        sheet.set_column(0, 0, 40)
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, category)
        for column, (name, values) in enumerate(chart.series.items(), 1):
            sheet.write_string(0, column, name)
            for row, value in enumerate(values, 1):
                if value is not None:
                    sheet.write_number(row, column, float(value))
    return stream.getvalue()


def _frame(chart: Chart, number: int, relation: str) -> Any:
    name = quoteattr(chart.caption)
    return parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{Mm(_WIDTH)}" cy="{Mm(chart.height)}"/>'
        f'<wp:docPr id="{number}" name="{number}" descr={name}/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        f' r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
