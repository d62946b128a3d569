"""What a house writes above a header: titles, notes of the form, labels with the league and the period."""

from __future__ import annotations

from datetime import date
from random import Random

from tests.fuzz import spell
from tests.fuzz.headers import PART_NAMES
from tests.fuzz.house import House
from tests.fuzz.page import Page, Subject
from tests.fuzz.spell import Cell

KINDS_ZH = {"quarterly": "季度进展报表", "annual": "年度总结报表", "monthly": "重点企业用工调度月报表"}


def put_above(rng: Random, house: House, subject: Subject, page: Page, part: str, width: int) -> None:
    """Everything above the header is on the page; `header_row` is where it goes on."""
    row = 0
    if house.form_notes:
        page.put(0, width - 1, Cell("表    号:人社就业2表"))
        page.put(1, width - 1, Cell("制定机关:自治区人社厅"))
        page.put(2, width - 1, Cell("有效期至:2026年1月"))
        page.put(0, 0, Cell("附件2"))
        row = 3
    title = rng.choice(
        (
            f"重点项目助推就业行动{KINDS_ZH[subject.kind]}({PART_NAMES[part]})",
            f"{subject.league.name}{PART_NAMES[part]}",
            "重点项目助推就业行动(2022—2025年)报表",
        )
    )
    for number in range(house.titles):
        page.put(row, 0, Cell(title if number == 0 else f"({PART_NAMES[part]})"))
        page.merges.append((row, 0, row, width - 1))
        row += 1
    row += house.blank_above // 2
    column = 0
    mark = (":", ":", " : ", ":")[house.label_style % 4]
    for label, cell in _labels(house, subject):
        if house.label_style in (3, 8):
            label = "\u3000".join(label)
        needed = {"cell": 1, "neighbours": 2, "merged": 3}[house.label]
        if column and (house.labels_in == "rows" or column + needed > width):
            row, column = row + 1, 0
        if house.label == "cell":
            told = cell.value
            if isinstance(told, date):
                told = told.isoformat()
            page.put(row, column, Cell(f"{label}{mark}{told}"))
        elif house.label == "neighbours":
            page.put(row, column, Cell(label + (mark.strip() if house.label_style % 3 else "")))
            page.put(row, column + 1, cell)
        else:
            page.put(row, column, Cell(label))
            page.merges.append((row, column, row, column + 1))
            page.put(row, column + 2, cell)
        page.places[label, "label"] = (row, column)
        column += needed + (house.label_style % 2 if house.label == "cell" else 0)
    if column:
        row += 1
    page.header_row = row + house.blank_above % 2


def _labels(house: House, subject: Subject) -> list[tuple[str, Cell]]:
    style = house.label_style
    names = {key: names[style % len(names)] for key, names in spell.LABELS.items()}
    labels: list[tuple[str, Cell]] = []
    if house.told_by != "name":
        league = spell.league(house.league, subject.league)
        period = spell.period(house.period, subject.period)
        as_number = house.label != "cell" and style % 2
        labels.append((names["league"], Cell(int(league) if as_number and league.isascii() else league)))
        labels.append((names["period"], Cell(int(period) if as_number and period.isdecimal() else period)))
    if house.date < 6:
        labels.append((names["date"], spell.day(house.date, subject.reported_on)))
    if style == 7:
        labels.append((names["revision"], Cell("按核查意见更正个别数据")))
    return labels
