"""The projects in a year: money, and how the leagues themselves account for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.publish.annual.content import Content
from etl.publish.annual.money import Money, of_project
from etl.summarise.rows import Account, AnnualProject


@dataclass(frozen=True)
class Project:
    """A project's row, its money, the rates (percent) that leagues gave themselves, and their accounts."""

    row: AnnualProject
    money: Money
    rates: Sequence[Decimal]
    by_league: Mapping[str, Account]

    @property
    def full(self) -> int:
        """Leagues that gave themselves 100 % or more."""
        return sum(rate >= 100 for rate in self.rates)


def projects(content: Content) -> list[Project]:
    """The projects of the year in their order, each with its accounts."""
    made = []
    for row in content.tables["annual_project"]:
        accounts = [own for own in content.tables["annual_account"] if own["project_no"] == row["project_no"]]
        rates = [rate for account in accounts if (rate := account["rate"]) is not None]
        by_league = {account["league_code"]: account for account in accounts}
        made.append(Project(row, of_project(row), rates, by_league))
    return made
