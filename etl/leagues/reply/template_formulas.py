"""A template in its reply: what it works out is worked out there too, once she has corrected a cell.

The formulas are ours, written anew where the sheet has the template's captions; none that came in a file is
ever drawn. A cell that holds something else than what its formula gives was typed, and stays so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from etl.leagues.facsimile.model import Facsimile
from etl.leagues.reply.model import Answer
from etl.leagues.reply.template_cells import stands, value
from etl.leagues.reply.wide_formulas import wide_formulas
from etl.read.grid import Position, address
from schemas.periods import Period
from schemas.registry import registry
from schemas.text import plain

_CODE, _FIGURE, _TO_DATE, _LAST = "指标编码", "本季度数", "本年累计", "上季度本年累计"
_TARGET, _COMPLETED, _RATE = "年度目标", "年度完成", "完成率"


def with_formulas(sheets: Sequence[Facsimile], answer: Answer) -> list[Facsimile]:
    """The sheets of a return that was made with a template, with its formulas; of any other, as they are."""
    if not answer.get("template_version") or not answer["period"]:
        return list(sheets)
    period, kind = Period.parse(answer["period"]), registry().returns.get(answer["return_kind"] or "")
    wide = [part for part in kind.parts if part.is_wide] if kind else []

    def formulas_of(sheet: Facsimile) -> dict[Position, str]:
        of_wide = (wide_formulas(sheet, part, period) for part in wide)
        return dict(chain(_formulas(sheet, period), *of_wide))

    return [replace(sheet, formulas=formulas_of(sheet)) for sheet in sheets]


def _formulas(sheet: Facsimile, period: Period) -> Iterator[tuple[Position, str]]:
    top, columns = _header(sheet)
    for row in sorted({row for row, _ in sheet.faces if row > top}):
        values = {caption: value(sheet, row, column) for caption, column in columns.items()}
        at = {caption: address(row, column) for caption, column in columns.items()}
        if {_CODE, _FIGURE, _TO_DATE} <= columns.keys() and _is_flow(values[_CODE]):
            yield from _year_to_date((row, columns[_TO_DATE]), values, at, period)
        if {_TARGET, _COMPLETED, _RATE} <= columns.keys() and any(values.values()):
            known = f"AND(ISNUMBER({at[_TARGET]}),ISNUMBER({at[_COMPLETED]}))"
            rate = f"ROUND({at[_COMPLETED]}/{at[_TARGET]}*100,2)"
            terms, target = (values[_TARGET], values[_COMPLETED]), values[_TARGET]
            numbers = [term for term in terms if isinstance(term, float)]
            given = (
                round(numbers[1] / numbers[0] * 100, 2)
                if len(numbers) == len(terms) and isinstance(target, float) and target > 0
                else None
            )
            if stands(values[_RATE], given):
                yield (row, columns[_RATE]), f'IF({known},IF({at[_TARGET]}>0,{rate},""),"")'


def _year_to_date(
    cell: Position, values: Mapping[str, object], at: Mapping[str, str], period: Period
) -> Iterator[tuple[Position, str]]:
    figure, last = values[_FIGURE], values.get(_LAST)
    decimals = registry().indicators[str(values[_CODE])].decimals
    if period.quarter == 1:
        given, formula = figure, at[_FIGURE]
    elif isinstance(last, float):
        given = round(figure + last, decimals) if isinstance(figure, float) else None
        formula = f"ROUND({at[_FIGURE]}+{at[_LAST]},{decimals})"
    else:
        return
    if stands(values[_TO_DATE], given if isinstance(given, float) else None):
        yield cell, f'IF(ISNUMBER({at[_FIGURE]}),{formula},"")'


def _header(sheet: Facsimile) -> tuple[int, dict[str, int]]:
    """The row of the template's captions and their columns; none in any other sheet."""
    for row in sorted({row for row, _ in sheet.faces}):
        captions = {
            plain(face.content): column
            for (at, column), face in sheet.faces.items()
            if at == row and isinstance(face.content, str)
        }
        if {_CODE, _FIGURE} <= captions.keys() or {_TARGET, _RATE} <= captions.keys():
            return row, captions
    return 0, {}


def _is_flow(code: object) -> bool:
    indicator = registry().indicators.get(str(code))
    return indicator is not None and indicator.measure == "flow"
