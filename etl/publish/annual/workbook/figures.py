"""主要数据: a line for each indicator, the region and each league beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from etl.publish.annual.content import Content
from etl.publish.annual.definitions import LIKE_WITH_LIKE, RATIO
from etl.publish.annual.words import MISSING, number_of
from etl.publish.annual.workbook.cells import (
    NOTHING,
    Cell,
    Line,
    Sheet,
    amount,
    amount_or_why,
    centred,
    share_of_leagues,
)
from etl.publish.annual.workbook.tables import table
from etl.summarise.rows import AnnualIndicator
from schemas.region import REGION_CODE


def figures(content: Content) -> Sheet:
    """The region and each league beside it, on A3: with twelve leagues it is truly wide."""
    leagues = content.tables["annual_reporting"]
    codes = [league["league_code"] for league in leagues]
    lines: list[Line] = [
        _indicator_cells(list(rows), codes)
        for _, rows in groupby(content.tables["annual_indicator"], lambda row: row["indicator_code"])
    ]
    return table(
        content,
        "主要数据",
        "蓝色斜体:暂定数(以季报数代替年报数);橙底:缺盟市(上年的为上年缺),或为较早季度的数;“缺”:未报。"
        f"{LIKE_WITH_LIKE}{RATIO}",
        [
            ("项目", 6), ("指标编码", 10), ("指标名称", 37), ("计量单位", 8), ("全区", 13), ("上年全区", 13),
            ("报送盟市", 8), *((league["league_name_zh"], 11.5) for league in leagues), ("缺报盟市", 16),
        ],
        lines,
        frozen=3,
        paper="A3",
    )  # fmt: skip


def _indicator_cells(rows: Sequence[AnnualIndicator], leagues: Sequence[str]) -> list[Cell]:
    by_league = {row["league_code"]: row for row in rows}
    any_row, region = rows[0], by_league.get(REGION_CODE)
    if region is None:
        whole = [centred("不汇总"), centred(NOTHING), centred(NOTHING)]
    else:
        whole = [
            amount_or_why(region, region["value"], _flag(region, "incomplete")),
            _before(region),
            share_of_leagues(region["leagues_reporting"], region["leagues_expected"]),
        ]
    return [
        centred(number_of(any_row["project_no"])),
        centred(any_row["indicator_code"]),
        Cell(any_row["name_zh"]),
        centred(any_row["unit_zh"]),
        *whole,
        *(_league_cell(by_league.get(code)) for code in leagues),
        Cell(region["missing_leagues"] if region else None),
    ]


def _before(region: AnnualIndicator) -> Cell:
    value = region["previous_year"]
    if value is None:
        return centred(NOTHING)
    there, wanted = region["previous_leagues_reporting"], region["previous_leagues_expected"]
    lacks = there is not None and wanted is not None and there < wanted
    return amount(value, region["decimals"], "incomplete" if lacks else "")


def _league_cell(row: AnnualIndicator | None) -> Cell:
    if row is None:
        return centred(MISSING, "missing")
    return amount_or_why(row, row["value"], _flag(row, "stale"))


def _flag(row: AnnualIndicator, lacking: str) -> str:
    if row["leagues_reporting"] < row["leagues_expected"]:
        return "stale" if row["provisional"] else lacking
    return "provisional" if row["provisional"] else ""
