"""What must be refused: a mistake in one cell of a good return, and the rule that finds it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from tests.fuzz import body
from tests.fuzz.files import due
from tests.fuzz.headers import PARTS
from tests.fuzz.house import House
from tests.fuzz.layout import laid_out
from tests.fuzz.page import Page, Subject
from tests.fuzz.plan import League, indicators
from tests.fuzz.spell import Cell
from tests.fuzz.truth import Truth

NAMES = {one.code: one.name for one in indicators()}
UNITS = {one.code: one.unit for one in indicators()}
PEOPLE = ("P01-1", "P15-1", "P21-1", "P28-1", "P29-4", "P04-1", "P08-2")
MONEY = ("P02-1", "P06-4", "P10-2", "P24-2")

Place = tuple[Page, int, int]


class Unfit(Exception):
    """The mistake cannot be made in this house."""


class Return:
    """A return's pages that a mistake may be made in."""

    def __init__(self, truth: Truth, rng: Random, house: House, league: League, period: str) -> None:
        self.rng, self.house, self.league, self.period = rng, house, league, period
        kind = "quarterly" if "Q" in period else "annual"
        subject = Subject(league, kind, period, due(kind, period) - timedelta(days=2))
        self.pages = [
            laid_out(
                rng, house, subject, part, body.rows(truth, rng, house, league.code, kind, period, part), part
            )
            for part in PARTS[kind]
        ]

    def of(self, part: str) -> Page:
        return next(one for one in self.pages if one.part == part)

    def at(self, part: str, key: object, field: str) -> Place:
        found = self.of(part)
        if (key, field) not in found.places:
            raise Unfit
        return found, *found.places[key, field]

    def put(self, place: Place, cell: Cell) -> Place:
        found, row, column = place
        found.put(row, column, cell)
        return place

    def cell(self, place: Place) -> Cell:
        found, row, column = place
        return found.grid[row][column]

    def unit(self, code: str) -> str:
        """The unit that the row is written in."""
        written = str(self.cell(self.at("data", code, "unit")).value or "")
        return _narrow(written) or UNITS[code]


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


Mistake = Callable[[Return], Place]


def _number(*values: object, codes: Sequence[str] = PEOPLE) -> Mistake:
    def made(one: Return) -> Place:
        code = one.rng.choice(codes)
        field = one.rng.choice(("figure", "year_to_date"))
        if field == "year_to_date" and code in ("P04-1", "P08-2"):
            field = "figure"
        value = one.rng.choice(values)
        return one.put(one.at("data", code, field), value if isinstance(value, Cell) else Cell(value))  # type: ignore[arg-type]

    return made


def _cell(part: str, field: str, *values: str | int | float) -> Mistake:
    """One of these values in that field of some project."""

    def made(one: Return) -> Place:
        return one.put(one.at(part, one.rng.randrange(1, 30), field), Cell(one.rng.choice(values)))

    return made


def _annual_number(one: Return) -> Place:
    return one.put(one.at("data", one.rng.choice(PEOPLE), "figure"), Cell(one.rng.choice(("约300", "若干"))))


def _doubled_project(one: Return) -> Place:
    if one.house.shuffled_rows:
        raise Unfit
    if (7, "name") in one.of("progress").places:
        one.put(one.at("progress", 7, "name"), one.cell(one.at("progress", 6, "name")))
    return one.put(one.at("progress", 7, "number"), one.cell(one.at("progress", 6, "number")))


def _formula(one: Return) -> Place:
    if one.house.kind != "xlsx" or one.house.figure == "formula":
        raise Unfit
    return _number(Cell(None, "", "=SUM(1,2)"))(one)


def _error(one: Return) -> Place:
    if one.house.is_text or (one.house.kind == "xlsx" and one.house.figure != "formula"):
        return _number("#DIV/0!", "#REF!", "#N/A")(one)
    return _number(Cell("#DIV/0!", "", "=1/0"))(one)


def _fraction(one: Return) -> Place:
    code = one.rng.choice(PEOPLE)
    converted = one.unit(code) != UNITS[code]
    value = 0.12345 if converted else 12.5
    return one.put(one.at("data", code, "figure"), Cell(one.rng.choice((value, str(value)))))


def _decimals(one: Return) -> Place:
    code = one.rng.choice(MONEY)
    value = {"万元": 12.345, "亿元": 0.1234567, "元": 12345.6}[one.unit(code)]
    return one.put(one.at("data", code, "figure"), Cell(one.rng.choice((value, str(value)))))


def _unknown(one: Return) -> Place:
    code = one.rng.choice(("P08-3", "P13-2", "P29-2"))
    places = []
    for field, text in (("code", "P99-1"), ("name", "不存在的指标")):
        if (code, field) in one.of("data").places:
            places.append(one.put(one.at("data", code, field), Cell(text)))
    return places[0]


