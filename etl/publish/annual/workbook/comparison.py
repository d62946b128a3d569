"""盟市比较: the leagues beside each other, by what they reach of their own targets, never by size."""

from __future__ import annotations

from etl.publish.annual.comparison import LEAST_BASE, Compared, compare
from etl.publish.annual.content import Content
from etl.publish.annual.workbook.cells import NOTHING, Cell, Line, Sheet, amount, centred, number, percent
from etl.publish.annual.workbook.tables import table


def comparison(content: Content) -> Sheet:
    """A line for each league of the region's sum, the best place first."""
    compared = sorted(compare(content), key=lambda one: (one.place is None, one.place or 0, one.league_code))
    headline = next((one.headline for one in compared if one.headline), None)
    name = f"{headline['name_zh']}({headline['unit_zh']})" if headline else "总体目标"
    columns = [
        ("位次", 7), ("盟市", 14), ("自定任务完成率", 11), ("有目标项数", 9), ("报完成项数", 9),
        ("完成项数", 9), (name, 16), ("上年", 13), ("同比", 9), ("到期报表", 9), ("按时", 8), ("按时率", 9),
        ("资金执行率", 10),
    ]  # fmt: skip
    return table(
        content,
        "盟市比较",
        "位次按自定任务完成率:各项目自报的年度完成数÷年度目标,单项超过100%的按100%计,取平均;"
        f"平均为0的、没有报的盟市不排位次,不按数量大小排。同比的基数不足{LEAST_BASE}的不计算。",
        columns,
        [_line(one) for one in compared],
        frozen=2,
    )


def _line(one: Compared) -> Line:
    row = one.headline
    stale = row is not None and not row["leagues_reporting"]
    return [
        Cell(one.place, "", "center", "0") if one.place else centred(NOTHING),
        centred(one.name),
        percent(one.own.completion),
        *(Cell(count, "", "center", "0") for count in (one.own.targets, one.own.given, one.own.reached)),
        amount(row["value"], row["decimals"], "stale" if stale else "") if row else centred("缺", "missing"),
        number(row["previous_year"] if row else None, "#,##0"),
        number(one.change, "+0.0%;-0.0%;0.0%"),
        Cell(one.due, "", "center", "0"),
        Cell(one.on_time, "", "center", "0"),
        percent(one.punctuality),
        percent(one.money.rate, "" if one.money.whole else "incomplete"),
    ]
