"""What twelve leagues have to say over four years: figures that hang together and deserve no warning."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tests.fuzz.plan import (
    QUARTERS,
    ROOT,
    YEARS,
    Indicator,
    counties,
    indicators,
    leagues,
    projects,
    required,
)

_USUAL = 120.0  # a quarter, of what the samples do not have
SEASON = {1: 0.85, 2: 1.2, 3: 1.05, 4: 0.9}
DOINGS = (
    "召开专题调度会{}次,任务分解到人。",
    "台账已建立;进度快于序时。",
    "已落实到{}个旗县,\n下一步抓好验收。",
    "培训“订单班”{}期",
)
PROBLEMS = ("基层人手不足。", "资金到位较慢,\t影响进度", "部分旗县数据更新不及时。", "")
ADVICE = ("建议统一全区统计口径。", "建议提前下达年度指标;加大支持。", "", "")


@dataclass(frozen=True)
class Figure:
    quarter: Decimal
    year_to_date: Decimal | None


@dataclass(frozen=True)
class Progress:
    status: str
    progress: str
    problems: str
    advice: str
    budget: Decimal | None
    spent: Decimal | None
    leader: str
    person: str
    until: str


@dataclass(frozen=True)
class Completion:
    target: Decimal | None
    completed: Decimal
    rate: Decimal | None
    account: str


@dataclass
class Truth:
    """By (league, quarter, indicator), (league, quarter, project), (league, year, …)."""

    figures: dict[tuple[str, str, str], Figure] = field(default_factory=dict)
    annual: dict[tuple[str, int, str], Decimal] = field(default_factory=dict)
    progress: dict[tuple[str, str, int], Progress] = field(default_factory=dict)
    completion: dict[tuple[str, int, int], Completion] = field(default_factory=dict)
    suggestions: dict[tuple[str, int], list[tuple[int | None, str, str]]] = field(default_factory=dict)
    unreported: dict[str, frozenset[str]] = field(default_factory=dict)


def made(rng: Random) -> Truth:
    """A truth of all leagues, quarters and years."""
    truth = Truth()
    levels = _levels()
    for number, league in enumerate(leagues()):
        scale = rng.uniform(0.7, 1.5)
        _figures(
            truth, rng, league.code, {code: level * scale for code, level in levels[league.code].items()}
        )
        truth.unreported[league.code] = _unreported(rng) if number % 6 == 5 else frozenset()
        for code in truth.unreported[league.code]:
            for quarter in QUARTERS:
                del truth.figures[league.code, quarter, code]
            for year in YEARS:
                del truth.annual[league.code, year, code]
        for year in YEARS:
            _year(truth, rng, league.code, year)
    return truth


def ratio(
    truth: Truth, league: str, period: str, indicator: Indicator
) -> tuple[Decimal | None, Decimal | None]:
    """The ratio of the quarter and of the year so far; None where there is nothing to divide by."""
    above = truth.figures[league, period, indicator.numerator]
    below = truth.figures[league, period, indicator.denominator]
    return _percent(above.quarter, below.quarter, 2), _percent(above.year_to_date, below.year_to_date, 2)


def _levels() -> dict[str, dict[str, float]]:
    """The usual figure of a quarter, by league and indicator, as the samples have it; else a usual one."""
    seen: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with (ROOT / "tests/samples/expected/facts.csv").open(encoding="utf-8") as opened:
        for row in csv.DictReader(opened):
            seen[row["league_code"]][row["indicator_code"]].append(float(row["quarter"]))
    return {
        league.code: {
            one.code: sum(values) / len(values)
            for one in indicators()
            for values in [seen[league.code][one.code] or [_USUAL]]
        }
        for league in leagues()
    }


def _rounded(rng: Random, value: float, decimals: int) -> Decimal:
    if decimals == 0:
        return Decimal(int(value + rng.random()))
    return Decimal(f"{value:.{decimals}f}")


def _figures(truth: Truth, rng: Random, league: str, levels: dict[str, float]) -> None:
    level = dict(levels)
    so_far: dict[str, Decimal] = {}
    for period in ("2022Q1", "2022Q2", *QUARTERS):
        quarter = int(period[-1])
        now: dict[str, Decimal] = {}
        for one in indicators():
            if one.measure == "ratio":
                continue
            if one.measure == "stock":
                level[one.code] *= rng.uniform(0.99, 1.04)
                value = (
                    Decimal(int(level[one.code])) if one.decimals == 0 else _rounded(rng, level[one.code], 2)
                )
            else:
                value = _rounded(rng, level[one.code] * SEASON[quarter] * rng.uniform(0.8, 1.2), one.decimals)
            now[one.code] = value
        for one in indicators():
            if one.whole:
                now[one.code] = min(now[one.code], now[one.whole])
            if one.one_a_county:
                now[one.code] = min(now[one.code], Decimal(counties(league)))
            if one.measure == "flow":
                before = so_far.get(one.code, Decimal(0)) if quarter > 1 else Decimal(0)
                so_far[one.code] = before + now[one.code]
            if one.measure != "ratio" and period in QUARTERS:
                truth.figures[league, period, one.code] = Figure(now[one.code], so_far.get(one.code))
        if quarter == 4:
            for code, value in now.items():
                truth.annual[league, int(period[:4]), code] = so_far.get(code, value)


def _year(truth: Truth, rng: Random, league: str, year: int) -> None:
    quarters = [quarter for quarter in QUARTERS if quarter.startswith(str(year))]
    leaders = [f"{name}副局长" for name in rng.sample(("王", "李", "白", "乌云", "巴特尔", "包"), 3)]
    for number in projects():
        first = f"P{number:02}-1"
        budget = Decimal(rng.randrange(1_000, 300_000)) / 100 if rng.random() > 0.06 else None
        share, until = 0.0, rng.choice((f"{year}年12月底", f"{year}-12-31", "长期"))
        completed = False
        for quarter in quarters:
            share = min(share + rng.uniform(0.1, 0.24), 1.0)
            at_work = any(
                (fig.year_to_date if fig.year_to_date is not None else fig.quarter) > 0
                for one in indicators()
                if one.project_no == number and (fig := truth.figures.get((league, quarter, one.code)))
            )
            completed = completed or (at_work and quarter.endswith("4") and rng.random() < 0.3)
            truth.progress[league, quarter, number] = Progress(
                status="已完成" if completed else "推进中" if at_work else "未启动",
                progress=rng.choice(DOINGS).format(rng.randrange(2, 10)),
                problems=rng.choice(PROBLEMS),
                advice=rng.choice(ADVICE),
                budget=budget,
                spent=None
                if budget is None
                else (budget * Decimal(str(round(share, 3)))).quantize(Decimal("0.01")),
                leader=leaders[number // 10],
                person=rng.choice(("就业科", "培训科", "创业科 张三")),
                until=until,
            )
        completed_figure = truth.annual[league, year, first]
        target = Decimal(max(1, int(float(completed_figure) * rng.uniform(0.8, 1.1))))
        no_target = rng.random() < 0.05
        truth.completion[league, year, number] = Completion(
            None if no_target else target,
            completed_figure,
            None if no_target else _percent(completed_figure, target, rng.choice((0, 1, 1, 2))),
            rng.choice(DOINGS).format(rng.randrange(2, 10)),
        )
    truth.suggestions[league, year] = [
        (rng.choice((None, *projects())), rng.choice(PROBLEMS), rng.choice(ADVICE[:2]))
        for _ in range(rng.randrange(7))
    ]


def _percent(above: Decimal | None, below: Decimal | None, decimals: int) -> Decimal | None:
    if above is None or not below:
        return None
    return (above / below * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _unreported(rng: Random) -> frozenset[str]:
    """Indicators that a league never reports: none that must be, or that anything else rests on."""
    tied = required() | {name for one in indicators() for name in (one.whole, one.numerator, one.denominator)}
    free = [
        one.code
        for one in indicators()
        if one.code not in tied and not one.whole and one.measure != "ratio" and not one.code.endswith("-1")
    ]
    return frozenset(rng.sample(free, 2))
