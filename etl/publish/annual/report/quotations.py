"""盟市工作情况: the leagues' own words on each project, chosen by a plain rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from etl.publish.annual.content import Content
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Column, Paragraph, Table
from etl.publish.annual.report.plain import cut, flat
from etl.publish.annual.words import number_of
from etl.summarise.rows import AnnualProject

_Column = Literal["account", "progress", "practice"]
LONGEST = 80  # characters of a league's words that are quoted
_WORDS = (
    Column("项目", 11),
    Column("项目名称", 41, "left"),
    Column("盟市", 22),
    Column("报送的工作情况", 82, "left", verbatim=True),
)
_PRACTICE = (*_WORDS[:3], Column("报送的经验做法", 82, "left", verbatim=True))


def quotations(content: Content) -> Iterator[Block]:
    """A line for each project: the words of one league on its work, and on its good practice."""
    accounts = [_quote(row, content, "account", "progress") for row in content.tables["annual_project"]]
    practices = [_quote(row, content, "practice") for row in content.tables["annual_project"]]
    if not any(accounts):
        yield Paragraph(say.NO_WORDS)
    else:
        yield Paragraph(say.WORDS.format(longest=LONGEST))
        yield Table("各项目工作情况摘录", _WORDS, [line for line in accounts if line])
    if any(practices):
        yield Table("各项目经验做法摘录", _PRACTICE, [line for line in practices if line])
    else:
        yield Paragraph(say.NO_PRACTICE)


def _quote(project: AnnualProject, content: Content, *columns: _Column) -> list[str] | None:
    """The first words on a project; which league is asked first goes round from project to project."""
    own = [row for row in content.tables["annual_account"] if row["project_no"] == project["project_no"]]
    if not own:
        return None
    start = (project["project_no"] - 1) % len(own)
    for row in [*own[start:], *own[:start]]:
        for words in filter(None, (flat(row[column]) for column in columns)):
            named = [number_of(project["project_no"]), project["name_zh"], row["league_name_zh"]]
            return [*named, cut(words, LONGEST)]
    return None
