"""Reporting periods: a quarter (`2023Q1`) or a year (`2023`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_CODE = re.compile(r"(20\d\d)(?:Q([1-4]))?")


@dataclass(frozen=True, order=True)
class Period:
    """A year, or one quarter of it. Ordered by its end; a year comes after its fourth quarter."""

    year: int
    order: int  # 1 to 4: the quarter; 5: the whole year

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period of a code such as `2023Q1` or `2023`; ValueError for anything else."""
        match = _CODE.fullmatch(code)
        if match is None:
            raise ValueError(f"{code!r} is no period: write 2023Q1 or 2023")
        return cls(int(match[1]), int(match[2] or 5))

    @property
    def quarter(self) -> int | None:
        return self.order if self.order < 5 else None

    @property
    def cadence(self) -> str:
        return "year" if self.quarter is None else "quarter"

    @property
    def start(self) -> date:
        return date(self.year, 3 * (self.quarter or 1) - 2, 1)

    @property
    def end(self) -> date:
        """The last day."""
        month = 3 * (self.quarter or 4)
        following = date(self.year + month // 12, month % 12 + 1, 1)
        return following - timedelta(days=1)

    @property
    def name_zh(self) -> str:
        return (
            f"{self.year}年度"
            if self.quarter is None
            else f"{self.year}年第{'一二三四'[self.quarter - 1]}季度"
        )

    def next(self) -> Period:
        """The period of the same cadence that follows."""
        if self.quarter is None:
            return Period(self.year + 1, 5)
        return Period(self.year + self.quarter // 4, self.quarter % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year}" if self.quarter is None else f"{self.year}Q{self.quarter}"


def span(first: Period, last: Period) -> list[Period]:
    """Every period from `first` to `last`, both included; they must be of one cadence."""
    if first.cadence != last.cadence:
        raise ValueError(f"{first} and {last} are not of one cadence")
    periods = []
    while first <= last:
        periods.append(first)
        first = first.next()
    return periods
