"""Several tables in one sheet: each is read from its header on, as far as the next one leaves it room."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import integers, permutations

from schemas.registry import registry
from schemas.registry.objects import Part
from tests.read.forms import ABOVE, DATA, PROGRESS, read, refused, workbook

FIGURES = [
    DATA,
    ["P00-1", "城镇新增就业人数", "人", 100, 100, None],
    ["P06-4", "发放创业贷款额", "万元", 12.5, 12.5, None],
    ["P01-2", "家政领跑企业数", "个", 8, None, None],
    ["P01-3", "家政领跑社区数", "个", 11, None, None],
]
PROJECTS = [
    PROGRESS,
    [1, "家政服务业提质扩容“领跑者”项目", "推进中", "已摸底", None, None, 30, 1],
    [2, "政府性融资担保项目", "推进中", "已放款", None, None, 40, 2],
]


def quarterly(name: str) -> Part:
    (part,) = (part for part in registry().returns["quarterly"].parts if part.part == name)
    return part


def beside(left: list[list[Any]], right: list[list[Any]], lower: tuple[int, int]) -> list[list[Any]]:
    """Two tables, each so many rows lower than the labels, with a free column between them."""
    tables = [[[]] * rows + table for rows, table in zip(lower, (left, right), strict=True)]
    width = max(map(len, tables[0])) + 1
    height = max(map(len, tables))
    padded = [table + [[]] * (height - len(table)) for table in tables]
    return [row + [None] * (width - len(row)) + other for row, other in zip(*padded, strict=True)]


@pytest.mark.parametrize("lower", [(0, 0), (0, 2), (2, 0), (0, 9)])
@pytest.mark.parametrize("turned", [False, True])
def test_tables_beside_each_other_begin_on_any_row(
    lower: tuple[int, int], turned: bool, tmp_path: Path
) -> None:
    tables = (PROJECTS, FIGURES) if turned else (FIGURES, PROJECTS)
    reading = read(workbook({"1": [ABOVE, *beside(*tables, lower)]}), tmp_path)
    parts = {part.part.part: part for part in reading.parts}
    codes = [row["indicator_code"].value for row in parts["data"].rows]
    assert codes == ["P00-1", "P06-4", "P01-2", "P01-3"]
    assert [row["project_no"].value for row in parts["progress"].rows] == ["1", "2"]


def test_more_tables_than_a_return_can_have_are_refused(tmp_path: Path) -> None:
    """Each is cut out of the sheet, with what stands above the first."""
    headers = [[None] * at + DATA for at in range(31)]
    finding = refused(workbook({"主要数据": [ABOVE, *headers]}), tmp_path)
    assert (finding.rule.rule_id, finding.given) == ("file_too_large", "一张工作表中的表格过多")
    assert read(workbook({"主要数据": [ABOVE, *headers[:30]]}), tmp_path).state == "read"


def test_tables_below_each_other_end_where_the_next_begins(tmp_path: Path) -> None:
    reading = read(workbook({"1": [ABOVE, *FIGURES, [], *PROJECTS]}), tmp_path)
    assert {part.part.part: len(part.rows) for part in reading.parts} == {"data": 4, "progress": 2}


@pytest.mark.slow
@given(
    order=permutations([column.name_zh for column in quarterly("progress").columns]), blank=integers(0, 12)
)
def test_a_table_is_one_in_whatever_order_its_columns_stand(order: list[str], blank: int) -> None:
    """Half of it may look like another part: the suggestions' columns are among those of the progress."""
    rows = [[f"{row}" if name == "项目序号" else "推进中" for name in order] for row in (1, 2)]
    header = [*order[:blank], "科室", *order[blank:]]
    table = [header, *([*row[:blank], None, *row[blank:]] for row in rows)]
    with TemporaryDirectory() as folder:
        reading = read(workbook({"1": [ABOVE, *table]}), Path(folder))
    (part,) = reading.parts
    assert (part.part.part, part.columns.keys()) == (
        "progress",
        {c.field for c in quarterly("progress").columns},
    )
