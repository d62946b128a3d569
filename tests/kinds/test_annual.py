"""The year 2024 after its first quarter: tables, set and notes say what the samples say."""

from __future__ import annotations

import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE, settings
from etl.publish import steps
from etl.publish.annual.report.plain import prose
from etl.publish.drafts import draft_year
from etl.publish.quality import check
from etl.summarise.tables import build
from tests.conftest import Opener, Walked
from tests.publish.conftest import answered
from tests.reply.office import converted, needed
from tests.summarise.filing import moment
from tests.walk.driving import SAMPLES_2024, jibao, listed

APRIL = moment("2024-04-20")
MEASURES = ("vacancies", "hired", "next_month_demand", "solved")


@pytest.fixture(scope="module")
def year(open_warehouse: Opener, samples_2024_walked: Walked) -> Iterator[sa.Engine]:
    """Its tables and its set as of 20 April."""
    with open_warehouse(samples_2024_walked.database) as engine:
        draft_year(2024, APRIL)
        yield engine


def rows(engine: sa.Engine, query: str) -> list[Any]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(query))]


def cells(book: openpyxl.Workbook, sheet: str) -> list[list[Any]]:
    """The sheet's lines below title, note and header."""
    return [[cell.value for cell in row] for row in book[sheet].iter_rows(min_row=4)]


def by_month(league: str | None = None) -> dict[str, Counter[str]]:
    """What the samples say of each month, added up over a league's enterprises, or all."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for row in listed(SAMPLES_2024 / "expected" / "enterprises.csv"):
        if league in (None, row["league_code"]):
            sums[row["month"]].update({"enterprises": 1, **{name: int(row[name]) for name in MEASURES}})
    for row in listed(SAMPLES_2024 / "expected" / "activities.csv"):
        if league in (None, row["league_code"]):
            sums[row["month"]]["events"] += 1
    return sums


def test_counties(year: sa.Engine) -> None:
    said = {
        (row["county_code"], row["indicator_code"]): Decimal(row["year_to_date"] or row["figure"])
        for row in listed(SAMPLES_2024 / "expected" / "counties.csv")
    }
    told = rows(
        year, "SELECT county_code, indicator_code, value FROM summary.annual_county WHERE year = 2024"
    )
    assert {row[:2]: row[2] for row in told} == said
    assert len(told) == len(said) == 103 * 7
    counts = "SELECT bool_and(counties_reporting = counties_expected), count(previous_year)"
    assert rows(year, f"{counts} FROM summary.annual_county") == [(True, 0)]


@pytest.mark.parametrize(("league", "reporting"), [("150000", 12), ("150300", 1), ("152900", 1)])
def test_key_enterprises(year: sa.Engine, league: str, reporting: int) -> None:
    said = by_month(None if league == "150000" else league)
    columns = ("enterprises", *MEASURES, "events")
    listing = ", ".join(columns)
    told = rows(
        year,
        f"SELECT month, {listing}, leagues_reporting, leagues_expected FROM summary.annual_enterprise"  # noqa: S608
        f" WHERE league_code = '{league}' ORDER BY month",
    )
    assert told == [
        (month, *(said[month][name] for name in columns), reporting, reporting) for month in sorted(said)
    ]


def test_the_annual_set(year: sa.Engine) -> None:
    """Workbook, report and page have a chapter on either; that of a year before has none."""
    folder = settings().outbox / "annual" / "2024"
    book = openpyxl.load_workbook(folder / "2024年度行动总结表(草稿).xlsx")
    counties = cells(book, "分旗县情况")
    assert [line[:2] + line[3:] for line in counties if line[0] == "乌海市"] == [
        ["乌海市", "小计(3个)", 2, 66, 828, 2, 245, 3, 19, None],
        ["乌海市", "海勃湾区", 1, 23, 233, 1, 75, 1, 10, None],
        ["乌海市", "海南区", 0, 14, 463, 1, 97, 1, 4, None],
        ["乌海市", "乌达区", 1, 29, 132, 0, 73, 1, 5, None],
    ]
    assert len(counties) == 103 + 12
    said = by_month()
    months = [line for line in cells(book, "重点企业用工") if line[1]]
    assert [(line[1], line[3], line[4], line[5]) for line in months] == [
        tuple(said[month][name] for name in ("enterprises", "vacancies", "hired", "solved"))
        for month in sorted(said)
    ]
    of_league = [line for line in cells(book, "企业用工(分盟市)") if line[1] == "乌海市"]
    assert of_league == [
        ["岗位空缺", "乌海市", 470, 485, 446, "—"],
        ["解决用工", "乌海市", 71, 47, 66, 184],
    ]
    report = docx.Document(str(folder / "2024年度行动总结报告(草稿).docx"))
    text = "\n".join(paragraph.text for paragraph in report.paragraphs)
    assert prose("103个旗县(市、区)第13、16、27项的分旗县指标全部报齐。") in text
    assert prose("1至3月共新招1.70万人,其中人社部门帮助解决8,113人,占47.9%") in text
    page = (folder / "2024年度行动总结(草稿).html").read_text("utf-8")
    assert re.search(r'data-county="150302">\s*<th scope="row">海勃湾区</th>\s*<td [^>]*data-value="1"', page)
    assert 'id="table-vacancies-industries"' in page
    package = {path.stem for path in (folder / "数据包" / "data").glob("*.csv")}
    assert {"annual_county", "annual_enterprise", "annual_industry"} <= package


def test_the_year_before_has_no_such_chapter(year: sa.Engine, tmp_path: Path) -> None:
    assert jibao("summarise", "2023", "--as-of", "2024-04-20T00:00:00+08:00", "-o", tmp_path)[0] == 0
    book = openpyxl.load_workbook(tmp_path / "2023年度行动总结表(草稿).xlsx")
    assert not {"分旗县情况", "重点企业用工"} & set(book.sheetnames)
    assert not (tmp_path / "数据包" / "data" / "annual_county.csv").exists()


def test_the_note_on_a_month(year: sa.Engine) -> None:
    """It lies in the outbox as soon as the month's returns changed; the changes are against February."""
    folder = settings().outbox / "note" / "2024M03"
    said = by_month()
    march, february = said["2024M03"], said["2024M02"]
    note = docx.Document(str(folder / "2024年3月重点企业用工情况(草稿).docx"))
    text = "\n".join(paragraph.text for paragraph in note.paragraphs)
    fewer = february["vacancies"] - march["vacancies"]
    assert prose(f"岗位空缺{march['vacancies']:,}个,比2月末减少{fewer}个(下降0.8%);") in text
    assert prose(f"本月举办专场招聘活动{march['events']}场,") in text
    assert prose("应报的12个盟市全部按时报齐。") in text
    leagues = [[cell.text for cell in row.cells] for row in note.tables[0].rows]
    assert leagues[1][:4] == ["全区", "2,946", "19,397", "-149"]
    assert leagues[4][:4] == ["乌海市", "68", "446", "-39"]
    book = openpyxl.load_workbook(folder / "2024年3月重点企业用工情况附表(草稿).xlsx")
    companies = cells(book, "空缺较多的企业")
    of_march = [
        row for row in listed(SAMPLES_2024 / "expected" / "enterprises.csv") if row["month"] == "2024M03"
    ]
    most = sorted((int(row["vacancies"]) for row in of_march), reverse=True)[:50]
    assert [line[7] for line in companies] == most
    assert len(cells(book, "专场招聘活动")) == march["events"]


