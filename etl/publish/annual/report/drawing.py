"""The blocks of the report as paragraphs, tables and charts of a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from docx.table import _Cell, _Row

from etl.publish.annual.report import charts
from etl.publish.annual.report.blocks import Block, Chart, Heading, Paragraph, Signature, Table
from etl.publish.annual.report.plain import prose
from etl.publish.annual.report.sheet import add_text

_DIGITS = "零一二三四五六七八九十"
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_PADDING = 50  # twentieths of a point at both sides of a cell


def draw(document: Document, blocks: Iterable[Block], as_of: datetime) -> None:
    """The blocks stand at the document's end; headings, tables and charts are numbered as they come."""
    numbers = {"chapter": 0, "section": 0, "table": 0, "chart": 0}
    for block in blocks:
        match block:
            case Heading(text, 1):
                numbers["chapter"] += 1
                numbers["section"] = 0
                _paragraph(document, "Heading 1", f"{in_chinese(numbers['chapter'])}、{text}")
            case Heading(text):
                numbers["section"] += 1
                _paragraph(document, "Heading 2", f"({in_chinese(numbers['section'])}){text}")
            case Paragraph(text, lead):
                _paragraph(document, "Body Text", text, lead)
            case Table(caption):
                numbers["table"] += 1
                _paragraph(document, "Caption", f"表{numbers['table']} {caption}")
                _table(document, block)
            case Chart(caption):
                numbers["chart"] += 1
                place = document.add_paragraph(style="Figure")
                charts.place(document, place, _in_prose(block), numbers["chart"], as_of)
                _paragraph(document, "Figure Caption", f"图{numbers['chart']} {caption}")
            case Signature(lines):
                _signature(document, lines)


def in_chinese(number: int) -> str:
    """A number from 1 to 19 in Chinese."""
    return _DIGITS[number] if number <= 10 else f"十{_DIGITS[number - 10]}"


def _paragraph(document: Document, style: str, text: str, lead: str = "") -> None:
    paragraph = document.add_paragraph(style=style)
    if lead:
        add_text(paragraph, prose(lead), bold=True)
    add_text(paragraph, prose(text))


def _in_prose(chart: Chart) -> Chart:
    return replace(
        chart,
        caption=prose(chart.caption),
        categories=[prose(name) for name in chart.categories],
        series={prose(name): values for name, values in chart.series.items()},
        colours={prose(name): colour for name, colour in chart.colours.items()},
    )


def _signature(document: Document, lines: Iterable[str]) -> None:
    document.add_paragraph(style="Signature").paragraph_format.keep_with_next = True
    for line in lines:
        paragraph = document.add_paragraph(style="Signature")
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.right_indent = Mm(11)
        add_text(paragraph, line)


def _table(document: Document, block: Table) -> None:
    table = document.add_table(1 + len(block.rows), len(block.columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:left w:w="{_PADDING}" w:type="dxa"/>'
            f'<w:right w:w="{_PADDING}" w:type="dxa"/></w:tblCellMar>'
        )
    )
    for column, of_table in zip(block.columns, table.columns, strict=True):
        of_table.width = Mm(column.width)
    lines = [[column.name for column in block.columns], *block.rows]
    for number, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
        _keep_whole(row, is_head=number == 0)
        for cell, column, text in zip(row.cells, block.columns, texts, strict=True):
            cell.width = Mm(column.width)
            if number == 0:
                _fill(cell, "Table Head", [prose(text)])
            else:
                shown = text.split("\n") if column.verbatim else map(prose, text.split("\n"))
                _fill(cell, "Table Text", shown, _ALIGN[column.align])
    if block.note:
        _paragraph(document, "Table Note", f"注:{block.note}")
    else:
        document.add_paragraph(style="Table End")


def _fill(cell: _Cell, style: str, lines: Iterable[str], align: WD_ALIGN_PARAGRAPH | None = None) -> None:
    """The cell holds each line as a paragraph, in its middle."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, line in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.style, paragraph.alignment = style, align
        add_text(paragraph, line)


def _keep_whole(row: _Row, is_head: bool) -> None:
    """The row is on one page; the head stands on every page of its table."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
