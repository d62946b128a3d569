"""What a template has in the cells of the registry's columns.

What identifies a row is locked, unless it is in no list; what is reported is open, by what the column holds.
A few fields are prefilled; a column that is not among them is simply open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from etl.leagues.template.layout import Special
from etl.leagues.template.model import Allowed, Cell
from etl.leagues.template.row import Row
from schemas.personal import masked
from schemas.registry.objects import Column, Indicator, Member, Project
from schemas.rules.progress import is_over

_Make = Callable[[Row, Column], Cell]
_WITHIN = "event_outside_period"  # judges parts whose dates must lie in the period
_TOTAL = "合计"


def cell(row: Row, column: Column) -> Cell:
    """The cell of a column of the registry in this row."""
    if row.subject is Special.TOTAL:
        return _total(row, column)
    if column.role == "unit":
        return Cell(value=row.indicator.unit_zh if row.indicator else None, centred=True)
    if column.role == "key":
        return _key(row, column)
    return _PREFILLED.get(column.fills or column.field, _open)(row, column)


def group(project: Project) -> Cell:
    """The name of a project over its indicators; the goal of the whole plan has no number."""
    number = f"项目{project.project_no} " if project.project_no else ""
    return Cell("group", value=number + project.name_zh)


def _key(row: Row, column: Column) -> Cell:
    known = row.registry.subjects.get(row.grid.part.subject)
    if known is None or isinstance(row.subject, Indicator | Project):
        return _name(row) if column.holds == "text" else _code(row)
    member, is_code = row.subject, column.field == known.code_field
    value = None if not isinstance(member, Member) else member.code if is_code else member.name_zh
    if row.is_listed:
        return Cell(value=value, centred=is_code)
    return Cell("open", value and masked(value), is_text=True)


def _code(row: Row) -> Cell:
    if isinstance(row.subject, Indicator):
        return Cell(value=row.subject.indicator_code, centred=True)
    if isinstance(row.subject, Project):
        return Cell(value=row.subject.project_no, centred=True)
    return Cell("open", allowed=Allowed("number", most=max(row.registry.projects)), centred=True)


def _name(row: Row) -> Cell:
    name = row.subject.name_zh if isinstance(row.subject, Indicator | Project) else None
    return Cell(value=name, strong=row.is_required)


def _total(row: Row, column: Column) -> Cell:
    """The sum of a column of figures."""
    known, summed = row.registry.subjects[row.grid.part.subject], row.grid.below(column.field)
    if column.field == known.name_field:
        return Cell(value=_TOTAL, centred=True, strong=True)
    if not column.indicator_code or summed is None:
        return Cell()
    formula = f'IF(COUNT({summed})=0,"",SUM({summed}))'
    return Cell(formula=formula, decimals=row.decimals(column), strong=True)


def _open(row: Row, column: Column) -> Cell:
    if column.holds in ("number", "percent"):
        decimals = row.decimals(column)
        return Cell("open", decimals=decimals, allowed=Allowed("number", decimals))
    if column.holds == "date":
        first, last = row.period.start, row.period.end
        within = _WITHIN in row.grid.part.rules
        return Cell("open", allowed=Allowed("date", since=first, until=last) if within else Allowed("date"))
    if column.holds in ("choice", "open_choice"):
        words = tuple(row.registry.words[column.field])
        allowed = Allowed("choice", words=words, others=column.holds == "open_choice")
        return Cell("open", _known(row, column), allowed=allowed, centred=True)
    if column.holds in row.registry.subjects:
        members = row.registry.members(column.holds).values()
        names = tuple(one.name_zh for one in members if one.league_code in (None, row.league_code))
        allowed = Allowed("choice", words=names)
        return Cell("open", _known(row, column), allowed=allowed if names else None, centred=True)
    return Cell("open")


def _known(row: Row, column: Column) -> str | None:
    """What was last said of an enterprise and the like that is no figure and seldom changes."""
    value = row.accepted(column.field)
    if value is None:
        return None
    members = row.registry.members(column.holds) if column.holds in row.registry.subjects else {}
    member = members.get(str(value))
    return member.name_zh if member else masked(str(value))


def _year_to_date(row: Row, column: Column) -> Cell:
    """A flow's is last period's plus the period's; where that is not known, it is asked for."""
    of_column = next((each for each in row.figures if each.to_date == column.field), None)
    if of_column is None or of_column.indicator.measure != "flow":
        return Cell("closed")
    figure = row.at(of_column.figure)
    if row.period.number == 1:
        return _computed(row, column, figure, f"{figure}")
    if row.last(of_column, "year_to_date") is None:
        return _open(row, column)
    before = row.at(f"last_{column.field}")
    return _computed(row, column, figure, f"ROUND({figure}+{before},{row.decimals(column)})")


def _completed(row: Row, column: Column) -> Cell:
    """The figure of the project's first indicator on the sheet of main data."""
    for grid in row.grids.values():
        figure = grid.of(row.indicator, "figure")
        if figure is not None:
            there = f"'{grid.part.name_zh}'!{figure}"
            return _computed(row, column, there, there)
    return _open(row, column)


def _rate(row: Row, column: Column) -> Cell:
    """A number of percent with two decimals, such as 93.5."""
    target, completed = row.at("target"), row.at("completed")
    if target is None or completed is None:
        return _open(row, column)
    known = f"AND(ISNUMBER({target}),ISNUMBER({completed}))"
    formula = f'IF({known},IF({target}>0,ROUND({completed}/{target}*100,2),""),"")'
    return Cell("open", formula=formula, decimals=2, allowed=Allowed("number", column.decimals or 0))


def _budget(row: Row, column: Column) -> Cell:
    opened = _open(row, column)
    value = row.progress(column.field, of_this_year=True)
    return Cell(opened.look, value, decimals=opened.decimals, allowed=opened.allowed)


def _carried_on(row: Row, column: Column) -> Cell:
    known = row.progress(column.field)
    return Cell("open", value=masked(str(known)) if known else None)


def _overwritten(row: Row, column: Column) -> Cell:
    """Last quarter's words or state, to be overwritten."""
    opened, carried = _open(row, column), _carried_on(row, column)
    return Cell("open", carried.value, allowed=opened.allowed, centred=opened.centred)


def _until(row: Row, column: Column) -> Cell:
    """The time limit of last quarter, unless it has passed: then the league fills in a new one."""
    carried = _carried_on(row, column)
    over = isinstance(carried.value, str) and is_over(carried.value, row.period)
    return Cell("open") if over else carried


def _computed(row: Row, column: Column, needed: str | None, formula: str) -> Cell:
    """A number that follows from the cell that is `needed`, and is blank while that is."""
    decimals = row.decimals(column)
    return Cell(
        "open",
        formula=f'IF(ISNUMBER({needed}),{formula},"")',
        decimals=decimals,
        allowed=Allowed("number", decimals),
    )


_PREFILLED: Mapping[str, _Make] = {
    "year_to_date": _year_to_date,
    "completed": _completed,
    "rate": _rate,
    "budget": _budget,
    "status": _overwritten,
    "progress": _overwritten,
    "problems": _overwritten,
    "advice": _overwritten,
    "leader": _carried_on,
    "person": _carried_on,
    "until": _until,
}
