"""The counties' sheet: a column an indicator, on one line or, below the projects' names, on two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from random import Random

from tests.fuzz import body
from tests.fuzz.above import put_above
from tests.fuzz.house import House
from tests.fuzz.monthly import county_as_written, number_as_written
from tests.fuzz.page import EMPTY, Page, Subject
from tests.fuzz.plan import indicators, projects
from tests.fuzz.spell import Cell
from tests.fuzz.table import put_table
from tests.fuzz.year import BY_COUNTY, Year, counties

NAMES = {one.code: one.name for one in indicators()}
UNITS = {one.code: one.unit for one in indicators()}
TO_DATE = "+"  # behind the code of an indicator, for its year-to-date
Columns = Sequence[tuple[str, str]]  # (field, header) from left to right


def counties_page(year: Year, rng: Random, house: House, subject: Subject, name: str) -> Page:
    """The page with a row a county."""
    columns, made = _columns(rng, house), _rows(year, rng, house, subject)
    page = Page(name, "counties")
    if house.is_text:
        return put_table(rng, house, subject, page, list(columns), made)
    put_above(rng, house, subject, page, "counties", len(columns))
    _header(house, page, columns)
    for line, row in enumerate(made, page.header_row + 1):
        for at, (field, _) in enumerate(columns):
            page.put(line, at, row.get(field, EMPTY))
    if house.total:
        _total(year, rng, page, columns, subject)
    return page


def _columns(rng: Random, house: House) -> Columns:
    """In the form's order, or project by project in another."""
    by_project = defaultdict(list)
    for code in BY_COUNTY:
        by_project[code[:3]].append((code, _called(rng, house, code)))
        if code == "P16-3":
            text = rng.choice(("公共实训基地培训人次本年累计", "P16-3(本年累计)"))
            by_project[code[:3]].append((code + TO_DATE, text))
    order = list(by_project)
    if house.order != "form":
        rng.shuffle(order)
    keys = [("name", rng.choice(("旗县名称", "旗县(市、区)", "旗县")))]
    if house.lacks != "code":
        keys.insert(0, ("code", rng.choice(("旗县代码", "区划代码"))))
    return [*keys, *(one for project in order for one in by_project[project]), ("remark", "情况说明")]


def _called(rng: Random, house: House, code: str) -> str:
    text = code if house.aliases and rng.random() < 0.5 else NAMES[code]
    if code == "P16-3":
        return text + rng.choice(("", "(本季度)", "本季度数"))
    return f"{text}({UNITS[code]})" if rng.random() < 0.4 else text


def _rows(year: Year, rng: Random, house: House, subject: Subject) -> list[body.Row]:
    league, known, made = subject.league.code, counties(subject.league.code), []
    for code in known:
        row = {
            "key": Cell(code),
            "code": Cell(int(code) if rng.random() < 0.3 else code),
            "name": Cell(county_as_written(rng, known, code, by_code=False)),
            "remark": Cell(rng.choice(body.REMARKS)),
        }
        for indicator in BY_COUNTY:
            for field, value in zip(
                (indicator, indicator + TO_DATE),
                year.counties[league, subject.period, code, indicator],
                strict=True,
            ):
                if value is not None:
                    row[field] = number_as_written(rng, house, value, UNITS[indicator])
        made.append(row)
    if house.shuffled_rows:
        rng.shuffle(made)
    return made


def _header(house: House, page: Page, columns: Columns) -> None:
    top = page.header_row
    grouped = house.two_lines == "group"
    at = 0
    for project, listed in groupby(
        columns, lambda column: column[0][:3] if column[0] in UNITS or TO_DATE in column[0] else ""
    ):
        texts = [text for _, text in listed]
        if grouped and project:
            page.put(top, at, Cell(projects()[int(project[1:])]))
            if len(texts) > 1:
                page.merges.append((top, at, top, at + len(texts) - 1))
        for column, text in enumerate(texts, at):
            page.put(top + (1 if grouped and project else 0), column, Cell(text))
            if grouped and not project:
                page.merges.append((top, column, top + 1, column))
        at += len(texts)
    page.header_row = top + grouped


def _total(year: Year, rng: Random, page: Page, columns: Columns, subject: Subject) -> None:
    line = page.height
    for at, (field, _) in enumerate(columns):
        code, _, _ = field.partition(TO_DATE)
        if field == "name":
            page.put(line, at, Cell(rng.choice(("合计", "合 计", "总计"))))
        elif code in UNITS:
            figures = [
                year.counties[subject.league.code, subject.period, county, code]
                for county in counties(subject.league.code)
            ]
            page.put(line, at, Cell(sum(pair[field != code] or 0 for pair in figures)))
