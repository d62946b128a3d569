"""A cell that holds a number, by the unit that its row, its header or its sheet gives."""

from __future__ import annotations

from etl.common.numbers import plain
from etl.read.context import At, Context
from etl.read.grid import address
from etl.read.model import Value
from etl.read.named import MISMATCHES
from etl.read.number import Asked, read_number
from etl.read.subject import Subject, subject_of
from schemas.registry.objects import Column
from schemas.text import key


class Figures:
    """Reads the numbers of one part. What a column's cells should hold is worked out once a kind of row."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._asked: dict[tuple[str, Asked, str | None, str | None], tuple[Asked, str | None]] = {}

    def unit(self, place: At, about: Subject) -> tuple[str | None, str | None]:
        """The unit of the row's own cell (None where it is empty), and the rule that it breaks."""
        at, cell = place
        if cell is None or about.indicator is None:
            return None, None
        if cell.kind in ("error", "formula") or self._context.words.reports_nothing(cell.text):
            return None, None
        unit, wanted = cell.text.strip(), about.indicator.unit_zh
        if self._is_usable(unit, wanted):
            return unit, None
        self._context.find("unit_unknown", "unit", at, cell.text, wanted, about)
        return None, "unit_unknown"

    def number(self, column: Column, place: At, about: Subject, unit: str | None, fault: str | None) -> Value:
        """The cell's number; none where the row has a `fault` that leaves open what it counts."""
        at, cell = place
        given = cell.text if cell is not None else None
        if column.indicator_code is not None:
            about = subject_of("code", column.indicator_code, self._context.registry)
        asked, fault = self._expected(column, about, unit, fault)
        number = read_number(cell, asked, self._context.words)
        if number.fault is None and fault is None and not number.repairs:
            return Value(at, given, number.value)
        shown = {"shown": cell.shown} if cell is not None and cell.shown is not None else {}
        if number.fault is not None:
            folded = f"(= {number.converted} {asked.unit})" if number.converted else ""
            facts = {"unit": asked.unit or "", "folded": folded, **shown}
            self._context.find(number.fault, column.field, at, given, number.expected, about, facts)
            return Value(at, given, None, number.fault)
        if fault is not None:
            return Value(at, given, None, fault)
        if number.value is not None:
            for rule_id in number.repairs:
                self._context.find(rule_id, column.field, at, given, plain(number.value), about, shown)
        return Value(at, given, number.value)

    def _expected(
        self, column: Column, about: Subject, unit: str | None, fault: str | None
    ) -> tuple[Asked, str | None]:
        """What such a cell should hold, and the rule by which that is not known."""
        of_such = column.field, _asked(column, about), unit, fault
        if of_such not in self._asked:
            self._asked[of_such] = self._worked_out(column, *of_such[1:])
        return self._asked[of_such]

    def _worked_out(
        self, column: Column, asked: Asked, unit: str | None, fault: str | None
    ) -> tuple[Asked, str | None]:
        heading = self._context.match.headings[column.field]
        if column.unit_zh is not None and fault in MISMATCHES.values():
            fault = None  # it counts the same whatever the row is about
        if heading.unit is not None and asked.unit is not None:
            agrees = unit is None or key(unit) == heading.unit
            if not (agrees and self._is_usable(heading.unit, asked.unit)):
                at = address(heading.row, heading.column)
                self._context.find("unit_unknown", column.field, at, heading.unit, asked.unit)
                fault = "unit_unknown"
            unit = heading.unit
        if unit is None and asked.unit is not None and fault is None:
            unit, fault = self._of_sheet(asked.unit)
        if fault is not None:
            return Asked(), fault
        if unit is not None and asked.unit is not None and key(unit) != key(asked.unit):
            return Asked(asked.unit, unit, asked.decimals), None
        return asked, None

    def _of_sheet(self, wanted: str) -> tuple[str | None, str | None]:
        """The sheet's unit for what `wanted` counts (元 of money), and the rule that two units break."""
        units = [unit for unit in self._context.units if unit.is_of_kind(wanted)]
        different = {key(unit.unit): unit.unit for unit in units}
        if not units:
            return None, None
        if len(different) == 1 and self._is_usable(units[0].unit, wanted):
            return units[0].unit, None
        at = address(units[-1].row, units[-1].column)
        self._context.find("unit_unknown", "unit", at, "、".join(different.values()), wanted)
        return None, "unit_unknown"

    def _is_usable(self, unit: str, wanted: str) -> bool:
        return key(unit) == key(wanted) or (key(unit), key(wanted)) in self._context.words.conversions


def _asked(column: Column, about: Subject) -> Asked:
    """What the column's cell should hold. A share is only compared: it may have any decimals."""
    if column.unit_zh is not None:
        return Asked(column.unit_zh, decimals=None if column.holds == "percent" else column.decimals)
    indicator = about.indicator
    if indicator is None:
        return Asked()
    return Asked(indicator.unit_zh, decimals=None if indicator.measure == "ratio" else indicator.decimals)
