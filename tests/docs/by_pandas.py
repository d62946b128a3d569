"""What the fifteen questions should give, by pandas: from the samples and from the tables below the views."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from math import ceil
from typing import Any

import openpyxl
import pandas as pd

from schemas.registry import registry
from tests.docs.by_hand import arrivals, figures, years
from tests.summarise.by_pandas.plan import duties, league_names, project_names
from tests.summarise.conftest import expected
from tests.walk.driving import SAMPLES

Line = Sequence[Any]
Frames = Mapping[str, pd.DataFrame]
JOBS = "P00-1"


def growth(frames: Frames) -> Iterator[Line]:
    """Of the first indicator of each project, which is never a ratio; leagues in the order of their codes."""
    first: dict[int, str] = {}
    for one in registry().indicators.values():
        first.setdefault(one.project_no, one.indicator_code)
    lines = []
    for project, code in first.items():
        before, now = years(code, 2022), years(code, 2023)
        for league in sorted(now):
            was = before[league]
            percent = _rounded(100 * (now[league] - was) / was, 2) if was else None
            lines.append((percent, project, league, was, now[league]))
    lines.sort(key=lambda line: (line[0] is None, -(line[0] or 0), line[1], line[2]))
    for percent, project, league, was, value in lines[:5]:
        yield _project(project), league_names()[league], was, value, percent


def pace(frames: Frames) -> Iterator[Line]:
    """T10 is cumulative from 2022 to 2025: sixteen quarters to 20, of which there is no half."""
    codes = {one.target_id: one for one in registry().targets.values()}
    target = codes["T10"]
    for period in ("2022Q3", "2022Q4", "2023Q1", "2023Q2", "2023Q3", "2023Q4"):
        year, quarter = int(period[:4]), int(period[-1])
        actual = sum(to_date or 0 for *_, to_date in figures(target.indicator_code, period=period))
        actual += sum(sum(years(target.indicator_code, over).values()) for over in range(2022, year))
        line = ceil(target.at_least * (4 * (year - 2022) + quarter) / 16)
        yield period, actual, line, actual - line, "on_track" if actual >= line else "behind"


def late(frames: Frames) -> Iterator[Line]:
    over: dict[str, list[Decimal]] = {}
    counts: dict[str, int] = {}
    for owed in duties().to_dict("records"):
        if "Q" in owed["period"] and owed["period"][:4] <= "2023":
            league = owed["league_code"]
            counts[league] = counts.get(league, 0) + 1
            arrived = datetime.fromisoformat(arrivals(owed["period"])[league])
            due = owed["effective_due_at"].replace(tzinfo=None)
            if arrived > due:
                days = Decimal(str((arrived - due).total_seconds())) / 86400
                over.setdefault(league, []).append(_rounded(days, 2))
    lines = [(league_names()[league], counts[league], len(days), max(days)) for league, days in over.items()]
    yield from sorted(lines, key=lambda line: (-line[2], line[0]))


def recurring(frames: Frames) -> Iterator[Line]:
    beside = frames["project_progress"].rename(columns={"advice": "suggestion"})
    yearly = frames["suggestion"].assign(period=lambda rows: rows["year"].astype(str))
    names = ["league_code", "project_no", "period", "suggestion"]
    told = pd.concat([beside[names], yearly[names]])
    told["words"] = told["suggestion"].map(lambda words: re.sub(r"\W", "", words or ""))
    told = told[told["words"] != ""]
    lines = []
    for (project, _), rows in told.groupby(["project_no", "words"], dropna=False):
        counts = rows["league_code"].nunique(), rows["period"].nunique(), len(rows)
        lines += [(_project(project), words, *counts) for words in rows["suggestion"].unique()]
    yield from sorted(lines, key=lambda line: (-line[4], line[0], line[1]))[:5]


def execution(frames: Frames) -> Iterator[Line]:
    progress = frames["project_progress"]
    last = progress[progress["period"] == "2023Q4"].dropna(subset=["budget", "spent"])
    last = last.assign(share=[_percent(row.spent, row.budget) for row in last.itertuples()])
    for row in last.sort_values(["share", "project_no", "league_code"])[:5].itertuples():
        yield _project(row.project_no), league_names()[row.league_code], row.budget, row.spent, row.share


def ratio(frames: Frames) -> Iterator[Line]:
    leagues = ("150100", "150200", "150600")
    employed, registered = (
        sum(years(code, 2023)[league] for league in leagues) for code in ("P04-3", "P04-1")
    )
    yield employed, registered, _rounded(100 * employed / registered, 2)


def known(frames: Frames) -> Iterator[Line]:
    """What had arrived by then: of each league its annual return, else its latest quarter."""
    found: dict[str, dict[str, tuple[str, Decimal]]] = {}
    for code in ("P00-1", "P04-3", "P04-1"):
        for period in ("2022Q3", "2022Q4", "2022"):
            for league, arrived in arrivals(period).items():
                if arrived <= "2023-01-10T00:00:00":
                    values = years(code, 2022) if period == "2022" else _to_date(code, period)
                    found.setdefault(code, {})[league] = (period, values[league])
    jobs = found["P00-1"]
    yield "城镇新增就业人数", sum(value for _, value in jobs.values()), _provisional(jobs), len(jobs), None
    above, below = (sum(value for _, value in found[code].values()) for code in ("P04-3", "P04-1"))
    rate = _rounded(100 * above / below, 2)
    yield "登记人员就业率", rate, _provisional(found["P04-3"]), len(found["P04-3"]), None


def _to_date(code: str, period: str) -> dict[str, Decimal]:
    """A flow since 1 January, or a level."""
    is_flow = registry().indicators[code].measure == "flow"
    told = figures(code, period=period)
    return {
        league: to_date if is_flow and to_date is not None else figure for league, _, figure, to_date in told
    }


def _provisional(found: Mapping[str, tuple[str, Decimal]]) -> bool:
    return any("Q" in period for period, _ in found.values())


def nothing(frames: Frames) -> Iterator[Line]:
    """Nobody corrected, warned or published anything in the samples."""
    yield from ()


def cell(frames: Frames) -> Iterator[Line]:
    """The cell is looked for in the workbooks themselves."""
    for league in ("150100", "150400"):
        (path,) = (SAMPLES / "returns" / league).glob("*2023年度总结.xlsx")
        for sheet in openpyxl.load_workbook(path).worksheets:
            rows = list(sheet.iter_rows())
            heads = {str(one.value): one.column for row in rows for one in row if one.value is not None}
            column = heads.get("全年完成")
            for row in rows:
                if column and any(one.value == JOBS for one in row):
                    (place,) = (one for one in row if one.value is not None and one.column == column)
                    value = Decimal(str(place.value))
                    yield league_names()[league], value, "2023", path.name, sheet.title, place.coordinate


def share(frames: Frames) -> Iterator[Line]:
    values = pd.Series(years(JOBS, 2023)).sort_values(ascending=False)
    for league, value in values[:5].items():
        yield league_names()[str(league)], value, _rounded(100 * value / values.sum(), 2)


def completion(frames: Frames) -> Iterator[Line]:
    told = frames["project_completion"]
    for year in (2022, 2023):
        rows = told[(told["year"] == year) & told["completed"].notna()]
        apart = [
            abs(row.completed - years(f"P{row.project_no:02}-1", year)[row.league_code])
            for row in rows.itertuples()
        ]
        yield year, len(rows), sum(difference != 0 for difference in apart), max(apart)


def unfinished(frames: Frames) -> Iterator[Line]:
    progress = frames["project_progress"]
    last = progress[progress["period"] == "2023Q4"].fillna({"problems": ""})
    rows = last[(last["status"] != "已完成") & (last["problems"] != "")]
    for row in rows.sort_values(["project_no", "league_code"])[:5].itertuples():
        yield _project(row.project_no), league_names()[row.league_code], row.status, row.problems


def departments(frames: Frames) -> Iterator[Line]:
    """A project's money in equal parts, to the cent."""
    progress = frames["project_progress"]
    last = progress[progress["period"] == "2023Q4"].groupby("project_no")[["budget", "spent"]].sum()
    lines: dict[str, list[Any]] = {}
    for project in registry().projects.values():
        for department in project.departments_zh:
            line = lines.setdefault(department, [0, Decimal(0), Decimal(0)])
            line[0] += 1
            for place, name in enumerate(("budget", "spent"), 1):
                line[place] += last.loc[project.project_no, name] / len(project.departments_zh)
    told = [
        (name, count, _rounded(budget, 2), _rounded(spent, 2))
        for name, (count, budget, spent) in lines.items()
    ]
    yield from sorted(told, key=lambda line: (-line[2], line[0]))


def the_samples_say_so() -> bool:
    """Whether what these rest on covers both years."""
    return {row["year"] for row in expected("annual")} == {"2022", "2023"}


def _project(number: Any) -> str:
    return "" if pd.isna(number) else {0: "总体目标", **project_names()}[int(number)]


def _percent(spent: Decimal, budget: Decimal) -> Decimal:
    """Rounded down, four decimals."""
    return (100 * spent / budget).quantize(Decimal("0.0001"), ROUND_DOWN)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


ANSWERS = {
    "1": growth, "2": pace, "3": late, "4": recurring, "5": execution, "6": ratio, "7": known,
    "8": nothing, "9": nothing, "10": cell, "11": share, "12": completion, "13": unfinished,
    "14": departments, "15": nothing,
}  # fmt: skip
