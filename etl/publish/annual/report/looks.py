"""The styles of an official document by GB/T 9704: fonts, sizes, indents and lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_LATIN = "Times New Roman"
_BODY = "仿宋"
_LINE = 29  # points from line to line of the body
# What a machine without a font shows instead.
_INSTEAD: Mapping[str, str] = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S,小标宋体,华文中宋,宋体",
    "仿宋": "FangSong,仿宋_GB2312,华文仿宋",
    "楷体": "KaiTi,楷体_GB2312,华文楷体",
    "黑体": "SimHei,华文细黑",
    "宋体": "SimSun",
}


@dataclass(frozen=True)
class _Look:
    font: str
    size: float  # points, as the lines are
    align: str = "both"
    indent: int = 0  # characters before the first line
    line: float = 0  # from line to line; 0: as high as its letters
    before: float = 0
    after: float = 0
    level: int | None = None  # in the outline, from 0
    next_too: bool = False  # stays on the page of what follows


# By the names that Word has for its own styles, so that its outline and lists know them.
_LOOKS: Mapping[str, _Look] = {
    "Normal": _Look(_BODY, 16, line=_LINE),
    "Body Text": _Look(_BODY, 16, indent=2, line=_LINE),
    "Title": _Look("方正小标宋简体", 22, "center", line=36),
    "Subtitle": _Look("楷体", 16, "center", line=_LINE, after=_LINE),
    "heading 1": _Look("黑体", 16, "left", 2, _LINE, level=0, next_too=True),
    "heading 2": _Look("楷体", 16, "left", 2, _LINE, level=1, next_too=True),
    "caption": _Look("黑体", 12, "center", line=22, before=6, after=3, next_too=True),
    "Figure": _Look("黑体", 12, "center", before=6, next_too=True),
    "Figure Caption": _Look("黑体", 12, "center", line=22, after=9),
    "Table Text": _Look("宋体", 10.5, "left", line=15),
    "Table Head": _Look("黑体", 10.5, "center", line=15),
    "Table Note": _Look("宋体", 10.5, "left", line=15, before=3, after=9),
    "Table End": _Look("宋体", 5, line=9),
    "Signature": _Look(_BODY, 16, "right", line=_LINE),
    "header": _Look("宋体", 10.5, "right"),
    "footer": _Look("宋体", 14, "right"),
}
_KEPT = ("Default Paragraph Font", "Normal Table", "Table Grid", "No List")


def dress(document: Document) -> None:
    """The document has our styles and few others; its text is Chinese."""
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.delete()
    styles = document.styles.element
    for name, look in _LOOKS.items():
        styles.append(_style(name, look))
    (defaults,) = styles.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for child in list(defaults):
        defaults.remove(child)
    defaults.append(parse_xml(f"<w:rFonts {nsdecls('w')} {_fonts(_BODY)}/>"))
    defaults.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'))
    _name_fonts(document)


def _style(name: str, look: _Look) -> Any:
    default, base = ('w:default="1"', "") if name == "Normal" else ("", '<w:basedOn w:val="Normal"/>')
    line, rule = (look.line, "exact") if look.line else (12, "auto")
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{name.title().replace(" ", "")}" {default}>'
        f'<w:name w:val="{name}"/>{base}<w:qFormat/><w:pPr>'
        f'<w:keepNext w:val="{int(look.next_too)}"/><w:widowControl/>'
        f'<w:spacing w:before="{_twips(look.before)}" w:after="{_twips(look.after)}"'
        f' w:line="{_twips(line)}" w:lineRule="{rule}"/>'
        f'<w:ind w:firstLineChars="{100 * look.indent}" w:firstLine="{_twips(look.indent * look.size)}"/>'
        f'<w:jc w:val="{look.align}"/>'
        + ("" if look.level is None else f'<w:outlineLvl w:val="{look.level}"/>')
        + f"</w:pPr><w:rPr><w:rFonts {_fonts(look.font)}/>"
        f'<w:color w:val="000000"/><w:sz w:val="{2 * look.size:.0f}"/><w:szCs w:val="{2 * look.size:.0f}"/>'
        "</w:rPr></w:style>"
    )


def _twips(points: float) -> int:
    return round(20 * points)


def _fonts(font: str) -> str:
    return f'w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:cs="{_LATIN}" w:eastAsia="{font}"'


def _name_fonts(document: Document) -> None:
    """The table of fonts says what each may be replaced by."""
    part = next(rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/fontTable"))
    names = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"swiss" if name == "黑体" else "roman"}"/></w:font>'
        for name, others in _INSTEAD.items()
    )
    part._blob = f"<w:fonts {nsdecls('w')}>{names}</w:fonts>".encode()
    language = document.settings.element.find(qn("w:themeFontLang"))
    language.set(qn("w:eastAsia"), "zh-CN")
