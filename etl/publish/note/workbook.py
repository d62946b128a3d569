"""The note's workbook: what the month's tables say, in the sheets of the annual one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from etl.publish.annual.content import Content
from etl.publish.annual.workbook.book import draw
from etl.publish.annual.workbook.cells import (
    NOTHING,
    Cell,
    Line,
    Sheet,
    amount,
    centred,
    day,
    number,
    share_of_leagues,
)
from etl.publish.annual.workbook.changes import changes
from etl.publish.annual.workbook.sources import sources
from etl.publish.annual.workbook.tables import table
from etl.publish.bulletin.workbook import returns
from etl.summarise.rows import MonthEnterprise

NAME = "重点企业用工情况附表"


def write(folder: Path, content: Content) -> list[Path]:
    """The workbook is in the folder; see `etl.publish.annual.workbook.book.draw`."""
    sheets = [
        _leagues(content),
        _industries(content),
        _companies(content),
        _events(content),
        returns(content, content.tables["month_return"]),
        *([changes(content)] if content.compared_with is not None else []),
        sources(content, content.tables["month_submission"]),
    ]
    return [draw(folder / content.file_name(NAME, ".xlsx"), content, sheets)]


def _leagues(content: Content) -> Sheet:
    return table(
        content,
        "分盟市",
        "“缺”:未报;橙底:缺盟市。全区为已报盟市之和。岗位空缺为月末数,新招、解决用工为本月数。",
        [
            ("盟市", 14), ("企业数", 10), ("现有员工", 12), ("岗位空缺", 11), ("上月末空缺", 11),
            ("有空缺企业", 11), ("连续两月有空缺", 11), ("新招人数", 11), ("上月新招", 11), ("解决用工", 11),
            ("上月解决", 11), ("下月需求", 11), ("招聘活动", 9), ("报送盟市", 9), ("缺报盟市", 22),
        ],
        [_league(row) for row in content.tables["month_enterprise"]],
        frozen=1,
    )  # fmt: skip


def _league(row: MonthEnterprise) -> Line:
    there, wanted = row["leagues_reporting"], row["leagues_expected"]
    look = "" if there == wanted else "incomplete"
    before = "" if row["before_reporting"] in (None, wanted) else "incomplete"
    return [
        centred(row["league_name_zh"]),
        _count(row["enterprises"], look),
        amount(row["employees"], 0, look),
        amount(row["vacancies"], 0, look),
        number(row["vacancies_before"], "#,##0", before),
        _count(row["lacking"], look),
        _count(row["lacking_again"], look),
        amount(row["hired"], 0, look),
        number(row["hired_before"], "#,##0", before),
        amount(row["solved"], 0, look),
        number(row["solved_before"], "#,##0", before),
        amount(row["next_month_demand"], 0, look),
        _count(row["events"], "" if row["events_reporting"] == wanted else "incomplete"),
        share_of_leagues(there, wanted),
        Cell(row["missing_leagues"]),
    ]


def _count(value: int | None, look: str) -> Cell:
    return amount(None if value is None else Decimal(value), 0, look)


def _industries(content: Content) -> Sheet:
    return table(
        content,
        "分行业",
        "全区已报盟市之和;行业按国民经济行业门类(GB/T 4754),盟市另写的照录。",
        [
            ("行业", 34), ("企业数", 12), ("现有员工", 14), ("岗位空缺", 13), ("上月末空缺", 13),
            ("新招人数", 13), ("解决用工", 13), ("下月需求", 13),
        ],
        [
            [
                Cell(row["industry"]),
                number(row["enterprises"], "#,##0"),
                amount(row["employees"], 0),
                amount(row["vacancies"], 0),
                number(row["vacancies_before"], "#,##0"),
                amount(row["hired"], 0),
                amount(row["solved"], 0),
                amount(row["next_month_demand"], 0),
            ]
            for row in content.tables["month_industry"]
        ],
        frozen=1,
    )  # fmt: skip


def _companies(content: Content) -> Sheet:
    return table(
        content,
        "空缺较多的企业",
        "月末岗位空缺最多的50户;企业名称和情况说明为盟市原文。",
        [
            ("序号", 6), ("统一社会信用代码", 22), ("企业名称", 34), ("盟市", 13), ("旗县", 14), ("行业", 24),
            ("现有员工", 10), ("月末空缺", 10), ("上月末空缺", 10), ("解决用工", 10), ("下月需求", 10),
            ("情况说明", 30),
        ],
        [
            [
                Cell(row["place"], "", "center"),
                centred(row["uscc"], "code"),
                Cell(row["name_zh"]),
                centred(row["league_name_zh"]),
                centred(row["county_name_zh"] or NOTHING),
                Cell(row["industry"]),
                amount(row["employees"], 0),
                amount(row["vacancies"], 0),
                number(row["vacancies_before"], "#,##0"),
                amount(row["solved"], 0),
                amount(row["next_month_demand"], 0),
                Cell(row["remark"]),
            ]
            for row in content.tables["month_vacancy"]
        ],
        nothing="无:月末没有岗位空缺,或各盟市没有报送。",
        frozen=3,
    )  # fmt: skip


def _events(content: Content) -> Sheet:
    return table(
        content,
        "专场招聘活动",
        f"共{len(content.tables['month_event'])}场;名称为盟市原文。",
        [
            ("序号", 6), ("日期", 12), ("盟市", 13), ("旗县", 16), ("活动名称", 46), ("参加企业", 11),
            ("提供岗位", 11), ("达成意向", 11),
        ],
        [
            [
                Cell(row["place"], "", "center"),
                day(row["held_on"]),
                centred(row["league_name_zh"]),
                centred(row["county_name_zh"] or NOTHING),
                Cell(row["title"]),
                amount(row["enterprises"], 0),
                amount(row["posts"], 0),
                amount(row["intents"], 0),
            ]
            for row in content.tables["month_event"]
        ],
        nothing="无:各盟市没有报来专场招聘活动。",
    )  # fmt: skip
