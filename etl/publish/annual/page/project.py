"""A page for each project: its targets, figures, leagues, money, problems, and what is asked for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from etl.publish.annual import comparison, forecasts, voices
from etl.publish.annual.asked_for import asked_for
from etl.publish.annual.content import Content
from etl.publish.annual.money import of_project
from etl.publish.annual.page import figures, goals
from etl.publish.annual.page.render import page
from etl.publish.annual.page.render import write as write_text
from etl.publish.annual.report.plain import prose
from etl.publish.annual.report.target_sentence import missed
from etl.publish.annual.tally import missed_steps
from etl.summarise.rows import AnnualProject

_FOLDER = "项目"


def write(folder: Path, content: Content) -> list[Path]:
    """A page for each project of the year, in a folder of their own."""
    return [
        write_text(folder / _FOLDER / _file_name(content, row), _page(content, row))
        for row in content.tables["annual_project"]
    ]


def link(content: Content, row: AnnualProject) -> str:
    """Where the project's page is, from the page of the year; escaped for a link."""
    return quote(f"{_FOLDER}/{_file_name(content, row)}")


def _file_name(content: Content, row: AnnualProject) -> str:
    return f"项目{row['project_no']:02d}_{content.year}年度({content.edition.mark}).html"


def _page(content: Content, row: AnnualProject) -> str:
    number = row["project_no"]
    own = {
        table: [line for line in content[table] if line["project_no"] == number]
        for table in (
            "annual_account",
            "annual_forecast",
            "annual_indicator",
            "annual_suggestion",
            "annual_target",
        )
    }
    codes = {target["target_id"] for target in own["annual_target"]}
    shown: dict[str, Any] = {
        "project": row,
        "own": own,
        "region": goals.of_region(own["annual_target"]),
        "each_league": goals.of_each_league(own["annual_target"]),
        "lines": figures.lines(own["annual_indicator"]),
        "year_before": figures.with_year_before(own["annual_indicator"]),
        "leagues": {account["league_code"]: account["league_name_zh"] for account in own["annual_account"]},
        "completion": {
            account["league_code"]: comparison.completion(account) for account in own["annual_account"]
        },
        "unit": figures.first_of_projects(content).get(number),
        "money": of_project(row),
        "problems": voices.wordings(own["annual_suggestion"], "problem"),
        "suggestions": voices.wordings(own["annual_suggestion"], "suggestion"),
        "matters": [
            matter
            for matter in content.tables["suggestion_matter"]
            if str(number) in matter["project_nos"].split()
        ],
        "missed": [prose(missed(step)) for step in missed_steps(content) if step["project_no"] == number],
        "requests": [request for request in asked_for(content) if codes & set(request.targets)],
        "forecast_note": forecasts.NOTE,
    }
    title = f"项目{number} {row['name_zh']} {content.period.name_zh}"
    return page("project.html", "A4", content, title=title, **shown)
