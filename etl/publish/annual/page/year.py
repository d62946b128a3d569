"""The page of the year: everything that the summary tables say, for reading, sorting and printing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from etl.common.punctuation import chinese
from etl.publish.annual import counties, enterprises
from etl.publish.annual.content import Content
from etl.publish.annual.definitions import LIKE_WITH_LIKE, RATIO, definitions
from etl.publish.annual.money import money, of_region
from etl.publish.annual.page import figures, goals, league, overview, places, projects, reporting, voices
from etl.publish.annual.page.render import page
from etl.publish.annual.page.render import write as write_text
from etl.summarise.rows import AnnualProject


def write(folder: Path, content: Content) -> list[Path]:
    """The page is in the folder; it links to the leagues' pages beside it and needs nothing else."""
    text = page("year.html", "A4 landscape", content, title=f"{content.title}总结", **_shown(content))
    return [write_text(folder / content.file_name("行动总结", ".html"), text)]


def _shown(content: Content) -> dict[str, Any]:
    shown = projects.projects(content)
    topics = voices.topics(content.tables["annual_suggestion"])
    accounts = content.tables["annual_account"]
    leagues = league.leagues(content)
    of_leagues = {code: money([row for row in accounts if row["league_code"] == code]) for code in leagues}
    return {
        "definitions": definitions(content),
        "like_with_like": chinese(LIKE_WITH_LIKE),
        "ratio": chinese(RATIO),
        "headline": overview.headline(content),
        "counts": overview.counts(content),
        "region": goals.of_region(content.tables["annual_target"]),
        "each_league": goals.of_each_league(content.tables["annual_target"]),
        "action": [goals.goal_of(row) for row in content.tables["action_target"]],
        "projects": shown,
        "project_names": {project.row["project_no"]: _numbered(project.row) for project in shown},
        "leagues": leagues,
        "money": of_leagues,
        "money_of_region": of_region(content),
        "lines": figures.lines(content.tables["annual_indicator"]),
        "year_before": figures.with_year_before(content.tables["annual_indicator"]),
        "decimals": figures.decimals_of(content),
        "duties": reporting.duties(content.tables["annual_return"]),
        "reporting": {row["league_code"]: row for row in content.tables["annual_reporting"]},
        "on_time_part": places.on_time_part,
        "findings": Counter(row["league_code"] for row in content.tables["annual_finding"]),
        "topics": topics,
        "topic_names": {topic.key: topic.title for topic in topics},
        "sources": reporting.sources(content.tables["annual_submission"]),
        "shares": {code: _headline_share(content, code) for code in leagues},
        "of_counties": counties.leagues(content),
        "county_indicators": counties.indicators(content),
        "with_county_before": counties.with_year_before(content),
        "months": enterprises.region(content),
        "employment": {
            measure: {
                "name": name,
                "盟市": enterprises.by_league(content, measure),
                "行业": enterprises.by_industry(content, measure),
            }
            for measure, name in enterprises.MEASURES.items()
        },
        "link_to": {code: league.link(content, code, name) for code, name in leagues.items()},
    }


def _numbered(project: AnnualProject) -> str:
    return f"{project['project_no']} {project['name_zh']}"


def _headline_share(content: Content, code: str) -> places.Share | None:
    shares = places.shares(content, code)
    return next((share for share in shares if share.target["project_no"] == 0), None)
