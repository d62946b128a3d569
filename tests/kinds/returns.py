"""Good returns by county and on key enterprises of one league, and the same with some cells changed.

The quarters are those of `tests.rules.returns`, but for project 29: four enterprises, ten vacancies, three
events and six people found in each. The counties share out what the league has; the first takes what is left.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import load_workbook

from schemas.periods import Period
from schemas.registry import registry
from tests.read import forms
from tests.rules.returns import DATA, LEAGUE, PROGRESS, Changes, Form, figure, quarterly

_COUNTIES = tuple(code for code, county in registry().counties.items() if county.league_code == LEAGUE)
BY_COUNTY = ("P13-1", "P13-2", "P13-3", "P16-2", "P27-1", "P27-2")
COUNTIES = Form(
    "分旗县情况",
    (
        "旗县代码",
        "旗县名称",
        *(registry().indicators[code].name_zh for code in BY_COUNTY),
        "公共实训基地培训人次本季度数",
        "公共实训基地培训人次本年累计",
        "情况说明",
    ),
    ("code", "name", *BY_COUNTY, "P16-3", "P16-3 to date", "remark"),
    _COUNTIES,
)
USCC = ("911504290040000086", "91150403004000016B", "91150424004000024K", "911504280040000328")
ENTERPRISES = Form(
    "企业用工",
    (
        "统一社会信用代码",
        "企业名称",
        "所在旗县",
        "所属行业",
        "现有员工数",
        "岗位空缺数",
        "本月新招人数",
        "下月用工需求",
        "解决用工人数",
        "解决渠道",
        "情况说明",
    ),
    (
        "uscc",
        "name",
        "county",
        "industry",
        "employees",
        "vacancies",
        "hired",
        "demand",
        "solved",
        "channel",
        "remark",
    ),
    USCC,
)
ACTIVITIES = Form(
    "专场招聘活动",
    ("活动日期", "活动名称", "所在旗县", "参加企业数", "提供岗位数", "达成意向人数"),
    ("held_on", "title", "county", "enterprises", "posts", "intents"),
    (1,),
)
_PROJECT_29 = {"P29-1": 4, "P29-2": 10, "P29-3": 3, "P29-4": 6}


def quarter(period: str, changes: Changes | None = None, *parts: Form) -> bytes:
    """A quarter's workbook with what the counties have, of all three parts where none is named."""
    number = Period.parse(period).quarter or 0
    ours = {DATA.at(code, "figure"): value for code, value in _PROJECT_29.items()}
    ours |= {DATA.at(code, "year_to_date"): _PROJECT_29[code] * number for code in ("P29-3", "P29-4")}
    changes = changes or {}
    old = [form for form in parts or (DATA, PROGRESS) if form is not COUNTIES]
    kept = {place: value for place, value in {**ours, **changes}.items() if _sheet(place) in map(_name, old)}
    book = load_workbook(
        io.BytesIO(quarterly(period, kept, *old) if old else forms.workbook({"x": [[None]]}))
    )
    if not parts or COUNTIES in parts:
        sheet = book.create_sheet(COUNTIES.sheet)
        above = [
            f"填报单位:{registry().leagues[LEAGUE].name_zh}",
            f"报告期:{period}",
            "更正说明:按核查意见更正",
        ]
        for row in (above, COUNTIES.header, *_by_county(number)):
            sheet.append(row)
        _change(sheet, changes)
    if not old:
        del book["x"]
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def monthly(period: str, changes: Changes | None = None, *parts: Form) -> bytes:
    """A month's workbook, of both parts where none is named."""
    month = Period.parse(period)
    sheets = {
        ENTERPRISES: _enterprises(),
        ACTIVITIES: [[f"{month.start:%Y-%m}-08", "春风行动专场", "宁城县", 12, 300, 40]],
    }
    asked = {
        form.sheet: [_above(period), form.header, *rows]
        for form, rows in sheets.items()
        if not parts or form in parts
    }
    return forms.workbook(asked, lambda book: [_change(sheet, changes or {}) for sheet in book.worksheets])


def _above(period: str) -> list[str]:
    return [f"填报单位:{registry().leagues[LEAGUE].name_zh}", f"报告期:{period}", "更正说明:按核查意见更正"]


def _by_county(number: int) -> forms.Rows:
    rows = []
    for place, code in enumerate(_COUNTIES):
        county = registry().counties[code]
        shares = [_share(figure(indicator, number), place) for indicator in BY_COUNTY]
        trained = _share(figure("P16-3", number), place)
        rows.append([code, county.county_name_zh, *shares, trained, trained * number, None])
    return rows


def _share(total: int, place: int) -> int:
    each, left = divmod(total, len(_COUNTIES))
    return each + (left if place == 0 else 0)


def _enterprises() -> forms.Rows:
    counties = ("宁城县", "元宝山区", "林西县", "喀喇沁旗")
    return [
        [
            code,
            f"样例{number}号食品有限公司",
            county,
            "制造业",
            100 * number,
            number,
            2,
            3,
            solved,
            None,
            None,
        ]
        for number, (code, county, solved) in enumerate(zip(USCC, counties, (1, 1, 0, 0), strict=True), 1)
    ]


def _change(sheet: Any, changes: Mapping[str, Any]) -> None:
    for place, value in changes.items():
        if _sheet(place) == sheet.title:
            sheet[place.split("!")[1]] = value


def _sheet(place: str) -> str:
    return place.split("!")[0]


def _name(form: Form) -> str:
    return form.sheet
