"""A document from a form: a Word file that names what belongs where, and which the department can change."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC
from functools import lru_cache
from pathlib import Path

from docx.document import Document
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from etl.publish.annual.content import Content
from etl.publish.annual.department import forms
from etl.publish.annual.report import charts
from etl.publish.annual.report.charts import Chart
from etl.publish.annual.report.numerals import in_chinese
from etl.publish.annual.report.on_paper import keep_together, leave_out_empty
from etl.publish.annual.report.packing import save
from etl.publish.annual.report.plain import prose, shown
from etl.store import archive

FORMS = Path(__file__).resolve().parents[2] / "forms"
_PLACE = "\ue000"  # begins the paragraph in which a chart will stand


class FormError(ValueError):
    """A form that cannot be filled in: what it asks for and where, for whoever changed it."""


class _Template(DocxTemplate):  # type: ignore[misc]
    """What a form is in Jinja's language is worked out once: it takes as long as to fill it in."""

    def patch_xml(self, src_xml: str) -> str:
        return _patched(src_xml)


@lru_cache(maxsize=16)
def _patched(xml: str) -> str:
    patched: str = DocxTemplate(None).patch_xml(xml)
    return patched


class _Place(str):
    """Where a chart will stand."""


class _Numbers:
    """What numbers the parts of a document as they come."""

    def __init__(self) -> None:
        self._chapter = self._section = self._table = 0

    def chapter(self) -> str:
        self._chapter, self._section = self._chapter + 1, 0
        return f"{in_chinese(self._chapter)}、"

    def section(self) -> str:
        self._section += 1
        return prose(f"({in_chinese(self._section)})")

    def table(self) -> str:
        self._table += 1
        return f"表{self._table}"


def fill(
    path: Path,
    form: bytes,
    facts: Mapping[str, object],
    drawn: Mapping[str, Chart],
    content: Content,
) -> Path:
    """The form with these facts is at `path`, the same bytes for the same; FormError says what is wrong.

    A fact is told in Chinese punctuation, unless it is `Verbatim`. No code of a form can do more than ask
    for facts. A paragraph `{{ 图.名称 }}` becomes that chart.
    """
    numbers = _Numbers()
    asked = {
        **facts,
        "章": numbers.chapter,
        "节": numbers.section,
        "表号": numbers.table,
        "图": {name: _Place(_PLACE + name) for name in drawn},
    }
    template = _Template(io.BytesIO(form))
    try:
        template.init_docx()
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as fault:
        raise FormError(f"it is no Word file (.docx): {fault}") from fault
    try:
        template.render(asked, _RULES)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, MemoryError) as fault:
        raise FormError(f"the form cannot be filled in: {fault}") from fault
    document: Document = template.docx
    for number, paragraph in enumerate(
        (each for each in document.paragraphs if each.text.startswith(_PLACE)), start=1
    ):
        chart = drawn[paragraph.text.removeprefix(_PLACE)]
        paragraph.text = ""
        charts.place(document, paragraph, chart, number, content.as_of)
    for table in document.tables:
        leave_out_empty(table)
        keep_together(table)
    _describe(document, content, path)
    save(document, path)
    return path


def _shown(value: object) -> str:
    """As XML; docxtpl would read {_{ in what somebody wrote as its own marks."""
    if isinstance(value, _Place):
        return value
    return Markup(str(escape(shown(value))).replace("_", "&#95;"))  # noqa: S704  (escaped just now)


_RULES = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=_shown, autoescape=True)
_RULES.compile = lru_cache(maxsize=16)(_RULES.compile)  # type: ignore[assignment, method-assign]


def form_of(content: Content, name: str) -> bytes:
    """The form of this name: the department's, if it changed it, else the one that comes with the program."""
    own = forms(content)
    return (archive.path_of(own[name]) if name in own else FORMS / f"{name}.docx").read_bytes()


def _describe(document: Document, content: Content, path: Path) -> None:
    properties = document.core_properties
    properties.title = content.title + path.stem.removeprefix(content.period.name_zh)
    properties.author = properties.last_modified_by = "内蒙古自治区人力资源和社会保障厅"
    properties.comments = content.stamp
    properties.language = "zh-CN"
    properties.created = properties.modified = content.as_of.astimezone(UTC).replace(tzinfo=None)
