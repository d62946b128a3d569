"""The page of a league: its year, its place, its returns and its own words; nothing that another wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from etl.common.punctuation import chinese
from etl.publish.annual import counties, matters
from etl.publish.annual.comparison import compare
from etl.publish.annual.content import Content
from etl.publish.annual.definitions import LIKE_WITH_LIKE
from etl.publish.annual.money import money
from etl.publish.annual.page import figures, goals, places, reporting
from etl.publish.annual.page.render import page
from etl.publish.annual.page.render import write as write_text
from etl.summarise.rows import Account

_FOLDER = "盟市"


def write(folder: Path, content: Content) -> list[Path]:
    """A page for each league that owes a return of the year, in a folder of their own."""
    return [
        write_text(folder / _FOLDER / _file_name(content, code, name), _page(content, code, name))
        for code, name in leagues(content).items()
    ]


def leagues(content: Content) -> dict[str, str]:
    """Codes and names of all leagues of the year, ordered by code."""
    rows = (*content.tables["annual_account"], *content.tables["annual_reporting"])
    return dict(sorted({row["league_code"]: row["league_name_zh"] for row in rows}.items()))


def link(content: Content, code: str, name: str) -> str:
    """Where the league's page is, from the page of the year; escaped for a link."""
    return quote(f"{_FOLDER}/{_file_name(content, code, name)}")


def _file_name(content: Content, code: str, name: str) -> str:
    return f"{code}_{name}_{content.year}年度({content.edition.mark}).html"


def _page(content: Content, code: str, name: str) -> str:
    own = {
        table: [row for row in content[table] if row["league_code"] == code]
        for table in (
            "annual_account",
            "annual_difference",
            "annual_finding",
            "annual_reporting",
            "annual_return",
            "annual_target",
            "annual_waiver",
        )
    }
    on_time, on_time_place = places.punctuality(content, code)
    shown: dict[str, Any] = {
        "league_code": code,
        "league": name,
        "own": own,
        "goals": [goals.goal_of(row) for row in own["annual_target"]],
        "shares": places.shares(content, code),
        "counted": code in places.leagues_in_sum(content),
        "on_time": on_time,
        "on_time_place": on_time_place,
        "reporting": own["annual_reporting"][0] if own["annual_reporting"] else None,
        "duties": reporting.duties(own["annual_return"]),
        "money": money(own["annual_account"]),
        "states": _states(own["annual_account"]),
        "unreported": figures.unreported(content, code),
        "first": figures.first_of_projects(content),
        "decimals": figures.decimals_of(content),
        "of_counties": [each for each in counties.leagues(content) if each.any["league_code"] == code],
        "county_indicators": counties.indicators(content),
        "with_county_before": counties.with_year_before(content),
        "compared": next((row for row in compare(content) if row.league_code == code), None),
        "own_matters": [
            *matters.of_league(content.tables["suggestion_matter"], code),
            *matters.of_league(content.tables["earlier_matter"], code),
        ],
        "like_with_like": chinese(LIKE_WITH_LIKE),
        "year_before": figures.with_year_before(content.tables["annual_indicator"]),
    }
    return page("league.html", "A4", content, title=f"{name}{content.title}情况", **shown)


def _states(accounts: list[Account]) -> dict[str, int]:
    """How many of the league's projects have which status; 缺: none reported."""
    names = [account["status"] or "缺" for account in accounts]
    return {name: names.count(name) for name in ("已完成", "推进中", "未启动", "缺")}
