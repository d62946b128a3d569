"""The rows of a target taken together, and how they stand as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TypeVar

from etl.publish.annual.words import BASE
from etl.summarise.rows import Target

AnyTarget = TypeVar("AnyTarget", bound=Target)
LATE = ("behind", "not_met")
_WORST_FIRST = ("not_met", "behind", "unknown", "on_track", "met")


def by_target(rows: Sequence[AnyTarget]) -> list[list[AnyTarget]]:
    """The rows of each target: one, or one a league."""
    return [list(group) for _, group in groupby(rows, lambda row: row["target_id"])]


def worst(rows: Iterable[Target]) -> str:
    """The standing of rows that stand together."""
    return min((row["standing"] for row in rows), key=_WORST_FIRST.index)


def late(targets: Iterable[Sequence[AnyTarget]]) -> list[Sequence[AnyTarget]]:
    """Those that are behind or were not reached: what fell due first, then as the plan has them."""
    behind = [rows for rows in targets if worst(rows) in LATE]
    return sorted(behind, key=lambda rows: worst(rows) != "not_met")


def counted_from(row: Target) -> int:
    """The year from which on figures are there: the year before the first return may be missing."""
    return row["from_year"] + (BASE in (row["missing"] or "").split("、"))


def enough(row: Target) -> Decimal:
    """What the goal is reached by: of one that is meant about, a little less."""
    return row["goal"] * (1 - (row["tolerance"] or 0))


def is_level(row: Target) -> bool:
    """Whether it is what is there at a time, not what was done over time."""
    return row["basis"].startswith("stock")
