"""The plan's numbers as bars: how much of a goal is there, and how much the straight line asks for by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from etl.common.punctuation import chinese
from etl.publish.annual.standing import by_target, counted_from
from etl.publish.annual.words import BASE, figure
from etl.summarise.rows import Target
from schemas.region import REGION_CODE


@dataclass(frozen=True)
class Goal:
    """A target's row, the part of the goal that its line asks for (1: the whole), and when it counts."""

    row: Target
    line_share: Decimal | None = None
    when: str = ""

    @property
    def whole(self) -> str:
        """The goal as the plan means it: a span (2—3), about (1,000左右), or at least (20,000以上)."""
        shown = figure(self.row["goal"], self.row["decimals"])
        if self.row["up_to"] is not None:
            return f"{shown}—{figure(self.row['up_to'], self.row['decimals'])}"
        return shown if self.row["tolerance"] is None else f"{shown}左右"

    @property
    def in_words(self) -> str:
        """The same with its unit: 20,000人, 2—3人, 1,000人左右."""
        number = self.whole.removesuffix("左右")
        return self.whole.replace(number, f"{number}{self.row['unit_zh']}")


@dataclass(frozen=True)
class EachLeague:
    """A target that every league has for itself: what they share, and each league's goal."""

    row: Target
    goals: Sequence[Goal]

    @property
    def met(self) -> int:
        return sum(goal.row["standing"] == "met" for goal in self.goals)


def of_region(targets: Sequence[Target]) -> list[Goal]:
    """The goals that are set for the region, in the order of the plan."""
    return [goal_of(row) for row in targets if row["league_code"] == REGION_CODE]


def of_each_league(targets: Sequence[Target]) -> list[EachLeague]:
    """The goals that every league has for itself."""
    rows = [row for row in targets if row["league_code"] != REGION_CODE]
    return [EachLeague(group[0], [goal_of(row) for row in group]) for group in by_target(rows)]


def goal_of(row: Target) -> Goal:
    """The target as a goal; a table without a line (the whole action) has no share of it."""
    any_row: Mapping[str, Any] = row
    line = any_row.get("line")
    return Goal(row, None if line is None else line / row["goal"], when(row))


def when(row: Target) -> str:
    """Which years count, such as 2021年起累计,到2025年底; without 2021, that it is to come."""
    first, last = row["from_year"], row["by_year"]
    lacking = f"({BASE}待补)" if counted_from(row) > first else ""
    return {
        "each_year": f"{first}—{last}年每年完成",
        "cumulative": chinese(f"{counted_from(row)}年起累计{lacking},到{last}年底"),
        "stock": f"{first}—{last}年每年年底保持",
        "stock_by": f"到{last}年底达到",
    }[row["basis"]]
