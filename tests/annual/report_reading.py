"""Reads a report back, as a program of its readers would."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
from docx.document import Document
from docx.opc.part import Part
from docx.table import Table
from pptx.chart.chart import Chart
from pptx.oxml import parse_xml

from etl.publish.annual.content import Content
from etl.publish.annual.report import write
from etl.publish.annual.report.plain import prose


@dataclass(frozen=True)
class Report:
    """A report: its paragraphs, and its tables by caption, without the number."""

    document: Document

    @property
    def lines(self) -> list[str]:
        return [paragraph.text for paragraph in self.document.paragraphs if paragraph.text]

    @property
    def prose(self) -> str:
        """All that stands before the annex."""
        lines = self.lines
        return "\n".join(lines[: lines.index("附件")] if "附件" in lines else lines)

    @property
    def headings(self) -> list[str]:
        return self._of_style("Heading 1")

    @property
    def groups(self) -> list[str]:
        """The headings within chapters."""
        return self._of_style("Heading 2")

    def _of_style(self, name: str) -> list[str]:
        return [
            paragraph.text
            for paragraph in self.document.paragraphs
            if paragraph.style is not None and paragraph.style.name == name
        ]

    @property
    def tables(self) -> dict[str, list[list[str]]]:
        captions = [text.split(" ", 1)[1] for text in self._of_style("Caption")]
        return dict(zip(captions, map(_texts, self.document.tables), strict=True))

    def lines_of(self, name: str) -> list[dict[str, str]]:
        """The table's lines, each cell under what its column is called; a column left out is not there."""
        table = self.document.tables[list(self.tables).index(name)]
        heads = [cell.text for cell in table.rows[0].cells]
        return [dict(zip(heads, line, strict=True)) for line in self.tables[name]]

    @property
    def charts(self) -> list[dict[str, list[float | None]]]:
        """Of each chart, in its order, the values by series; they must be those of its workbook."""
        related = self.document.part.related_parts
        found = [related[key] for key in self.document.element.xpath("//*[local-name()='chart']/@r:id")]
        return [_series(part) for part in found]

    def says(self, sentence: str) -> bool:
        """Whether a paragraph holds this sentence, which is written with the keyboard's punctuation."""
        return any(prose(sentence) in line for line in self.lines)


def opened(folder: Path, content: Content) -> Report:
    """The report of this content, from the disk."""
    return _opened(folder, content)[1]


def page_opened(folder: Path, content: Content) -> Report:
    """The page above it."""
    return _opened(folder, content)[0]


def _opened(folder: Path, content: Content) -> tuple[Report, Report]:
    folder.mkdir(exist_ok=True)
    page, report = write(folder, content)
    return Report(docx.Document(str(page))), Report(docx.Document(str(report)))


def _series(part: Part) -> dict[str, list[float | None]]:
    chart = Chart(parse_xml(part.blob), None)
    shown = {series.name: list(series.values) for plot in chart.plots for series in plot.series}
    (workbook,) = part.related_parts.values()
    head, *rows = openpyxl.load_workbook(io.BytesIO(workbook.blob)).active.iter_rows(values_only=True)
    categories, *columns = zip(*rows, strict=True)
    assert list(categories) == list(chart.plots[0].categories)
    assert shown == dict(zip(head[1:], map(list, columns), strict=True))
    return shown


def _texts(table: Table) -> list[list[str]]:
    """The table's cells below its head."""
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]
