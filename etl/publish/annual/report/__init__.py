"""The report 行动总结报告: an official document in Chinese, made from the summary tables alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from pathlib import Path

from docx.document import Document

from etl.publish.annual.content import Content, Edition
from etl.publish.annual.report import (
    action,
    changes,
    counties,
    enterprises,
    figures,
    notes,
    overview,
    projects,
    reporting,
    targets,
    voices,
)
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Signature
from etl.publish.annual.report.days import day
from etl.publish.annual.report.drawing import draw
from etl.publish.annual.report.packing import save
from etl.publish.annual.report.plain import flat, prose
from etl.publish.annual.report.sheet import add_text, new_document

_CHAPTERS: tuple[Callable[[Content], Iterator[Block]], ...] = (
    overview.chapter,
    targets.chapter,
    figures.chapter,
    projects.chapter,
    counties.chapter,
    enterprises.chapter,
    reporting.chapter,
    voices.chapter,
    action.chapter,
    notes.chapter,
    changes.chapter,
)


def write(folder: Path, content: Content) -> list[Path]:
    """The report is in the folder, as one file."""
    return [compose(folder, content, say.NAME, blocks(content))]


def blocks(content: Content) -> Iterator[Block]:
    """What the report says, chapter by chapter."""
    for chapter in _CHAPTERS:
        yield from chapter(content)


def compose(folder: Path, content: Content, name: str, body: Iterable[Block]) -> Path:
    """A document of this name and content is in the folder: its title, its body, who signs it."""
    document = new_document(prose(f"{content.title}{name}({content.edition.mark})"))
    _describe(document, content, name)
    period = content.period.name_zh
    title = f"{content.title.removesuffix(period)}\n{period}{name}"
    add_text(document.add_paragraph(style="Title"), title)
    add_text(document.add_paragraph(style="Subtitle"), prose(f"({content.edition.mark})"))
    draw(document, [*body, Signature(_signature(content.edition))], content.as_of)
    path = folder / content.file_name(name, ".docx")
    save(document, path)
    return path


def _signature(edition: Edition) -> list[str]:
    """Who approved it, the department and the day; in a draft, where they are to be written."""
    if edition.approved_at is None:
        return [prose(say.APPROVED_BY.format(name="________")), say.DEPARTMENT, say.NO_DAY]
    approved_by = prose(say.APPROVED_BY.format(name=flat(edition.approved_by)))
    return [approved_by, say.DEPARTMENT, day(edition.approved_at)]


def _describe(document: Document, content: Content, name: str) -> None:
    properties = document.core_properties
    properties.title = f"{content.title}{name}({content.edition.mark})"
    properties.author = properties.last_modified_by = say.DEPARTMENT
    properties.comments = content.stamp
    properties.language = "zh-CN"
    properties.created = properties.modified = content.as_of.astimezone(UTC).replace(tzinfo=None)
