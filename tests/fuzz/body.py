"""The rows of a part: what the truth says, cell by cell, as a house writes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from tests.fuzz import spell
from tests.fuzz.house import House
from tests.fuzz.plan import Indicator, indicators, projects
from tests.fuzz.spell import Cell, wide
from tests.fuzz.truth import Truth, ratio

Row = dict[str, Cell]
REMARKS = (
    *("", "", "", "含跨年度项目。", "与统计局口径一致,已核对3次", "数据来自就业监测系统;\n见附件"),
    *("本数为各旗县合计", "注:含上年结转;2022年第三季度起口径调整", "较上年同期增长12%", "小计"),
)


def rows(
    truth: Truth, rng: Random, house: House, league: str, kind: str, period: str, part: str
) -> list[Row]:
    """The part's rows; `key` holds the indicator's code or the project's number, to look a row up by."""
    if part == "data":
        made = _data(truth, rng, house, league, kind, period)
    elif part == "progress":
        made = [_progress(truth, rng, house, league, period, number) for number in projects()]
    elif part == "completion":
        made = [_completion(truth, rng, house, league, int(period), number) for number in projects()]
    else:
        made = [
            {"number": _number(rng, house, number), "problem": Cell(problem), "suggestion": Cell(suggestion)}
            for number, problem, suggestion in truth.suggestions[league, int(period)]
        ]
    if house.shuffled_rows and part != "suggestions" and not (house.project_column or house.merged_leader):
        rng.shuffle(made)
    return made


def _data(truth: Truth, rng: Random, house: House, league: str, kind: str, period: str) -> list[Row]:
    made = []
    for one in indicators():
        if one.measure == "ratio":
            if house.ratios:
                made.append(_ratio(truth, rng, house, league, kind, period, one))
            continue
        if one.code in truth.unreported[league]:
            if rng.random() < 0.5:
                nothing = Cell(rng.choice(("", "-", "无", "/")))
                made.append(_named(rng, house, one) | {"figure": nothing, "year_to_date": nothing})
            continue
        quarter: Decimal
        so_far: Decimal | None
        if kind == "annual":
            quarter, so_far = truth.annual[league, int(period), one.code], None
        else:
            said = truth.figures[league, period, one.code]
            quarter, so_far = said.quarter, said.year_to_date
        unit, factor = spell.unit(rng, house.unit, one.unit, quarter)
        row = _named(rng, house, one) | {
            "unit": Cell(wide(unit) if house.keys == "full_width" else unit),
            "figure": spell.figure(rng, house.figure, quarter, unit, one.unit, factor),
        }
        if so_far is not None:
            row["year_to_date"] = spell.figure(rng, house.figure, so_far, unit, one.unit, factor)
        else:
            blank = rng.choice(house.nothing)
            row["year_to_date"] = row["figure"] if blank == "level" else Cell(blank)
        made.append(row)
    return made


def _named(rng: Random, house: House, one: Indicator) -> Row:
    code, name = one.code, one.name
    if house.keys == "full_width":
        code, name = wide(code), wide(name)
    elif house.keys == "spaced":
        code, name = (
            f" {code} ",
            rng.choice((f"  {name}", f"\u3000{name}", f"{name} ", f"{name[:4]}\n{name[4:]}")),
        )
    return {
        "key": Cell(one.code),
        "project": Cell(one.project_no),
        "code": Cell(code),
        "name": Cell(name),
        "unit": Cell(one.unit),
        "remark": Cell(rng.choice(REMARKS)),
    }


def _ratio(
    truth: Truth, rng: Random, house: House, league: str, kind: str, period: str, one: Indicator
) -> Row:
    if kind == "annual":
        above, below = (truth.annual[league, int(period), code] for code in (one.numerator, one.denominator))
        quarter = (above / below * 100).quantize(Decimal("0.01")) if below else None
        so_far = None
    else:
        quarter, so_far = ratio(truth, league, period, one)
    return _named(rng, house, one) | {
        "figure": _percent(house, quarter),
        "year_to_date": _percent(house, so_far),
        "unit": Cell(rng.choice(("%", "%", ""))),
    }


def _percent(house: House, value: Decimal | None) -> Cell:
    if value is None:
        return Cell("")
    if house.rate in ("percent_cell", "quotient") and not house.is_text:
        return Cell(float(value / 100), "0.00%")
    return Cell(f"{value}%") if house.rate == "text" else Cell(float(value))


def _number(rng: Random, house: House, number: int | None) -> Cell:
    if number is None:
        return Cell("")
    if house.keys == "plain":
        return Cell(number)
    return Cell(wide(str(number)) if house.keys == "full_width" else f" {number}")


def _money(rng: Random, house: House, value: Decimal | None) -> Cell:
    if value is None:
        return Cell(rng.choice(house.nothing) if house.nothing != ("level",) else "")
    return spell.figure(rng, house.figure, value, "万元", "万元", Decimal(1))


def _project(rng: Random, house: House, number: int) -> Row:
    name = projects()[number]
    if house.keys == "full_width":
        name = wide(name)
    elif house.keys == "spaced":
        name = f"{name[:6]}\n{name[6:]}"
    return {"key": Cell(number), "number": _number(rng, house, number), "name": Cell(name)}


def _progress(truth: Truth, rng: Random, house: House, league: str, period: str, number: int) -> Row:
    said = truth.progress[league, period, number]
    status = f" {said.status}" if house.keys == "spaced" else said.status
    until: Cell = Cell(said.until)
    if said.until[4:5] == "-" and not house.is_text:
        until = Cell(date.fromisoformat(said.until), "yyyy-mm-dd")
    return _project(rng, house, number) | {
        "status": Cell(status),
        "progress": Cell(said.progress),
        "problems": Cell(said.problems or rng.choice(house.silence)),
        "advice": Cell(said.advice or rng.choice(house.silence)),
        "budget": _money(rng, house, said.budget),
        "spent": _money(rng, house, said.spent),
        "leader": Cell(said.leader),
        "person": Cell(said.person),
        "until": until,
        "measures": Cell("一是摸清底数;二是压实责任"),
        "stage": Cell("第2阶段"),
        "practice": Cell(""),
        "remark": Cell(rng.choice(REMARKS)),
    }


def _completion(truth: Truth, rng: Random, house: House, league: str, year: int, number: int) -> Row:
    said = truth.completion[league, year, number]
    unit = next(one.unit for one in indicators() if one.code == f"P{number:02}-1")
    if said.target is None or said.rate is None:
        rate = Cell("")
    elif house.rate == "text":
        rate = Cell(f"{said.rate}%")
    elif house.rate == "number" or house.is_text:
        rate = Cell(float(said.rate))
    elif house.rate == "quotient":
        quotient = float(said.completed) / float(said.target)
        rate = Cell(quotient, "0.0%", f"={said.completed}/{said.target}" if house.figure == "formula" else "")
    else:
        rate = Cell(float(said.rate / 100), "0.0%")
    return _project(rng, house, number) | {
        "target": Cell(rng.choice(house.silence))
        if said.target is None
        else spell.figure(rng, house.figure, said.target, unit, unit, Decimal(1)),
        "completed": spell.figure(rng, house.figure, said.completed, unit, unit, Decimal(1)),
        "rate": rate,
        "account": Cell(said.account),
    }
