"""The year 2024 by county and by enterprise in other houses' hands, against what it says."""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from tests.fuzz import body, files, truth, write
from tests.fuzz.compare import Home
from tests.fuzz.headers import PART_NAMES
from tests.fuzz.house import House, drawn
from tests.fuzz.layout import laid_out
from tests.fuzz.litter import litter
from tests.fuzz.monthly import enterprises_page, events_page
from tests.fuzz.page import Page, Subject
from tests.fuzz.places import counties_page
from tests.fuzz.plan import leagues
from tests.fuzz.year import FIGURES, MONTHS, OF_EVENTS, QUARTERS, YEAR, Year, said


def made(year: Year, plan: truth.Truth, rng: Random) -> Iterable[files.File]:
    """The files of every month, and of every quarter what rests on counties and months."""
    number = 0
    for league in leagues():
        for kind, period in [("monthly", one) for one in MONTHS] + [("quarterly", one) for one in QUARTERS]:
            house = drawn(rng)
            due = _due(period)
            arrived = datetime.combine(due, datetime.min.time()) + timedelta(
                minutes=rng.randrange(-2880, 2880)
            )
            subject = Subject(league, kind, period, due - timedelta(days=rng.randrange(4)))
            parts = ("enterprises", "activities") if kind == "monthly" else ("data", "counties")
            for shared in [(part,) for part in parts] if house.split else [parts]:
                number += 1
                pages = [_page(year, plan, rng, house, subject, part) for part in shared]
                mute = house.is_text and house.told_by != "name" and len(pages[0].grid) < 2
                if not house.is_text:
                    pages += litter(house)
                    rng.shuffle(pages)
                name = _name(rng, house, subject, shared, number, telling=mute)
                yield files.File(
                    Path(league.code) / name, league.code, kind, period, arrived, house, tuple(pages)
                )


