"""重点企业用工: the region by month, and vacancies and people found by league and by industry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from etl.publish.annual.content import Content
from etl.publish.annual.enterprises import MEASURES, Line, Measure, by_industry, by_league, region
from etl.publish.annual.words import period
from etl.publish.annual.workbook.cells import (
    NOTHING,
    Cell,
    Chart,
    Series,
    Sheet,
    amount,
    centred,
    share_of_leagues,
)
from etl.publish.annual.workbook.cells import Line as Cells
from etl.publish.annual.workbook.looks import BLUE, ORANGE
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import AnnualEnterprise
from schemas.periods import Period

_VACANCIES, _SOLVED = 3, 5  # columns of the months' sheet
_NOTE = "岗位空缺为月末数,解决用工为本月数;“缺”:没有报送。"


def enterprises(content: Content) -> list[Sheet]:
    """Three sheets; the chart shows vacancies and people found month by month."""
    return [
        _months(content),
        _matrix(content, "企业用工(分盟市)", "盟市", {each: by_league(content, each) for each in MEASURES}),
        _matrix(content, "企业用工(分行业)", "行业", {each: by_industry(content, each) for each in MEASURES}),
    ]


def _months(content: Content) -> Sheet:
    rows = region(content)
    chart = Chart(
        "column",
        "重点企业岗位空缺(个)和解决用工(人)",
        0,
        [Series("岗位空缺", _VACANCIES, BLUE), Series("解决用工", _SOLVED, ORANGE)],
        (0, len(rows) - 1),
        "#,##0",
        height=300,
    )
    return table(
        content,
        "重点企业用工",
        "全区已报盟市之和,橙底:缺盟市。现有员工、岗位空缺为月末数,新招、解决用工、招聘活动为本月数。",
        [
            ("月份", 14), ("企业数", 11), ("现有员工", 13), ("岗位空缺", 12), ("新招人数", 12),
            ("解决用工", 12), ("下月需求", 12), ("招聘活动", 10), ("报送盟市", 10), ("缺报盟市", 30),
        ],
        [_month(row) for row in rows],
        frozen=1,
        chart=chart,
    )  # fmt: skip


def _month(row: AnnualEnterprise) -> Cells:
    there, wanted = row["leagues_reporting"], row["leagues_expected"]
    look = "" if there == wanted else "incomplete"
    of_events = "" if row["events_reporting"] == wanted else "incomplete"
    return [
        centred(period(row["month"])),
        _count(row["enterprises"], look),
        amount(row["employees"], 0, look),
        amount(row["vacancies"], 0, look),
        amount(row["hired"], 0, look),
        amount(row["solved"], 0, look),
        amount(row["next_month_demand"], 0, look),
        _count(row["events"], of_events),
        share_of_leagues(there, wanted),
        Cell(row["missing_leagues"]),
    ]


def _count(value: int | None, look: str) -> Cell:
    return amount(None if value is None else Decimal(value), 0, look)


def _matrix(content: Content, name: str, what: str, lines: Mapping[Measure, Sequence[Line]]) -> Sheet:
    """Both measures below each other, a column a month."""
    months = [Period.parse(row["month"]).short_zh for row in region(content)]
    cells: list[Cells] = [
        [
            centred(MEASURES[measure]),
            Cell(line.name),
            *(amount(value, 0) for value in line.values),
            amount(line.sum, 0, "label") if measure == "solved" else centred(NOTHING),
        ]
        for measure, of_measure in lines.items()
        for line in of_measure
    ]
    return table(
        content,
        name,
        f"{_NOTE}岗位空缺各月不相加。先列岗位空缺,后列解决用工,可按“内容”筛选。",
        [
            ("内容", 10),
            (what, 30 if what == "行业" else 14),
            *((month, 9.5) for month in months),
            ("合计", 12),
        ],
        cells,
        frozen=2,
    )
