"""What report and bulletin say of money that some leagues did not give: how much is there, who lacks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.publish.annual.content import Row
from etl.publish.annual.money import lacking, of_project
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.plain import joined

_COLUMNS = {"budget": "预算", "spent": "支出"}


def how_many(projects: Sequence[Row]) -> str:
    """Of all leagues' projects, how many have a budget and how many a spend."""
    by_project = [of_project(row) for row in projects]
    return say.MONEY_LACKING.format(
        accounts=sum(money.accounts for money in by_project),
        budgeting=sum(money.budgeting for money in by_project),
        spending=sum(money.spending for money in by_project),
    )


def who(projects: Sequence[Row]) -> Iterator[str]:
    """A sentence on each column that leagues lack: which leagues, in how many projects."""
    for column, what in _COLUMNS.items():
        if leagues := lacking(projects, column):
            listed = joined(f"{name}{count}项" for name, count in leagues.items())
            yield say.MONEY_LACKS.format(what=what, who=listed)
