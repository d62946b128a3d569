"""All returns of a truth as files in a folder, each with its arrival."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from tests.fuzz import body, write
from tests.fuzz.headers import PART_NAMES, PARTS
from tests.fuzz.house import House, drawn
from tests.fuzz.layout import laid_out
from tests.fuzz.litter import litter
from tests.fuzz.page import Page, Subject
from tests.fuzz.plan import QUARTERS, YEARS, leagues
from tests.fuzz.spell import wide
from tests.fuzz.truth import Truth

SHEET_NAMES: tuple[dict[str, str], ...] = (
    PART_NAMES,
    {},
    {},
    {"data": "附件1 数据", "progress": "附件2"},
    {"data": "项目进展", "progress": "主要数据"},
)
REPORTS = (
    "{league}_{period}_{part}",
    "{league}{zh}报表_{part}",
    "{code}-{period}-{part}",
    "{league}_{period}_{part}(1)",
)
WHOLE = ("{league}_{period}", "{league}{zh}报表", "{code}-{period}", "{league}_{period}_报表")
WORDY = ("{zh} {league} {part}", "关于报送{league}{zh}进展的报表{number}", "{league}_{period}_{part}_终稿v2")
ANYHOW = (
    "报表{number}",
    "{number}",
    "季报终稿({number})",
    "{league}报表{number}",
    "{number}-{part}",
    "报送_{sent}_{number}",
)
RETURNS = (*(("quarterly", one) for one in QUARTERS), *(("annual", str(one)) for one in YEARS))


@dataclass(frozen=True)
class File:
    """A file of a return."""

    path: Path  # relative to the folder
    league: str
    kind: str
    period: str
    arrived_at: datetime
    house: House
    pages: tuple[Page, ...]


def made(
    truth: Truth, rng: Random, *, steady: bool, returns: Sequence[tuple[str, str]] = RETURNS
) -> Iterator[File]:
    """The files of every return; `steady`: a league keeps its house through the years."""
    number = 0
    for league in leagues():
        own = drawn(rng)
        for kind, period in returns:
            house = own if steady else drawn(rng)
            subject = Subject(league, kind, period, due(kind, period) - timedelta(days=rng.randrange(4)))
            arrived = datetime.combine(due(kind, period), datetime.min.time()) + timedelta(
                minutes=rng.randrange(-4 * 1440, 3 * 1440)
            )
            for parts in _shared(rng, house, kind):
                number += 1
                pages = [_page(truth, rng, house, subject, part) for part in parts]
                if not house.is_text:
                    pages += litter(house)
                    rng.shuffle(pages)
                # A table without rows has no cell that tells whose it is.
                mute = parts == ("suggestions",) and not pages[0].places and len(pages[0].grid) < 2
                name = _name(rng, replace(house, told_by="both") if mute else house, subject, parts, number)
                arrived += timedelta(minutes=rng.choice((0, 0, 30, 2000)))
                folder = Path(league.code) if rng.random() < 0.8 else Path()
                yield File(folder / name, league.code, kind, period, arrived, house, tuple(pages))


def put(files: list[File], folder: Path) -> Path:
    """All files are in the folder; the path of the arrivals beside it."""
    assert len({file.path for file in files}) == len(files)
    for file in files:
        write.written(file.house, file.pages, folder / file.path)
    write.resaved((file.house, folder / file.path) for file in files)
    arrivals = folder.parent / "arrivals.csv"
    with arrivals.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(["file", "arrived_at"])
        for file in sorted(files, key=lambda file: file.arrived_at):
            writer.writerow([file.path.as_posix(), file.arrived_at.isoformat()])
    return arrivals


def due(kind: str, period: str) -> date:
    """The nominal due date."""
    if kind == "annual":
        return date(int(period) + 1, 1, 5)
    year, quarter = int(period[:4]), int(period[-1])
    return date(year + (quarter == 4), quarter % 4 * 3 + 1, 5)


def _shared(rng: Random, house: House, kind: str) -> list[tuple[str, ...]]:
    """Which parts share a file."""
    parts = list(PARTS[kind])
    rng.shuffle(parts)
    if house.split:
        return [(part,) for part in parts]
    if kind == "annual" and rng.random() < 0.2:
        return [tuple(parts[:2]), tuple(parts[2:])]
    return [tuple(parts)]


def _page(truth: Truth, rng: Random, house: House, subject: Subject, part: str) -> Page:
    names = SHEET_NAMES[house.sheet_names]
    name = names.get(
        part, {"data": "表1", "progress": "表2", "completion": "表3", "suggestions": "Sheet1"}[part]
    )
    rows = body.rows(truth, rng, house, subject.league.code, subject.kind, subject.period, part)
    return laid_out(rng, house, subject, part, rows, name)


def _name(rng: Random, house: House, subject: Subject, parts: tuple[str, ...], number: int) -> str:
    period = subject.period
    quarterly = subject.kind == "quarterly"
    if house.told_by == "cells":
        template = rng.choice(ANYHOW)
    else:
        template = rng.choice((*(REPORTS if len(parts) == 1 else WHOLE), *WORDY))
        template = template.replace("(1)", f"({number})")
        if not quarterly and rng.random() < 0.4:
            template = template.replace("{period}", "{period}年度总结")
        if (len(parts) == 1 and "{part}" not in template) or (len(parts) == 2 and not quarterly):
            template += "_{number}"
    name = template.format(
        league=rng.choice((subject.league.name, subject.league.name, subject.league.aliases[0])),
        code=subject.league.code,
        period=period,
        zh=f"{period[:4]}年第{'一二三四'[int(period[-1]) - 1]}季度" if quarterly else f"{period}年度",
        part=PART_NAMES[parts[0]],
        number=number,
        sent=subject.reported_on.strftime("%Y%m%d"),
    )
    if rng.random() < 0.1:
        name = wide(name)
    ending = write.suffix(house)
    return f"{name}.{ending.upper() if rng.random() < 0.1 else ending}"
