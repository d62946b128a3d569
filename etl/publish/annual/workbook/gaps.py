"""Which targets are furthest behind the straight line of the time gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.publish.annual.content import Row
from etl.publish.annual.workbook.targets import by_target, worst


@dataclass(frozen=True)
class Gap:
    """A target that is behind; for one that each league has: how many leagues reached it."""

    target: Row
    standing: str
    share_of_line: Decimal
    leagues: int = 0
    leagues_met: int = 0


def gaps(targets: Sequence[Row]) -> list[Gap]:
    """Those below their line, the widest gap first; a target without any figure is none: it is lacking."""
    behind = [gap for rows in by_target(targets) if (gap := _gap(rows))]
    return sorted(behind, key=lambda gap: gap.share_of_line)


def _gap(rows: Sequence[Row]) -> Gap | None:
    target = rows[0]
    if target["scope"] == "each_league":
        there = [row for row in rows if row["actual"] is not None]
        reached = [row for row in there if row["actual"] >= row["line"]]
        if len(reached) == len(there):
            return None
        return Gap(target, worst(rows), Decimal(len(reached)) / len(rows), len(rows), len(reached))
    if target["actual"] is None or target["actual"] >= target["line"]:
        return None
    return Gap(target, target["standing"], target["actual"] / target["line"])
