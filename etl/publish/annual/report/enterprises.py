"""重点企业用工: vacancies and people found, month by month, by league and by industry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from etl.publish.annual.content import Content
from etl.publish.annual.enterprises import (
    MEASURES,
    Line,
    Measure,
    added,
    by_industry,
    by_league,
    folded,
    region,
)
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Chart, Column, Heading, Paragraph, Table
from etl.publish.annual.report.colours import BEFORE, NOW
from etl.publish.annual.report.plain import flat
from etl.publish.annual.words import figure, percent
from etl.summarise.rows import AnnualEnterprise
from schemas.periods import Period

_MONTHS = (
    Column("月份", 13),
    Column("企业数", 15, "right"),
    Column("现有员工", 21, "right"),
    *(Column(name, 18, "right") for name in ("岗位空缺", "新招人数", "解决用工", "下月需求")),
    Column("招聘活动", 17, "right"),
    Column("报送盟市", 18),
)
_WIDTH, _FIGURE = 156, 16  # mm, of the whole table and of a column of figures
_BESIDE = 6  # months
_INDUSTRIES = 12  # lines at most


def chapter(content: Content) -> Iterator[Block]:
    """The chapter, in a year in which key enterprises are asked for."""
    months = region(content)
    if not months:
        return
    yield Heading("重点企业用工")
    yield Paragraph("".join(_counts(months)))
    yield Table("各月全区重点企业用工情况", _MONTHS, [_month(row) for row in months], say.ENTERPRISES_NOTE)
    yield _chart(months)
    for measure, name in MEASURES.items():
        yield from _matrix(f"各盟市{name}", "盟市", measure, by_league(content, measure), months)
    for measure, name in MEASURES.items():
        lines = folded(by_industry(content, measure), _INDUSTRIES)
        yield from _matrix(f"各行业{name}", "行业", measure, lines, months)


def _counts(months: Sequence[AnnualEnterprise]) -> Iterator[str]:
    told = [row for row in months if row["leagues_reporting"]]
    if not told:
        yield say.ENTERPRISES_NONE
        return
    last = told[-1]
    hired, solved = (added([row[name] for row in told]) for name in ("hired", "solved"))
    yield say.ENTERPRISES.format(
        month=Period.parse(last["month"]).short_zh,
        enterprises=figure(_decimal(last["enterprises"]), 0),
        employees=figure(last["employees"], 0),
        vacancies=figure(last["vacancies"], 0),
        span=_span(told),
        hired=figure(hired, 0),
        solved=figure(solved, 0),
        share=percent(solved / hired if solved is not None and hired else None),
        events=figure(_decimal(sum(row["events"] or 0 for row in told)), 0),
    )
    lacking = list(_lacking(months))
    yield say.ENTERPRISES_LACKING.format(months=";".join(lacking)) if lacking else say.ENTERPRISES_WHOLE


def _lacking(months: Sequence[AnnualEnterprise]) -> Iterator[str]:
    """Whom the figures lack, in one clause for months one after another that lack the same leagues."""
    for _, alike in groupby(months, lambda row: row["missing_leagues"]):
        rows = list(alike)
        if not rows[0]["leagues_reporting"]:
            yield f"{_span(rows)}各盟市均未报送"
        elif rows[0]["leagues_reporting"] < rows[0]["leagues_expected"]:
            yield f"{_span(rows)}缺{rows[0]['missing_leagues']}"


def _span(told: Sequence[AnnualEnterprise]) -> str:
    first, last = (Period.parse(told[place]["month"]) for place in (0, -1))
    return last.short_zh if first == last else f"{first.number}至{last.short_zh}"


def _month(row: AnnualEnterprise) -> list[str]:
    return [
        Period.parse(row["month"]).short_zh,
        figure(_decimal(row["enterprises"]), 0),
        *(
            figure(value, 0)
            for value in (
                row["employees"],
                row["vacancies"],
                row["hired"],
                row["solved"],
                row["next_month_demand"],
            )
        ),
        figure(_decimal(row["events"]), 0),
        f"{row['leagues_reporting']}/{row['leagues_expected']}",
    ]


def _chart(months: Sequence[AnnualEnterprise]) -> Chart:
    return Chart(
        "全区重点企业岗位空缺(个)和解决用工(人)",
        "column",
        [Period.parse(row["month"]).short_zh for row in months],
        {name: [row[measure] for row in months] for measure, name in MEASURES.items()},
        dict(zip(MEASURES.values(), (BEFORE, NOW), strict=True)),
        height=75,
        labels=len(months) <= 6,
    )


def _matrix(
    caption: str, what: str, measure: Measure, lines: Sequence[Line], months: Sequence[AnnualEnterprise]
) -> Iterator[Table]:
    """A column a month, at most half a year beside each other; what adds up has its sum in the last table."""
    unit = "个" if measure == "vacancies" else "人"
    for first in range(0, len(months), _BESIDE):
        shown = slice(first, first + _BESIDE)
        names = [Period.parse(row["month"]).short_zh for row in months[shown]]
        of_months = "" if len(months) <= _BESIDE else f",{names[0]}至{names[-1]}"
        sums = measure == "solved" and first + _BESIDE >= len(months)
        columns = len(names) + sums
        yield Table(
            f"{caption}({unit}{of_months})",
            [
                Column(what, _WIDTH - _FIGURE * columns, "left"),
                *(Column(name, _FIGURE, "right") for name in names),
                *([Column("合计", _FIGURE, "right")] if sums else []),
            ],
            [
                [
                    flat(line.name),
                    *(figure(value, 0) for value in [*line.values[shown], *([line.sum] if sums else [])]),
                ]
                for line in lines
            ],
        )


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
