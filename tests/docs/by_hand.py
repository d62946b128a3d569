"""What the guide's queries should give, worked out without SQL: from what the samples say, and their files.

`told` are the replies to the sample returns, `progress` the rows of project progress as they were taken in.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import openpyxl.utils
import pandas as pd

from schemas.registry import registry
from tests.summarise.by_pandas.plan import duties, league_names, project_names
from tests.summarise.by_pandas.tables import tables
from tests.summarise.conftest import annual_figures, expected, quarterly_figures
from tests.summarise.filing import moment
from tests.summarise.history import Filed
from tests.walk.driving import SAMPLES, SAMPLES_2024, listed

Line = Sequence[Any]
CHIFENG, JOBS = "150400", "P00-1"
SIXTH, FEBRUARY = "2023-01-06T00:00:00", "2023-02-01T00:00:00"


def figures(code: str, **where: str) -> Iterator[tuple[str, str, Decimal, Decimal | None]]:
    """League, period, quarter and year-to-date of an indicator, of all quarters that are said."""
    for row in expected("facts"):
        if row["indicator_code"] == code and all(row[name] == value for name, value in where.items()):
            to_date = Decimal(row["year_to_date"]) if row["year_to_date"] else None
            yield row["league_code"], row["period"], Decimal(row["quarter"]), to_date


def years(code: str, year: int) -> dict[str, Decimal]:
    """What each league's annual return says of an indicator."""
    return {
        row["league_code"]: Decimal(row["value"])
        for row in expected("annual")
        if (row["indicator_code"], row["year"]) == (code, str(year))
    }


def arrivals(period: str) -> dict[str, str]:
    return {row["league_code"]: row["arrived_at"] for row in expected("returns") if row["period"] == period}


def where_it_is_written(**_: Any) -> Iterator[Line]:
    """The cells are looked for in the text files themselves."""
    for _, period, quarter, to_date in figures(JOBS, league_code=CHIFENG):
        if period.startswith("2023"):
            file = SAMPLES / "returns" / CHIFENG / f"赤峰市_{period}_数据.csv"
            with file.open(encoding="gb18030", newline="") as opened:
                header, *rows = csv.reader(opened)
            (line,) = (number for number, row in enumerate(rows, 2) if JOBS in row)
            columns = (header.index(name) + 1 for name in ("本季度数", "本年累计"))
            cells = [f"{openpyxl.utils.get_column_letter(column)}{line}" for column in columns]
            yield period, quarter, to_date, file.name, None, *cells


def provisional(**_: Any) -> Iterator[Line]:
    """Every annual return is in, so no quarter stands for one."""
    for year in (2022, 2023):
        said = [row for row in expected("annual") if row["year"] == str(year)]
        yield year, "annual", False, len(said), len({row["league_code"] for row in said})


def known(at: str) -> dict[str, tuple[Decimal, str]]:
    """New jobs of 2022 by league, and the return that said so last by the moment."""
    found: dict[str, tuple[Decimal, str]] = {}
    for period in ("2022Q3", "2022Q4", "2022"):
        for league, arrived in arrivals(period).items():
            if arrived < at:
                value = years(JOBS, 2022)[league] if period == "2022" else _to_date(league, period)
                found[league] = (value, period)
    return found


def _to_date(league: str, period: str) -> Decimal:
    ((_, _, _, to_date),) = figures(JOBS, league_code=league, period=period)
    assert to_date is not None
    return to_date


def known_on_the_sixth(**_: Any) -> Iterator[Line]:
    by_period: dict[str, list[Decimal]] = defaultdict(list)
    for value, period in known(SIXTH).values():
        by_period[period].append(value)
    for period, values in sorted(by_period.items()):
        quarterly = "Q" in period
        source = "quarterly" if quarterly else "annual"
        yield source, period, quarterly, len(values), sum(values)


def changed(**_: Any) -> Iterator[Line]:
    before, after = known(SIXTH), known(FEBRUARY)
    for league in sorted(before.keys() | after.keys()):
        was, now = before.get(league, (None, None)), after.get(league, (None, None))
        if (was[0], "Q" in (was[1] or "Q")) != (now[0], "Q" in (now[1] or "Q")):
            yield league, *was, *now


@cache
def annual_tables() -> Mapping[str, list[dict[str, Any]]]:
    """The tables of 2023, by pandas."""
    events = []
    for due in expected("returns"):
        league, period = due["league_code"], due["period"]
        data = quarterly_figures(league, period) if "Q" in period else annual_figures(league, period)
        others: dict[str, Any] = {"progress": []} if "Q" in period else {"completion": [], "suggestions": []}
        parts = {"data": data, **others}
        events.append(Filed(moment(due["arrived_at"]), f"{league}_{period}", league, period, parts))
    return tables(sorted(events, key=lambda event: event.at), moment("2024-06-01"), [2022, 2023])[2023]


def targets(**_: Any) -> Iterator[Line]:
    columns = ("target_id", "indicator_name_zh", "goal", "actual", "line", "standing", "missing")
    for row in sorted(annual_tables()["annual_target"], key=lambda row: row["target_id"]):
        if row["league_code"] == "150000" and row["standing"] not in ("met", "no_number"):
            yield tuple(row[column] for column in columns)


