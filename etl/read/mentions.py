"""Leagues, periods and dates as people write them, in cells and in file names."""

from __future__ import annotations

import re
from datetime import date

from etl.read.spellings import Spellings
from schemas.periods import Period, within
from schemas.text import key, plain

Periods = frozenset[Period]  # what a spelling may mean: 2023年1-6月 is a second quarter or a half

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_HALVES = {"上": 1, "下": 2, "1": 1, "2": 2}
_YEAR = r"(?<!\d)(20\d\d)"
_QUARTER = re.compile(_YEAR + r"(?:年度?|[-_./])?(?:第?([一二三四1-4])季度?|第?Q([1-4])(?!\d))")
_HALF = re.compile(_YEAR + r"(?:年度?|[-_./])?(?:([上下])半年度?|H([12])(?!\d))")
_LATER_HALF = re.compile(_YEAR + r"年?0?7月?[-~至到]12月份?")
_MONTHS = re.compile(_YEAR + r"(?:年度?|[-_./])?0?1(?:月份?)?[-~至到]0?(3|6|9|12)月份?")
# In names and captions only: a cell that holds the period of a return counts from January.
_QUARTER_MONTHS = re.compile(_YEAR + r"年?0?(?:4月?[-~至到]0?6|7月?[-~至到]0?9|10月?[-~至到]12)月")
_WHOLE_YEAR = re.compile(_YEAR + r"(?:年度?|年全年|全年)?")
_DATES = re.compile(
    r"(?<!\d)20\d\d(?:年\d{1,2}月(?:\d{1,2}[日号]?)?|([-._/])\d{1,2}\1\d{1,2}(?!\d)|[-._/](?:0?[1-9]|1[0-2])(?!\d))"
    r"|(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{0,6}(?!\d)"
)
_SPAN = re.compile(r"(?<!\d)20\d\d年?[-~至到]20\d\d年?(?!\d)")  # the plan's, in its title
_YEAR_IN_NAME = re.compile(_YEAR + r"(?!\d)(年?)")
_ANNUAL = re.compile("年度|年报|年终|全年|总结")
_QUARTER_IN_NAME = re.compile(r"第?([一二三四1-4])季度|Q([1-4])(?!\d)")
_HALF_IN_NAME = re.compile(r"([上下])半年|H([12])(?!\d)")
_LEAGUE_CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:T.*)?|(20\d\d)(\d\d)(\d\d)")
_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
_MONTH = re.compile(
    _YEAR + r"(?:年(0?[1-9]|1[0-2])月?(?:份)?|[-./](0?[1-9]|1[0-2])|M?(0[1-9]|1[0-2])|M([1-9]))"
)
_MONTH_IN_NAME = re.compile(
    _YEAR
    + r"(?:年(0?[1-9]|1[0-2])月(?!\d{1,2}[日号])|[-._](0?[1-9]|1[0-2])(?![-._\d])"
    + r"|M?(0[1-9]|1[0-2])(?!\d)|M([1-9])(?!\d))"
)


def leagues_in(text: str, words: Spellings) -> frozenset[str]:
    """The codes of every league that the text names, by name, alias or code."""
    written = key(text)
    codes = {words.leagues[code] for code in _LEAGUE_CODE.findall(written) if code in words.leagues}
    named = {code for name, code in words.leagues.items() if not name.isdigit() and name in written}
    return frozenset(codes | named)


def period_in_cell(text: str, *, is_number: bool = False) -> Periods:
    """What a cell that holds a period may mean; empty if it is none.

    A number 2024.1 may be January, or October that lost its 0.
    """
    written = re.sub(r"\([^()]*\)$", "", key(text))
    if match := _QUARTER.fullmatch(written):
        return frozenset({_quarter(match)})
    if match := _HALF.fullmatch(written):
        return frozenset({_half(match)})
    if match := _LATER_HALF.fullmatch(written):
        return _later_half(match)
    if match := _MONTHS.fullmatch(written):
        return _to_month(match)
    if match := _WHOLE_YEAR.fullmatch(written):
        return frozenset({Period.of("year", int(match[1]))})
    if match := _MONTH.fullmatch(written):
        month = _month(match)
        lost = is_number and written.endswith(".1")
        return frozenset({month, Period.of("month", month.year, 10)} if lost else {month})
    return frozenset()


