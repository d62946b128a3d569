"""Every number in the report's tables is that of the summary tables, for the sample returns and for worse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from etl.publish.annual.content import Content, read
from etl.publish.annual.report import write
from etl.publish.annual.report.plain import prose
from etl.publish.annual.report.spoken import called
from etl.publish.annual.standing import worst
from etl.publish.annual.words import PACE, STANDINGS, figure, percent
from etl.summarise.tables import build
from schemas.region import REGION_CODE
from tests.annual.report_reading import Report, opened, page_opened
from tests.annual.workbook_content import messy
from tests.conftest import Opener
from tests.reply.office import converted, needed, pages
from tests.summarise.filing import moment, withdraw

Row = Mapping[str, Any]
LATER = moment("2024-06-01")


def _lacking(engine: sa.Engine) -> Content:
    """The sample returns, without the annual return and the fourth quarter of one league."""
    with engine.begin() as connection:
        for period in ("2023", "2023Q4"):
            withdraw(connection, "152900", period, "data", moment("2024-05-01"))
        build(connection, 2023, LATER)
        return read(connection, 2023, LATER)


@pytest.fixture(scope="module", params=["sample returns", "made up"])
def content(request: pytest.FixtureRequest, open_warehouse: Opener, filled_database: str) -> Content:
    if request.param == "made up":
        return messy()
    with open_warehouse(filled_database) as engine:
        return _lacking(engine)


@pytest.fixture(scope="module")
def report(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return opened(tmp_path_factory.mktemp("report"), content)


def number(shown: str) -> Decimal | None:
    """The number that a cell begins with; None for 缺 and a dash."""
    first = shown.split("\n")[0]
    return None if first in ("缺", "—") else Decimal(first.replace(",", ""))


def rounded(value: Decimal | None, decimals: int) -> Decimal | None:
    return None if value is None else number(figure(value, decimals))


def region(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["league_code"] == REGION_CODE]


def test_indicators(content: Content, report: Report) -> None:
    lines = report.lines_of("全区主要数据")
    rows = region(content["annual_indicator"])
    assert len(lines) == len(rows) > 0
    for line, row in zip(lines, rows, strict=True):
        assert [line["指标"], line["单位"]] == [prose(row["name_zh"]), row["unit_zh"]]
        assert number(line["本年"]) == rounded(row["value"], row["decimals"])
        assert number(line.get("上年", "—")) == rounded(row["previous_year"], row["decimals"])
        leagues = f"{row['leagues_reporting']}/{row['leagues_expected']}"
        assert line["报送盟市"] == leagues + ("暂定" if row["provisional"] else "")
        if row["leagues_reporting"] < row["leagues_expected"]:
            assert line.get("比上年", "—") == "—"
        elif row["measure"] != "ratio" and row["previous_year"] is not None:
            more = row["value"] - row["previous_year"]
            if row["previous_year"] < 20:
                assert number(line["比上年"]) == rounded(more, row["decimals"])
            else:
                change = percent(more / row["previous_year"])
                assert line["比上年"].lstrip("+") == change.replace("-0.0%", "0.0%")


def _by_target(rows: Sequence[Row]) -> Iterator[list[Row]]:
    return (list(group) for _, group in groupby(rows, lambda row: row["target_id"]))


def test_targets(content: Content, report: Report) -> None:
    lines = report.tables["量化目标完成情况"]
    groups = list(_by_target(content["annual_target"]))
    assert len(lines) == len(groups) > 0
    for line, rows in zip(lines, groups, strict=True):
        first = rows[0]
        assert line[1] == prose(first["indicator_name_zh"])
        assert line[2].startswith(figure(first["goal"], first["decimals"]))
        if first["scope"] == "each_league":
            met = sum(row["standing"] == "met" for row in rows)
            assert line[3:6] == [f"{met}/{len(rows)}", "—", percent(Decimal(met) / len(rows))]
            continue
        assert number(line[3]) == rounded(first["this_year"], first["decimals"])
        assert number(line[4]) == (
            rounded(first["actual"], first["decimals"]) if first["basis"] == "cumulative" else None
        )
        assert line[5:] == [percent(first["share_reached"]), STANDINGS[first["standing"]]]
        marks = line[3].split("\n")[1:]
        lacks = first["leagues_reporting"] < first["leagues_expected"]
        leagues = f"{first['leagues_reporting']}/{first['leagues_expected']}" if lacks else ""
        wanted = leagues + ("暂定" if first["provisional"] else "")
        assert marks == ([wanted] if wanted and first["this_year"] is not None else [])


def said(value: Decimal, row: Row) -> str:
    """People from 10,000 on are told in 万, to a hundredth."""
    if row["unit_zh"] == "人" and value >= 10_000:
        return f"{(value / 10_000).quantize(Decimal('0.01'), 'ROUND_HALF_UP')}万人"
    return f"{figure(value, row['decimals'])}{row['unit_zh']}"


def test_the_sentences_of_the_targets(content: Content, report: Report) -> None:
    """Each target has a sentence that has its figure of the year, all that counts, its goal and its share."""
    for row in region(content["annual_target"]):
        name = prose(called(row))
        (sentence,) = (
            part
            for part in report.prose.replace("\n", "。").split("。")
            if part.startswith("2023年") and f"{name}" in part and ("目标" in part or "尚无" in part)
        )
        if row["actual"] is None:
            assert f"{name}尚无数据" in sentence
            continue
        for value in (row["this_year"], row["actual"]):
            assert said(value, row) in sentence
        assert figure(row["goal"], 0) in sentence or f"{row['goal'] / 10_000:f}万人" in sentence
        if not row["basis"].startswith("stock"):
            assert percent(row["share_reached"]) in sentence
        if row["standing"] == "unknown":
            for part in filter(None, (row["missing"] or "").split("、")):
                assert part.removesuffix("2023年") in sentence
        assert [word for word in STANDINGS.values() if word in sentence] == [STANDINGS[row["standing"]]]
        assert ("少" in sentence) == (row["standing"] in ("behind", "not_met"))


def test_projects_stand_in_the_group_of_their_standing(content: Content, report: Report) -> None:
    for row in content["annual_project"]:
        lead = prose(f"第{row['project_no']}项{row['name_zh']}")
        before, _, _ = report.prose.partition(f"\n{lead}")
        assert [name for name in report.groups if name in before][-1].endswith(
            f"{STANDINGS[row['standing']]}的项目"
        )


def test_the_page_says_what_the_report_says(content: Content, report: Report, tmp_path: Path) -> None:
    page = page_opened(tmp_path, content)
    headline = next(line for line in report.lines if line.startswith("2023年"))
    assert page.lines[2].startswith(headline)
    for row in content["annual_project"]:
        lead = prose(f"第{row['project_no']}项{row['name_zh']}")
        behind = row["standing"] in ("behind", "not_met")
        missed = any(step["project_no"] == row["project_no"] for step in _missed(content))
        assert any(line.startswith(lead) for line in page.lines) == (behind or missed)


def _missed(content: Content) -> list[Row]:
    rows = content["action_target"]
    return [row for row in rows if row["last_year"] < content.year and row["standing"] == "not_met"]


def test_the_chart_shows_what_is_not_reached_and_how_far_it_should_be(
    content: Content, tmp_path: Path
) -> None:
    (series,) = page_opened(tmp_path, content).charts
    paced = series.pop(PACE)
    bars = {}
    for rows in _by_target(content["annual_target"]):
        first, met = rows[0], sum(row["standing"] == "met" for row in rows)
        each, one = (Decimal(met) / len(rows), Decimal(1)), first["line"] is None
        whole = (first["share_reached"], Decimal(1) if one else first["line"] / first["goal"])
        share, line = each if first["scope"] == "each_league" else whole
        if share is not None and (worst(rows) not in ("met", "unknown") or not first["project_no"]):
            bars[first["target_id"]] = (worst(rows), *(float(percent(part)[:-1]) for part in (share, line)))
    shown = [
        (code, values[place], paced[place])
        for place in range(len(paced))
        for code, word in STANDINGS.items()
        if (values := series.get(word)) and values[place] is not None
    ]
    assert len(shown) >= min(6, len(bars))  # with little room those furthest behind
    assert set(shown) <= set(bars.values())


@needed
def test_its_pages(content: Content, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Eight to ten pages of prose of a whole year, none half empty; one above it; no signature alone."""
    page, printed = converted(write(tmp_path, content), "pdf", tmp_path)
    assert len(pages(page)) == 1
    told = pages(printed)
    annex = next(number for number, text in enumerate(told) if text.startswith("附件\n"))
    if "sample returns" in request.node.name:  # a small year has fewer pages
        assert 8 <= annex <= 10
        # A full page has 22 lines; the last one ends with who signs.
        assert all(text.count("\n") > 10 for text in told[: annex - 1])
    signed = told[annex - 1].split("审定人")[0]
    assert len("".join(signed.split())) > 20


