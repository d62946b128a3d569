"""Figures that were given in a larger unit than their own, such as 0.4350 万人 under 人: a column's fault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from etl.common.findings import Finding, with_subject
from etl.common.numbers import plain
from etl.read.model import PartRead
from schemas.registry.objects import Registry

_FRACTIONS = ("number_fraction", "number_decimals")
_AT_LEAST = 3  # cells, and more than half of what is not 0 in that unit
_MORE_DECIMALS = 2  # than the unit allows, in half of them: 0.4350 is 万人, 12.5 is an average


def in_larger_units(read: PartRead, registry: Registry) -> Iterator[Finding]:
    """A finding for each fraction of a unit in which most figures are fractions, and whole in a larger unit.

    Formulas of the sheet that lack a result rest on its figures, and are named with them.
    """
    fractions: dict[str, list[Finding]] = defaultdict(list)
    for finding in read.findings:
        if finding.rule.rule_id in _FRACTIONS and finding.indicator_code:
            fractions[registry.indicators[finding.indicator_code].unit_zh].append(finding)
    for (larger, unit), factor in registry.units.items():
        of_unit = [finding for finding in fractions[unit] if _fits(finding, factor, registry)]
        if factor > 1 and len(of_unit) >= _AT_LEAST and 2 * len(of_unit) > _figures(read, unit, registry):
            fine = sum(_decimals(finding, registry) >= _MORE_DECIMALS for finding in of_unit)
            if 2 * fine >= len(of_unit):
                yield from _misread(of_unit, read, larger, unit, factor, registry)


def _misread(
    fractions: list[Finding], read: PartRead, larger: str, unit: str, factor: Decimal, registry: Registry
) -> Iterator[Finding]:
    formulas = [finding for finding in read.findings if finding.rule.rule_id == "number_formula"]
    resting = tuple(cell for formula in formulas for cell in with_subject(formula))
    besides = f"({resting[0]['cell']}等{len(resting)}处公式没有计算结果,改好保存时会算出)" if resting else ""
    facts = {"unit": unit, "seen": larger, "besides": besides}
    for finding in fractions:
        expected = plain(Decimal(finding.given or "") * factor)
        (cell,) = with_subject(finding)
        yield replace(
            finding,
            rule=registry.rules["column_in_larger_unit"],
            expected=expected,
            facts=facts,
            cells=({**cell, "expected": expected}, *(resting if finding is fractions[-1] else ())),
        )


def _fits(finding: Finding, factor: Decimal, registry: Registry) -> bool:
    """Whether the figure is a number, and one that its indicator may have once it is multiplied."""
    try:
        number = Decimal(finding.given or "")
    except InvalidOperation:
        return False
    return number > 0 and _finer(number * factor, finding, registry) <= 0


def _decimals(finding: Finding, registry: Registry) -> int:
    return _finer(Decimal(finding.given or ""), finding, registry)


def _finer(number: Decimal, finding: Finding, registry: Registry) -> int:
    """How many decimals the number has more than its indicator."""
    exponent = int(Decimal(plain(number)).as_tuple().exponent)
    return -exponent - registry.indicators[finding.indicator_code or ""].decimals


def _figures(read: PartRead, unit: str, registry: Registry) -> int:
    """How many figures that are not 0 the part gives in the unit, those that could not be read too."""
    codes = {code for code, indicator in registry.indicators.items() if indicator.unit_zh == unit}
    return sum(
        value.fault in _FRACTIONS or (value.fault is None and value.value not in (None, 0))
        for row in read.rows
        if "indicator_code" in row and row["indicator_code"].value in codes
        for field in ("figure", "year_to_date")
        if (value := row.get(field)) is not None
    )
