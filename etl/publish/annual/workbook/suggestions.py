"""问题与建议: what leagues say of each project, in their words."""

from __future__ import annotations

from etl.publish.annual.content import Content
from etl.publish.annual.words import period
from etl.publish.annual.workbook.cells import Cell, Sheet, centred
from etl.publish.annual.workbook.tables import table

_SOURCES = {"quarterly": "季报", "annual": "年报"}
_COLUMNS = [
    ("序号", 6), ("重点项目", 41), ("盟市", 12), ("报告期", 16), ("来源", 7),
    ("存在问题", 40), ("意见建议", 40),
]  # fmt: skip


def suggestions(content: Content) -> Sheet:
    """A line for each suggestion; those of no project come first."""
    return table(
        content,
        "问题与建议",
        f"盟市原文,共{len(content.tables['annual_suggestion'])}条;不属于某个项目的列为“综合”。",
        _COLUMNS,
        [
            [
                centred("综合") if row["project_no"] is None else Cell(row["project_no"], "", "center"),
                Cell(row["project_name_zh"]),
                centred(row["league_name_zh"]),
                centred(period(row["period"])),
                centred(_SOURCES[row["source"]]),
                Cell(row["problem"]),
                Cell(row["suggestion"]),
            ]
            for row in content.tables["annual_suggestion"]
        ],
        nothing="无:各盟市没有报送问题和建议。",
    )
