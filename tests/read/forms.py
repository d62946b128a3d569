"""Returns made on the fly: a table of rows as any format, and what reading it gives."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from etl.common.findings import Finding
from etl.common.settings import ZONE
from etl.read.file import read_file
from etl.read.model import PartRead, Reading
from schemas.registry import registry

Rows = Sequence[Any]  # of rows, each a sequence of cells

DATA = ["指标编码", "指标名称", "计量单位", "本季度数", "本年累计", "情况说明"]
PROGRESS = [
    "项目序号",
    "项目名称",
    "进展状态",
    "进展情况",
    "存在问题",
    "意见建议",
    "预算安排(万元)",
    "累计支出(万元)",
]
ANNUAL = ["指标编码", "指标名称", "计量单位", "全年完成", "情况说明"]
COMPLETION = ["项目序号", "项目名称", "年度目标", "年度完成", "完成率", "完成情况"]
SUGGESTIONS = ["项目序号", "存在问题", "意见建议"]
ABOVE = ["填报单位:赤峰市人力资源和社会保障局", None, "报告期:2023年第一季度", "填报日期:2023-04-03"]
JOBS = ["P00-1", "城镇新增就业人数", "人", 100, 100, None]
LOANS = ["P06-4", "发放创业贷款额", "万元", 12.5, 12.5, None]
LATER = datetime(2026, 1, 20, tzinfo=ZONE)


def workbook(sheets: Mapping[str, Any], touch: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """An .xlsx of these sheets; `touch` may change it before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if touch is not None:
        touch(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def data_sheet(*rows: Any, above: list[Any] = ABOVE, header: list[Any] = DATA) -> dict[str, Rows]:
    """The main data of a quarter: labels on row 1, the header on row 2, these rows from row 3 on."""
    return {"主要数据": [above, header, *map(list, rows)]}


def text(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A text file of these rows, quoted where it must be."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode(encoding)


def read(
    content: bytes,
    folder: Path,
    *,
    name: str = "x.xlsx",
    league: str | None = None,
    arrived: datetime = LATER,
) -> Reading:
    """What the reader gives for these bytes."""
    path = folder / "bytes"
    path.write_bytes(content)
    return read_file(
        path, name=name, folders=(league,) if league else (), arrived_on=arrived, registry=registry()
    )


def read_data(content: bytes, folder: Path, **known: Any) -> PartRead:
    """The main data of a return that is past the gates."""
    reading = read(content, folder, **known)
    assert not reading.gate, [finding.problem() for finding in reading.gate]
    return next(part for part in reading.parts if part.part.part == "data")


def rule_ids(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule.rule_id for finding in findings]


def refused(content: bytes, folder: Path, name: str = "赤峰市_2023Q1.xlsx") -> Finding:
    reading = read(content, folder, name=name)
    assert (reading.state, reading.parts) == ("unreadable", ())
    (finding,) = reading.gate
    return finding


def archive(entries: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
    return file.getvalue()


def changed(content: bytes, entry: str, old: bytes, new: bytes) -> bytes:
    """The archive with a piece of one entry replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        entries = {name: packed.read(name) for name in packed.namelist()}
    assert old in entries[entry]
    return archive(entries | {entry: entries[entry].replace(old, new, 1)})
