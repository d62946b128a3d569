"""What a template has in the cells of the registry's columns.

What identifies a row is locked; what is reported is open, by what the column holds. A few fields are
prefilled; a column that is not among them is simply open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from etl.leagues.template.model import Allowed, Cell
from etl.leagues.template.row import Row
from schemas.personal import masked
from schemas.registry.objects import Column, Indicator, Project
from schemas.rules.progress import is_over

_Make = Callable[[Row, Column], Cell]


def cell(row: Row, column: Column) -> Cell:
    """The cell of a column of the registry in this row."""
    if column.role == "unit":
        return Cell(value=row.indicator.unit_zh if row.indicator else None, centred=True)
    if column.role == "key":
        return _name(row) if column.holds == "text" else _code(row)
    return _PREFILLED.get(column.field, _open)(row, column)


def _code(row: Row) -> Cell:
    if isinstance(row.subject, Indicator):
        return Cell(value=row.subject.indicator_code, centred=True)
    if isinstance(row.subject, Project):
        return Cell(value=row.subject.project_no, centred=True)
    return Cell("open", allowed=Allowed("number", most=max(row.registry.projects)), centred=True)


def _name(row: Row) -> Cell:
    return Cell(value=row.subject.name_zh if row.subject else None, strong=row.is_required)


def _open(row: Row, column: Column) -> Cell:
    if column.holds in ("number", "percent"):
        decimals = row.decimals(column)
        return Cell("open", decimals=decimals, allowed=Allowed("number", decimals))
    if column.holds == "choice":
        words = tuple(row.registry.words["status"])
        return Cell("open", allowed=Allowed("choice", words=words), centred=True)
    return Cell("open")


def _year_to_date(row: Row, column: Column) -> Cell:
    """A flow's is last quarter's plus the quarter; where that is not known, it is asked for."""
    if row.indicator is None or row.indicator.measure != "flow":
        return Cell("closed")
    if row.period.quarter == 1:
        return _computed(row, column, "{figure}", "figure")
    if row.figure("year_to_date") is None:
        return _open(row, column)
    return _computed(row, column, "ROUND({figure}+{last_year_to_date},{decimals})", "figure")


def _completed(row: Row, column: Column) -> Cell:
    """The figure of the project's first indicator on the sheet of main data."""
    for grid in row.grids.values():
        figure = grid.of(row.indicator, "figure")
        if figure is not None:
            there = f"'{grid.part.name_zh}'!{figure}"
            decimals = row.decimals(column)
            formula = f'IF(ISNUMBER({there}),{there},"")'
            return Cell("open", formula=formula, decimals=decimals, allowed=Allowed("number", decimals))
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


def _computed(row: Row, column: Column, formula: str, input_field: str) -> Cell:
    """A number that follows from an input, and is blank while that is."""
    places = {name: row.at(name) for name in row.grid.names}
    decimals = row.decimals(column)
    filled = formula.format(**places, decimals=decimals)
    return Cell(
        "open",
        formula=f'IF(ISNUMBER({places[input_field]}),{filled},"")',
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