def test_money(content: Content, report: Report) -> None:
    *lines, total = report.lines_of("各项目推进状态和资金")
    for line, row in zip(lines, content["annual_project"], strict=True):
        state, budget, spent = map(prose, ("已完成/推进中/未启动(盟市数)", "预算(万元)", "支出(万元)"))
        statuses = ("completed_leagues", "under_way_leagues", "not_started_leagues")
        if state in line:
            assert line[state] == "/".join(str(row[name]) for name in statuses)
        else:  # all are alike, and the note below says so
            told = f"各项目均为{row['under_way_leagues']}个盟市推进中"
            assert any(told in text for text in report.lines)
        assert [number(line[name]) for name in (budget, spent)] == [
            rounded(row["budget"], 2),
            rounded(row["spent"], 2),
        ]
        assert line["执行率"].split("\n")[0] == percent(row["execution"])
    sums = [sum(row[name] or 0 for row in content["annual_project"]) for name in ("budget", "spent")]
    assert total["项目名称"] == "合计"
    assert [number(total[name]) for name in (budget, spent)] == [rounded(each, 2) for each in sums]
    assert f"执行率{total['执行率']}" in report.prose


def test_reporting(content: Content, report: Report) -> None:
    names = ("expected", "on_time", "late", "missing", "not_due")
    *lines, total = report.tables["各盟市报表报送情况\uff08份\uff09"]
    for line, row in zip(lines, content["annual_reporting"], strict=True):
        assert line[:-1] == [row["league_name_zh"], *(str(row[name]) for name in names)]
        due = row["on_time"] + row["late"] + row["missing"]
        assert line[-1] == percent(Decimal(row["on_time"]) / due if due else None)
    counts = {name: sum(row[name] for row in content["annual_reporting"]) for name in names}
    due = counts["on_time"] + counts["late"] + counts["missing"]
    share = percent(Decimal(counts["on_time"]) / due)
    assert total == ["合计", *(str(counts[name]) for name in names), share]
