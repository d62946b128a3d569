"""总体情况: the headline goal, how the projects and the targets stand, whose returns are in."""

from __future__ import annotations

from collections.abc import Iterator

from etl.publish.annual.content import Content
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Chart, Heading, Paragraph
from etl.publish.annual.report.colours import STANDING
from etl.publish.annual.report.days import day
from etl.publish.annual.report.plain import joined
from etl.publish.annual.report.target_sentence import target_sentence
from etl.publish.annual.report.terms import (
    Compared,
    amount,
    compared,
    grown,
    of_region,
    project,
    standings,
)
from etl.publish.annual.standing import by_target, worst
from etl.publish.annual.words import STANDINGS, period
from etl.summarise.rows import Target

_TO_WATCH = ("not_met", "behind", "unknown")


def chapter(content: Content) -> Iterator[Block]:
    """The chapter, from the whole to what needs looking at."""
    yield Heading("总体情况")
    yield Paragraph("".join(_introduction(content)))
    headline = [row for row in content.tables["annual_target"] if row["project_no"] == 0]
    if headline:
        yield Heading("总体目标", 2)
        yield Paragraph("".join([target_sentence(headline, content), *_growth(content, headline[0])]))
    if content.tables["annual_project"]:
        yield Heading("项目和目标判定", 2)
        yield from _standings(content)
    yield Heading("报表报送", 2)
    yield Paragraph("".join(_returns(content)))


def _introduction(content: Content) -> Iterator[str]:
    yield say.INTRODUCTION.format(year=content.year)
    if content.quarters < 4:
        running = say.RUNNING if content.quarters else say.NOT_BEGUN
        yield running.format(year=content.year, quarters=content.quarters)
    yield f"{content.stamp}。"
    edition = content.edition
    if edition.number is None or edition.approved_at is None:
        yield say.DRAFT
    else:
        yield say.EDITION.format(mark=edition.mark, by=edition.approved_by, on=day(edition.approved_at))


def _growth(content: Content, target: Target) -> Iterator[str]:
    for row in of_region(content):
        if row["indicator_code"] == target["indicator_code"] and (both := compared(row)):
            yield say.GROWTH.format(before=amount(both.before, row), change=_more(both))


def _more(both: Compared) -> str:
    more = both.now - both.before
    if not more:
        return "持平"
    rate = f",{grown(more / both.before)}" if both.before else ""
    return f"{'增加' if more > 0 else '减少'}{amount(abs(more), both.row)}{rate}"


def _standings(content: Content) -> Iterator[Block]:
    projects = content.tables["annual_project"]
    judged = [row for row in projects if row["standing"] != "no_number"]
    targets = [worst(rows) for rows in by_target(content.tables["annual_target"])]
    paragraph = say.PROJECTS.format(
        all=len(projects), with_number=len(judged), without=len(projects) - len(judged)
    )
    if judged:
        counts = standings((row["standing"] for row in judged), "个")
        paragraph += say.PROJECTS_STAND.format(all=len(judged), counts=counts)
    if targets:
        paragraph += say.TARGETS_STAND.format(
            year=content.year, all=len(targets), counts=standings(targets, "项")
        )
    yield Paragraph(paragraph)
    for standing in _TO_WATCH:
        own = [row for row in judged if row["standing"] == standing]
        if own:
            names = joined(project(row["project_no"], row["name_zh"]) for row in own)
            yield Paragraph(say.PROJECTS_OF.format(standing=STANDINGS[standing], count=len(own), names=names))
    yield Chart(
        "项目和目标的判定",
        "column",
        [*STANDINGS.values()],
        {
            "项目(个)": [sum(row["standing"] == code for row in projects) for code in STANDINGS],
            "目标(项)": [targets.count(code) for code in STANDINGS],
        },
        {"项目(个)": STANDING["on_track"], "目标(项)": STANDING["unknown"]},
        height=60,
    )


def _returns(content: Content) -> Iterator[str]:
    """Whose last return is in: the annual one once the year is over, else that of the last quarter."""
    last = str(content.year) if content.quarters == 4 else f"{content.year}Q{content.quarters}"
    owed = [
        row
        for row in content.tables["annual_return"]
        if row["period"] == last and row["timeliness"] != "exempt"
    ]
    if not owed:
        yield say.NO_RETURNS.format(year=content.year)
        return
    missing = [row["league_name_zh"] for row in owed if row["arrived_at"] is None]
    words = say.ALL_IN if not missing else say.SOME_IN if len(missing) < len(owed) else say.NONE_IN
    yield words.format(
        period=period(last), all=len(owed), complete=len(owed) - len(missing), missing=joined(missing)
    )
