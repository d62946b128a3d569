"""Budget and spending of some accounts: what is there, who gives it, and the rate where it can be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.annual.content import Content, Row


@dataclass(frozen=True)
class Money:
    """Budget and spending of some accounts, 10,000 yuan, and how many of the accounts give each.

    None: nobody gave a figure. An older quarter's figure is in the sum, its account is not counted.
    `rate` (spent / budget) only where the same accounts give both.
    """

    budget: Decimal | None
    spent: Decimal | None
    budgeting: int
    spending: int
    accounts: int
    rate: Decimal | None

    @property
    def whole(self) -> bool:
        """Whether every account gives both, of the last quarter."""
        return self.budgeting == self.spending == self.accounts


def money(accounts: Sequence[Row]) -> Money:
    """The sums of what is there; what is missing is counted, never taken for 0."""
    budget, budgeting = _sum(accounts, "budget")
    spent, spending = _sum(accounts, "spent")
    both = all((one["budget"] is None) == (one["spent"] is None) for one in accounts)
    rate = spent / budget if both and budget and spent is not None else None
    return Money(budget, spent, budgeting, spending, len(accounts), rate)


def money_of_projects(content: Content) -> dict[int, Money]:
    """By project: the money of the accounts that count in the region's sum."""
    return {row["project_no"]: money(in_sum(content, row["project_no"])) for row in content["annual_project"]}


def in_sum(content: Content, project_no: int) -> list[Row]:
    """The accounts of the project that count in the region's sum."""
    return [
        row for row in content["annual_account"] if row["project_no"] == project_no and row["in_region_sum"]
    ]


def _sum(accounts: Sequence[Row], column: str) -> tuple[Decimal | None, int]:
    """The sum, and how many give it of the last quarter."""
    given = [row for row in accounts if row[column] is not None]
    whole = sum((row[column] for row in given), Decimal()) if given else None
    return whole, sum(row["money_reporting"] for row in given)
