"""Sheets that are no part: instructions, code lists, empty ones."""

from __future__ import annotations

from tests.fuzz.house import House
from tests.fuzz.page import Page
from tests.fuzz.plan import indicators, projects
from tests.fuzz.spell import Cell


def litter(house: House) -> list[Page]:
    """Sheets that are no part."""
    made = []
    for name in house.litter:
        page = Page(name, "")
        if name == "填表说明":
            page.put(
                0, 0, Cell("一、本表由各盟市人社局填报,报告期为季度。\n二、数据截至报告期末,单位为计划单位。")
            )
            page.put(2, 0, Cell("三、2022年第三季度起填报。"))
        elif name == "代码表":
            for row, cells in enumerate(
                [
                    ("指标编码", "指标名称", "计量单位"),
                    *((one.code, one.name, one.unit) for one in indicators()),
                ]
            ):
                for column, text in enumerate(cells):
                    page.put(row, column, Cell(text))
        elif name == "项目表":
            page.put(0, 0, Cell("项目序号"))
            page.put(0, 1, Cell("项目名称"))
            for row, (number, title) in enumerate(projects().items(), 1):
                page.put(row, 0, Cell(number))
                page.put(row, 1, Cell(title))
        made.append(page)
    return made
