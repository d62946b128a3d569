"""What stands in a template: the registry's columns and rows, what the warehouse knows, what helps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from etl.leagues.template.cells import cell, group
from etl.leagues.template.checks import checks, summary, verdict
from etl.leagues.template.due import Owed
from etl.leagues.template.facts import Facts
from etl.leagues.template.guide import guide
from etl.leagues.template.layout import Grid, Group, subjects
from etl.leagues.template.model import Alarm, Allowed, Cell, Heading, Labelled, Table, Template
from etl.leagues.template.references import Reference, references
from etl.leagues.template.row import Row
from etl.leagues.template.stamp import stamp
from schemas.periods import CADENCES, Period
from schemas.registry.objects import Column, League, Member, Part, Registry

_CHECKED = "checked"
_HINT = "只填黄色单元格;灰色单元格不用填。没有发生填 0,没有掌握留空"
_REMARK = ";有疑问的数请在情况说明中写明原因"
_AUTHORITY = "内蒙古自治区人力资源和社会保障厅"
_FORM = "就业行动{unit}报{number}表"
_PARAGRAPH = 62.0  # points: four lines
_COMMENTS = {
    "figure": "时期指标填本期发生数;时点指标填期末数。",
    "year_to_date": "自 1 月 1 日起的累计,已按上季度累计加本季度数自动计算,可改;时点指标不填。",
    "completed": "取自主要数据中该项目的第一个指标,可改。",
    "rate": "自动计算:年度完成÷年度目标×100,如 93.5。",
    "target": "按该项目第一个指标的计量单位填写。",
    "budget": "当年安排的资金,单位万元。",
    "spent": "自 1 月 1 日起的累计支出,单位万元。",
    "uscc": "18 位,已设为文本格式;从别处粘贴时选“只粘贴值”,存成数字会丢失后几位。",
    "remark": "数据有疑问时写明原因;只写“核实无误”不算说明。",
}
_WIDTHS = {"indicator_code": 9, "project_no": 9, "indicator_name": 32, "project_name": 30, "unit": 7}
_WIDTHS |= {
    "progress": 46,
    "problems": 34,
    "advice": 34,
    "measures": 30,
    "practice": 30,
    "leader": 9,
    "person": 9,
    "until": 12,
    "stage": 11,
}
_WIDTHS |= {"uscc": 22, "enterprise_name": 36, "title": 40, "county_code": 10, "county_name": 20}
_WIDTHS |= {"problem": 44, "suggestion": 44, "account": 56}
_WIDTH = 14
_WIDTH_BY_HOLDING = {"number": 12, "percent": 9, "choice": 9, "text": 20, "project": 8, "code": 10}
_WIDTH_BY_HOLDING |= {"open_choice": 30, "date": 12}


def template(registry: Registry, owed: Owed, facts: Facts) -> Template:
    """The template of a return that a league owes."""
    league, kind, period = registry.leagues[owed.league_code], owed.kind, owed.period
    asked = kind.parts_asked(period)
    grids = {part.part: _grid(part, league, period, registry, facts) for part in asked}
    return Template(
        league,
        kind,
        period,
        facts.as_of,
        guide(league, owed, registry, facts.matters),
        tuple(
            _table(grid, grids, league, owed, facts, registry, number)
            for number, grid in enumerate(grids.values(), 1)
        ),
        stamp(registry, league.league_code, kind, period, facts.as_of),
    )


def _grid(part: Part, league: League, period: Period, registry: Registry, facts: Facts) -> Grid:
    helping = references(part, period)
    names: list[str] = []
    for column in part.columns:
        names += [column.field, *(reference.name for reference in helping if reference.after == column.field)]
    last = facts.rows[part.part].rows if part.part in facts.rows else {}
    about = subjects(part, league.league_code, period, registry, last)
    if None not in about:
        names.append(_CHECKED)
    return Grid(part, tuple(names), about)


def _table(
    grid: Grid,
    grids: Mapping[str, Grid],
    league: League,
    owed: Owed,
    facts: Facts,
    registry: Registry,
    number: int,
) -> Table:
    period, part, unit = owed.period, grid.part, CADENCES[owed.kind.cadence].unit_zh
    columns: Mapping[str, Column | Reference] = {
        **{column.field: column for column in part.columns},
        **{reference.name: reference for reference in references(part, period)},
    }
    of_row = partial(Row, registry, league.league_code, period, facts, grids, grid)
    rows = [of_row(index) for index in range(len(grid.subjects))]
    cells = tuple(tuple(_cell(row, columns.get(name)) for name in grid.names) for row in rows)
    return Table(
        name=part.name_zh,
        title=f"{owed.kind.name_zh}({period.name_zh}) {part.name_zh}",
        form=f"表号:{_FORM.format(unit=unit, number=number)}\n制定机关:{_AUTHORITY}",
        hint=_hint(grid, cells),
        above=tuple(_labelled("above", league, period, registry)),
        headings=tuple(_heading(columns.get(name)) for name in grid.names),
        rows=cells,
        height=_PARAGRAPH if part.subject == "project" else None,
        alarms=tuple(_alarms(rows)),
        below=tuple(_labelled("below", league, period, registry)),
        printed=len(grid.names) - (_CHECKED in grid.names),
        frozen=max((grid.names.index(name.field) + 1 for name in part.columns if _names(name)), default=0),
    )


def _hint(grid: Grid, rows: tuple[tuple[Cell, ...], ...]) -> Cell:
    """How to fill it in; where rows are checked, first how many still have something to do."""
    has_remark = any(column.role == "note" for column in grid.part.columns)
    text = f"{_HINT}{_REMARK if has_remark else ''}。"
    if _CHECKED not in grid.names:
        return Cell(value=text)
    at = grid.names.index(_CHECKED)
    first, last = grid.at(0, _CHECKED), grid.at(len(rows) - 1, _CHECKED)
    checked = [cells[at] for cells in rows if cells[at].formula]
    return summary(checked, str(first), str(last), text)


def _names(column: Column) -> bool:
    return column.role == "key"


def _cell(row: Row, column: Column | Reference | None) -> Cell:
    if isinstance(row.subject, Group):
        is_first = column == row.grid.part.columns[0]
        return group(row.subject.project) if is_first else Cell("group")
    if isinstance(column, Column):
        return cell(row, column)
    if isinstance(column, Reference):
        return column.cell(row)
    return verdict(row)


def _heading(column: Column | Reference | None) -> Heading:
    if isinstance(column, Column):
        width = _WIDTHS.get(column.field, _WIDTH_BY_HOLDING.get(column.holds, _WIDTH))
        return Heading(column.name_zh, width, _COMMENTS.get(column.field))
    if isinstance(column, Reference):
        return Heading(column.caption, column.width, column.comment, is_reference=True)
    comment = "按已填内容自动提示,供报送前核对;√ 表示未发现问题。"
    return Heading("自动核对", 44, comment, is_reference=True)


def _alarms(rows: list[Row]) -> Iterator[Alarm]:
    alike = [row for row in rows if isinstance(row.subject, Member) or row.is_new]
    for row in alike[:1]:
        for check in checks(row):
            for at in check.cells:
                yield Alarm(f"{at}:{_last(at, len(alike))}", check.formula, check.look)
    for row in rows[len(alike) :]:
        for check in checks(row):
            for at in check.cells:
                yield Alarm(at, check.formula, check.look)


def _last(at: str, rows: int) -> str:
    """The address of the last of so many cells one below the other."""
    letters = at.rstrip("0123456789")
    return f"{letters}{int(at[len(letters) :]) + rows - 1}"


def _labelled(place: str, league: League, period: Period, registry: Registry) -> Iterator[Labelled]:
    """The registry's labels of this place; league and period are filled in and stay so."""
    known = {"league": league.name_zh, "period": period.name_zh}
    for label in registry.labels.values():
        if label.place == place:
            dated = Allowed("date", since=period.start) if label.label == "reported_on" else None
            opened = Cell("open", allowed=dated)
            yield Labelled(label.name_zh, Cell(value=known[label.label]) if label.label in known else opened)
