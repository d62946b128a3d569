"""The whole action up to the year: a table in other years, a chapter of its own in the last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.publish.annual.content import Content
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Column, Heading, Paragraph, Table
from etl.publish.annual.report.terms import amount, goal, standings
from etl.publish.annual.standing import by_target, worst
from etl.publish.annual.words import BASES, STANDINGS, number_of, percent
from etl.summarise.rows import ActionTarget

_YEARLY = ("each_year", "stock")
_COLUMNS = (
    Column("项目", 11),
    Column("目标指标", 46, "left"),
    Column("判定方式", 17),
    Column("目标值", 22, "right"),
    Column("至今", 24, "right"),
    Column("完成比例", 15, "right"),
    Column("判定", 21),
)


def is_last_year(content: Content) -> bool:
    """Whether no target goes on after this year."""
    return content.year >= max((row["by_year"] for row in content.tables["action_target"]), default=0)


def table(content: Content) -> Iterator[Block]:
    """What a year before the last one says of the whole action, within another chapter.

    Only of the targets of which the year alone does not say all: those of each year, and those that are over.
    """
    targets = [
        rows
        for rows in by_target(content.tables["action_target"])
        if rows[0]["basis"] in _YEARLY or rows[0]["last_year"] < content.year
    ]
    if targets and not is_last_year(content):
        yield Heading("行动以来的目标完成情况", 2)
        yield Paragraph(say.SO_FAR.format(year=content.year))
        yield _table(targets)


def chapter(content: Content) -> Iterator[Block]:
    """The chapter of the last year."""
    if not content.tables["action_target"] or not is_last_year(content):
        return
    targets = by_target(content.tables["action_target"])
    yield Heading("行动期目标完成情况")
    counts = standings((worst(rows) for rows in targets), "项")
    yield Paragraph(say.ACTION.format(year=content.year, all=len(targets), counts=counts))
    yearly = "".join(
        _over_years(rows[0])
        for rows in targets
        if rows[0]["basis"] in _YEARLY and rows[0]["scope"] == "region"
    )
    if yearly:
        yield Paragraph(yearly)
    yield _table(targets)


def _over_years(row: ActionTarget) -> str:
    not_met = say.ACTION_NOT_MET.format(years=row["years_not_met"]) if row["years_not_met"] else ""
    return say.ACTION_EACH.format(
        name=row["indicator_name_zh"],
        counted=row["years_counted"],
        met=row["years_met"],
        not_met=not_met,
        standing=STANDINGS[row["standing"]],
    )


def _table(targets: Sequence[Sequence[ActionTarget]]) -> Table:
    return Table(
        "行动以来的目标完成情况",
        _COLUMNS,
        [list(_line(rows)) for rows in targets],
        "“至今”为最近一个判定年度的当年数、累计数或时点数;每年判定的,“判定”列注明达标年数/已判定年数。",
    )


def _line(rows: Sequence[ActionTarget]) -> Iterator[str]:
    first = rows[0]
    yield number_of(first["project_no"])
    yield first["indicator_name_zh"]
    yield BASES[first["basis"]]
    yield goal(first)
    if first["scope"] == "each_league":
        met = sum(row["standing"] == "met" for row in rows)
        yield f"{met}/{len(rows)}个盟市"
        yield percent(Decimal(met) / len(rows))
    else:
        yield amount(first["actual"], first)
        yield percent(first["share_reached"])
    yearly = first["basis"] in _YEARLY and first["scope"] == "region"
    years = f"({first['years_met']}/{first['years_counted']})" if yearly else ""
    yield f"{STANDINGS[worst(rows)]}{years}"
