"""The blocks of the report as paragraphs, tables and charts of a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from etl.publish.annual.report import charts
from etl.publish.annual.report.blocks import Block, Chart, Column, Heading, Paragraph, Signature, Table
from etl.publish.annual.report.plain import prose
from etl.publish.annual.report.sheet import add_text

_DIGITS = "零一二三四五六七八九十"
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
    table = document.add_table(0, len(block.columns), style="Table Grid")
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
    # As text: python-docx takes milliseconds for a cell, and there are a thousand and more.
    rows = [_head(block.columns), *(_row(block.columns, texts) for texts in block.rows)]
    table._tbl.extend(parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>"))
    if block.note:
        _paragraph(document, "Table Note", f"注:{block.note}")
    else:
        document.add_paragraph(style="Table End")


def _head(columns: Sequence[Column]) -> str:
    """The row that stands on every page of its table."""
    cells = (_cell(column, [prose(column.name)], '<w:pStyle w:val="TableHead"/>') for column in columns)
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(columns: Sequence[Column], texts: Sequence[str]) -> str:
    """A row that is on one page."""
    cells = []
    for column, text in zip(columns, texts, strict=True):
        lines = text.split("\n")
        shown = lines if column.verbatim else map(prose, lines)
        cells.append(_cell(column, shown, f'<w:pStyle w:val="TableText"/><w:jc w:val="{column.align}"/>'))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(column: Column, lines: Iterable[str], shape: str) -> str:
    """A cell that holds each line as a paragraph, in its middle."""
    paragraphs = (
        f'<w:p><w:pPr>{shape}</w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in lines
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{Mm(column.width).twips}"/><w:vAlign w:val="center"/>'
        f"</w:tcPr>{''.join(paragraphs)}</w:tc>"
    )
