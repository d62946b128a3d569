"""分旗县情况: the indicators that leagues report by county, league by league, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.publish.annual.content import Content
from etl.publish.annual.counties import League, indicators, leagues, with_year_before
from etl.publish.annual.report import sentences as say
from etl.publish.annual.report.blocks import Block, Column, Heading, Paragraph, Table
from etl.publish.annual.report.plain import joined
from etl.publish.annual.report.terms import NONE
from etl.publish.annual.words import MISSING, figure, period
from etl.summarise.rows import County

_WIDTH, _NAME = 156, 30  # mm, of the whole table and of its first column


def chapter(content: Content) -> Iterator[Block]:
    """The chapter, in a year in which counties are asked for."""
    of_leagues, asked = leagues(content), indicators(content)
    if not of_leagues:
        return
    yield Heading("分旗县情况")
    yield Paragraph("".join(_counts(of_leagues, asked)))
    width = (_WIDTH - _NAME) // len(asked)
    yield Table(
        "各旗县主要数据",
        [
            Column("盟市、旗县", _WIDTH - width * len(asked), "left"),
            *(Column(f"{row['name_zh']}({row['unit_zh']})", width, "right") for row in asked),
        ],
        [line for league in of_leagues for line in _lines(league, asked)],
        say.COUNTIES_NOTE,
    )
    if with_year_before(content):
        yield Table(
            "各盟市旗县合计与上年比较",
            [
                Column("盟市", _WIDTH - width * len(asked), "left"),
                *(Column(row["name_zh"], width, "right") for row in asked),
            ],
            [_compared(league, asked) for league in of_leagues],
            say.COUNTIES_COMPARED_NOTE,
        )


def _counts(of_leagues: Sequence[League], asked: Sequence[County]) -> Iterator[str]:
    counties = sum(len(league.counties) for league in of_leagues)
    yield say.COUNTIES.format(
        leagues=len(of_leagues),
        counties=counties,
        count=len(asked),
        projects=joined(str(number) for number in sorted({row["project_no"] for row in asked})),
    )
    periods = {
        row["period"]
        for league in of_leagues
        for row in league.counties[0].by_indicator.values()
        if row["period"]
    }
    if len(periods) == 1:
        yield say.COUNTIES_AS_OF.format(period=period(periods.pop()))
    silent = [
        league for league in of_leagues if all(len(line.missing) == len(asked) for line in league.counties)
    ]
    part = [league for league in of_leagues if league.lacking and league not in silent]
    if not silent and not part:
        yield say.COUNTIES_WHOLE
    if silent:
        yield say.COUNTIES_SILENT.format(names=joined(league.any["league_name_zh"] for league in silent))
    if part:
        yield say.COUNTIES_LACKING.format(who=";".join(map(_lacking, part)))


def _lacking(league: League) -> str:
    """The league, and its counties with the indicators that they lack."""
    lacking = [line for line in league.counties if line.missing]
    names = joined(f"{line.any['county_name_zh']}缺{len(line.missing)}项" for line in lacking)
    return f"{league.any['league_name_zh']}({names})"


def _lines(league: League, asked: Sequence[County]) -> Iterator[list[str]]:
    """The league's sums, then its counties."""
    yield [
        league.any["league_name_zh"] + say.COUNTIES_SUM,
        *(_sum(league, row) for row in asked),
    ]
    for line in league.counties:
        values = [line.by_indicator[row["indicator_code"]] for row in asked]
        yield [
            line.any["county_name_zh"],
            *(figure(row["value"], row["decimals"]) for row in values),
        ]


def _sum(league: League, row: County) -> str:
    """The sum over the counties that are there; below it how many, if not all."""
    code = row["indicator_code"]
    value, own = league.sum(code), league.rows(code)[0]
    if value is None:
        return MISSING
    there, wanted = own["counties_reporting"], own["counties_expected"]
    return figure(value, row["decimals"]) + ("" if there == wanted else f"\n{there}/{wanted}")


def _compared(league: League, asked: Sequence[County]) -> list[str]:
    """What the league's counties that are in both years have more or less."""
    cells = []
    for row in asked:
        both = [
            each["value"] - each["previous_year"]
            for each in league.rows(row["indicator_code"])
            if each["value"] is not None and each["previous_year"] is not None
        ]
        cells.append(f"{sum(both):+,.{row['decimals']}f}" if len(both) == len(league.counties) else NONE)
    return [league.any["league_name_zh"], *cells]
