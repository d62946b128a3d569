"""The report 行动总结报告 and the page above it: official documents, made from the content alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from etl.publish.annual.content import Content
from etl.publish.annual.days import day
from etl.publish.annual.report import annex, by_league, chapters, one_page, some_years
from etl.publish.annual.report.charts import Chart
from etl.publish.annual.report.form import fill, form_of
from etl.publish.annual.report.spoken import span
from etl.publish.annual.report.table_notes import notes

NAME = "行动总结报告"


def write(folder: Path, content: Content, forms: Mapping[str, bytes] | None = None) -> list[Path]:
    """The report and the page above it are in the folder; `forms` stand in for those that count."""
    page = one_page.one_page(content)
    in_short: chapters.Facts = {
        "要点": {
            "总体": page.headline,
            "判定": page.standings,
            "达到": page.met,
            "滞后": page.behind,
            "缺少": page.missing,
            "决定": page.decisions,
            "限期": page.is_dated,
        }
    }
    tables = annex.tables(content)
    headline = by_league.rows(content)
    in_full: chapters.Facts = {
        "总体": chapters.overview(content),
        "任务": chapters.tasks(content),
        "做法": chapters.practice(content),
        "问题": chapters.troubles(content),
        "建议": chapters.advice(content),
        "打算": chapters.next_steps(content),
        "旗县": some_years.of_counties(content),
        "企业": some_years.of_enterprises(content),
        "总体指标": headline[0]["name_zh"] if headline else "",
        "表": tables,
        "附件": any(tables.values()),
        "表注": notes(content, tables),
    }
    chart = one_page.chart(page)
    in_short["图名"] = chart.caption if chart else ""
    charts = {"完成比例": chart} if chart else {}
    return [
        compose(folder, content, one_page.NAME, "one_page", in_short, charts, forms),
        compose(folder, content, NAME, "annual_report", in_full, forms=forms),
    ]


def compose(
    folder: Path,
    content: Content,
    name: str,
    form: str,
    facts: chapters.Facts,
    charts: Mapping[str, Chart] | None = None,
    forms: Mapping[str, bytes] | None = None,
) -> Path:
    """A document of this name is in the folder: the form with these facts and those of every document."""
    edition = content.edition
    approved = edition.approved_at
    of_all: chapters.Facts = {
        "年度": content.year,
        "期间": content.period.name_zh,
        "时段": span(content),
        "版本": edition.mark,
        "是草稿": edition.number is None,
        "审定人": edition.approved_by or "________",
        "日期": day(approved) if approved else "____年__月__日",
        "数据截至": content.stamp,
        "有图": bool(charts),
        "上一版": content.compared_with,
    }
    path = folder / content.file_name(name, ".docx")
    given = (forms or {}).get(form) or form_of(content, form)
    return fill(path, given, of_all | facts, charts or {}, content)
