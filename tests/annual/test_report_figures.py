"""Every number in the report's tables is that of the summary tables, for the sample returns and for worse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

import pytest
import sqlalchemy as sa

from etl.publish.annual.content import Content, read
from etl.publish.annual.report.plain import prose
from etl.publish.annual.words import STANDINGS, figure, percent
from etl.summarise.tables import build
from schemas.region import REGION_CODE
from tests.annual.report_reading import Report, opened
from tests.annual.workbook_content import messy
from tests.conftest import Opener
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
    lines = report.tables["全区主要数据"]
    rows = region(content["annual_indicator"])
    assert len(lines) == len(rows) > 0
    for line, row in zip(lines, rows, strict=True):
        assert line[1:3] == [prose(row["name_zh"]), row["unit_zh"]]
        assert number(line[3]) == rounded(row["value"], row["decimals"])
        assert number(line[4]) == rounded(row["previous_year"], row["decimals"])
        leagues = f"{row['leagues_reporting']}/{row['leagues_expected']}"
        assert line[6] == leagues + ("暂定" if row["provisional"] else "")
        if row["leagues_reporting"] < row["leagues_expected"]:
            assert line[5] == "—"
        elif row["measure"] != "ratio" and row["previous_year"]:
            change = percent(row["value"] / row["previous_year"] - 1)
            assert line[5].lstrip("+") == change.replace("-0.0%", "0.0%")


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
        assert ("暂定" in marks) == (first["provisional"] and first["this_year"] is not None)


def test_the_sentences_of_the_targets(content: Content, report: Report) -> None:
    for row in region(content["annual_target"]):
        (sentence,) = (
            part
            for line in report.lines
            for part in line.split("。")
            if part.startswith(prose(f"{row['indicator_name_zh']}:方案提出"))
        )
        if row["actual"] is None:
            assert "缺" in sentence
        else:
            assert f"{figure(row['actual'], row['decimals'])}{row['unit_zh']}" in sentence
            assert f"{figure(row['goal'], row['decimals'])}{row['unit_zh']}" in sentence
            assert percent(row["share_reached"]) in sentence
        assert STANDINGS[row["standing"]] in sentence
        if row["missing"]:
            assert row["missing"] in sentence


def test_money(content: Content, report: Report) -> None:
    lines = report.tables["各项目推进状态和资金"]
    for line, row in zip(lines, content["annual_project"], strict=True):
        statuses = ("completed_leagues", "under_way_leagues", "not_started_leagues")
        assert line[2] == "/".join(str(row[name]) for name in statuses)
        assert [number(line[3]), number(line[4])] == [rounded(row["budget"], 2), rounded(row["spent"], 2)]
        assert line[5].split("\n")[0] == percent(row["execution"])


def test_reporting(content: Content, report: Report) -> None:
    names = ("expected", "on_time", "late", "missing", "not_due", "exempt", "versions", "errors", "warnings")
    lines = report.tables["各盟市报送情况\uff08份\uff09"]
    for line, row in zip(lines, content["annual_reporting"], strict=True):
        assert line[:-1] == [row["league_name_zh"], *(str(row[name]) for name in names)]
        assert number(line[-1]) == rounded(row["median_days_early"], 1)


_SERIES: Sequence[tuple[str, Callable[[Content], list[Any]]]] = (
    ("预算", lambda content: [row["budget"] for row in content["annual_project"]]),
    ("支出", lambda content: [row["spent"] for row in content["annual_project"]]),
    ("按时", lambda content: [row["on_time"] or None for row in content["annual_reporting"]]),
    ("2023年", lambda content: _of_leagues(content, "value")),
)


def _of_leagues(content: Content, column: str) -> list[Any]:
    own = {row["league_code"]: row[column] for row in content["annual_indicator"] if row["project_no"] == 0}
    return [own.get(row["league_code"]) for row in content["annual_reporting"]]


@pytest.mark.parametrize(("name", "values"), _SERIES, ids=[name for name, _ in _SERIES])
def test_charts(name: str, values: Callable[[Content], list[Any]], content: Content, report: Report) -> None:
    drawn = report.charts
    shown = next(series[name] for series in drawn if name in series)
    assert shown == [None if value is None else float(value) for value in values(content)]
