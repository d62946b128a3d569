"""What a sheet shows while it is filled in: the rules that formulas can check, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.leagues.template.layout import Group, Special
from etl.leagues.template.model import Cell
from etl.leagues.template.row import Figures, Row
from etl.read.members import USCC_LENGTH
from schemas.registry.objects import Indicator, Member, Project

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
    def sentence(self) -> str:
        """The problem, and before it whether it must be mended or may be explained."""
        return f"{_KINDS[self.look]}:{self.problem}"


def checks(row: Row) -> tuple[Check, ...]:
    """The row's checks; a row of a part that has none of their columns or only names, has none."""
    if isinstance(row.subject, Group):
        return ()
    if row.subject is Special.TOTAL:
        return tuple(_sums(row))
    return (
        *_numbers(row),
        *_codes(row),
        *_figures(row),
        *_of_a_county(row),
        *_money(row),
        *_people(row),
        *_blanks(row),
    )


def verdict(row: Row) -> Cell:
    """The first check of the row that fails, in words; √ where none does, nothing in a blank new row."""
    formula = f'"{FINE}"'
    for check in reversed(checks(row)):
        formula = f'IF({check.formula},"{check.sentence}",{formula})'
    if row.is_new:
        typed = ",".join(filter(None, (row.at(column.field) for column in row.grid.part.columns)))
        return Cell("reference", formula=f'IF(COUNTA({typed})=0,"",{formula})')
    is_prefilled = row.at("status") is not None and row.progress("status") is not None
    blank = None if is_prefilled else next(_blanks(row), None)
    return Cell("reference", formula=formula, result=blank.sentence if blank else FINE)


def summary(checked: Sequence[Cell], first: str, last: str, hint: str) -> Cell:
    """How many rows still have something to do: of the `checked` ones, from the first address to the last."""
    blank = f'-COUNTIF({first}:{last},"")' if any(not cell.result for cell in checked) else ""
    count = f'(COUNTA({first}:{last})-COUNTIF({first}:{last},"{FINE}"){blank})'
    texts = "自动核对:还有 ", " 处待处理,见“自动核对”一栏。", "自动核对:没有发现问题。"
    formula = f'IF({count}>0,"{texts[0]}"&{count}&"{texts[1]}","{texts[2]}")&"{hint}"'
    left = sum(cell.result not in ("", FINE) for cell in checked)
    return Cell(formula=formula, result=(f"{texts[0]}{left}{texts[1]}" if left else texts[2]) + hint)


def _numbers(row: Row) -> Iterator[Check]:
    """What was pasted over the checks of a cell."""
    for column in row.grid.part.columns:
        at = row.at(column.field)
        if column.holds in ("number", "percent") and at is not None:
            yield Check(f'AND({at}<>"",NOT(ISNUMBER({at})))', f"“{column.name_zh}”不是数字", cells=(at,))
            yield Check(f"N({at})<0", f"“{column.name_zh}”不能为负数", cells=(at,))


def _codes(row: Row) -> Iterator[Check]:
    """What names the row where that is no list's: as text, in full, once, and with a name."""
    known = row.registry.subjects.get(row.grid.part.subject)
    if known is None or row.is_listed or isinstance(row.subject, Indicator | Project):
        return
    code, name = row.at(known.code_field), row.at(known.name_field)
    column = row.grid.part.column(known.code_field)
    if code is None or column is None:
        return
    if name != code:
        yield Check(f'AND({name}<>"",{code}="")', f"“{column.name_zh}”未填", cells=(code,))
    if known.signs == "uscc":
        problem = f"“{column.name_zh}”存成了数字,后几位已丢失,请设为文本后重新录入"
        yield Check(f"ISNUMBER({code})", problem, cells=(code,))
        wrong = f'AND({code}<>"",LEN(TRIM({code}))<>{USCC_LENGTH})'
        yield Check(wrong, f"“{column.name_zh}”不是 {USCC_LENGTH} 位", cells=(code,))
    if among := row.grid.below(known.code_field):
        # COUNTIF would compare codes as numbers, by their first 15 digits.
        doubled = f'AND({code}<>"",SUMPRODUCT(--({among}={code}))>1)'
        yield Check(doubled, f"“{column.name_zh}”与另一行相同", cells=(code,))


def _figures(row: Row) -> Iterator[Check]:
    for each in row.figures:
        yield from _of_an_indicator(row, each)


