"""说明: what the year's figures lack, how the plan's words were read, and what the words here mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from etl.common.punctuation import chinese
from etl.publish.annual.content import Content
from etl.publish.annual.definitions import FIGURES, STANDINGS, TARGETS, of_some_years, reporting
from etl.publish.annual.readings import reading
from etl.publish.annual.standing import by_target
from etl.publish.annual.words import BASE, TIMELINESS, number_of, period
from etl.publish.annual.workbook.cells import Cell, Line, Sheet
from etl.publish.annual.workbook.tables import table
from schemas.region import REGION_CODE

Note = tuple[str, str]  # what it is about, and what is to be known


def notes(content: Content) -> Sheet:
    """Chapters of notes: a chapter with nothing to say says so."""
    chapters: list[tuple[str, Sequence[Note]]] = [
        ("没有报齐", list(_not_complete(content))),
        ("缺盟市的指标", list(_lacking(content))),
        (BASE, list(_openings(content))),
        ("暂定数", list(_provisional(content, reporting=True))),
        ("较早季度的数", list(_provisional(content, reporting=False))),
        ("豁免等", list(_elsewhere(content))),
        ("方案的读法", list(_readings(content))),
        ("指标口径", FIGURES),
        *([("旗县、企业口径", of_some_years(content))] if of_some_years(content) else []),
        ("目标口径", TARGETS),
        ("判定口径", STANDINGS),
        ("报送口径", reporting(content.year)),
    ]
    lines: list[Line] = []
    for chapter, points in chapters:
        points = points or [("无", "")]
        for place, (about, words) in enumerate(points):
            head = Cell(chapter, "label", "center", rows=len(points)) if place == 0 else None
            lines.append([head, Cell(about), Cell(chinese(words))])
    return table(
        content,
        "说明",
        "各表共用的口径,以及本年度数据的不足。",
        [("类别", 11), ("事项", 26), ("说明", 62)],
        lines,
        filtered=False,
        landscape=False,
    )


def _not_complete(content: Content) -> Iterator[Note]:
    for row in content.tables["annual_return"]:
        if row["timeliness"] in ("missing", "not_due"):
            words = f"{TIMELINESS[row['timeliness']]},尚缺:{row['outstanding'] or '全部'}。"
            yield f"{row['league_name_zh']}{period(row['period'])}", words


def _lacking(content: Content) -> Iterator[Note]:
    lacking = [row for row in content.tables["annual_indicator"] if row["missing_leagues"]]
    of_region = [row for row in lacking if row["league_code"] == REGION_CODE]
    by_leagues = sorted(of_region, key=lambda row: str(row["missing_leagues"]))
    for leagues, rows in groupby(by_leagues, lambda row: row["missing_leagues"]):
        codes = [row["indicator_code"] for row in rows]
        yield str(leagues), f"{len(codes)}项指标的全区数不含或不全含:{'、'.join(codes)}。"


def _openings(content: Content) -> Iterator[Note]:
    for row in content.tables["annual_target"]:
        if BASE in (row["missing"] or "").split("、"):
            about = f"{number_of(row['project_no'])} {row['indicator_name_zh']}"
            yield about, f"未提供{BASE},累计完成数不含该数,因此偏低。"


def _provisional(content: Content, reporting: bool) -> Iterator[Note]:
    """Leagues whose figures are of quarters: of the last one, or (not `reporting`) of earlier ones."""
    counts = Counter(
        row["league_name_zh"]
        for row in content.tables["annual_indicator"]
        if row["league_code"] != REGION_CODE
        and row["provisional"]
        and bool(row["leagues_reporting"]) == reporting
    )
    instead = "以最近一个季度的数代替年报数" if reporting else "只有更早季度的数,已计入合计,但列为缺报"
    for league, count in counts.items():
        yield league, f"{count}项指标{instead}。"


def _elsewhere(content: Content) -> Iterator[Note]:
    unexplained = sum(not row["explanation"] for row in content.tables["annual_difference"])
    differences = f"{len(content.tables['annual_difference'])}处,其中{unexplained}处没有说明。"
    yield (
        "豁免",
        f"本年度各表依据的报表(含以前年度)中有{len(content.tables['annual_waiver'])}项豁免,见《豁免》。",
    )
    yield "季年差异", f"{differences}见《季年差异》。"
    yield "未结问题", f"{len(content.tables['annual_finding'])}项,见《未结问题》。"


def _readings(content: Content) -> Iterator[Note]:
    for target, *_ in by_target(content.tables["annual_target"]):
        about = f"{number_of(target['project_no'])} {target['indicator_name_zh']}"
        yield about, f"方案原文:{target['wording_zh']}。读法:{reading(target)}"
