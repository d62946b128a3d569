"""Budget and spending: what is there, how many give each, who does not, the rate of those that give both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from etl.publish.annual.content import Content
from etl.summarise.rows import Account, Project

MoneyColumn = Literal["budget", "spent"]


@dataclass(frozen=True)
class Money:
    """Budget and spending of some accounts, 10,000 yuan, and how many of the accounts give each, and both.

    None: nobody gave a figure. An older quarter's figure is in the sum, its account is not counted.
    `rate` (spent / budget) is of the accounts that are counted as giving both.
    """

    budget: Decimal | None
    spent: Decimal | None
    budgeting: int
    spending: int
    both: int
    accounts: int
    rate: Decimal | None

    @property
    def whole(self) -> bool:
        """Whether every account gives both, of the last quarter."""
        return self.both == self.accounts


def money(accounts: Sequence[Account]) -> Money:
    """The sums of what is there (rows of `annual_account`); what is missing is counted, never taken for 0."""
    both = [row for row in accounts if row["budget_reporting"] and row["spent_reporting"]]
    budget, spent = _sum(both, "budget"), _sum(both, "spent")
    return Money(
        _sum(accounts, "budget"),
        _sum(accounts, "spent"),
        sum(row["budget_reporting"] for row in accounts),
        sum(row["spent_reporting"] for row in accounts),
        len(both),
        len(accounts),
        spent / budget if budget and spent is not None else None,
    )


def of_project(project: Project) -> Money:
    """What a row of `annual_project` or `quarter_project` says: of the leagues that count in the region."""
    return Money(
        project["budget"],
        project["spent"],
        project["budget_leagues"],
        project["spent_leagues"],
        project["execution_leagues"],
        project["leagues_expected"],
        project["execution"],
    )


def of_region(content: Content) -> Money:
    """Of all projects of a year together."""
    return money([row for row in content.tables["annual_account"] if row["in_region_sum"]])


def in_both(content: Content) -> Money:
    """Of those of a year's accounts that give both, of the last quarter: the rate is that of the sums."""
    accounts = [row for row in content.tables["annual_account"] if row["in_region_sum"]]
    return money([row for row in accounts if row["budget_reporting"] and row["spent_reporting"]])


def lacking(missing_leagues: Iterable[str | None]) -> Mapping[str, int]:
    """Of how many projects each league lacks a figure of the last quarter, by their lists of leagues."""
    return Counter(name for listed in missing_leagues for name in (listed or "").split("、") if name)


def by_status(projects: Sequence[Project]) -> dict[str, int]:
    """How many leagues have which status, over all these projects."""
    return {
        "completed": sum(row["completed_leagues"] for row in projects),
        "under_way": sum(row["under_way_leagues"] for row in projects),
        "not_started": sum(row["not_started_leagues"] for row in projects),
    }


def alike(projects: Sequence[Project]) -> Mapping[str, int] | None:
    """How many leagues have which status, where that is the same for every one of several projects."""
    counts = [by_status([row]) for row in projects]
    return counts[0] if len(counts) > 1 and all(each == counts[0] for each in counts) else None


def _sum(accounts: Sequence[Account], column: MoneyColumn) -> Decimal | None:
    given = [value for row in accounts if (value := row[column]) is not None]
    return sum(given, Decimal()) if given else None