def _of_an_indicator(row: Row, figures: Figures) -> Iterator[Check]:
    indicator, figure, to_date = figures.indicator, row.at(figures.figure), row.at(figures.to_date)
    before = row.at(f"last_{figures.to_date}")
    if figure is None:
        return
    if to_date is not None and indicator.measure == "flow":
        both = f"ISNUMBER({figure}),ISNUMBER({to_date})"
        if row.period.number == 1:
            problem = "第一季度的本年累计应等于本季度数"
            yield Check(f"AND({both},{to_date}<>{figure})", problem, cells=(to_date,))
        yield Check(f"AND({both},{to_date}<{figure})", "本年累计小于本季度数", cells=(to_date,))
        yield Check(f'AND(ISNUMBER({figure}),{to_date}="")', "本年累计未填", cells=(to_date,))
        if before is not None:
            differs = f"ROUND({to_date}-{figure}-{before},{indicator.decimals})<>0"
            problem = "本年累计≠上季度累计+本季度数,请更正或说明"
            yield Check(f"AND({both},ISNUMBER({before}),{differs})", problem, "doubtful", (to_date,))
    whole = row.registry.indicators.get(indicator.not_above or "")
    if whole is not None:
        for ours, field in ((figure, "figure"), (to_date, "year_to_date")):
            theirs = row.grid.of(whole, field)
            if ours is not None and theirs is not None:
                above = f"AND(ISNUMBER({ours}),ISNUMBER({theirs}),{ours}>{theirs})"
                yield Check(above, f"大于“{whole.name_zh}”", cells=(ours,))


def _of_a_county(row: Row) -> Iterator[Check]:
    """What a county has one of at most, and what stays once it is there."""
    if not isinstance(row.subject, Member):
        return
    for each in row.figures:
        figure, before, name = row.at(each.figure), row.at(f"last_{each.figure}"), each.indicator.name_zh
        if figure and each.indicator.one_a_county:
            yield Check(f"N({figure})>1", f"“{name}”至多为 1,请更正或说明", "doubtful", (figure,))
        if figure and before and each.indicator.lasting:
            falls = f"AND(ISNUMBER({figure}),ISNUMBER({before}),{figure}<{before})"
            problem = f"“{name}”少于{row.period.known.last_zh},请更正或说明"
            yield Check(falls, problem, "doubtful", (figure,))


def _sums(row: Row) -> Iterator[Check]:
    """What all rows make, against the same indicator's row on another sheet."""
    for each in row.figures:
        for name, field in ((each.figure, "figure"), (each.to_date, "year_to_date")):
            ours, summed = row.at(name), row.grid.below(name or "")
            for grid in row.grids.values():
                theirs = grid.of(each.indicator, field)
                if ours is None or theirs is None or (field != "figure" and each.indicator.measure != "flow"):
                    continue
                there = f"'{grid.part.name_zh}'!{theirs}"
                known = f"AND(COUNT({summed})=ROWS({summed}),ISNUMBER({there}))"
                differs = f"IF({known},ROUND({ours}-{there},{each.indicator.decimals})<>0,FALSE)"
                problem = f"“{each.indicator.name_zh}”合计与{grid.part.name_zh}不一致,请更正或说明"
                yield Check(differs, problem, "doubtful", (ours,))


def _money(row: Row) -> Iterator[Check]:
    budget, spent, before = row.at("budget"), row.at("spent"), row.at("last_spent")
    if budget and spent:
        above = f"AND(ISNUMBER({budget}),ISNUMBER({spent}),{spent}>{budget})"
        yield Check(above, "支出大于预算,请更正或说明", "doubtful", (spent,))
    if spent and before:
        below = f"AND(ISNUMBER({spent}),ISNUMBER({before}),{spent}<{before})"
        yield Check(below, "累计支出小于上季度,请更正或说明", "doubtful", (spent,))


def _people(row: Row) -> Iterator[Check]:
    solved, hired = row.at("solved"), row.at("hired")
    if solved and hired:
        above = f"AND(ISNUMBER({solved}),ISNUMBER({hired}),{solved}>{hired})"
        yield Check(above, "解决用工人数大于本月新招人数", cells=(solved,))


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
    if isinstance(row.subject, Member | Special):
        yield from _left_blank(row)


def _left_blank(row: Row) -> Iterator[Check]:
    """A cell that is asked for and blank; not in a row without any number whose remark says why."""
    columns = [column for column in row.grid.part.columns if column.role == "value"]
    asked = [row.at(column.field) for column in columns if column.required or column.indicator_code]
    numbers = [at for column in columns if column.holds == "number" and (at := row.at(column.field))]
    blank = ",".join(f'{at}=""' for at in asked if at)
    remark = row.at("remark")
    explained = f',NOT(AND(COUNT({",".join(numbers)})=0,{remark}<>""))' if remark and numbers else ""
    if blank:
        yield Check(f"AND(OR({blank}){explained})", "有尚未填写的格(没有发生请填 0)", "doubtful")
