"""What is said of a target: what there is, what the plan asks for, how much is missing, how it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from etl.publish.annual.content import Content
from etl.publish.annual.forecasts import estimate
from etl.publish.annual.report.plain import joined
from etl.publish.annual.report.spoken import amount, called, end, goal, lacking, moved, planned, span
from etl.publish.annual.standing import counted_from, enough, worst
from etl.publish.annual.words import PACE, STANDINGS, percent
from etl.summarise.rows import PeriodTarget, Target

_PACED = ("each_year", "cumulative")  # what is done over time; a level is asked for whole
_OF_LEAGUE = re.compile(r"(\D+)(\d{4}年(?!实绩).*)")  # 阿拉善盟2023年


def target_sentence(rows: Sequence[PeriodTarget], content: Content) -> str:
    """One sentence on a target, of the region (one row) or of each league; how it stands is said last."""
    first = rows[0]
    facts = _of_leagues(rows) if first["scope"] == "each_league" else "".join(_of_region(first, content))
    return f"{facts}。"


def missing(row: Target) -> list[str]:
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


def why(row: PeriodTarget, content: Content) -> str:
    """How far a target is behind, complete by itself: 比序时进度(10个)少2个; nothing if it is not."""
    short = _short(row)
    asked = f"{_asked(row)}," if short and row["basis"] not in _PACED else ""
    return f"{asked}{short}{_likely(row, content) if short else ''}"


def missed(row: Target) -> str:
    """That a step which fell due in a year before was not reached: 2022年底目标1—2个,到期时为0个,未达标."""
    there = "尚无数据" if row["actual"] is None else f"到期时为{amount(row['actual'], row)}"
    return f"{_asked(row)},{there},{STANDINGS[row['standing']]}"


def _short(row: PeriodTarget) -> str:
    if row["actual"] is None or row["standing"] not in ("behind", "not_met"):
        return ""
    if row["basis"] in _PACED and row["standing"] == "behind" and row["line"] is not None:
        return f"比{PACE}({amount(row['line'], row)})少{amount(row['line'] - row['actual'], row)}"
    least = enough(row)
    bound = f"下限({planned(least, row)})" if row["up_to"] is not None or least < row["goal"] else "目标"
    return f"比{bound}少{amount(least - row['actual'], row)}"


def _likely(row: PeriodTarget, content: Content) -> str:
    """What the estimate says of a target that is behind, or would be."""
    rows = content.tables.get("annual_forecast", ())
    for each in rows:
        if each["target_id"] == row["target_id"] and row["scope"] == "region":
            return estimate(each, row["standing"], lambda value: amount(value, row))
    return ""


def _of_region(row: PeriodTarget, content: Content) -> Iterator[str]:
    name, cumulative = called(row), row["basis"] == "cumulative"
    when = end(content) if row["basis"].startswith("stock") else span(content)
    now = row["this_year"] if cumulative else row["actual"]
    yield f"{when}{name}" + (amount(now, row) if now is not None else "尚无数据")
    # Of a level that nobody has reported since, the older one is no level of the end of the year.
    is_old = row["basis"].startswith("stock") and not row["leagues_reporting"] and now is not None
    yield "(较早季度的数)" if is_old else lacking(row, content)
    yield _growth(row, content)
    if cumulative and row["actual"] is not None:
        if (first := counted_from(row)) < content.year:
            yield f",{first}年以来累计{amount(row['actual'], row)}"
        if row["opening_balance"] is not None:
            yield f"(其中{row['from_year']}年{amount(row['opening_balance'], row)})"
    if row["actual"] is not None:
        share = f"完成{_asked(row)}的{percent(row['share_reached'])}"
        yield f",{share if row['basis'] in _PACED else _asked(row)}"
    if short := _short(row):
        yield f",{short}"
    yield f",{STANDINGS[row['standing']]}"
    if row["standing"] == "unknown":
        yield f"(缺{all_missing(missing(row))})"
    yield _likely(row, content)


def _growth(row: PeriodTarget, content: Content) -> str:
    """How the indicator moved against the year before."""
    rows = content.tables.get("annual_indicator", ())
    own = (row["league_code"], row["indicator_code"])
    return next((moved(each) for each in rows if (each["league_code"], each["indicator_code"]) == own), "")


def _asked(row: Target) -> str:
    """What the plan asks for, such as 年度目标2万人 or 2025年底目标3—4个."""
    least, about = enough(row), row["actual"] is not None and enough(row) <= row["actual"] < row["goal"]
    room = f"(按不低于{planned(least, row)}掌握)" if about else ""
    when = {
        "each_year": "年度",
        "stock": "",
        "stock_by": f"{row['by_year']}年底",
        "cumulative": f"{row['by_year']}年",
    }
    return f"{when[row['basis']]}目标{goal(row)}{room}"


def _of_leagues(rows: Sequence[PeriodTarget]) -> str:
    met = STANDINGS["met"]
    others = [row for row in rows if row["standing"] != "met"]
    asked = f"{called(rows[0])}目标为每个盟市{goal(rows[0])},{len(rows)}个盟市"
    if not others:
        return f"{asked}均{met}"
    return f"{asked}中{len(rows) - len(others)}个{met},{in_leagues(others)},{STANDINGS[worst(rows)]}"


def in_leagues(rows: Sequence[PeriodTarget]) -> str:
    """What there is in each of these leagues: 乙市1人(低于2人)、丙盟尚无数据."""
    return joined(f"{row['league_name_zh']}{_there(row)}" for row in rows)


def _there(row: PeriodTarget) -> str:
    if row["actual"] is None:
        return "尚无数据"
    below = f"(低于{planned(row['goal'], row)})" if row["actual"] < row["goal"] else ""
    return f"{amount(row['actual'], row)}{below}"
