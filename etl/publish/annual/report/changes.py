"""与上一版相比: what differs from the edition published last."""

from __future__ import annotations

from collections.abc import Iterator

from etl.publish.annual.content import Content
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Column, Heading, Paragraph, Table
from etl.publish.annual.report.plain import cut, flat
from etl.publish.annual.report.terms import NONE

MOST = 40  # changes that are listed
_LONGEST = 60  # characters of a text that changed


def chapter(content: Content) -> Iterator[Block]:
    """The chapter, if there is an edition to compare with."""
    number, rows = content.compared_with, content.changes
    if number is None:
        return
    yield Heading("与上一版相比的变化")
    if not rows:
        yield Paragraph(say.UNCHANGED.format(number=number))
        return
    shown = say.SHOWN.format(most=MOST) if len(rows) > MOST else ",如下表"
    yield Paragraph(say.CHANGED.format(number=number, count=len(rows), shown=shown))
    columns = (
        Column("类别", 20),
        Column("内容", 54, "left"),
        Column("栏目", 20),
        Column(f"第{number}版", 31, verbatim=True),
        Column("本版", 31, verbatim=True),
    )
    lines = [
        [
            flat(row["table"]),
            flat(row["key_zh"]),
            flat(row["column_zh"]),
            _cell_text(row["before"]),
            _cell_text(row["after"]),
        ]
        for row in rows[:MOST]
    ]
    yield Table("与上一版相比的变化", columns, lines)


def _cell_text(text: str | None) -> str:
    return NONE if text is None else cut(flat(text), _LONGEST)
