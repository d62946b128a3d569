"""The paper of an official document by GB/T 9704: its margins, the text at its head, its page numbers."""

from __future__ import annotations

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from etl.publish.annual.report.looks import dress

# Of the template: its picture, its copy of the styles, its data, its lists.
_UNWANTED_PARTS = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")


def new_document(head: str) -> Document:
    """An empty document on A4 in our styles, with this text at the head of every page."""
    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_UNWANTED_PARTS)]:
            del rels[key]
    dress(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(24)
    document.settings.odd_and_even_pages_header_footer = True
    _frame(section, head)
    return document


def _frame(section: Section, head: str) -> None:
    """The head, and the page's number at the outer edge: — 1 —."""
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        add_text(header.paragraphs[0], head)
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        shape = paragraph.paragraph_format
        shape.left_indent = shape.right_indent = Pt(14)  # a character
        add_text(paragraph, "— ")
        paragraph._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )
        add_text(paragraph, " —")


def add_text(paragraph: Paragraph, text: str, bold: bool = False) -> None:
    """The text at the paragraph's end, its quotation marks and dashes those of Chinese."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
