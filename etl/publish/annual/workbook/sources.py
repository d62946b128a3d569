"""数据来源: the versions of returns that the year's tables rest on."""

from __future__ import annotations

from collections.abc import Sequence

from etl.publish.annual.content import Content
from etl.publish.annual.words import part_name, period
from etl.publish.annual.workbook.cells import Cell, Sheet, centred, moment
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import Source

_COLUMNS = [
    ("盟市", 12), ("报告期", 15), ("部分", 12), ("报送编号", 8), ("文件", 30), ("SHA-256", 54),
    ("到达时间", 17), ("生效时间", 17),
]  # fmt: skip


def sources(content: Content, parts: Sequence[Source]) -> Sheet:
    """A line for each part of a return: the file that it came in, and its SHA-256."""
    return table(
        content,
        "数据来源",
        "各表所依据的版本,含累计目标用到的以前年度;原始文件按SHA-256存档。时间为北京时间。",
        _COLUMNS,
        [
            [
                centred(row["league_name_zh"]),
                centred(period(row["period"])),
                centred(part_name(row["part"])),
                Cell(row["submission_id"], "", "center", "0"),
                Cell(row["source_file"]),
                centred(row["sha256"], "code"),
                moment(row["arrived_at"]),
                moment(row["known_from"]),
            ]
            for row in parts
        ],
    )