@needed
def test_a_note_is_two_pages(year: sa.Engine, tmp_path: Path) -> None:
    (note,) = (settings().outbox / "note" / "2024M03").glob("*.docx")
    (pdf,) = converted([note], "pdf", tmp_path)
    said = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True)
    assert re.search(r"^Pages: +2$", said.stdout, re.MULTILINE)


def test_a_note_is_written_anew_where_its_month_changed(year: sa.Engine) -> None:
    notes = settings().outbox / "note"
    assert sorted(path.name for path in notes.iterdir()) == ["2024M01", "2024M02", "2024M03"]
    (notes / "2024M01" / "2024年1月重点企业用工情况(草稿).docx").unlink()
    assert not [path for path in draft_year(2024, APRIL).paths if path.is_relative_to(notes)]
    with year.begin() as connection:
        connection.exec_driver_sql("DELETE FROM summary.month_event WHERE period = '2024M01'")
    made = [path for path in draft_year(2024, APRIL).paths if path.is_relative_to(notes)]
    assert {path.relative_to(notes).parts[0] for path in made} == {"2024M01"}


def test_a_note_by_command(year: sa.Engine, tmp_path: Path) -> None:
    assert jibao("summarise", "2024M02", "-o", tmp_path)[0] == 0
    assert (tmp_path / "2024年2月重点企业用工情况(草稿).docx").exists()
    assert jibao("summarise", "2023M12", "-o", tmp_path)[0] == 64


def test_the_warehouse_is_as_it_should_be(year: sa.Engine) -> None:
    """As of now, for that is what is judged: months without returns are over by then."""
    with year.begin() as connection:
        build(connection, 2024, datetime.now(ZONE))
    assert check(2024).failures == ()


def test_a_note_is_published_by_the_same_way(year: sa.Engine) -> None:
    """What a person is asked about a month says who reported; there are no targets in it."""
    question = steps.propose("2024M03")
    assert question["subject"].startswith(prose("请审批:2024年3月重点企业用工情况"))
    assert "**报送**:按时 12。" in question["body"]
    assert "**目标**" not in question["body"]
    assert answered(question) == settings().outbox / "note" / "2024M03" / "第1版"