def _due(period: str) -> date:
    last = int(period[5:]) * (3 if "Q" in period else 1)
    return date(YEAR + last // 12, last % 12 + 1, 5)


def _name(
    rng: Random, house: House, subject: Subject, parts: tuple[str, ...], number: int, *, telling: bool
) -> str:
    league, period = subject.league, subject.period
    part = PART_NAMES[parts[0]] if len(parts) == 1 else ""
    if house.told_by == "cells" and not telling:
        name = rng.choice((f"报表{number}", f"终稿v{number}", f"{league.name}{number}"))
    elif "M" in period:
        month = int(period[5:])
        name = rng.choice(
            (
                f"{league.name}{YEAR}年{month:02}月重点企业月报{part}",
                f"{league.code}-{period}{part}",
                f"{league.aliases[0]}_{YEAR}年{month}月用工调度_{part}",
                f"{league.name}重点企业用工{YEAR}-{month:02}{part}",
                f"{league.name}_{YEAR}{month:02}_{part}",
            )
        )
    else:
        name = rng.choice(
            (
                f"{league.name}_{period}_{part}",
                f"{league.code}-{period}{part}",
                f"{league.name}{YEAR}年第{'一二三四'[int(period[-1]) - 1]}季度报表{part}",
            )
        )
    return f"{name}({number}).{write.suffix(house)}"


def _page(year: Year, plan: truth.Truth, rng: Random, house: House, subject: Subject, part: str) -> Page:
    name = (
        PART_NAMES[part] if house.sheet_names == 0 else {"data": "表1", "counties": "表3"}.get(part, part[:3])
    )
    if part == "counties":
        return counties_page(year, rng, house, subject, name)
    if part == "enterprises":
        return enterprises_page(year, rng, house, subject, name)
    if part == "activities":
        return events_page(year, rng, house, subject, name)
    listed = body.rows(plan, rng, house, subject.league.code, subject.kind, subject.period, part)
    return laid_out(rng, house, subject, part, listed, name)


def outcome(
    home: Home, year: Year, plan: truth.Truth, made: list[files.File], folder: Path, arrivals: Path
) -> list[str]:
    """What came out otherwise than it was said, and every finding that no truth deserves."""
    found: list[str] = []
    replies = json.loads(home.jibao("ingest", str(folder), "--arrivals", str(arrivals), "--json"))
    by_path = {file.path.as_posix(): file for file in made}
    infos: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    for reply in replies:
        file = by_path[reply["file"]]
        verdicts[reply["verdict"]] += 1
        if (reply["league_code"], reply["period"]) != (file.league, file.period):
            found.append(
                f"taken: {file.path} for {reply['league_code']} {reply['period']} {reply['verdict']}"
            )
        for finding in reply["findings"]:
            rule = finding["rule"]
            if finding["severity"] == "info" or finding["explanation"]:
                infos[rule] += 1
            elif rule != "figure_missing" or not plan.unreported[file.league]:
                place = f"{file.path} {file.house.kind} {finding['sheet']}!{finding['cell']}"
                found.append(f"{rule}: {place} {finding['says']}")
    print(dict(verdicts), "infos", dict(infos))
    found += _differing(
        "enterprise_month",
        _said_of_enterprises(year),
        home.asked("SELECT * FROM warehouse.enterprise_month WHERE employees IS NOT NULL"),
        (
            "league_code",
            "month",
            "uscc",
            "name_zh",
            "county_code",
            "industry",
            "employees",
            "vacancies",
            "hired",
            "next_month_demand",
            "solved",
            "channel",
        ),
    )
    found += _differing(
        "recruitment_event",
        _said_of_events(year),
        home.asked("SELECT * FROM warehouse.recruitment_event"),
        ("league_code", "month", "held_on", "title", "county_code", "enterprises", "posts", "intents"),
    )
    found += _differing(
        "county_value",
        [
            (league, county, quarter, code, str(now), "" if to_date is None else str(to_date))
            for (league, quarter, county, code), (now, to_date) in year.counties.items()
        ],
        home.asked("SELECT * FROM warehouse.county_value"),
        ("league_code", "county_code", "period", "indicator_code", "figure", "year_to_date"),
    )
    late = home.asked(
        "SELECT period, league_code FROM warehouse.return_status"
        " WHERE return_kind = 'monthly' AND year = 2024 AND accepted_at IS NULL"
    )
    found += [f"incomplete: {row}" for row in late]
    return found


def _said_of_enterprises(year: Year) -> list[tuple[object, ...]]:
    return [
        (
            league,
            month,
            one["uscc"],
            one["name"],
            one["county"],
            one["industry"],
            *(str(one[name]) for name in FIGURES),
            one["channel"],
        )
        for (league, month), listed in year.enterprises.items()
        for one in listed
    ]


def _said_of_events(year: Year) -> list[tuple[object, ...]]:
    return [
        (
            league,
            month,
            one["held_on"],
            one["title"],
            one["county"],
            *(str(one[name]) for name in OF_EVENTS),
        )
        for (league, month), listed in year.events.items()
        for one in listed
    ]


def _differing(
    what: str, said: Iterable[tuple[object, ...]], stored: list[dict[str, str]], fields: tuple[str, ...]
) -> list[str]:
    there = Counter[tuple[object, ...]](
        tuple(re.sub(r"\.0+$", "", row[name]) for name in fields) for row in stored
    )
    wanted = Counter(said)
    return [f"{what} lacks: {row}" for row in wanted - there] + [
        f"{what} has: {row}" for row in there - wanted
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.fuzz.months", description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[1])
    parser.add_argument("--port", type=int, default=54700)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    clean = True
    for seed in asked.seed:
        with tempfile.TemporaryDirectory(prefix="jibao-fuzz-") as name:
            Path(name).chmod(0o755)
            rng = Random(seed)  # noqa: S311
            plan = truth.made(rng)
            year = said(rng, plan)
            listed = list(made(year, plan, rng))
            folder = (asked.keep or Path(name)) / "returns"
            arrivals = files.put(listed, folder)
            home = Home(Path(name) / "home", asked.port)
            try:
                found = outcome(home, year, plan, listed, folder, arrivals)
            finally:
                home.jibao("down")
            kinds = Counter(line.split(":")[0] for line in found)
            print(f"seed {seed}: {len(listed)} files, {len(found)} otherwise {dict(kinds)}")
            shown: Counter[str] = Counter()
            for line in found:
                shown[line.split(":")[0]] += 1
                if shown[line.split(":")[0]] <= 8:
                    print(f"  {line[:400]}")
            clean &= not found
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
