"""Good returns of one league, quarter after quarter, and the same with some cells changed.

An indicator's figure is the same in every quarter: 1,000, 1,010, 1,020, … by its place in the plan; half of
its whole's where it is a part of one. P06-4 swings: 1,000 and 2,000 in turn. Project 18 has nothing but
zeros; P27-1, of which a county has one at most, is 12, the number of the league's counties. Each project has
a budget of 1,000, spends 200 a quarter and has until the end of 2025. Why it is sent is always said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from schemas.periods import Period
from schemas.registry import registry
from tests.read import forms

LEAGUE = "150400"
HEADER_ROW = 2
Changes = Mapping[str, Any]  # 主要数据!D3: what the cell holds instead


@dataclass(frozen=True)
class Form:
    """A sheet: its fields in the order of the columns, and what its rows are about."""

    sheet: str
    header: tuple[str, ...]
    fields: tuple[str, ...]
    subjects: tuple[str | int, ...]

    def at(self, subject: str | int, field: str) -> str:
        """The cell of a field, as `主要数据!D3`."""
        return self._cell(HEADER_ROW + 1 + self.subjects.index(subject), field)

    def header_at(self, field: str) -> str:
        return self._cell(HEADER_ROW, field)

    def without(self, subject: str | int) -> Changes:
        """The changes that leave a row out."""
        return {self.at(subject, field): None for field in self.fields}

    def column(self, field: str, subjects: Iterable[str | int], value: Any) -> Changes:
        """The changes that put the same into many rows of a column."""
        return {self.at(subject, field): value for subject in subjects}

    def _cell(self, row: int, field: str) -> str:
        return f"{self.sheet}!{get_column_letter(1 + self.fields.index(field))}{row}"


# One that comes later is asked for from then on.
_INDICATORS = tuple(code for code, one in registry().indicators.items() if one.valid_from.year == 2022)
_PROJECTS = tuple(number for number in registry().projects if number)
_PROGRESS = (
    "project_no",
    "project_name",
    "status",
    "progress",
    "problems",
    "advice",
    "budget",
    "spent",
    "remark",
    "until",
)
DATA = Form(
    "主要数据",
    tuple(forms.DATA),
    ("indicator_code", "indicator_name", "unit", "figure", "year_to_date", "remark"),
    _INDICATORS,
)
PROGRESS = Form("项目进展", (*forms.PROGRESS, "情况说明", "完成时限"), _PROGRESS, _PROJECTS)
COMPLETION = Form(
    "任务完成情况",
    tuple(forms.COMPLETION),
    ("project_no", "project_name", "target", "completed", "rate", "account"),
    _PROJECTS,
)
ANNUAL = Form(
    "主要数据",
    tuple(forms.ANNUAL),
    ("indicator_code", "indicator_name", "unit", "figure", "remark"),
    _INDICATORS,
)
SUGGESTIONS = Form("意见建议", tuple(forms.SUGGESTIONS), ("project_no", "problem", "suggestion"), (1, 2))
FLOWS = tuple(code for code in _INDICATORS if registry().indicators[code].measure == "flow")


def quarterly(period: str, changes: Changes | None = None, *parts: Form) -> bytes:
    """A quarter's workbook, of both parts where none is named."""
    quarter = Period.parse(period).quarter
    assert quarter is not None
    sheets = {DATA: _data(quarter), PROGRESS: _progress(quarter)}
    return _workbook(f"报告期:{period}", sheets, parts, changes or {})


def annual(year: str, changes: Changes | None = None, *parts: Form) -> bytes:
    """A year's workbook, of all three parts where none is named."""
    sheets = {
        COMPLETION: _completion(),
        ANNUAL: _annual(),
        SUGGESTIONS: [[None, None, "加强统计培训"], [2, "银行放款慢", None]],
    }
    return _workbook(f"报告期:{year}年度", sheets, parts, changes or {})


def quarterly_text(period: str) -> str:
    """A quarter's main data as a text file: no value needs quotes, each row ends with an empty 情况说明."""
    quarter = Period.parse(period).quarter
    assert quarter is not None
    league = registry().leagues[LEAGUE].name_zh
    rows = [["盟市", "报告期", *forms.DATA], *([league, period, *row] for row in _data(quarter))]
    return forms.text(rows).decode()


def figure(code: str, quarter: int) -> int:
    """An indicator's figure in a quarter."""
    if code == "P06-4":
        return 1000 if quarter % 2 else 2000
    if registry().indicators[code].one_a_county:
        return 12
    if registry().indicators[code].project_no == 18:
        return 0
    whole = registry().indicators[code].not_above
    if whole is not None:
        return figure(whole, quarter) // 2
    return 1000 + 10 * _INDICATORS.index(code)


def _year_to_date(code: str, quarter: int) -> int:
    return sum(figure(code, each) for each in range(1, quarter + 1))


def _data(quarter: int) -> forms.Rows:
    rows = []
    for code in _INDICATORS:
        indicator = registry().indicators[code]
        now = figure(code, quarter) if indicator.measure != "ratio" else None
        to_date = _year_to_date(code, quarter) if indicator.measure == "flow" else None
        rows.append([code, indicator.name_zh, indicator.unit_zh, now, to_date, None])
    return rows


def _annual() -> forms.Rows:
    figures = {code: row[3] for code, row in zip(_INDICATORS, _data(4), strict=True)}
    figures |= {code: _year_to_date(code, 4) for code in FLOWS}
    return [[row[0], row[1], row[2], figures[row[0]], None] for row in _data(4)]


def _progress(quarter: int) -> forms.Rows:
    return [
        [
            number,
            registry().projects[number].name_zh,
            "推进中",
            "有序推进",
            None,
            None,
            1000,
            200 * quarter,
            None,
            "2025年12月底",
        ]
        for number in _PROJECTS
    ]


def _completion() -> forms.Rows:
    figures = {row[0]: row[3] for row in _annual()}
    rows = []
    for number in _PROJECTS:
        completed = figures[f"P{number:02d}-1"]
        name = registry().projects[number].name_zh
        rows.append([number, name, 5000, completed, Decimal(completed) / 50, "已完成年度任务"])
    return rows


def _workbook(
    period: str, sheets: Mapping[Form, forms.Rows], parts: tuple[Form, ...], changes: Changes
) -> bytes:
    above = [f"填报单位:{registry().leagues[LEAGUE].name_zh}", period, "更正说明:按核查意见更正"]

    def change(book: Workbook) -> None:
        for place, value in changes.items():
            sheet, cell = place.split("!")
            book[sheet][cell] = value

    asked = {
        form.sheet: [above, form.header, *rows] for form, rows in sheets.items() if not parts or form in parts
    }
    return forms.workbook(asked, change)
