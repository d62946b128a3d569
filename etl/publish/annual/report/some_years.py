"""What the report says of counties and key enterprises, in the years that are asked for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from etl.publish.annual import counties, enterprises
from etl.publish.annual.content import Content
from etl.publish.annual.enterprises import added
from etl.publish.annual.report.plain import joined
from etl.publish.annual.report.spoken import people
from etl.publish.annual.words import MISSING, percent, period
from etl.summarise.rows import AnnualEnterprise
from schemas.periods import Period


def of_counties(content: Content) -> str:
    """How many counties there are figures of, and whose are missing; empty in other years."""
    of_leagues = counties.leagues(content)
    if not of_leagues:
        return ""
    last = {row["period"] for league in of_leagues for row in league.counties[0].by_indicator.values()}
    until = f"截至{period(last.pop() or '')}末," if len(last) == 1 and None not in last else ""
    number = sum(len(league.counties) for league in of_leagues)
    projects = joined(str(no) for no in sorted({row["project_no"] for row in counties.indicators(content)}))
    lacking = joined(league.any["league_name_zh"] for league in of_leagues if league.lacking)
    whole = f"{lacking}没有报全" if lacking else "全部报齐"
    return f"{until}{number}个旗县(市、区)第{projects}项的分旗县指标{whole}。"


def of_enterprises(content: Content) -> str:
    """The last month's level, what was done in all months, and whose months are missing."""
    months = enterprises.region(content)
    there = [row for row in months if row["leagues_reporting"]]
    if not there:
        return "各盟市均未报送重点企业用工情况。" if months else ""
    last = there[-1]
    hired, solved = (added([row[name] for row in there]) for name in ("hired", "solved"))
    share = f",占{percent(solved / hired)}" if solved is not None and hired else ""
    events = sum(row["events"] or 0 for row in there)
    lacking = ";".join(_lacking(months))
    return (
        f"{Period.parse(last['month']).short_zh}末,纳入调度的重点企业{_shown(last['enterprises'])}户、"
        f"员工{people(last['employees'])},岗位空缺{_shown(last['vacancies'])}个。"
        f"{_span(there)}共新招{people(hired)},其中人社部门帮助解决{people(solved)}{share};"
        f"举办专场招聘活动{events:,}场。" + (f"其中{lacking}。" if lacking else "")
    )


def _lacking(months: Sequence[AnnualEnterprise]) -> Iterator[str]:
    """Whom the figures lack, in one clause for months one after another that lack the same leagues."""
    for _, alike in groupby(months, lambda row: row["missing_leagues"]):
        rows = list(alike)
        if not rows[0]["leagues_reporting"]:
            yield f"{_span(rows)}各盟市均未报送"
        elif rows[0]["leagues_reporting"] < rows[0]["leagues_expected"]:
            yield f"{_span(rows)}不含{rows[0]['missing_leagues']}"


def _span(rows: Sequence[AnnualEnterprise]) -> str:
    first, last = (Period.parse(rows[place]["month"]) for place in (0, -1))
    return last.short_zh if first == last else f"{first.number}至{last.short_zh}"


def _shown(value: object) -> str:
    return MISSING if value is None else f"{value:,.0f}"
