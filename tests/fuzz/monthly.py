"""The sheets of a month: enterprises and events, as a house writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from random import Random

from tests.fuzz import body, spell
from tests.fuzz.house import House
from tests.fuzz.layout import laid_out
from tests.fuzz.page import Page, Subject
from tests.fuzz.plan import rows
from tests.fuzz.spell import Cell, wide
from tests.fuzz.year import FIGURES, OF_EVENTS, Enterprise, Event, Year, counties

ENDINGS = ("自治旗", "自治县", "矿区", "区", "县", "旗", "市")
GONE = ("企业已注销,不再列入调度", "已停产搬迁至外省", "退出重点企业名单")


def enterprises_page(year: Year, rng: Random, house: House, subject: Subject, name: str) -> Page:
    """The enterprises of a month; whoever is gone has a row with a word and no figures."""
    of_month = subject.league.code, subject.period
    nothing = {name: Cell("") for name in (*FIGURES, "channel")}
    made = [_written(rng, house, one) for one in year.enterprises[of_month]]
    made += [
        _written(rng, house, one) | nothing | {"remark": Cell(rng.choice(GONE))}
        for one in year.gone.get(of_month, ())
    ]
    rng.shuffle(made)
    page = laid_out(rng, house, subject, "enterprises", made, name)
    if house.total and made and not house.is_text:
        _total(rng, page, year.enterprises[of_month])
    return page


def events_page(year: Year, rng: Random, house: House, subject: Subject, name: str) -> Page:
    """The events of a month, which may be none."""
    made = [_event_row(rng, house, one) for one in year.events[subject.league.code, subject.period]]
    return laid_out(rng, house, subject, "activities", made, name)


def _total(rng: Random, page: Page, listed: list[Enterprise]) -> None:
    where = {name: at for (_, name), at in page.places.items()}
    row = max(row for row, _ in page.places.values()) + 1
    line = page.grid[row] if row < page.height else []
    if any(cell.value not in (None, "") for cell in line):
        return
    page.put(
        row,
        where["name"][1] if "name" in where else where["uscc"][1],
        Cell(rng.choice(("合计", "合 计", "总计"))),
    )
    for name in FIGURES:
        page.put(row, where[name][1], Cell(sum(int(one[name]) for one in listed)))


def _key(rng: Random, house: House, text: str) -> Cell:
    if house.keys == "full_width":
        return Cell(wide(text))
    return Cell(rng.choice((f" {text}", f"{text} ", f"{text}\u3000")) if house.keys == "spaced" else text)


def county_as_written(rng: Random, known: Mapping[str, str], code: str, *, by_code: bool = True) -> str:
    """The county by its name, its short name where that is one's only, or its code."""
    name = known[code]
    short = next((name.removesuffix(end) for end in ENDINGS if name.endswith(end)), name)
    others = [other for key, other in known.items() if key != code]
    is_clear = len(short) > 1 and not any(other.startswith(short) for other in others)
    return rng.choice((name, name, short if is_clear else name, *([code] if by_code else [])))


def number_as_written(rng: Random, house: House, value: int, unit: str) -> Cell:
    return spell.figure(rng, house.figure, Decimal(value), unit, unit, Decimal(1))


def _written(rng: Random, house: House, one: Enterprise) -> body.Row:
    code = str(one["uscc"])
    known = counties(
        next(row["league_code"] for row in rows("counties") if row["county_code"] == one["county"])
    )
    return {
        "key": Cell(code),
        "uscc": _key(rng, house, rng.choice((code, code, code.lower(), f"{code[:8]} {code[8:]}"))),
        "name": Cell(str(one["name"])),
        "county": Cell(county_as_written(rng, known, str(one["county"]))),
        "industry": Cell(str(one["industry"])),
        **{name: number_as_written(rng, house, int(one[name]), unit) for name, unit in FIGURES.items()},
        "channel": Cell(str(one["channel"]) or rng.choice(house.silence)),
        "remark": Cell(rng.choice(body.REMARKS)),
    }


def _event_row(rng: Random, house: House, one: Event) -> body.Row:
    day = date.fromisoformat(str(one["held_on"]))
    written = spell.day(rng.randrange(6), day)
    if house.is_text and isinstance(written.value, date):
        written = Cell(rng.choice((f"{day:%Y/%m/%d}", f"{day.month}月{day.day}日", day.isoformat())))
    known = counties(
        next(row["league_code"] for row in rows("counties") if row["county_code"] == one["county"])
    )
    return {
        "held_on": written,
        "title": Cell(str(one["title"])),
        "county": Cell(county_as_written(rng, known, str(one["county"]))),
        **{name: number_as_written(rng, house, int(one[name]), unit) for name, unit in OF_EVENTS.items()},
    }
