"""What a sheet shows while it is filled in: the rules that formulas can check, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.leagues.template.model import Cell
from etl.leagues.template.row import Row
from schemas.registry.objects import Indicator, Project

FINE = "√"
# What must be right, and what may be explained, in the words of the direct reporting forms.
_KINDS = {"wrong": "强制性", "doubtful": "核实性"}


@dataclass(frozen=True)
class Check:
    """`formula` is true where something is wrong, `problem` names it; `cells` take the colour of `look`."""

    formula: str
    problem: str
    look: str = "wrong"
    cells: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The problem, and before it whether it must be mended or may be explained."""
        return f"{_KINDS[self.look]}:{self.problem}"


def checks(row: Row) -> tuple[Check, ...]:
    """The row's checks; a row of a part that has none of their columns has none."""
    return (*_numbers(row), *_figures(row), *_money(row), *_blanks(row))


def verdict(row: Row) -> Cell:
    """The first check of the row that fails, in words; √ where none does."""
    formula = f'"{FINE}"'
    for check in reversed(checks(row)):
        formula = f'IF({check.formula},"{check.said}",{formula})'
    is_prefilled = row.at("status") is not None and row.progress("status") is not None
    blank = None if is_prefilled else next(_blanks(row), None)
    return Cell("reference", formula=formula, result=blank.said if blank else FINE)


def summary(checked: Sequence[Cell], first: str, last: str, hint: str) -> Cell:
    """How many rows still have something to do: of the `checked` ones, from the first address to the last."""
    count = f'(COUNTA({first}:{last})-COUNTIF({first}:{last},"{FINE}"))'
    texts = "自动核对:还有 ", " 处待处理,见“自动核对”一栏。", "自动核对:没有发现问题。"
    formula = f'IF({count}>0,"{texts[0]}"&{count}&"{texts[1]}","{texts[2]}")&"{hint}"'
    left = sum(cell.result != FINE for cell in checked)
    return Cell(formula=formula, result=(f"{texts[0]}{left}{texts[1]}" if left else texts[2]) + hint)


def _numbers(row: Row) -> Iterator[Check]:
    """What was pasted over the checks of a cell."""
    for column in row.grid.part.columns:
        at = row.at(column.field)
        if column.holds in ("number", "percent") and at is not None:
            yield Check(f'AND({at}<>"",NOT(ISNUMBER({at})))', f"“{column.name_zh}”不是数字", cells=(at,))
            yield Check(f"N({at})<0", f"“{column.name_zh}”不能为负数", cells=(at,))


def _figures(row: Row) -> Iterator[Check]:
    figure, to_date, before = row.at("figure"), row.at("year_to_date"), row.at("last_year_to_date")
    if not isinstance(row.subject, Indicator) or figure is None:
        return
    if to_date is not None and row.subject.measure == "flow":
        both = f"ISNUMBER({figure}),ISNUMBER({to_date})"
        if row.period.quarter == 1:
            problem = "第一季度的本年累计应等于本季度数"
            yield Check(f"AND({both},{to_date}<>{figure})", problem, cells=(to_date,))
        yield Check(f"AND({both},{to_date}<{figure})", "本年累计小于本季度数", cells=(to_date,))
        yield Check(f'AND(ISNUMBER({figure}),{to_date}="")', "本年累计未填", cells=(to_date,))
        if before is not None:
            differs = f"ROUND({to_date}-{figure}-{before},{row.subject.decimals})<>0"
            problem = "本年累计≠上季度累计+本季度数,请更正或说明"
            yield Check(f"AND({both},ISNUMBER({before}),{differs})", problem, "doubtful", (to_date,))
    whole = row.registry.indicators.get(row.subject.not_above or "")
    if whole is not None:
        for ours, field in ((figure, "figure"), (to_date, "year_to_date")):
            theirs = row.grid.of(whole, field)
            if ours is not None and theirs is not None:
                above = f"AND(ISNUMBER({ours}),ISNUMBER({theirs}),{ours}>{theirs})"
                yield Check(above, f"大于“{whole.name_zh}”", cells=(ours,))


def _money(row: Row) -> Iterator[Check]:
    budget, spent, before = row.at("budget"), row.at("spent"), row.at("last_spent")
    if budget and spent:
        above = f"AND(ISNUMBER({budget}),ISNUMBER({spent}),{spent}>{budget})"
        yield Check(above, "支出大于预算,请更正或说明", "doubtful", (spent,))
    if spent and before:
        below = f"AND(ISNUMBER({spent}),ISNUMBER({before}),{spent}<{before})"
        yield Check(below, "累计支出小于上季度,请更正或说明", "doubtful", (spent,))


def _blanks(row: Row) -> Iterator[Check]:
    figure, status = row.at("figure"), row.at("status")
    if isinstance(row.subject, Indicator) and figure is not None:
        problem = "必报指标,尚未填写" if row.is_required else "尚未填写(没有发生请填 0)"
        yield Check(f'{figure}=""', problem, "wrong" if row.is_required else "doubtful")
    if isinstance(row.subject, Project) and status is not None:
        yield Check(f'{status}=""', "进展状态未选", "doubtful")
    target = row.at("target")
    if isinstance(row.subject, Project) and target is not None:
        yield Check(f'{target}=""', "年度目标未填", "doubtful")
