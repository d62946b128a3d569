"""到期推算, estimates told as such; 待提供数据: what the year lacks, from whom, what is known then."""

from __future__ import annotations

from etl.publish.annual.asked_for import asked_for
from etl.publish.annual.content import Content
from etl.publish.annual.forecasts import NOTE, outlook
from etl.publish.annual.words import number_of, period
from etl.publish.annual.workbook.cells import Cell, Line, Sheet, centred, digits, number
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import Forecast

_FORECASTS = [
    ("序号", 6), ("目标(指标)", 36), ("到期", 9), ("目标值", 14), ("实际完成", 14), ("推算依据", 24),
    ("近四季度新增", 13), ("推算数", 14), ("区间下端", 14), ("区间上端", 14), ("推算结论", 18), ("未含", 18),
]  # fmt: skip
_REQUESTS = [
    ("序号", 6), ("缺什么", 50), ("请谁提供", 26), ("怎样提供", 36), ("提供后可知", 26),
    ("厅内测算", 34),
]  # fmt: skip


def forecasts(content: Content) -> Sheet:
    """A line for each of the region's targets that is still to be reached and has a pace."""
    return table(
        content,
        "到期推算",
        NOTE,
        _FORECASTS,
        [_forecast(row) for row in content.tables["annual_forecast"]],
        nothing="无:没有四个季度的数,或没有未到期的累计目标。",
        frozen=2,
    )


def _forecast(row: Forecast) -> Line:
    shown = digits(row["decimals"], row["unit_zh"])
    lacking = "(依据的季度有缺报)" if row["lacking"] else ""
    return [
        centred(number_of(row["project_no"])),
        Cell(row["indicator_name_zh"]),
        Cell(row["by_year"], "", "center", "0年底"),
        number(row["goal"], shown),
        number(row["actual"], shown),
        centred(f"{period(row['from_period'])}至{period(row['to_period'])}"),
        number(row["pace"], shown),
        number(row["expected"], shown, "provisional"),
        number(row["low"], shown, "provisional"),
        number(row["high"], shown, "provisional"),
        centred(outlook(row)),
        Cell(f"{row['missing'] or ''}{lacking}" or None),
    ]


def requests(content: Content) -> Sheet:
    """A line for each request."""
    return table(
        content,
        "待提供数据",
        "本年度缺的数:先列由责任部门提供的,再列盟市逾期未报齐的。“厅内测算”供厅内掌握,不是填报要求:"
        "请提供实绩时不随附。",
        _REQUESTS,
        [
            [
                Cell(place, "", "center", "0"),
                Cell(one.what),
                centred(one.whom),
                Cell(one.where),
                Cell(one.then),
                Cell(one.least or None),
            ]
            for place, one in enumerate(asked_for(content), 1)
        ],
        nothing="无:没有待提供的数据。",
        filtered=False,
    )
