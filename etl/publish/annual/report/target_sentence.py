"""What is said of a target: what there is, what the plan asks for, how much is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.publish.annual.content import Content
from etl.publish.annual.report.plain import joined
from etl.publish.annual.report.spoken import amount, called, end, goal, lacking, moved, span, whole
from etl.publish.annual.words import BASE, percent
from etl.summarise.rows import PeriodTarget

_PACED = ("each_year", "cumulative")  # what is done over time; a level is asked for whole
_OF_LEAGUE = re.compile(r"(\D+)(\d{4}年(?!实绩).*)")  # 阿拉善盟2023年


def target_sentence(rows: Sequence[PeriodTarget], content: Content) -> str:
    """One sentence on a target of the region (one row) or of each league (a row each)."""
    first = rows[0]
    facts = _of_leagues(rows) if first["scope"] == "each_league" else "".join(_of_region(first, content))
    return f"{facts}。"


def missing(row: PeriodTarget) -> list[str]:
    """What a target lacks, a figure each: 2021年实绩, 阿拉善盟2023年."""
    return [part for part in (row["missing"] or "").split("、") if part]


def all_missing(parts: Sequence[str]) -> str:
    """What is missing in one phrase: 乌海市、阿拉善盟2023年数据和2021年实绩."""
    leagues: dict[str, list[str]] = {}
    for part in parts:
        if named := _OF_LEAGUE.fullmatch(part):
            leagues.setdefault(named[2], []).append(named[1])
    phrases = [f"{joined(names)}{when}数据" for when, names in leagues.items()]
    return "和".join([*phrases, *(part for part in parts if not _OF_LEAGUE.fullmatch(part))])


def short_by(row: PeriodTarget) -> str:
    """How far a target is from where it should be by now, such as 比时间进度少2个; nothing if it is not."""
    if row["actual"] is None or row["standing"] not in ("behind", "not_met"):
        return ""
    if row["basis"] in _PACED and row["standing"] == "behind" and row["line"] is not None:
        return f"比时间进度应达到的{amount(whole(row['line'], row), row)}少{_less(row, row['line'])}"
    return f"比目标{'' if row['up_to'] is None else '下限'}少{_less(row, row['goal'])}"


def _less(row: PeriodTarget, wanted: Decimal) -> str:
    return amount(whole(wanted, row) - (row["actual"] or 0), row)


def _of_region(row: PeriodTarget, content: Content) -> Iterator[str]:
    name, cumulative = called(row), row["basis"] == "cumulative"
    when = end(content) if row["basis"].startswith("stock") else span(content)
    now = row["this_year"] if cumulative else row["actual"]
    yield f"{when}{name}" + (amount(now, row) if now is not None else "尚无数据")
    yield lacking(row, content)
    yield _growth(row, content)
    if row["actual"] is None:
        yield from _unknown(row)
        return
    if cumulative:
        first = row["from_year"] if BASE not in missing(row) else row["from_year"] + 1
        if first < content.year:
            yield f",{first}年以来累计{amount(row['actual'], row)}"
        if row["opening_balance"] is not None:
            yield f"(其中{row['from_year']}年{amount(row['opening_balance'], row)})"
    yield f",{_measured(row)}"
    if short := short_by(row):
        yield f",{short}"
    yield from _unknown(row)


def _growth(row: PeriodTarget, content: Content) -> str:
    """How the indicator moved against the year before."""
    rows = content.tables.get("annual_indicator", ())
    own = (row["league_code"], row["indicator_code"])
    return next((moved(each) for each in rows if (each["league_code"], each["indicator_code"]) == own), "")


def _measured(row: PeriodTarget) -> str:
    """What is there held against the goal."""
    wanted, share = goal(row), percent(row["share_reached"])
    if row["basis"].startswith("stock"):
        if row["standing"] == "met":
            return f"达到{wanted}的目标"
        return f"{row['by_year']}年目标{wanted}" if row["basis"] == "stock_by" else f"目标{wanted}"
    of_what = "年度" if row["basis"] == "each_year" else f"{row['by_year']}年"
    on_line = ",达到时间进度" if row["standing"] == "on_track" else ""
    return f"完成{of_what}目标{wanted}的{share}{on_line}"


def _unknown(row: PeriodTarget) -> Iterator[str]:
    if row["standing"] == "unknown" and missing(row):
        yield f",因缺{all_missing(missing(row))},暂不能评价"


def _of_leagues(rows: Sequence[PeriodTarget]) -> str:
    first = rows[0]
    met = [row for row in rows if row["standing"] == "met"]
    if len(met) == len(rows):
        return f"{called(first)}各盟市均达到{goal(first)}"
    shown = [f"{row['league_name_zh']}{_there(row)}" for row in rows if row["standing"] != "met"]
    return f"{called(first)}按盟市要求{goal(first)},{len(rows)}个盟市中{len(met)}个达到,{joined(shown)}"


def _there(row: PeriodTarget) -> str:
    return "尚缺数据" if row["actual"] is None else amount(row["actual"], row)
