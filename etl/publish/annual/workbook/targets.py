"""What several sheets show of a target alike."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from etl.publish.annual.standing import AnyTarget
from etl.publish.annual.tally import name_of
from etl.publish.annual.words import BASES, number_of
from etl.publish.annual.workbook.cells import Cell, centred, digits, number
from etl.summarise.rows import PeriodTarget, Target
from schemas.region import REGION_CODE


def region_first(rows: Sequence[AnyTarget]) -> list[AnyTarget]:
    """The region's targets, then those that each league has for itself."""
    return sorted(rows, key=lambda row: row["league_code"] != REGION_CODE)


def goal(target: Target, unit: str = "") -> Cell:
    """The goal as a number that shows its span (2—3) or its tolerance (左右)."""
    behind = unit
    if target["up_to"] is not None:
        behind = f"—{target['up_to']:f}{unit}"
    elif target["tolerance"] is not None:
        behind = f"{unit}左右"
    return number(target["goal"], digits(target["decimals"], behind))


def what_and_whose(target: Target) -> list[Cell]:
    """Project, indicator, for whom, how it counts, from and by which year, and the goal."""
    return [
        centred(number_of(target["project_no"])),
        Cell(name_of(target)),
        centred(target["league_name_zh"]),
        centred(BASES[target["basis"]]),
        Cell(target["from_year"], "", "center", "0年"),
        Cell(target["by_year"], "", "center", "0年"),
        goal(target, target["unit_zh"]),
    ]


def asked(target: PeriodTarget) -> Cell:
    """What the straight line asks for by now."""
    return number(target["line"], digits(target["decimals"], target["unit_zh"]))


def asked_share(target: PeriodTarget) -> Decimal | None:
    """The straight line as a share of the goal; none for a goal of 0."""
    return target["line"] / target["goal"] if target["line"] is not None and target["goal"] else None
