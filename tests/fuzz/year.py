"""What twelve leagues have to say of 2024 by county and by enterprise: figures that hang together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from stdnum.cn import uscc

from tests.fuzz import truth
from tests.fuzz.plan import leagues, rows

YEAR = 2024
QUARTERS = tuple(f"{YEAR}Q{number}" for number in range(1, 5))
MONTHS = tuple(f"{YEAR}M{number:02}" for number in range(1, 13))
BY_COUNTY = ("P13-1", "P13-2", "P13-3", "P16-2", "P16-3", "P27-1", "P27-2")
NEVER_FALL = ("P13-1", "P16-2", "P27-1")
INDUSTRIES = (*(row["word"] for row in rows("words") if row["kind"] == "industry"), "农畜产品加工业")
FIGURES = {"employees": "人", "vacancies": "个", "hired": "人", "demand": "人", "solved": "人"}
OF_EVENTS = {"enterprises": "个", "posts": "个", "intents": "人"}

Enterprise = dict[str, str | int]
Event = dict[str, str | int]


@dataclass
class Year:
    """By (league, month); of counties by (league, quarter, county, indicator): the figure and the year's."""

    enterprises: dict[tuple[str, str], list[Enterprise]] = field(default_factory=dict)
    gone: dict[tuple[str, str], list[Enterprise]] = field(default_factory=dict)
    events: dict[tuple[str, str], list[Event]] = field(default_factory=dict)
    counties: dict[tuple[str, str, str, str], tuple[int, int | None]] = field(default_factory=dict)


def counties(league: str) -> dict[str, str]:
    """The names of the league's counties by code."""
    return {
        row["county_code"]: row["county_name_zh"] for row in rows("counties") if row["league_code"] == league
    }


def said(rng: Random, plan: truth.Truth) -> Year:
    """A year that hangs together; the quarters' figures of `plan` are made to agree with it."""
    year = Year()
    for league in leagues():
        plan.unreported[league.code] -= frozenset(BY_COUNTY)
        _of_months(year, rng, league.code)
        _by_county(year, rng, plan, league.code)
        _agree(year, plan, league.code)
    return year


def _of_months(year: Year, rng: Random, league: str) -> None:
    number = 0
    now: list[Enterprise] = []
    for month in MONTHS:
        kept = []
        for known in now:
            if len(now) > 6 and rng.random() < 0.02:
                year.gone.setdefault((league, month), []).append(known)
            else:
                kept.append(_next(rng, known))
        for _ in range(rng.randrange(8, 25) if not now else rng.choice((0, 0, 1))):
            number += 1
            kept.append(_enterprise(rng, league, number))
        now = kept
        year.enterprises[league, month] = now
        year.events[league, month] = [_event(rng, league, month, one) for one in range(rng.randrange(5))]


def _enterprise(rng: Random, league: str, number: int) -> Enterprise:
    county = rng.choice(list(counties(league)))
    code = f"9115{rng.randrange(10_000):04}{rng.choice(('MA', '00', 'MAC'))}{number:07}"[:17]
    name = f"{counties(league)[county]}样例{number}号{rng.choice(('能源', '乳业', '食品'))}有限公司"
    return _next(
        rng,
        {
            "uscc": code + uscc.calc_check_digit(code),
            "name": name,
            "county": county,
            "industry": rng.choice(INDUSTRIES),
            "employees": rng.choice((18, 120, 900, 4300)),
        },
    )


def _next(rng: Random, known: Enterprise) -> Enterprise:
    hired = rng.choice((0, 0, 3, 12, 40))
    return known | {
        "employees": max(1, int(int(known["employees"]) * rng.uniform(0.93, 1.08))),
        "vacancies": rng.choice((0, 2, 7, 35)),
        "hired": hired,
        "demand": rng.choice((0, 5, 60)),
        "solved": rng.randrange(hired + 1),
        "channel": rng.choice(("", "专场招聘", "校企合作", "劳务协作、线上招聘")),
    }


def _event(rng: Random, league: str, month: str, number: int) -> Event:
    day = date(YEAR, int(month[5:]), rng.randrange(1, 29))
    return {
        "held_on": day.isoformat(),
        "title": rng.choice(("“春风行动”专场", f"重点企业专场招聘会第{number + 1}场", "民营企业招聘月")),
        "county": rng.choice(list(counties(league))),
        "enterprises": rng.randrange(1, 90),
        "posts": rng.randrange(0, 3000),
        "intents": rng.randrange(0, 400),
    }


def _by_county(year: Year, rng: Random, plan: truth.Truth, league: str) -> None:
    known = list(counties(league))
    level: dict[tuple[str, str], int] = {}
    for quarter in QUARTERS:
        so_far = 0
        for code in BY_COUNTY:
            before_ours = plan.figures.get((league, QUARTERS[0], code))
            usual = float(before_ours.quarter if before_ours else 200) / len(known)
            for county in known:
                before = level.get((county, code))
                if code == "P27-1":
                    now = max(before or 0, rng.choice((0, 1, 1)))
                elif code == "P16-3":
                    now = int(usual * rng.uniform(0.6, 1.4))
                elif before is None:
                    now = int(usual * rng.uniform(0.5, 1.5))
                else:
                    now = (
                        before + rng.choice((0, 0, 1))
                        if code in NEVER_FALL
                        else int(before * rng.uniform(0.98, 1.06))
                    )
                level[county, code] = now
                past = year.counties.get((league, _before(quarter), county, code), (0, 0))[1] or 0
                to_date = now + past if code == "P16-3" else None
                year.counties[league, quarter, county, code] = now, to_date
                so_far += to_date or 0
            figure = sum(level[county, code] for county in known)
            plan.figures[league, quarter, code] = truth.Figure(
                Decimal(figure), Decimal(so_far) if code == "P16-3" else None
            )
            so_far = 0


def _before(quarter: str) -> str:
    return f"{YEAR}Q{int(quarter[-1]) - 1}"


def _agree(year: Year, plan: truth.Truth, league: str) -> None:
    so_far = {"P29-3": 0, "P29-4": 0}
    for number, quarter in enumerate(QUARTERS):
        months = MONTHS[number * 3 : number * 3 + 3]
        last = year.enterprises[league, months[-1]]
        now = {
            "P29-3": sum(len(year.events[league, month]) for month in months),
            "P29-4": sum(int(one["solved"]) for month in months for one in year.enterprises[league, month]),
        }
        figures = {"P29-1": len(last), "P29-2": sum(int(one["vacancies"]) for one in last)}
        for code, value in figures.items():
            plan.figures[league, quarter, code] = truth.Figure(Decimal(value), None)
        for code, value in now.items():
            so_far[code] += value
            plan.figures[league, quarter, code] = truth.Figure(Decimal(value), Decimal(so_far[code]))
