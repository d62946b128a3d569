"""与上一版对照: what differs from the edition that was published last."""

from __future__ import annotations

from etl.publish.annual.content import Content
from etl.publish.annual.words import TABLES
from etl.publish.annual.workbook.cells import Cell, Sheet, centred
from etl.publish.annual.workbook.tables import table

_NOT_THERE = "(无)"


def changes(content: Content) -> Sheet:
    """A line for each value that changed, came or went."""
    return table(
        content,
        "与上一版对照",
        f"与第{content.compared_with}版比较,共{len(content.changes)}处不同。{_NOT_THERE}:该版没有这一项。",
        [("所在表", 14), ("对象", 46), ("内容", 16), (f"第{content.compared_with}版", 38), ("本次", 38)],
        [
            [
                centred(TABLES.get(row["table"], row["table"])),
                Cell(row["key_zh"]),
                centred(row["column_zh"]),
                *(
                    centred(_NOT_THERE, "missing") if value is None else Cell(value)
                    for value in (row["before"], row["after"])
                ),
            ]
            for row in content.changes
        ],
        nothing=f"无:与第{content.compared_with}版没有不同。",
    )