def period_in_name(name: str) -> Periods:
    """The periods that a file's name may mean; empty if none, or if it contradicts itself. Dates are none.

    A month may be the period's, or that in which a return of another cadence was written.
    """
    written = _SPAN.sub(" ", key(name))
    periods = {frozenset({_quarter(match)}) for match in _QUARTER.finditer(written)}
    periods |= {frozenset({_half(match)}) for match in _HALF.finditer(written)}
    periods |= {_later_half(match) for match in _LATER_HALF.finditer(written)}
    periods |= {_to_month(match) for match in _MONTHS.finditer(written)}
    periods |= {_of_months(match) for match in _QUARTER_MONTHS.finditer(written)}
    rest = _DATES.sub(" ", _left(written))
    years = {(int(match[1]), _is_annual(match, rest)) for match in _YEAR_IN_NAME.finditer(rest)}
    parts = {("quarter", _QUARTERS[match[1] or match[2]]) for match in _QUARTER_IN_NAME.finditer(rest)}
    parts |= {("half", _HALVES[match[1] or match[2]]) for match in _HALF_IN_NAME.finditer(rest)}
    if not periods and len(years) == len(parts) == 1:  # 2023年报表(第一季度)
        ((year, _),), ((cadence, number),) = years, parts
        return frozenset({Period.of(cadence, year, number)})
    for year, is_annual in years:
        if is_annual:
            periods.add(frozenset({Period.of("year", year)}))
        else:  # the year only: of whatever is in it
            periods.add(frozenset(within(year)))
    months = {_month(match) for match in _MONTH_IN_NAME.finditer(_left(written))}
    if months:
        written_in = (
            period for at in months for year in (at.year - 1, at.year, at.year + 1) for period in within(year)
        )
        periods.add(frozenset({*months, *(period for period in written_in if period.cadence != "month")}))
    return frozenset.intersection(*periods) if periods else frozenset()


def date_in(text: str, year: int | None = None) -> date | None:
    """The date of a date cell (ISO), or as people write it, in that year if it names none; else None."""
    written = plain(text)
    match, day = _DATE.fullmatch(written), _DAY.fullmatch(written)
    if match is not None:
        parts = [int(part) for part in match.groups() if part is not None]
    elif day is not None and year is not None:
        parts = [year, int(day[1]), int(day[2])]
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _left(name: str) -> str:
    """The name without what names a quarter or a half."""
    for pattern in (_LATER_HALF, _QUARTER_MONTHS, _MONTHS, _QUARTER, _HALF):
        name = pattern.sub(" ", name)
    return name


def _month(match: re.Match[str]) -> Period:
    year, month = (int(part) for part in match.groups() if part is not None)
    return Period.of("month", year, month)


def _quarter(match: re.Match[str]) -> Period:
    return Period.of("quarter", int(match[1]), _QUARTERS[match[2] or match[3]])


def _half(match: re.Match[str]) -> Period:
    return Period.of("half", int(match[1]), _HALVES[match[2] or match[3]])


def _later_half(match: re.Match[str]) -> Periods:
    return frozenset({Period.of("half", int(match[1]), 2)})


def _to_month(match: re.Match[str]) -> Periods:
    year, month = int(match[1]), int(match[2])
    longer = {6: [Period.of("half", year, 1)], 12: [Period.of("year", year)]}
    return frozenset([Period.of("quarter", year, month // 3), *longer.get(month, [])])


def _of_months(match: re.Match[str]) -> Periods:
    last = re.findall(r"\d+", match[0])[-1]
    return frozenset({Period.of("quarter", int(match[1]), int(last) // 3)})


def _is_annual(match: re.Match[str], name: str) -> bool:
    """A year that stands alone (`150200-2022`) or is called one; not that of `2023年重点项目报表`."""
    behind = name[match.end() :]
    alone = not match[2] and not behind[:1].isalnum() and not name[: match.start()][-1:].isalpha()
    return "季" not in behind and (alone or _ANNUAL.match(match[2] + behind) is not None or "总结" in behind)
