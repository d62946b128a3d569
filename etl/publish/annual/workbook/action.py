"""行动期总评: every number of the plan, over the years of the action up to this one."""

from __future__ import annotations

from etl.publish.annual.content import Content
from etl.publish.annual.words import BASE
from etl.publish.annual.workbook.cells import (
    NOTHING,
    Cell,
    Line,
    Sheet,
    amount,
    centred,
    digits,
    number,
    percent,
    standing,
)
from etl.publish.annual.workbook.tables import table
from etl.publish.annual.workbook.targets import region_first, what_and_whose
from etl.summarise.rows import ActionTarget

_COLUMNS = [
    ("序号", 5), ("目标(指标)", 34), ("范围", 11), ("考核方式", 10), ("起算年", 8), ("期末年", 8),
    ("目标值", 15), ("评到年份", 8), (BASE, 11), ("实际完成", 13), ("完成比例", 9), ("应评年数", 8),
    ("达标年数", 8), ("未达标年份", 14), ("总评", 11), ("缺", 22),
]  # fmt: skip


def action(content: Content) -> Sheet:
    """A line for each target, also for those whose years are over."""
    return table(
        content,
        "行动期总评",
        f"行动起始至{content.year}年。“每年完成”“每年保持”的总评取各年中最差的;其余取最近一年的判定。"
        "“实际完成”为“评到年份”的数,累计目标为起算年以来的累计。",
        _COLUMNS,
        [_line(row) for row in region_first(content.tables["action_target"])],
        frozen=3,
    )


def _line(target: ActionTarget) -> Line:
    decimals, unit = target["decimals"], target["unit_zh"]
    return [
        *what_and_whose(target),
        Cell(target["last_year"], "", "center", "0年"),
        number(target["opening_balance"], digits(decimals, unit)),
        amount(target["actual"], decimals, unit=unit),
        percent(target["share_reached"]),
        Cell(target["years_counted"], "", "center", "0年"),
        centred(NOTHING) if target["years_met"] is None else Cell(target["years_met"], "", "center", "0年"),
        Cell(target["years_not_met"], "", "center"),
        standing(target["standing"]),
        Cell(target["missing"]),
    ]
