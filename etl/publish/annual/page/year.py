"""The page of the year: everything that the summary tables say, for reading, sorting and printing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from etl.common.punctuation import chinese
from etl.publish.annual import comparison, counties, enterprises, forecasts, matters, tally, voices
from etl.publish.annual.asked_for import asked_for
from etl.publish.annual.content import Content
from etl.publish.annual.definitions import LIKE_WITH_LIKE, RATIO, definitions
from etl.publish.annual.money import money, of_region
from etl.publish.annual.page import (
    figures,
    goals,
    league,
    overview,
    places,
    project,
    projects,
    reporting,
    tiles,
)
from etl.publish.annual.page.one_page import in_short
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
    compared = comparison.compare(content)
    placed = tiles.tiles(compared)
    totals = overview.headline(content)
    return {
        "in_short": in_short(content),
        "asked_for": asked_for(content),
        "tally": tally.tally(content.tables["annual_target"]),
        "missed_words": chinese(tally.missed_words(content)),
        "compared": compared,
        "tiles": placed,
        "tile_rows": max((tile.row for tile in placed), default=0),
        "headline_name": totals[0].row["indicator_name_zh"] if totals else "",
        "headline_unit": totals[0].row["unit_zh"] if totals else "",
        "least_base": comparison.LEAST_BASE,
        "matters_summary": matters.summary(content.tables["suggestion_matter"]),
        "earlier_summary": matters.summary(content.tables["earlier_matter"]),
        "forecast_note": forecasts.NOTE,
        "project_link": {row.row["project_no"]: project.link(content, row.row) for row in shown},
        "deciding": tally.deciding(content.tables["annual_target"]),
        "definitions": definitions(content),
        "like_with_like": chinese(LIKE_WITH_LIKE),
        "ratio": chinese(RATIO),
        "headline": totals,
        "counts": overview.counts(content),
        "region": goals.of_region(content.tables["annual_target"]),
        "each_league": goals.of_each_league(content.tables["annual_target"]),
        "action": [goals.goal_of(row) for row in content.tables["action_target"]],
        "projects": shown,
        "project_names": {row.row["project_no"]: _numbered(row.row) for row in shown},
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


def _numbered(row: AnnualProject) -> str:
    return f"{row['project_no']} {row['name_zh']}"


def _headline_share(content: Content, code: str) -> places.Share | None:
    shares = places.shares(content, code)
    return next((share for share in shares if share.target["project_no"] == 0), None)
