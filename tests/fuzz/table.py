"""A text file's table: the header in the first row, the league and the period on every row."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.fuzz import spell
from tests.fuzz.body import Row
from tests.fuzz.house import House
from tests.fuzz.page import EMPTY, Page, Subject
from tests.fuzz.spell import Cell


def put_table(
    rng: Random,
    house: House,
    subject: Subject,
    page: Page,
    columns: list[tuple[str, str]],
    rows: Sequence[Row],
) -> Page:
    """The page with the part's rows on it."""
    columns = [one for one in columns if one[0] or one[1]]
    told: list[tuple[str, Cell]] = []
    if house.told_by != "name":
        which = house.league if house.league not in (8, 9, 10) else 0
        name = ("盟市", "盟市代码", "填报单位")[house.label_style % 3]
        league = subject.league.code if name == "盟市代码" else spell.league(which, subject.league)
        told = [
            (name, Cell(league)),
            ("报告期", Cell(spell.period(house.period, subject.period).replace("\n", ""))),
        ]
    for at, (text, _) in enumerate(told):
        page.put(0, at, Cell(text))
    for at, (_, text) in enumerate(columns, len(told)):
        page.put(0, at, Cell(text))
    line = 1
    for number, record in enumerate(rows):
        for at, (_, cell) in enumerate(told):
            page.put(line, at, cell)
        for at, (one, text) in enumerate(columns, len(told)):
            page.put(line, at, record.get(one, EMPTY) if one else surplus(text, number))
            if one and "key" in record:
                page.places[record["key"].value, one] = (line, at)
        line += 1
        if house.blank_rows and rng.random() < 0.05:
            page.put(line, len(told) + len(columns) - 1, Cell(""))
            line += 1
    if house.total and page.part == "progress" and "name" in [one for one, _ in columns]:
        at = [one for one, _ in columns].index("name") + len(told)
        for column, (_, cell) in enumerate(told):
            page.put(line, column, cell)
        page.put(line, at, Cell("合计"))
        page.put(line, len(told) + len(columns) - 1, Cell(""))
    return page


def surplus(text: str, number: int) -> Cell:
    """What stands in a column that is none of the part's."""
    words = {"同比": "3.5%", "科室": "就业科", "联系人": "李四", "联系方式": "0471-1234567"}
    return Cell(words[text]) if text in words else Cell({"序号": 1, "上季累计": 1000}[text] + number)
