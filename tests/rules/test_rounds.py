"""Files with several mistakes: hardly more items than causes, and what they name is all there is to mend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from etl.operate.decide.withdraw import withdraw
from etl.store.warehouse import transaction
from tests.rules.conftest import Judge
from tests.rules.mutations import counted_in, times
from tests.rules.returns import ANNUAL, COMPLETION, DATA, FLOWS, PROGRESS, Changes, annual, figure, quarterly

MONEY = [str(code) for code in counted_in("万元")]


@dataclass(frozen=True)
class Spoilt:
    """A good return (`made`) and what is wrong with it, a cause a name."""

    made: Callable[[Changes], bytes]
    causes: Mapping[str, Changes]


def _third(changes: Changes) -> bytes:
    return quarterly("2024Q3", changes)


def _first(changes: Changes) -> bytes:
    return quarterly("2025Q1", changes)


def _year(changes: Changes) -> bytes:
    return annual("2023", changes)


def _to_dates(value: Callable[[str], Any], codes: tuple[str, ...] = FLOWS) -> Changes:
    return {DATA.at(code, "year_to_date"): value(code) for code in codes}


AS_QUARTER = _to_dates(lambda code: figure(code, 3), tuple(code for code in FLOWS if figure(code, 3)))
AGAIN = _to_dates(lambda code: figure(code, 1) + figure(code, 2)) | {DATA.at("P06-4", "figure"): 2000}
FILES: Mapping[str, Spoilt] = {
    "money in 元, the quarter for the year-to-date, a word": Spoilt(
        _third,
        {
            "元": times("万元", Decimal(10_000)),
            "as quarter": {
                place: value for place, value in AS_QUARTER.items() if place not in times("万元", Decimal(1))
            },
            "word": {DATA.at("P01-2", "figure"): "约1000"},
        },
    ),
    "people in 万人, budgets in 元, no status": Spoilt(
        _third,
        {
            "万人": times("人", Decimal("0.0001")),
            "budget": PROGRESS.column("budget", PROGRESS.subjects, 10_000_000),
            "status": PROGRESS.column("status", PROGRESS.subjects, None),
        },
    ),
    "a slip beside a right year-to-date, a wrong sum, more than counties": Spoilt(
        _third,
        {
            "slip": {DATA.at("P00-1", "figure"): 100},
            "sum": {DATA.at("P01-1", "year_to_date"): 3333},
            "counties": {DATA.at("P27-1", "figure"): 13},
        },
    ),
    "last quarter's sheet, a status of no kind, a project left out": Spoilt(
        _third,
        {
            "again": AGAIN,
            "status": {PROGRESS.at(4, "status"): "基本完成"},
            "left out": PROGRESS.without(3),
        },
    ),
    "a project misnamed, another left out, money overspent, an unknown code": Spoilt(
        _third,
        {
            "misnamed": {PROGRESS.at(9, "project_name"): "就业帮扶巩固项目"},
            "left out": PROGRESS.without(10),
            "overspent": {PROGRESS.at(2, "spent"): 1200},
            "code": {DATA.at("P01-2", "indicator_code"): "P01-9"},
        },
    ),
    "money in 千元, year-to-dates left blank, a part above its whole": Spoilt(
        _third,
        {
            "千元": times("万元", Decimal(10)),
            "blank": _to_dates(lambda _: None, ("P00-1", "P01-1", "P03-1", "P03-2", "P15-1")),
            "part": {DATA.at("P04-3", "figure"): 1131},
        },
    ),
    "a first quarter that differs, two numbers, a time limit that is over": Spoilt(
        _first,
        {
            "differs": {DATA.at("P00-1", "year_to_date"): 1001},
            "two": {DATA.at("P01-1", "figure"): "1010/1020"},
            "time": {PROGRESS.at(3, "until"): "2024年6月底"},
        },
    ),
    "a year's money in 元, a wrong rate, a wrong account": Spoilt(
        _year,
        {
            "元": {
                ANNUAL.at(code, "figure"): 10_000 * sum(figure(code, q) for q in (1, 2, 3, 4))
                for code in MONEY
            },
            "rate": {COMPLETION.at(1, "rate"): 12},
            "account": {COMPLETION.at(3, "completed"): 1, COMPLETION.at(3, "rate"): "0.02"},
        },
    ),
    "budgets left blank, some statuses blank, a negative, a date": Spoilt(
        _third,
        {
            "budget": PROGRESS.column("budget", PROGRESS.subjects, None),
            "status": PROGRESS.column("status", PROGRESS.subjects[:6], None),
            "negative": {DATA.at("P00-1", "figure"): -5},
            "unit": {DATA.at("P01-1", "unit"): "户"},
        },
    ),
    "a code and its name, a slip above its year-to-date, a part whose whole is wrong": Spoilt(
        _third,
        {
            "both": {
                DATA.at("P08-2", "indicator_code"): "P80-2",
                DATA.at("P08-2", "indicator_name"): "公岗在岗人员数",
            },
            "slip": {DATA.at("P00-1", "figure"): 10_000},
            "whole": {DATA.at("P04-1", "figure"): 400},
        },
    ),
    "a budget a tenth, spending of the quarter alone, a status that does not fit": Spoilt(
        _third,
        {
            "budget": {PROGRESS.at(2, "budget"): 100},
            "spent": {PROGRESS.at(5, "spent"): 200},
            "status": {PROGRESS.at(18, "status"): "已完成"},
        },
    ),
    "only the quarter's money in 元, a doubled code, a word for spending": Spoilt(
        _third,
        {
            "元": {DATA.at(code, "figure"): 10_000 * figure(code, 3) for code in MONEY},
            "doubled": {
                DATA.at("P01-3", "indicator_code"): "P01-2",
                DATA.at("P01-3", "indicator_name"): None,
            },
            "word": {PROGRESS.at(5, "spent"): "若干"},
        },
    ),
}


LEFT_OUT = PROGRESS.without(3) | PROGRESS.without(10)  # named at the header, by what they are


@pytest.fixture(scope="module", autouse=True)
def first_of_the_year(judge: Judge) -> None:
    """The year is reported for the first time: a version that replaces a good one may be held besides."""
    with transaction() as connection:
        asked = "SELECT submission_id FROM intake.submission WHERE return_kind = 'annual' AND period = '2023'"
        number = connection.execute(sa.text(asked)).scalar_one()
    withdraw(number, [], actor="张三", reason="重新报送")


@pytest.mark.parametrize("spoilt", FILES.values(), ids=list(FILES))
def test_one_round(judge: Judge, spoilt: Spoilt) -> None:
    broken = {place: value for changes in spoilt.causes.values() for place, value in changes.items()}
    items = [found for found in judge(spoilt.made(broken))["findings"] if found["severity"] != "info"]
    assert len(items) <= len(spoilt.causes) + 1, [(item["rule"], item["cell"]) for item in items]
    named = {f"{item['sheet']}!{cell['cell']}" for item in items for cell in item["cells"]}
    for cause, changes in spoilt.causes.items():
        if cause == "left out":  # it has no cell, and is named at the header
            assert "project_missing" in [item["rule"] for item in items]
        else:
            assert named & changes.keys(), cause
    # Whoever puts right the cells that are named has nothing left to put right.
    mended = {place: value for place, value in broken.items() if place not in named and place not in LEFT_OUT}
    assert judge(spoilt.made(mended))["findings"] == []
