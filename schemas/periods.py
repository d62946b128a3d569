"""Reporting periods of every cadence: `2024M03` a month, `2023Q1` a quarter, `2024H1` a half, `2023` a year.

The cadences are rows of `cadences.csv`; each divides the year.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

CADENCES_FILE = Path(__file__).with_name("cadences.csv")
_CODE = re.compile(r"(20\d\d)(?:([A-Z])(\d+))?")
_ORDINALS = "一二三四五六七八九十"
_HALVES = "上下"


@dataclass(frozen=True)
class Cadence:
    """How often a return is due: every so many months; and what its periods are called."""

    cadence: str
    months: int
    letter: str
    digits: int
    unit_zh: str
    name_zh: str
    short_zh: str
    name_en: str
    short_en: str
    last_zh: str

    @property
    def per_year(self) -> int:
        """How many periods a year has."""
        return 12 // self.months


def _read() -> dict[str, Cadence]:
    with CADENCES_FILE.open(encoding="utf-8", newline="") as file:
        listed: list[dict[str, Any]] = list(csv.DictReader(file))
    numbers = ("months", "digits")
    return {row["cadence"]: Cadence(**row | {name: int(row[name]) for name in numbers}) for row in listed}


CADENCES = _read()
_BY_LETTER = {known.letter: known for known in CADENCES.values()}
_BY_MONTHS = {known.months: known for known in CADENCES.values()}


@dataclass(frozen=True, order=True)
class Period:
    """So many months of a year, up to and with its `last_month`.

    Ordered by the end; of those that end together the shorter comes first: a year after its fourth quarter.
    """

    year: int
    last_month: int
    months: int

    @classmethod
    def of(cls, cadence: str, year: int, number: int = 1) -> Period:
        """The period of that number in its year, the first is 1; ValueError where the year has none."""
        known = CADENCES[cadence]
        if not 1 <= number <= known.per_year:
            raise ValueError(f"a year has {known.per_year} periods of cadence {cadence}, no {number}")
        return cls(year, number * known.months, known.months)

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period of a code such as `2023Q1`, `2024M03` or `2023`; ValueError for anything else."""
        match = _CODE.fullmatch(code)
        known = _BY_LETTER.get(match[2] or "") if match else None
        if match and known and len(match[3] or "") == known.digits:
            number = int(match[3] or 1)
            if 1 <= number <= known.per_year:
                return cls.of(known.cadence, int(match[1]), number)
        raise ValueError(f"{code!r} is no period: write 2023Q1, 2024M03 or 2023")

    @classmethod
    def ending_before(cls, cadence: str, day: date) -> Period:
        """The last period of the cadence that was over when the day began."""
        return cls.of(cadence, day.year, (day.month - 1) // CADENCES[cadence].months + 1).before()

    @property
    def known(self) -> Cadence:
        """Its cadence, with all that is known of it."""
        return _BY_MONTHS[self.months]

    @property
    def cadence(self) -> str:
        return self.known.cadence

    @property
    def number(self) -> int:
        """Which of its year's it is; the first is 1."""
        return self.last_month // self.months

    @property
    def quarter(self) -> int | None:
        """The number of a quarter; None for a period of another cadence."""
        return self.number if self.cadence == "quarter" else None

    @property
    def start(self) -> date:
        return date(self.year, self.last_month - self.months + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        following = date(self.year + self.last_month // 12, self.last_month % 12 + 1, 1)
        return following - timedelta(days=1)

    @property
    def name_zh(self) -> str:
        return self._called(self.known.name_zh)

    @property
    def name_en(self) -> str:
        return self._called(self.known.name_en)

    @property
    def short_zh(self) -> str:
        """Its name where the year is plain: `一季度`, `3月`; `年报` of a year."""
        return self._called(self.known.short_zh)

    @property
    def short_en(self) -> str:
        return self._called(self.known.short_en)

    def next(self) -> Period:
        """The period of the same cadence that follows."""
        last = self.number == self.known.per_year
        return Period.of(self.cadence, self.year + last, 1 if last else self.number + 1)

    def before(self) -> Period:
        """The period of the same cadence that it follows."""
        first = self.number == 1
        return Period.of(self.cadence, self.year - first, self.known.per_year if first else self.number - 1)

    def _called(self, name: str) -> str:
        half = _HALVES[self.last_month // 7]
        ordinal = _ORDINALS[min(self.number, 10) - 1]
        return name.format(year=self.year, number=self.number, ordinal=ordinal, half=half)

    def __str__(self) -> str:
        known = self.known
        return f"{self.year}{known.letter}{self.number:0{known.digits}}" if known.digits else f"{self.year}"


def span(first: Period, last: Period) -> list[Period]:
    """Every period from `first` to `last`, both included; they must be of one cadence."""
    if first.cadence != last.cadence:
        raise ValueError(f"{first} and {last} are not of one cadence")
    periods = []
    while first <= last:
        periods.append(first)
        first = first.next()
    return periods


def within(year: int) -> list[Period]:
    """Every period that lies in the year, of every cadence, in order."""
    return sorted(
        Period.of(known.cadence, year, number)
        for known in CADENCES.values()
        for number in range(1, known.per_year + 1)
    )
