"""What the plan says: who reports, projects, indicators, targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class League:
    """An organisation that reports (盟市). `valid_to` is its last day, None if it goes on."""

    league_code: str
    name_zh: str
    name_en: str
    kind: str
    aliases_zh: tuple[str, ...]
    in_region_sum: bool
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class County:
    county_code: str
    county_name_zh: str
    league_code: str


@dataclass(frozen=True)
class Department:
    department_zh: str
    name_en: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Project:
    """One of the plan's projects; number 0 is the headline goal."""

    project_no: int
    name_zh: str
    name_en: str
    departments_zh: tuple[str, ...]
    cadence: str
    departments_wording: str


@dataclass(frozen=True)
class Indicator:
    """`measure`: flow, stock or ratio. `not_above`: the code of the whole that it is a part of.

    `one_a_county`: a county has one at most, so a league has no more than it has counties. `lasting`: what is
    there once stays, so a county is asked where it has fewer.
    """

    indicator_code: str
    project_no: int
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    measure: str
    decimals: int
    numerator: str | None
    denominator: str | None
    not_above: str | None
    one_a_county: bool
    lasting: bool
    over_leagues: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Target:
    """A number that the plan sets. `tolerance` is a share of the goal, None where the goal is no "about"."""

    target_id: str
    indicator_code: str
    scope: str
    basis: str
    from_year: int
    by_year: int
    at_least: Decimal
    up_to: Decimal | None
    tolerance: Decimal | None
    wording_zh: str
    note: str


@dataclass(frozen=True)
class OpeningBalance:
    """A flow's total of a calendar year before the first return, for one organisation or the region.

    It counts in tables as of `known_from` and later.
    """

    indicator_code: str
    year: int
    league_code: str
    value: Decimal
    source: str
    known_from: date