def _doubled(one: Return) -> Place:
    first, second = "P08-2", "P08-3"
    if one.house.shuffled_rows:
        raise Unfit
    places = []
    for field, text in (("code", first), ("name", NAMES[first])):
        if (second, field) in one.of("data").places:
            places.append(one.put(one.at("data", second, field), Cell(text)))
    return places[0]


def _mismatch(one: Return) -> Place:
    one.at("data", "P08-2", "code")
    return one.put(one.at("data", "P08-2", "name"), Cell(NAMES["P08-3"]))


def _project_mismatch(one: Return) -> Place:
    return one.put(one.at("progress", 7, "name"), Cell("公共实训基地建设项目"))


def _project_unknown(one: Return) -> Place:
    return one.put(one.at("progress", 7, "number"), Cell(one.rng.choice((30, "31", "四十"))))


def _unit_unknown(one: Return) -> Place:
    code = one.rng.choice(PEOPLE)
    return one.put(one.at("data", code, "unit"), Cell(one.rng.choice(("千人", "户", "万元", "百人"))))


def _required(one: Return) -> Place:
    code = one.rng.choice(("P00-1", "P01-1", "P11-1", "P28-1", "P25-1"))
    nothing = Cell(one.rng.choice(("", "-", "无", "—")))
    if (code, "year_to_date") in one.of("data").places:
        one.put(one.at("data", code, "year_to_date"), nothing)
    return one.put(one.at("data", code, "figure"), nothing)


def _so_far_missing(one: Return) -> Place:
    return one.put(one.at("data", one.rng.choice(("P01-1", "P29-4", "P02-1")), "year_to_date"), Cell("-"))


def _so_far_wrong(one: Return) -> Place:
    # Nought is below every figure, and in the first quarter unlike it; a third quarter's is below too.
    return one.put(one.at("data", one.rng.choice(("P01-1", "P29-4", "P21-1")), "year_to_date"), Cell(0))


def _part_above(one: Return) -> Place:
    if one.unit("P15-2") != one.unit("P15-1"):
        raise Unfit
    whole = one.at("data", "P15-1", "year_to_date")
    one.put(one.at("data", "P15-2", "year_to_date"), one.cell(whole))
    one.put(one.at("data", "P15-1", "figure"), Cell(0))
    return one.put(one.at("data", "P15-2", "figure"), one.cell(whole))


MISTAKES: dict[str, tuple[str, Mistake]] = {
    "about": (
        "number_text",
        _number(
            *(
                "约300",
                "300左右",
                "三百",
                "300余人",
                "近百人",
                "待定",
                "300+",
                ">300",
                "三百二十人",
                "未统计",
                "*",
                "300多",
            ),
            *("约　３００", "无数据", "零", "?", "３００左右", "O", "暂无"),
        ),
    ),
    "two": (
        "number_two",
        _number("120/130", "120、30", "12 15", "100(男50)", "120-130", "120~130", "3月12人", "1,2345"),
    ),
    "negative": ("number_negative", _number(-5, "-5", "－５", "-5人", "−5")),
    "suffix": ("number_suffix", _number("120户", "120万元", "45%", "120元", "1.2万户")),
    "date": (
        "number_date",
        _number(Cell(date(2023, 5, 1), "yyyy-mm-dd"), "2023-05-01", "2023年5月1日", "5月1日"),
    ),
    "truth": ("number_truth", _number(True, "TRUE")),
    "formula": ("number_formula", _formula),
    "error": ("number_error_value", _error),
    "fraction": ("number_fraction", _fraction),
    "decimals": ("number_decimals", _decimals),
    "unknown": ("indicator_unknown", _unknown),
    "doubled": ("indicator_doubled", _doubled),
    "mismatch": ("indicator_name_mismatch", _mismatch),
    "project_mismatch": ("project_name_mismatch", _project_mismatch),
    "project_unknown": ("project_unknown", _project_unknown),
    "unit": ("unit_unknown", _unit_unknown),
    "required": ("figure_required", _required),
    "so_far_missing": ("year_to_date_missing", _so_far_missing),
    "so_far_wrong": ("year_to_date_below_quarter", _so_far_wrong),
    "doubled_project": ("project_doubled", _doubled_project),
    "budget": ("number_text", _cell("progress", "budget", "约100", "100左右", "未定")),
    "spent": ("number_negative", _cell("progress", "spent", -1, "-1.5", "－２万元")),
    "annual_figure": ("number_text", _annual_number),
    "annual_rate": ("number_text", _cell("completion", "rate", "约95%", "九成", "95%左右")),
    "annual_completed": ("number_negative", _cell("completion", "completed", -1, "-3")),
    "annual_project": ("project_unknown", _cell("completion", "number", 30, "45", 99)),
    "part_above": ("part_above_whole", _part_above),
}