def late(**_: Any) -> Iterator[Line]:
    """Whole minutes late, by what the samples say of arrivals."""
    arrived = {
        (row["league_code"], row["period"]): datetime.fromisoformat(row["arrived_at"])
        for row in expected("returns")
    }
    found = []
    for owed in duties().to_dict("records"):
        key = (owed["league_code"], owed["period"])
        due = owed["effective_due_at"].replace(tzinfo=None)
        if owed["period"].startswith("2023") and arrived[key] > due:
            over = arrived[key] - due
            over -= timedelta(seconds=over.total_seconds() % 60)
            found.append((owed["period"], league_names()[key[0]], due, arrived[key], over))
    yield from sorted(found)


def ratio(**_: Any) -> Iterator[Line]:
    employed, registered = years("P04-3", 2023), years("P04-1", 2023)
    both = employed.keys() & registered.keys()
    above, below = (sum(terms[league] for league in both) for terms in (employed, registered))
    each = [100 * employed[league] / registered[league] for league in both]
    yield len(both), above, below, _rounded(100 * above / below, 2), _rounded(sum(each) / len(each), 2)


def findings(told: Mapping[str, Any], **_: Any) -> Iterator[Line]:
    """None of the samples is refused or warned, so nothing is open."""
    found = [
        (finding["rule"], finding["severity"], reply["league_code"], reply["submission_id"])
        for reply in told.values()
        for finding in reply["findings"]
    ]
    assert {severity for _, severity, _, _ in found} == {"info"}
    counts = Counter(row[:3] for row in found)
    for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0][0], item[0][2])):
        yield *key, count, len({row[3] for row in found if row[:3] == key}), 0


def money(progress: pd.DataFrame, **_: Any) -> Iterator[Line]:
    """Of the rows of the year's last quarter, which every league has sent."""
    last = progress[progress["period"] == "2023Q4"]
    budgets = last.groupby("project_no")["budget"].sum().sort_values(ascending=False)
    for number in budgets.index[:5]:
        rows = last[last["project_no"] == number]
        both = rows.dropna(subset=["budget", "spent"])
        share = both["spent"].sum() / both["budget"].sum()
        yield (
            number, project_names()[number], budgets[number], rows["budget"].count(),
            rows["spent"].dropna().sum(), rows["spent"].count(), _rounded(100 * share, 1), len(both),
            len(league_names()),
        )  # fmt: skip


def missing_and_different(**_: Any) -> Iterator[Line]:
    """An indicator of the region lacks a league that has not said it; a ratio, one that lacks a term."""
    summed = [one for one in registry().indicators.values() if one.over_leagues != "none"]
    for year in (2022, 2023):
        lacking = [
            one.indicator_code
            for one in summed
            if any(
                years(term, year).keys() != league_names().keys()
                for term in (one.numerator or one.indicator_code, one.denominator or one.indicator_code)
            )
        ]
        yield year, len(summed), len(lacking), len(list(_differing(year)))


def _differing(year: int) -> Iterator[tuple[str, str]]:
    for code, one in registry().indicators.items():
        if one.measure != "ratio":
            said = years(code, year)
            for league, _, quarter, to_date in figures(code, period=f"{year}Q4"):
                if said[league] != (to_date if one.measure == "flow" else quarter):
                    yield league, code


def counties(**_: Any) -> Iterator[Line]:
    """The league's figure is what its main data say."""
    said = listed(SAMPLES_2024 / "expected" / "counties.csv")
    facts = listed(SAMPLES_2024 / "expected" / "facts.csv")
    for code, name in league_names().items():
        own = [
            Decimal(row["figure"])
            for row in said
            if (row["league_code"], row["indicator_code"]) == (code, "P13-3")
        ]
        (whole,) = (
            Decimal(row["quarter"])
            for row in facts
            if (row["league_code"], row["indicator_code"]) == (code, "P13-3")
        )
        there = sum(county.league_code == code for county in registry().counties.values())
        yield name, sum(own), f"{len(own)}/{there}", whole, whole - sum(own)


def industries(**_: Any) -> Iterator[Line]:
    """One enterprise over all months, in the industry of its last."""
    said = pd.DataFrame(listed(SAMPLES_2024 / "expected" / "enterprises.csv")).sort_values("month")
    said[["vacancies", "hired", "solved"]] = said[["vacancies", "hired", "solved"]].astype(int)
    said["lacking"] = said["vacancies"] > 0
    of_each = said.groupby("uscc").agg(
        {"industry": "last", "lacking": "sum", "hired": "sum", "solved": "sum"}
    )
    for name, rows in sorted(
        of_each.groupby("industry"), key=lambda group: (-(group[1]["lacking"] == 3).sum(), group[0])
    ):
        hired, solved = Decimal(int(rows["hired"].sum())), Decimal(int(rows["solved"].sum()))
        lacking = (rows["lacking"] == 3).sum()
        yield name, len(rows), lacking, hired, solved, _rounded(100 * solved / hired, 1)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


# What each question's table should hold.
ANSWERS = {
    "1": where_it_is_written, "2": provisional, "3": known_on_the_sixth, "4": targets, "5": late,
    "6": changed, "7": ratio, "8": findings, "9": money, "10": missing_and_different,
    "11": counties, "12": industries,
}  # fmt: skip
