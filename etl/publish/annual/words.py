"""What codes and figures of the summary tables are called, in every output alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext

from etl.summarise.rows import Indicator
from schemas.periods import Period
from schemas.registry import registry

# How a target or a project stands, from the best to the worst: the one word for each, in every output.
STANDINGS: Mapping[str, str] = {
    "met": "已达标",
    "on_track": "进度正常",
    "unknown": "数据不全",
    "behind": "进度滞后",
    "not_met": "未达标",
    "no_number": "无量化目标",
}
TIMELINESS: Mapping[str, str] = {
    "on_time": "按时",
    "late": "迟报",
    "missing": "未报齐",
    "not_due": "未到期",
    "exempt": "免报",
}
BASES: Mapping[str, str] = {
    "each_year": "每年完成",
    "cumulative": "期末累计",
    "stock": "每年保持",
    "stock_by": "到期达到",
}
SEVERITIES: Mapping[str, str] = {"error": "错误", "warning": "警告"}
TABLES: Mapping[str, str] = {
    "annual_target": "目标进度",
    "annual_project": "项目",
    "annual_indicator": "主要数据",
    "annual_reporting": "报送汇总",
    "annual_return": "报送情况",
    "annual_suggestion": "问题与建议",
    "suggestion_matter": "意见建议办理",
    "earlier_matter": "上年意见建议办理",
    "annual_account": "盟市自报",
    "annual_difference": "季年差异",
    "annual_finding": "未结问题",
    "annual_waiver": "豁免",
    "annual_submission": "数据来源",
    "annual_forecast": "到期推算",
    "action_target": "行动期总评",
    "quarter_target": "目标进度",
    "quarter_project": "项目",
    "quarter_indicator": "主要数据",
    "quarter_return": "报送情况",
    "quarter_suggestion": "问题与建议",
    "quarter_submission": "数据来源",
    "annual_county": "分旗县情况",
    "annual_enterprise": "重点企业用工",
    "annual_industry": "重点企业用工(分行业)",
    "annual_words": "厅里文字",
    "month_return": "报送情况",
    "month_enterprise": "分盟市",
    "month_industry": "分行业",
    "month_vacancy": "空缺较多的企业",
    "month_event": "专场招聘活动",
    "month_submission": "数据来源",
}
# Where a figure is not there; where there is none to be there.
MISSING, NONE = "缺", "—"
# What time asks for by now of what is done over the years: the one word for it too.
PACE = "序时进度"
# … and of what is there at a time.
LEVELS = f"时点类目标的{PACE}为目标值全数"
# What a target that counts from before the first return takes along, and what `missing` calls it.
BASE = "2021年实绩"
# Some have other names by now; what they are responsible for stands under these.
DEPARTMENTS = "责任部门的名称以《方案》(2022年8月印发)为准"


def matter_state(code: str | None) -> str:
    """已办结 of done; 尚未答复 where nobody has answered."""
    return registry().words["matter_state"][code] if code else "尚未答复"


def figure(value: Decimal | None, decimals: int) -> str:
    """A figure with its decimals, halves away from zero, and thousands separators; 缺 where it is missing."""
    if value is None:
        return MISSING
    with localcontext(rounding=ROUND_HALF_UP):
        return f"{value:,.{decimals}f}"


def value_or_why(row: Indicator, value: Decimal | None) -> str:
    """A figure of an indicator; where a ratio has none, why; else 缺."""
    return row["no_value_zh"] or figure(value, row["decimals"])


def percent(share: Decimal | None) -> str:
    """A share (1 is the whole) as percent with one decimal, halves away from zero; a dash for none.

    What is less than the whole is never called 100.0%.
    """
    if share is None:
        return NONE
    shown = (100 * share).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{Decimal('99.9') if share < 1 and shown == 100 else shown}%"


def number_of(project_no: int | None) -> str:
    """A project's number as people see it; the headline goal has none."""
    return str(project_no) if project_no else "总"


def listed(numbers: Sequence[int]) -> str:
    """Such as 总体目标和第3、17—19项."""
    own = [number for number in numbers if number]
    parts = (["总体目标"] if 0 in numbers else []) + ([f"第{'、'.join(spans(own))}项"] if own else [])
    return "和".join(parts)


def spans(numbers: Sequence[int]) -> list[str]:
    """The numbers, three and more neighbours as a span: 1、2、17—19."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ([f"{run[0]}—{run[-1]}"] if len(run) > 2 else map(str, run) for run in runs)
    return [text for texts in shown for text in texts]


def part_name(part: str) -> str:
    """主要数据 of data; the code itself of a part that no return has any more."""
    parts = (each for kind in registry().returns.values() for each in kind.parts)
    return next((each.name_zh for each in parts if each.part == part), part)


def period(code: str) -> str:
    """`2023年第一季度` of 2023Q1, `2023年度` of 2023."""
    return Period.parse(code).name_zh
