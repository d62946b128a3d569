"""The department's own words in a year's set: what it wrote under which heading, and the forms it changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from etl.publish.annual.content import Content

Section = Literal["practice", "next_steps", "advice", "remark", "quoted", "form"]
SECTIONS: Mapping[str, str] = {
    "practice": "主要做法",
    "next_steps": "下一步打算",
    "advice": "建议",
    "remark": "项目说明",
    "quoted": "引用盟市的话",
    "form": "文件样式",
}


def words(content: Content, section: Section, subject: str = "") -> list[str]:
    """The paragraphs that the department wrote there, in their order; empty where it wrote nothing."""
    return [
        row["words"]
        for row in content.tables.get("annual_words", ())
        if (row["section"], row["subject"]) == (section, subject)
    ]


def forms(content: Content) -> dict[str, str]:
    """The forms that the department changed: name to SHA-256, by which the archive has them."""
    rows = content.tables.get("annual_words", ())
    return {row["subject"]: row["words"] for row in rows if row["section"] == "form"}
