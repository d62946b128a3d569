"""Half-yearly returns as leagues send them: what departments did, and training schools."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from schemas.registry import registry

Cells = Sequence[object]
HEADER: Cells = ("责任部门", "召开会议次数", "落实资金(万元)", "落实进度", "完成日期", "主要做法", "情况说明")


def departments(**changed: Cells) -> list[Cells]:
    """A row for each department, those that are named with other cells behind the name; None: no row."""
    plain: Cells = (2, 10.5, "正在落实", None, "召开联席会议", None)
    rows = {name: changed.get(name, plain) for name in registry().departments}
    return [(name, *cells) for name, cells in rows.items() if cells]


def workbook(
    file: Path, league: str, period: str, rows: Sequence[Cells], schools: Sequence[Cells] = (), note: str = ""
) -> Path:
    """A workbook with a sheet a part; `note` says why it is sent again."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "部门落实情况"
    sheet.append(["部门落实情况半年报"])
    sheet.append(["填报单位", league, "报告期", period, *(["更正说明", note] if note else [])])
    for row in (HEADER, *rows):
        sheet.append(row)
    sheet = book.create_sheet("培训机构")
    for row in (("培训机构名称", "培训人数"), *schools):
        sheet.append(row)
    file.parent.mkdir(parents=True, exist_ok=True)
    book.save(file)
    return file


def text(file: Path, league: str, period: str, rows: Sequence[Cells]) -> Path:
    """A CSV file as Excel in China writes it; league and period stand in each row."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="gbk", newline="") as opened:
        csv.writer(opened).writerows(
            [("填报单位", "报告期", *HEADER), *((league, period, *row) for row in rows)]
        )
    return file
