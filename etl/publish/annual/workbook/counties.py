"""分旗县情况: a line for each county below its league, the indicators beside each other."""

from __future__ import annotations

from collections.abc import Iterator

from etl.publish.annual.content import Content
from etl.publish.annual.counties import League, Line, indicators, leagues, with_year_before
from etl.publish.annual.definitions import LIKE_WITH_LIKE
from etl.publish.annual.words import period
from etl.publish.annual.workbook.cells import NOTHING, Cell, Sheet, amount, centred, digits, number
from etl.publish.annual.workbook.cells import Line as Cells
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import County


def counties(content: Content) -> Sheet:
    """The league's line adds up its counties that are there, and names what lacks one."""
    asked, before = indicators(content), with_year_before(content)
    columns = [("盟市", 13.0), ("旗县", 17.0), ("截至", 15.0)]
    for row in asked:
        columns.append((f"{row['name_zh']}({row['unit_zh']})", 14))
        if before:
            columns.append(("上年", 11))
    columns.append(("缺报", 22))
    lines = [line for league in leagues(content) for line in _league(league, asked, before)]
    return table(
        content,
        "分旗县情况",
        "“小计”为该盟市已报旗县之和,橙底:有旗县缺报;“缺”:没有报送。存量为“截至”一栏季度末的数,"
        f"流量为1月1日以来累计。{LIKE_WITH_LIKE}",
        columns,
        lines,
        frozen=2,
        paper="A3" if before else "A4",
    )


def _league(league: League, asked: list[County], before: bool) -> Iterator[Cells]:
    lacking = "、".join(
        f"{row['indicator_code']} {row['counties_reporting']}/{row['counties_expected']}"
        for row in league.lacking
    )
    names = {row["indicator_code"] for row in league.lacking}
    sums = [
        amount(
            league.sum(row["indicator_code"]),
            row["decimals"],
            "incomplete" if row["indicator_code"] in names else "label",
        )
        for row in asked
    ]
    yield [
        centred(league.any["league_name_zh"], "label"),
        centred(f"小计({len(league.counties)}个)", "label"),
        centred(NOTHING, "label"),
        *(cell for each in sums for cell in ([each, centred(NOTHING, "label")] if before else [each])),
        Cell(lacking or None, "incomplete" if lacking else "label"),
    ]
    for county in league.counties:
        yield _county(county, asked, before)


def _county(line: Line, asked: list[County], before: bool) -> Cells:
    shown = [line.by_indicator[row["indicator_code"]] for row in asked]
    last = max((row["period"] for row in shown if row["period"]), default=None)
    cells = [
        cell
        for row in shown
        for cell in (
            amount(row["value"], row["decimals"]),
            *([number(row["previous_year"], digits(row["decimals"]))] if before else []),
        )
    ]
    return [
        centred(line.any["league_name_zh"]),
        Cell(line.any["county_name_zh"]),
        centred(period(last) if last else NOTHING),
        *cells,
        Cell("、".join(row["indicator_code"] for row in line.missing) or None),
    ]
