"""Columns that only help. The reader ignores them: their captions are in none of its lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from etl.common.numbers import plain
from etl.leagues.template.model import Cell
from etl.leagues.template.row import Row
from schemas.periods import Period
from schemas.registry.objects import Column, Part, Project, Registry, Target

_REFERENCE = "reference"


@dataclass(frozen=True)
class Reference:
    """A column that only shows. `after`: the column of the part that it follows."""

    name: str
    caption: str
    width: float
    after: str
    cell: Callable[[Row], Cell]
    comment: str | None = None


def references(part: Part, period: Period) -> tuple[Reference, ...]:
    """Those that a part's sheet has, in their order."""
    fields = [column.field for column in part.columns]
    if part.subject == "none":
        has_projects = "project_no" in fields
        return (Reference("project", "对应项目", 38, fields[0], _project),) if has_projects else ()
    if part.subject not in ("indicator", "project"):
        return tuple(_said_before(part, period)) if part.is_asked(period.before()) else ()
    values = [column.field for column in part.columns if column.role == "value"]
    keys = [column.field for column in part.columns if column.role in ("key", "unit")]
    listed: list[Reference] = []
    if part.subject == "indicator":
        comment = "带 ★ 的指标必须填报,没有发生请填 0。"
        listed.append(Reference("required", "必报", 6, keys[-1], _required, comment))
        listed += _last_figures(values[-1], "year_to_date" in fields, period)
    if part.subject == "indicator" or "target" in fields:
        comment = "行动计划中的目标,供参考。"
        listed.append(Reference("goal", "计划目标", 34, values[-1], _goal, comment))
    if "spent" in fields and period.quarter != 1:
        listed.append(Reference("last_spent", "上季度累计支出", 11, "spent", _last_spent))
    return tuple(listed)


def _said_before(part: Part, period: Period) -> Iterable[Reference]:
    """Beside a wide part's figures those of the period before; of another part, beside its first number."""
    numbers = [column for column in part.columns if column.holds == "number"]
    before = period.known.last_zh
    comment = f"{period.before().name_zh}已采用的数;空白表示尚未采用。"
    for column in numbers if part.is_wide else numbers[:1]:
        is_sum = column.fills == "year_to_date"
        if is_sum and period.number == 1:
            continue
        caption = f"{before}本年累计" if is_sum else f"{before}数"
        yield Reference(f"last_{column.field}", caption, 9, column.field, partial(_accepted, column), comment)


def _last_figures(after: str, has_year_to_date: bool, period: Period) -> Iterable[Reference]:
    if not has_year_to_date:
        comment = "本年各季度报表中最后采用的本年累计;时点指标为期末数。"
        yield Reference("last_reported", "季报已报数", 13, after, _last_reported, comment)
        comment = "上年第四季度报表中采用的本年累计;时点指标为期末数。"
        yield Reference("last_year", "上年数", 13, after, _last_year, comment)
        return
    before = period.before().name_zh
    comment = f"{before}已采用的数;空白表示尚未采用。"
    yield Reference("last_figure", "上季度数", 13, after, _last_figure, comment)
    if period.quarter != 1:
        comment = f"{before}已采用的本年累计;空白表示尚未采用,本季度的累计须自行填写。"
        yield Reference("last_year_to_date", "上季度本年累计", 13, after, _last_year_to_date, comment)
    comment = f"{period.year - 1}年同一季度已采用的数;空白表示没有。"
    yield Reference("year_ago_figure", "上年同期数", 13, after, _year_ago_figure, comment)
    if period.quarter != 1:
        yield Reference("year_ago_to_date", "上年同期累计", 13, after, _year_ago_to_date, comment)


def _accepted(column: Column, row: Row) -> Cell:
    value = row.accepted(column.field, just_before=True)
    return Cell(_REFERENCE, value, decimals=row.decimals(column))


def _required(row: Row) -> Cell:
    return Cell(_REFERENCE, "★" if row.is_required else None, centred=True)


def _project(row: Row) -> Cell:
    return Cell(_REFERENCE, row.subject.name_zh if isinstance(row.subject, Project) else "(综合意见)")


def _goal(row: Row) -> Cell:
    targets = (
        _goal_text(target, row.registry)
        for target in row.registry.targets.values()
        if row.indicator is not None
        and target.indicator_code == row.indicator.indicator_code
        and target.from_year <= row.period.year <= target.by_year
    )
    return Cell(_REFERENCE, ";".join(targets) or None)


def _goal_text(target: Target, registry: Registry) -> str:
    if target.scope != "each_league":
        return f"全区目标 {target.wording_zh}"
    most = f"至{plain(target.up_to)}" if target.up_to is not None else ""
    unit = registry.indicators[target.indicator_code].unit_zh
    return f"本盟市目标 {plain(target.at_least)}{most}{unit}({target.wording_zh})"


def _last_figure(row: Row) -> Cell:
    return _number(row, row.figure("figure"))


def _last_year_to_date(row: Row) -> Cell:
    is_flow = row.indicator is not None and row.indicator.measure == "flow"
    return _number(row, row.figure("year_to_date") if is_flow else None)


def _last_reported(row: Row) -> Cell:
    is_flow = row.indicator is not None and row.indicator.measure == "flow"
    return _number(row, row.figure("year_to_date" if is_flow else "figure"))


def _year_ago_figure(row: Row) -> Cell:
    return _number(row, row.a_year_ago("figure"))


def _year_ago_to_date(row: Row) -> Cell:
    is_flow = row.indicator is not None and row.indicator.measure == "flow"
    return _number(row, row.a_year_ago("year_to_date") if is_flow else None)


def _last_year(row: Row) -> Cell:
    is_flow = row.indicator is not None and row.indicator.measure == "flow"
    return _number(row, row.a_year_ago("year_to_date" if is_flow else "figure"))


def _last_spent(row: Row) -> Cell:
    return Cell(_REFERENCE, row.progress("spent", of_this_year=True), decimals=2)


def _number(row: Row, value: Decimal | None) -> Cell:
    return Cell(_REFERENCE, value, decimals=row.indicator.decimals if row.indicator else 0)
