"""The note 重点企业用工情况: two pages on a month, as an official document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from etl.publish.annual import report
from etl.publish.annual.content import Content
from etl.publish.annual.report.chapters import Facts
from etl.publish.annual.report.plain import Verbatim
from etl.publish.annual.report.spoken import LEAST_BASE, grown, people
from etl.publish.annual.words import NONE, figure, percent
from etl.publish.bulletin.report import reported
from etl.summarise.rows import MonthEnterprise, MonthIndustry
from schemas.region import REGION_CODE

NAME = "重点企业用工情况"
Row = Mapping[str, object]
# Industries with a line of their own, or named; enterprises that are listed.
_LINES, _NAMED, _MOST = 6, 3, 4


def write(folder: Path, content: Content) -> list[Path]:
    """The note is in the folder, as one file."""
    leagues = content.tables["month_enterprise"]
    region = next((row for row in leagues if row["league_code"] == REGION_CODE), None)
    none = f"各盟市均未报送{content.period.name_zh}的重点企业用工情况。"
    industries = content.tables["month_industry"]
    companies = content.tables["month_vacancy"][:_MOST]
    there = region is not None and region["leagues_reporting"]
    facts: Facts = {
        "总体": "".join(_of_region(region, content)) if region and there else none,
        "缺工": _most(industries),
        "活动": _events(content, region),
        "报送": reported(content.tables["month_return"]),
        "表": {
            "盟市": [_league(row) for row in leagues] if there else [],
            "行业": _industries(industries),
            "企业": [
                {
                    "企业": Verbatim(row["name_zh"]),
                    "盟市": row["league_name_zh"],
                    "旗县": row["county_name_zh"] or NONE,
                    "空缺": figure(row["vacancies"], 0),
                    "上月": NONE if row["vacancies_before"] is None else figure(row["vacancies_before"], 0),
                }
                for row in companies
            ],
        },
    }
    return [report.compose(folder, content, NAME, "month_note", facts)]


def _of_region(row: MonthEnterprise, content: Content) -> Iterator[str]:
    month, before = content.period.short_zh, content.period.before().short_zh
    whole = is_comparable(row)

    def compared(now: Decimal | None, then: Decimal | None, unit: str, than: str) -> str:
        amount = people(now) if unit == "人" else f"{figure(now, 0)}{unit}"
        return amount + (_change(now, then, than, unit) if whole else "")

    yield (
        f"{month}末,{_who(row)}的{figure(_decimal(row['enterprises']), 0)}户重点企业现有员工"
        f"{people(row['employees'])},岗位空缺"
        f"{compared(row['vacancies'], row['vacancies_before'], '个', f'{before}末')};"
    )
    share = row["solved"] / row["hired"] if row["solved"] is not None and row["hired"] else None
    yield (
        f"本月新招{compared(row['hired'], row['hired_before'], '人', before)},其中人社部门帮助解决"
        f"{compared(row['solved'], row['solved_before'], '人', before)}"
        + (f",占{percent(share)}" if share is not None else "")
        + f";预计下月用工需求{people(row['next_month_demand'])}。"
    )
    again = f",其中{figure(_decimal(row['lacking_again']), 0)}户{before}末也有空缺"
    yield f"有空缺的企业{figure(_decimal(row['lacking']), 0)}户{again if row['before_reporting'] else ''}。"
    if not whole and row["before_reporting"] is not None:
        yield f"两个月的报送盟市不同,不与{before}比较。"


def is_comparable(row: MonthEnterprise) -> bool:
    """Whether every league is in both months: else the difference would be that of who reports."""
    return row["leagues_reporting"] == row["leagues_expected"] == row["before_reporting"]


def _who(row: MonthEnterprise) -> str:
    if row["leagues_reporting"] == row["leagues_expected"]:
        return f"{row['leagues_expected']}个盟市"
    return f"已报送的{row['leagues_reporting']}个盟市(应报{row['leagues_expected']}个)"


def _change(now: Decimal | None, then: Decimal | None, than: str, unit: str) -> str:
    """A percentage only of 20 and more: of less the figure before."""
    if now is None or then is None:
        return ""
    if now == then:
        return f",与{than}持平"
    more = f"{'增加' if now > then else '减少'}{figure(abs(now - then), 0)}{unit}"
    return f",比{than}{more}" + (f"({grown((now - then) / then)})" if then >= LEAST_BASE else "")


def _league(row: MonthEnterprise) -> Row:
    wanted = row["leagues_expected"]

    def of(reporting: int) -> str:
        return f"\n{reporting}/{wanted}" if reporting < wanted > 1 else ""

    comparable = is_comparable(row)
    return {
        "盟市": row["league_name_zh"] + of(row["leagues_reporting"]),
        "企业": figure(_decimal(row["enterprises"]), 0),
        "空缺": figure(row["vacancies"], 0),
        "比上月": difference(row["vacancies"], row["vacancies_before"]) if comparable else NONE,
        "新招": figure(row["hired"], 0),
        "解决": figure(row["solved"], 0),
        "需求": figure(row["next_month_demand"], 0),
        "活动": figure(_decimal(row["events"]), 0) + of(row["events_reporting"]),
    }


def difference(now: Decimal | None, then: Decimal | None) -> str:
    """Such as +12; a dash where one of both is not there."""
    if now is None or then is None:
        return NONE
    return f"{now - then:+,.0f}" if now != then else "0"


def _most(rows: Sequence[MonthIndustry]) -> str:
    """The industries that lack most, and their part of all vacancies."""
    whole = _sum(row["vacancies"] for row in rows)
    if not whole or len(rows) <= _NAMED:
        return ""
    part = _sum(row["vacancies"] for row in rows[:_NAMED]) / whole
    return f"空缺最多的{_NAMED}个行业合计占全部空缺的{percent(part)}。"


def _industries(rows: Sequence[MonthIndustry]) -> list[Row]:
    """A line an industry; the smallest of many are one."""
    shown, folded = (rows, []) if len(rows) <= _LINES + 1 else (rows[:_LINES], rows[_LINES:])
    lines = [_industry(Verbatim(row["industry"]), [row]) for row in shown]
    return [*lines, *([_industry(f"其他{len(folded)}个行业", folded)] if folded else [])]


def _industry(name: str, rows: Sequence[MonthIndustry]) -> Row:
    before = [row["vacancies_before"] for row in rows]
    vacancies = _sum(row["vacancies"] for row in rows)
    return {
        "行业": name,
        "企业": f"{sum(row['enterprises'] for row in rows):,}",
        "空缺": figure(vacancies, 0),
        "比上月": NONE if None in before else difference(vacancies, _sum(before)),
        "解决": figure(_sum(row["solved"] for row in rows), 0),
        "需求": figure(_sum(row["next_month_demand"] for row in rows), 0),
    }


def _events(content: Content, region: MonthEnterprise | None) -> str:
    rows = content.tables["month_event"]
    if not rows or region is None:
        return "本月没有报来专场招聘活动。"
    there, wanted = region["events_reporting"], region["leagues_expected"]
    of_leagues = "" if there == wanted else f"({there}/{wanted}个盟市报送)"
    enterprises, posts, intents = (
        figure(_sum(row[name] for row in rows), 0) for name in ("enterprises", "posts", "intents")
    )
    return (
        f"本月举办专场招聘活动{len(rows)}场{of_leagues},参加企业{enterprises}家次,提供岗位{posts}个,"
        f"达成意向{intents}人。"
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    """Of those that are there."""
    return sum((value for value in values if value is not None), Decimal(0))


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
