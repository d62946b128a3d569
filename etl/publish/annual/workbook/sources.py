"""数据来源: the versions of returns that the year's tables rest on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from etl.publish.annual.content import Content
from etl.publish.annual.words import part_name, period
from etl.publish.annual.workbook.cells import Cell, Line, Sheet, centred, moment
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import Source

_COLUMNS = [
    ("盟市", 12), ("报告期", 15), ("部分", 32), ("报送编号", 8), ("文件", 30), ("SHA-256", 54),
    ("到达时间", 17), ("生效时间", 17),
]  # fmt: skip


def sources(content: Content, parts: Sequence[Source]) -> Sheet:
    """A line for each file and what of it counts from the same moment on, with its SHA-256."""
    of_which = "各表所依据的版本,含累计目标用到的以前年度"
    if content.period.cadence != "year":
        of_which = "本期报表的版本;目标进度用到的年报和以前各期,见该年的行动总结表"
    files = groupby(parts, lambda row: (row["submission_id"], row["known_from"]))
    return table(
        content,
        "数据来源",
        f"{of_which};原始文件按SHA-256存档。时间为北京时间。",
        _COLUMNS,
        [_file(list(rows)) for _, rows in files],
    )


def _file(rows: Sequence[Source]) -> Line:
    row = rows[0]
    return [
        centred(row["league_name_zh"]),
        centred(period(row["period"])),
        Cell("、".join(part_name(each["part"]) for each in rows)),
        Cell(row["submission_id"], "", "center", "0"),
        Cell(row["source_file"]),
        centred(row["sha256"], "code"),
        moment(row["arrived_at"]),
        moment(row["known_from"]),
    ]
