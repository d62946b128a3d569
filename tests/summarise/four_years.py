"""Four years of returns as leagues send them: late, in pieces, refused, revised, withdrawn, or never."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from etl.common.settings import ZONE
from tests.fuzz import truth
from tests.fuzz.files import due
from tests.fuzz.headers import PARTS
from tests.fuzz.plan import QUARTERS, YEARS, leagues
from tests.summarise.filing import Row, moment
from tests.summarise.history import Balance, Event, Exempted, Filed, Found, Resolved, Waived, Withdrawn
from tests.summarise.told import as_sent, rows_said, with_changes

LEAGUES = [league.code for league in leagues()]
PERIODS = (*QUARTERS, *map(str, YEARS))

# What may become of a return, and how often of a hundred.
FATES = {"whole": 72, "late": 8, "in two": 8, "refused first": 4, "one part": 3, "refused": 2, "never": 3}

# What must become of some, by the league's place.
FIXED = {
    (0, "2023Q4"): "never",  # only its fourth quarter is missing
    (0, "2023"): "whole",
    (1, "2024Q3"): "whole",
    (1, "2024Q4"): "never",  # neither fourth quarter nor annual return: its third stands in the sum
    (1, "2024"): "never",
    (2, "2022Q3"): "never",  # nothing of a year
    (2, "2022Q4"): "never",
    (2, "2022"): "never",
    (3, "2023Q2"): "revised, withdrawn",  # the former version is back
    (4, "2024Q1"): "withdrawn",  # there is none before it
    (5, "2023Q3"): "waived",
    (5, "2024Q3"): "waived, revised",  # what is in force rests on no waiver any more
    (6, "2024Q2"): "never",  # exempt, but not from the start
    (7, "2022Q4"): "one part",
    (8, "2023Q4"): "refused",
    (8, "2023"): "never",
    (9, "2023"): "revised, withdrawn",
}


@dataclass(frozen=True)
class Return:
    """A return that a league owes; `said`: what it would say, part by part."""

    league: str
    period: str
    said: dict[str, list[Row]]

    @property
    def ends(self) -> datetime:
        """When its period is over."""
        return _at(due("quarterly" if "Q" in self.period else "annual", self.period), time()) - timedelta(4)

    def file_name(self, version: str) -> str:
        return f"{self.league}_{self.period}_{version}.xlsx"

    def filed(self, at: datetime, version: str, parts: Sequence[str], **more: frozenset[str]) -> Filed:
        name, rows = self.file_name(version), {part: self.said[part] for part in parts}
        sha256 = hashlib.sha256(name.encode()).hexdigest()
        return Filed(at, name, self.league, self.period, rows, sha256=sha256, **more)


def made(seed: int) -> list[Event]:
    """Everything that happened, in order of time."""
    rng = Random(seed)  # noqa: S311
    facts = truth.made(rng)
    events = list(_registry())
    for place, league in enumerate(LEAGUES):
        for period in PERIODS:
            parts = {
                part: as_sent(rng, rows_said(facts, league, period, part), period, part)
                for part in PARTS["quarterly" if "Q" in period else "annual"]
            }
            fate = FIXED.get((place, period)) or rng.choices([*FATES], [*FATES.values()])[0]
            files = list(_files(rng, Return(league, period, parts), fate))
            events += files
            for file in files:
                if isinstance(file, Filed):
                    events += _findings(rng, file, fate)
    return sorted(events, key=lambda event: event.at)


def _registry() -> Iterator[Event]:
    """P00-1 is known late, P03-1 to be nothing, P17-2 later still; of P17-1 and P18-1 nobody knows."""
    yield Balance(moment("2022-08-01"), "P03-1", 0)
    yield Balance(moment("2023-03-01"), "P00-1", 231_000)
    yield Balance(moment("2024-06-01"), "P17-2", 3)
    yield Exempted(moment("2024-08-01"), LEAGUES[6], "2024Q2")
    for number, period in enumerate(("2023Q3", "2024Q3"), 1):
        yield Waived(
            moment("2022-09-01"),
            f"W{number}",
            "part_above_whole",
            LEAGUES[5],
            period,
            "data",
            "机构划转",
            "就业处",
        )


def _files(rng: Random, owed: Return, fate: str) -> Iterator[Filed | Withdrawn]:
    """The files of a return, and what was withdrawn of them."""
    parts = list(owed.said)
    rng.shuffle(parts)
    first = owed.ends + timedelta(minutes=rng.randrange(60, 6000))
    late = owed.ends + timedelta(days=rng.randrange(12, 60), minutes=rng.randrange(1440))
    if fate == "never":
        return
    if fate == "refused":
        yield owed.filed(first, "v1", parts, refused=frozenset(parts))
        yield owed.filed(late, "v2", parts[:1], refused=frozenset(parts[:1]))
    elif fate == "one part":
        yield owed.filed(first, "v1", parts[:1])
    elif fate == "in two":
        yield owed.filed(first, "v1", parts[:1])
        yield owed.filed(rng.choice((late, first + timedelta(hours=1))), "v2", parts[1:])
    elif fate == "refused first":
        yield owed.filed(first, "v1", parts, refused=frozenset(parts[:1]))
        yield owed.filed(late, "v2", parts[:1])
    else:
        yield owed.filed(late if fate == "late" else first, "v1", parts)
        yield from _afterwards(rng, owed, late, fate)


def _afterwards(rng: Random, owed: Return, late: datetime, fate: str) -> Iterator[Filed | Withdrawn]:
    """Revisions of a return that was accepted whole, and withdrawals."""
    again = late + timedelta(days=rng.randrange(1, 300))
    if "revised" in fate or (fate in ("whole", "late") and rng.random() < 0.12):
        rows = with_changes(rng, owed.said["data"])
        revised = Return(owed.league, owed.period, owed.said | {"data": rows})
        refused = frozenset({"data"}) if "revised" not in fate and rng.random() < 0.3 else frozenset()
        yield revised.filed(again, "v2", rng.choice((["data"], list(owed.said))), refused=refused)
        if "withdrawn" in fate:
            yield Withdrawn(again + timedelta(days=40), owed.file_name("v2"), "data")
        elif rng.random() < 0.2:  # what is not in force any more
            yield Withdrawn(again + timedelta(days=3), owed.file_name("v1"), "data")
    elif "withdrawn" in fate:
        yield from (Withdrawn(again, owed.file_name("v1"), part) for part in owed.said)
    elif rng.random() < 0.03:
        yield Withdrawn(again, owed.file_name("v1"), rng.choice(list(owed.said)))


def _findings(rng: Random, file: Filed, fate: str) -> Iterator[Found | Resolved]:
    """Errors of what was refused, and warnings: some explained, some found or resolved later."""
    name = file.file_name
    if file.refused == frozenset(file.parts) and rng.random() < 0.5:
        yield Found(file.at, f"{name} whole", name, "error", "league_conflict", None)
    else:
        for part in sorted(file.refused):
            yield Found(file.at, f"{name} {part}", name, "error", "number_text", part, {"cell": "D4"})
    if "waived" in fate and "v1" in name:
        waiver = "W1" if file.period == "2023Q3" else "W2"
        facts: dict[str, str | None] = {"waiver_id": waiver, "indicator_code": "P02-3"}
        yield Found(file.at, f"{name} waived", name, "warning", "part_above_whole", "data", facts)
    for number in range(rng.choice((0, 0, 1, 3))):
        later = file.at + timedelta(days=rng.choice((0, 0, 0, 90)))
        part = rng.choice((*file.parts, None))
        facts = {"sheet": part, "explanation": rng.choice((None, None, "集中开班"))}
        severity, rule = rng.choice((("warning", "history_outlier"), ("info", "repaired_width")))
        yield Found(later, f"{name} {number}", name, severity, rule, part, facts)
        if rng.random() < 0.2:
            yield Resolved(later + timedelta(days=rng.randrange(1, 200)), f"{name} {number}")


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZONE)
