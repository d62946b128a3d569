"""目标进度: every target in detail, and what is there against the straight line of the time gone."""

from __future__ import annotations

from collections.abc import Sequence

from etl.publish.annual.content import Content
from etl.publish.annual.words import BASE, PACE
from etl.publish.annual.workbook.cells import (
    Cell,
    Chart,
    Line,
    Series,
    Sheet,
    amount,
    centred,
    digits,
    number,
    percent,
    share_of_leagues,
    standing,
)
from etl.publish.annual.workbook.looks import BLUE, ORANGE
from etl.publish.annual.workbook.tables import table
from etl.publish.annual.workbook.targets import asked, asked_share, region_first, what_and_whose
from etl.summarise.rows import PeriodTarget
from schemas.region import REGION_CODE

_COLUMNS = [
    ("序号", 5), ("目标(指标)", 34), ("范围", 11), ("考核方式", 10), ("起算年", 8), ("期末年", 8),
    ("目标值", 15), ("本年完成", 13), (BASE, 11), ("实际完成", 13), (PACE, 13), ("完成比例", 9),
    ("序时比例", 9), ("判定", 10), ("报送盟市", 8), ("数据状态", 8), ("缺", 20),
]  # fmt: skip
_NAME, _REACHED, _ASKED = 1, 11, 12
# Of a chart's axis; a share beyond it is printed in the table.
_MOST = 2


def goals(content: Content, targets: Sequence[PeriodTarget]) -> Sheet:
    """A line for each target, or for each league that has it for itself; the chart shows the region's."""
    rows = region_first(targets)
    of_region = [row for row in rows if row["league_code"] == REGION_CODE]
    beyond = any((row["share_reached"] or 0) > _MOST for row in of_region)
    chart = Chart(
        "bar",
        "全区目标:完成比例与序时比例" + (f"(超过{_MOST:.0%}的画到{_MOST:.0%})" if beyond else ""),
        _NAME,
        [Series("完成比例", _REACHED, BLUE), Series("序时比例", _ASKED, ORANGE)],
        (0, len(of_region) - 1),
        "0%",
        most=_MOST if beyond else None,
        height=400,
    )
    return table(
        content,
        "目标进度",
        f"“{PACE}”按时间匀速推进到最近一个季度末,不是整数的进位,“序时比例”为进位后的数与目标值之比;"
        "时点类目标按目标值全数,写“左右”的按允许的下限。"
        "“实际完成”含起算年以来各年,2021年实绩未提供的不含。",
        _COLUMNS,
        [_line(row) for row in rows],
        frozen=3,
        chart=chart if of_region else None,
    )


def _line(target: PeriodTarget) -> Line:
    decimals, unit = target["decimals"], target["unit_zh"]
    shown = "provisional" if target["provisional"] else ""
    return [
        *what_and_whose(target),
        amount(target["this_year"], decimals, shown, unit),
        number(target["opening_balance"], digits(decimals, unit)),
        amount(target["actual"], decimals, shown, unit),
        asked(target),
        percent(target["share_reached"]),
        percent(asked_share(target)),
        standing(target["standing"]),
        share_of_leagues(target["leagues_reporting"], target["leagues_expected"]),
        centred("暂定" if target["provisional"] else "年报", shown),
        Cell(target["missing"]),
    ]
