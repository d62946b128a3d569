"""The note 重点企业用工情况: two pages on a month, as an official document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from etl.publish.annual import report
from etl.publish.annual.content import Content
from etl.publish.annual.report.blocks import Block, Column, Heading, Paragraph, Table
from etl.publish.annual.report.plain import cut, flat
from etl.publish.annual.report.terms import NONE
from etl.publish.annual.words import figure, percent
from etl.publish.bulletin.report import reported
from etl.publish.note import sentences as say
from etl.summarise.rows import MonthEnterprise, MonthIndustry
from schemas.region import REGION_CODE

_LEAGUES = (
    Column("盟市", 26, "left"),
    *(Column(name, 18, "right") for name in ("企业数", "岗位空缺", "比上月末", "新招人数", "解决用工")),
    Column("下月需求", 20, "right"),
    Column("招聘活动", 20, "right"),
)
_INDUSTRIES = (
    Column("行业", 66, "left"),
    *(Column(name, 18, "right") for name in ("企业数", "岗位空缺", "比上月末", "解决用工", "下月需求")),
)
_COMPANIES = (
    Column("企业", 62, "left", verbatim=True),
    Column("盟市", 24),
    Column("旗县", 30),
    Column("月末空缺", 20, "right"),
    Column("上月末", 20, "right"),
)
_LINES, _NAMED, _MOST = (
    6,
    3,
    4,
)  # industries with a line of their own, or added up; enterprises that are listed
_LONGEST = 16  # characters of an enterprise's name


def write(folder: Path, content: Content) -> list[Path]:
    """The note is in the folder, as one file."""
    return [report.compose(folder, content, say.NAME, _blocks(content))]


def _blocks(content: Content) -> Iterator[Block]:
    leagues = content.tables["month_enterprise"]
    region = next((row for row in leagues if row["league_code"] == REGION_CODE), None)
    yield Heading("总体情况")
    yield Paragraph(_of_region(region, content) if region else say.NONE.format(month=content.period.name_zh))
    yield Table("各盟市重点企业用工情况", _LEAGUES, [_league(row) for row in leagues], f"{content.stamp}。")
    yield from _shortages(content)
    yield Heading("招聘活动和报送情况")
    yield Paragraph(_events(content, region) + reported(content.tables["month_return"]))


def _of_region(row: MonthEnterprise, content: Content) -> str:
    month, before = content.period.name_zh, content.period.before().short_zh
    if not row["leagues_reporting"]:
        return say.NONE.format(month=month)
    whole = is_comparable(row)
    then = (row["vacancies_before"], row["hired_before"], row["solved_before"])
    now = (row["vacancies"], row["hired"], row["solved"])
    units, than = ("个", "人", "人"), (f"{before}末", before, before)
    changes = [f",{_change(*each)}" if whole else "" for each in zip(now, then, than, units, strict=True)]
    share = row["solved"] / row["hired"] if row["solved"] is not None and row["hired"] else None
    return (
        say.REGION.format(
            month=content.period.short_zh,
            leagues=_who(row),
            enterprises=figure(_decimal(row["enterprises"]), 0),
            employees=figure(row["employees"], 0),
            vacancies=figure(row["vacancies"], 0),
            vacancies_change=changes[0],
            hired=figure(row["hired"], 0),
            hired_change=changes[1],
            solved=figure(row["solved"], 0),
            solved_change=changes[2],
            solved_share="" if share is None else say.SHARE.format(rate=percent(share)),
            demand=figure(row["next_month_demand"], 0),
        )
        + say.LACKING.format(lacking=figure(_decimal(row["lacking"]), 0))
        + (
            say.LACKING_AGAIN.format(again=figure(_decimal(row["lacking_again"]), 0), before=before)
            if row["before_reporting"]
            else "。"
        )
        + ("" if whole or row["before_reporting"] is None else say.NOT_COMPARED.format(before=before))
    )


def is_comparable(row: MonthEnterprise) -> bool:
    """Whether every league is in both months: else the difference would be that of who reports."""
    return row["leagues_reporting"] == row["leagues_expected"] == row["before_reporting"]


def _who(row: MonthEnterprise) -> str:
    if row["leagues_reporting"] == row["leagues_expected"]:
        return say.ALL_LEAGUES.format(count=row["leagues_expected"])
    return say.SOME_LEAGUES.format(reporting=row["leagues_reporting"], expected=row["leagues_expected"])


def _change(now: Decimal | None, then: Decimal | None, than: str, unit: str) -> str:
    if now is None or not then or now == then:
        return say.LEVEL.format(than=than)
    words = say.UP if now > then else say.DOWN
    more = abs(now - then)
    return words.format(than=than, more=figure(more, 0), unit=unit, rate=percent(more / then))


def _league(row: MonthEnterprise) -> list[str]:
    enterprises = figure(_decimal(row["enterprises"]), 0)
    vacancies = figure(row["vacancies"], 0)
    others = (figure(value, 0) for value in (row["hired"], row["solved"], row["next_month_demand"]))
    more = difference(row["vacancies"], row["vacancies_before"]) if is_comparable(row) else NONE
    events = figure(_decimal(row["events"]), 0)
    if row["events_reporting"] < row["leagues_expected"] > 1:
        events += f"\n{row['events_reporting']}/{row['leagues_expected']}"
    name = row["league_name_zh"]
    if row["leagues_reporting"] < row["leagues_expected"] > 1:
        name += f"\n{row['leagues_reporting']}/{row['leagues_expected']}"
    return [name, enterprises, vacancies, more, *others, events]


def difference(now: Decimal | None, then: Decimal | None) -> str:
    """Such as +12; a dash where one of both is not there."""
    if now is None or then is None:
        return NONE
    return f"{now - then:+,.0f}" if now != then else "0"


def _shortages(content: Content) -> Iterator[Block]:
    """The industries and the enterprises that lack most."""
    rows = content.tables["month_industry"]
    if not rows:
        return
    yield Heading("缺工较多的行业和企业")
    whole = _sum(row["vacancies"] for row in rows)
    if whole and len(rows) > _NAMED:
        part = _sum(row["vacancies"] for row in rows[:_NAMED]) / whole
        yield Paragraph(say.MOST.format(count=_NAMED, rate=percent(part)))
    shown, folded = (rows, []) if len(rows) <= _LINES + 1 else (rows[:_LINES], rows[_LINES:])
    lines = [_industry(flat(row["industry"]), [row]) for row in shown]
    if folded:
        lines.append(_industry(say.OTHERS.format(count=len(folded)), folded))
    yield Table("各行业重点企业用工情况", _INDUSTRIES, lines)
    yield from _companies(content)


def _industry(name: str, rows: Sequence[MonthIndustry]) -> list[str]:
    before = [row["vacancies_before"] for row in rows]
    vacancies = _sum(row["vacancies"] for row in rows)
    return [
        name,
        f"{sum(row['enterprises'] for row in rows):,}",
        figure(vacancies, 0),
        NONE if None in before else difference(vacancies, _sum(before)),
        figure(_sum(row["solved"] for row in rows), 0),
        figure(_sum(row["next_month_demand"] for row in rows), 0),
    ]


def _companies(content: Content) -> Iterator[Block]:
    rows = content.tables["month_vacancy"][:_MOST]
    if not rows:
        return
    yield Table(
        say.COMPANIES.format(count=len(rows)),
        _COMPANIES,
        [
            [
                cut(flat(row["name_zh"]), _LONGEST),
                row["league_name_zh"],
                row["county_name_zh"] or NONE,
                figure(row["vacancies"], 0),
                NONE if row["vacancies_before"] is None else figure(row["vacancies_before"], 0),
            ]
            for row in rows
        ],
    )


def _events(content: Content, region: MonthEnterprise | None) -> str:
    rows = content.tables["month_event"]
    if not rows or region is None:
        return say.NO_EVENTS
    there, wanted = region["events_reporting"], region["leagues_expected"]
    return say.EVENTS.format(
        events=len(rows),
        leagues="" if there == wanted else say.EVENTS_OF.format(reporting=there, expected=wanted),
        enterprises=figure(_sum(row["enterprises"] for row in rows), 0),
        posts=figure(_sum(row["posts"] for row in rows), 0),
        intents=figure(_sum(row["intents"] for row in rows), 0),
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    """Of those that are there."""
    return sum((value for value in values if value is not None), Decimal(0))


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
