"""The workbook of a year, 年度行动总结表: one sheet for each question, made from the content alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from etl.common.settings import ZONE
from etl.publish.annual.content import Content
from etl.publish.annual.workbook.action import action
from etl.publish.annual.workbook.cells import Sheet
from etl.publish.annual.workbook.changes import changes
from etl.publish.annual.workbook.comparison import comparison
from etl.publish.annual.workbook.counties import counties
from etl.publish.annual.workbook.differences import differences
from etl.publish.annual.workbook.drawing import Pen
from etl.publish.annual.workbook.enterprises import enterprises
from etl.publish.annual.workbook.figures import figures
from etl.publish.annual.workbook.findings import findings, waivers
from etl.publish.annual.workbook.goals import goals
from etl.publish.annual.workbook.money import money_by_league, money_by_project
from etl.publish.annual.workbook.notes import notes
from etl.publish.annual.workbook.outlook import forecasts, requests
from etl.publish.annual.workbook.overview import overview
from etl.publish.annual.workbook.reporting import reporting, returns
from etl.publish.annual.workbook.sources import sources
from etl.publish.annual.workbook.suggestions import matters, suggestions
from etl.publish.annual.workbook.tasks import tasks

_NAME = "行动总结表"


def write(folder: Path, content: Content) -> list[Path]:
    """The workbook is in the folder; nothing that a league wrote can become a formula or a link in it."""
    return [draw(folder / content.file_name(_NAME, ".xlsx"), content, sheets(content))]


def draw(path: Path, content: Content, sheets: Sequence[Sheet]) -> Path:
    """The sheets are a workbook at this path; no text in them can become a formula or a link."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        local = content.as_of.astimezone(ZONE)
        book.set_properties({"title": path.stem, "created": local.replace(tzinfo=None)})
        pen = Pen(book, f"{content.edition.mark}  {content.stamp}")
        for sheet in sheets:
            pen.draw(sheet)
    return path


def sheets(content: Content) -> list[Sheet]:
    """The sheets in their order; without an edition to compare with there is no comparison."""
    inner = [
        tasks(content),
        goals(content, content.tables["annual_target"]),
        action(content),
        forecasts(content),
        requests(content),
        comparison(content),
        figures(content),
        money_by_project(content),
        money_by_league(content),
        *([counties(content)] if "annual_county" in content.tables else []),
        *(enterprises(content) if "annual_enterprise" in content.tables else []),
        reporting(content),
        returns(content),
        matters(content),
        suggestions(content),
        differences(content),
        findings(content),
        waivers(content),
        *([changes(content)] if content.compared_with is not None else []),
        notes(content),
        sources(content, content.tables["annual_submission"]),
    ]
    return [overview(content, _NAME, [sheet.name for sheet in inner]), *inner]
