"""目标任务完成情况: every target in a chart, in a table, and in a sentence under its project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.publish.annual.content import Content
from etl.publish.annual.report import action
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Chart, Column, Heading, Paragraph, Table
from etl.publish.annual.report.colours import STANDING
from etl.publish.annual.report.target_sentence import target_sentence
from etl.publish.annual.report.terms import NONE, before, goal, of_region, project, remarked
from etl.publish.annual.standing import by_target, worst
from etl.publish.annual.words import STANDINGS, figure, number_of, percent
from etl.summarise.rows import AnnualIndicator, AnnualProject, PeriodTarget

_COLUMNS = (
    Column("项目", 11),
    Column("目标指标", 44, "left"),
    Column("目标值", 27, "right"),
    Column("本年", 20, "right"),
    Column("累计", 19, "right"),
    Column("完成比例", 17, "right"),
    Column("判定", 18),
)
_UNMEASURED = (
    Column("项目", 11),
    Column("项目名称", 44, "left"),
    Column("首项指标", 41, "left"),
    Column("单位", 12),
    Column("本年", 24, "right"),
    Column("上年", 24, "right"),
)


def chapter(content: Content) -> Iterator[Block]:
    """The chapter: the chart and the table of all targets, then project by project as they stand."""
    targets = by_target(content.tables["annual_target"])
    if not targets and not content.tables["annual_project"]:
        return
    yield Heading("目标任务完成情况")
    if targets:
        yield Paragraph(say.TARGETS)
        yield from overview(targets)
    for standing, word in STANDINGS.items():
        projects = [row for row in content.tables["annual_project"] if row["standing"] == standing]
        if projects and standing == "no_number":
            yield Heading(f"{word}的项目", 2)
            yield Paragraph(say.NO_NUMBER.format(count=len(projects)))
            yield _unmeasured(projects, content)
        elif projects:
            yield Heading(f"{word}的项目", 2)
            yield from _sentences(projects, targets, content)
    yield from action.table(content)


def overview(targets: Sequence[Sequence[PeriodTarget]]) -> Iterator[Block]:
    """The table of all targets, and the chart of the region's."""
    yield Table(
        "量化目标完成情况",
        _COLUMNS,
        [list(_line(rows)) for rows in targets],
        "按盟市判定的目标,“本年”为达标盟市数,“完成比例”为达标盟市所占比例;目标写区间的,按下限计算。本年数下方注“暂定”的含暂定数,注“11/12”等的报送盟市不齐。",
    )
    measured = [
        (rows[0], share)
        for rows in targets
        if rows[0]["scope"] == "region" and (share := rows[0]["share_reached"]) is not None
    ]
    if measured:
        yield _chart(measured)


def _chart(measured: Sequence[tuple[PeriodTarget, Decimal]]) -> Chart:
    """A bar for each target, in the colour of its standing; each standing is a series."""
    there = [code for code in STANDINGS if any(row["standing"] == code for row, _ in measured)]
    return Chart(
        "量化目标完成比例(%)",
        "bar",
        [f"{number_of(row['project_no'])} {row['indicator_name_zh']}" for row, _ in measured],
        {
            STANDINGS[code]: [
                round(100 * share, 1) if row["standing"] == code else None for row, share in measured
            ]
            for code in there
        },
        {STANDINGS[code]: STANDING[code] for code in there},
        number_format="0.0",
        height=18 + 7 * len(measured),
    )


def _line(rows: Sequence[PeriodTarget]) -> Iterator[str]:
    first = rows[0]
    yield number_of(first["project_no"])
    yield first["indicator_name_zh"]
    yield goal(first)
    if first["scope"] == "each_league":
        met = sum(row["standing"] == "met" for row in rows)
        yield f"{met}/{len(rows)}"
        yield NONE
        yield percent(Decimal(met) / len(rows))
    else:
        yield remarked(first["this_year"], first)
        yield figure(first["actual"], first["decimals"]) if first["basis"] == "cumulative" else NONE
        yield percent(first["share_reached"])
    yield STANDINGS[worst(rows)]


def _sentences(
    projects: Sequence[AnnualProject], targets: Sequence[Sequence[PeriodTarget]], content: Content
) -> Iterator[Paragraph]:
    for row in projects:
        own = [rows for rows in targets if rows[0]["project_no"] == row["project_no"]]
        yield Paragraph(
            "".join(target_sentence(rows, content) for rows in own),
            f"{project(row['project_no'], row['name_zh'])}({row['departments_zh']})。",
        )


def _unmeasured(projects: Sequence[AnnualProject], content: Content) -> Table:
    first = {row["project_no"]: row for row in reversed(of_region(content))}
    return Table(
        "无量化目标项目的首项指标",
        _UNMEASURED,
        [_unmeasured_line(row, first.get(row["project_no"])) for row in projects],
    )


def _unmeasured_line(row: AnnualProject, indicator: AnnualIndicator | None) -> list[str]:
    named = [number_of(row["project_no"]), row["name_zh"]]
    if indicator is None:
        return [*named, NONE, NONE, NONE, NONE]
    return [
        *named,
        indicator["name_zh"],
        indicator["unit_zh"],
        remarked(indicator["value"], indicator),
        before(indicator),
    ]
