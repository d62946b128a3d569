"""Which targets are furthest behind the straight line of the time gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.publish.annual.standing import by_target, worst
from etl.summarise.rows import PeriodTarget


@dataclass(frozen=True)
class Gap:
    """A target that is behind; for one that each league has: how many leagues reached it."""

    target: PeriodTarget
    standing: str
    share_of_line: Decimal
    leagues: int = 0
    leagues_met: int = 0


def gaps(targets: Sequence[PeriodTarget]) -> list[Gap]:
    """Those that stand behind, the widest gap first; one that lacks a figure is none: nobody knows yet."""
    behind = [gap for rows in by_target(targets) if (gap := _gap(rows))]
    return sorted(behind, key=lambda gap: gap.share_of_line)


def _gap(rows: Sequence[PeriodTarget]) -> Gap | None:
    target = rows[0]
    if worst(rows) not in ("behind", "not_met"):
        return None
    if target["scope"] == "each_league":
        there = [
            (row["actual"], row["line"])
            for row in rows
            if row["actual"] is not None and row["line"] is not None
        ]
        reached = sum(actual >= line for actual, line in there)
        if reached == len(there):
            return None
        return Gap(target, worst(rows), Decimal(reached) / len(rows), len(rows), reached)
    actual, line = target["actual"], target["line"]
    if actual is None or line is None or actual >= line:
        return None
    return Gap(target, target["standing"], actual / line)
