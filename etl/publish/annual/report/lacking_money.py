"""What report and bulletin say of money that some leagues did not give: how much is there, who lacks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.publish.annual.money import lacking, of_project
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.plain import joined
from etl.summarise.rows import Project


def how_many(projects: Sequence[Project]) -> str:
    """Of all leagues' projects, how many have a budget and how many a spend."""
    by_project = [of_project(row) for row in projects]
    return say.MONEY_LACKING.format(
        accounts=sum(money.accounts for money in by_project),
        budgeting=sum(money.budgeting for money in by_project),
        spending=sum(money.spending for money in by_project),
    )


def who(projects: Sequence[Project]) -> Iterator[str]:
    """A sentence on each column that leagues lack: which leagues, in how many projects."""
    budget = lacking(row["budget_missing_leagues"] for row in projects)
    spent = lacking(row["spent_missing_leagues"] for row in projects)
    for what, leagues in (("预算", budget), ("支出", spent)):
        if leagues:
            listed = joined(f"{name}{count}项" for name, count in leagues.items())
            yield say.MONEY_LACKS.format(what=what, who=listed)
