"""The projects in a year: money, and how the leagues themselves account for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.publish.annual.content import Content, Row
from etl.publish.annual.money import Money, of_project


@dataclass(frozen=True)
class Project:
    """A project's row, its money, the rates (percent) that leagues gave themselves, and their accounts."""

    row: Row
    money: Money
    rates: Sequence[Decimal]
    by_league: Mapping[str, Row]

    @property
    def full(self) -> int:
        """Leagues that gave themselves 100 % or more."""
        return sum(rate >= 100 for rate in self.rates)


def projects(content: Content) -> list[Project]:
    """The projects of the year in their order, each with its accounts."""
    made = []
    for row in content["annual_project"]:
        accounts = [one for one in content["annual_account"] if one["project_no"] == row["project_no"]]
        rates = [one["rate"] for one in accounts if one["rate"] is not None]
        made.append(
            Project(
                row,
                of_project(row),
                rates,
                {one["league_code"]: one for one in accounts},
            )
        )
    return made
