"""The department's own words in a year's set: what stands under which heading of its Word file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from etl.publish.annual.content import Content

Section = Literal["practice", "next_steps", "advice", "remark", "quoted", "form"]
# The headings of the file, in their order; a remark has one for each project.
HEADINGS: Mapping[str, Section] = {"主要做法": "practice", "下一步打算": "next_steps", "建议": "advice"}


def words(content: Content, section: Section, project_no: int | None = None) -> list[str]:
    """The paragraphs that the department wrote there, in their order; empty where it wrote nothing."""
    return [
        row["words"]
        for row in content.tables.get("annual_words", ())
        if row["section"] == section and row["project_no"] == project_no
    ]


def forms(content: Content) -> dict[str, str]:
    """The forms that the department changed: name to SHA-256, by which the archive has them."""
    return dict(text.split(" ") for text in words(content, "form"))
