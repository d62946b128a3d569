"""The look of an official document by GB/T 9704: paper, margins, fonts, styles and page numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

LATIN = "Times New Roman"
_LINE = 29  # points from line to line of the body
# Fonts that not every machine has, and by which of its own it shows them.
_INSTEAD: Mapping[str, str] = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S,小标宋体,华文中宋,宋体",
    "仿宋": "FangSong,仿宋_GB2312,华文仿宋",
    "楷体": "KaiTi,楷体_GB2312,华文楷体",
    "黑体": "SimHei,华文细黑",
    "宋体": "SimSun",
}
_UNWANTED_PARTS = ("thumbnail", "stylesWithEffects", "customXml")


@dataclass(frozen=True)
class _Look:
    font: str
    size: float
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent: int = 0  # characters before the first line
    line: float = 0  # points from line to line; 0: single
    before: float = 0
    after: float = 0
    level: int | None = None  # in the outline
    next_too: bool = False  # stays on the page of what follows


_CENTER, _LEFT, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
_LOOKS: Mapping[str, _Look] = {
    "Normal": _Look("仿宋", 16, line=_LINE),
    "Body Text": _Look("仿宋", 16, indent=2, line=_LINE),
    "Title": _Look("方正小标宋简体", 22, _CENTER, line=36),
    "Subtitle": _Look("楷体", 16, _CENTER, line=_LINE, after=_LINE),
    "Heading 1": _Look("黑体", 16, _LEFT, 2, _LINE, level=0, next_too=True),
    "Heading 2": _Look("楷体", 16, _LEFT, 2, _LINE, level=1, next_too=True),
    "Caption": _Look("黑体", 12, _CENTER, line=22, before=6, after=3, next_too=True),
    "Figure": _Look("黑体", 12, _CENTER, before=6, next_too=True),
    "Figure Caption": _Look("黑体", 12, _CENTER, line=22, after=9),
    "Table Text": _Look("宋体", 10.5, _LEFT),
    "Table Head": _Look("黑体", 10.5, _CENTER),
    "Table Note": _Look("宋体", 10.5, _LEFT, before=3, after=9),
    "Table End": _Look("宋体", 5),
    "Signature": _Look("仿宋", 16, _RIGHT, line=_LINE),
    "Header": _Look("宋体", 10.5, _RIGHT),
    "Footer": _Look("宋体", 14, _RIGHT),
}
_KEPT = {*_LOOKS, "Default Paragraph Font", "Normal Table", "Table Grid", "No List"}


def new_document(header: str) -> Document:
    """An empty document that looks as it should, with this text at the head of every page."""
    document = docx.Document()
    _drop_unwanted(document)
    for name, look in _LOOKS.items():
        _style(document, name, look)
    _fonts(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(24)
    document.settings.odd_and_even_pages_header_footer = True
    _frame(section, header)
    return document


def _drop_unwanted(document: Document) -> None:
    """The template's picture of itself, its copy of the styles, and the styles that we do not use."""
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_UNWANTED_PARTS)]:
            del rels[key]
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.delete()


def _style(document: Document, name: str, look: _Look) -> None:
    styles = document.styles
    known = name in styles
    style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    paragraph = style.element.get_or_add_pPr()
    for child in list(paragraph):
        paragraph.remove(child)
    style.base_style = styles["Normal"] if name != "Normal" else None
    style.quick_style = True
    style.font.size = Pt(look.size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties.insert(0, _font_names(look.font))
    shape = style.paragraph_format
    shape.alignment = look.align
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY if look.line else WD_LINE_SPACING.SINGLE
    if look.line:
        shape.line_spacing = Pt(look.line)
    shape.keep_with_next = look.next_too
    shape.widow_control = True
    shape.first_line_indent = Pt(look.indent * look.size)
    if look.indent:
        paragraph.ind.set(qn("w:firstLineChars"), str(100 * look.indent))
    if look.level is not None:
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(look.level))
        paragraph.append(outline)


def _font_names(font: str) -> Any:
    return parse_xml(
        f'<w:rFonts {nsdecls("w")} w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{font}"/>'
    )


def _fonts(document: Document) -> None:
    """The table of fonts says what each may be replaced by; the language of the text is Chinese."""
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable"))
    names = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"swiss" if name == "黑体" else "roman"}"/></w:font>'
        for name, others in _INSTEAD.items()
    )
    part._blob = f"<w:fonts {nsdecls('w')}>{names}</w:fonts>".encode()
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    defaults.append(_font_names("仿宋"))
    defaults.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'))


def _frame(section: Section, header: str) -> None:
    """The header, and the page's number at the outer edge: — 1 —."""
    for head in (section.header, section.even_page_header):
        head.is_linked_to_previous = False
        add_text(head.paragraphs[0], header)
    for foot, align in ((section.footer, _RIGHT), (section.even_page_footer, _LEFT)):
        foot.is_linked_to_previous = False
        paragraph = foot.paragraphs[0]
        paragraph.style = "Footer"
        paragraph.alignment = align
        edge = paragraph.paragraph_format
        edge.left_indent = edge.right_indent = Pt(14)
        add_text(paragraph, "— ")
        paragraph._p.append(_field("PAGE"))
        add_text(paragraph, " —")


def _field(code: str) -> Any:
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')


def add_text(paragraph: Paragraph, text: str, bold: bool = False) -> None:
    """The text at the paragraph's end, its quotation marks and dashes those of Chinese."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")
