"""The registry as frozen objects: what the rest of the code asks instead of the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from schemas.periods import Period


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

    `one_a_county`: a county has one at most, so a league has no more than it has counties.
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
class Column:
    """A column of a part. `role`: key, unit, value or note; `holds`: how its cells are read."""

    field: str
    name_zh: str
    aliases_zh: tuple[str, ...]
    role: str
    holds: str
    required: bool
    unit_zh: str | None
    decimals: int | None


@dataclass(frozen=True)
class Part:
    """One table of a return. `subject`: indicator, project or none (what a row is about)."""

    return_kind: str
    part: str
    name_zh: str
    name_en: str
    subject: str
    reported_table: str
    may_be_empty: bool
    columns: tuple[Column, ...]

    def column(self, field: str) -> Column | None:
        """The column that fills `field`, None where the part has none."""
        return next((column for column in self.columns if column.field == field), None)


@dataclass(frozen=True)
class DueDay:
    """From that period on a return is due on the `day`-th day after its period's end."""

    from_period: Period
    day: int


@dataclass(frozen=True)
class ReturnKind:
    """A return that is asked for, and the periods that it is due for; `due_days` are in order of period."""

    return_kind: str
    name_zh: str
    name_en: str
    cadence: str
    first_period: Period
    last_period: Period
    due_days: tuple[DueDay, ...]
    parts: tuple[Part, ...]

    def due_day(self, period: Period) -> int:
        """How many days after the period's end the return is due."""
        return next(due.day for due in reversed(self.due_days) if due.from_period <= period)


@dataclass(frozen=True)
class Label:
    """A word beside which a sheet says something of the whole return (填报单位, 报告期, …).

    `place`: where a template asks for it, above or below its table; `unasked`: it is only read.
    """

    label: str
    name_zh: str
    aliases_zh: tuple[str, ...]
    place: str
    required: bool


@dataclass(frozen=True)
class Rule:
    """What a finding means. `explained_in`: whose remarks answer it: own_row, annual_data or nobody's.

    `cell_values`: which of a finding's given and expected are what a cell holds, and what it should hold.
    `example_zh` and `example_en` show a cell that breaks the rule, and what is right.
    """

    rule_id: str
    version: int
    judge: str
    severity: str
    status: str
    column: str | None
    explained_in: str | None
    cell_values: tuple[str, ...]
    name_zh: str
    name_en: str
    says_zh: str
    to_do_zh: str
    says_en: str
    to_do_en: str
    example_zh: str
    example_en: str


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


@dataclass(frozen=True)
class Exemption:
    league_code: str
    return_kind: str
    period: Period
    reason: str
    approved_by: str
    approved_on: date


@dataclass(frozen=True)
class Waiver:
    """Turns one rule's error into a warning, for one league and period, until `valid_to`."""

    waiver_id: str
    rule_id: str
    league_code: str
    return_kind: str
    period: Period
    part: str
    indicator_code: str | None
    project_no: int | None
    reason: str
    approved_by: str
    approved_on: date
    valid_to: date | None


@dataclass(frozen=True)
class Contact:
    """Who gets a league's mail, or, with the region's code, the centre's. `valid_to`: the last day."""

    league_code: str
    name_zh: str
    email: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Reminder:
    """When a league is reminded, in days from the effective due day (below 0: before it).

    On `from_day`, and then every so many days, None for never again, until the next row's `from_day`.
    """

    reminder: str
    from_day: int
    every_days: int | None
    says_zh: str


@dataclass(frozen=True)
class Alarm:
    """Something that ops are told; `threshold` is in `unit` (None: it has none).

    Told again after `repeat_hours`. One that is raised, not looked for, is over `lapse_hours` after it was
    raised last (None: its detector says when it is over).
    """

    alarm_id: str
    severity: str
    threshold: int | None
    unit: str
    repeat_hours: int
    lapse_hours: int | None
    name_zh: str
    name_en: str
    says_zh: str
    says_en: str
    to_do_zh: str
    to_do_en: str


@dataclass(frozen=True)
class Registry:
    """Everything in `schemas/registry/*.csv`; mappings are by the code that is each row's key."""

    leagues: Mapping[str, League]
    counties: Mapping[str, County]
    departments: Mapping[str, Department]
    projects: Mapping[int, Project]
    indicators: Mapping[str, Indicator]
    targets: Mapping[str, Target]
    returns: Mapping[str, ReturnKind]
    labels: Mapping[str, Label]
    units: Mapping[tuple[str, str], Decimal]  # (written, wanted): factor
    words: Mapping[str, Mapping[str, str]]  # kind: word: meaning
    rules: Mapping[str, Rule]
    due_rules: Mapping[str, str]  # id: Chinese name
    opening_balances: tuple[OpeningBalance, ...]
    exemptions: tuple[Exemption, ...]
    waivers: tuple[Waiver, ...]
    contacts: tuple[Contact, ...]
    reminders: tuple[Reminder, ...]  # by from_day
    alarms: Mapping[str, Alarm]
    moves: frozenset[tuple[str, str, str | None, str]]  # thing, verb, from state, to state

    def part(self, return_kind: str, part: str) -> Part:
        """The part of that name in that return; KeyError if there is none."""
        for found in self.returns[return_kind].parts:
            if found.part == part:
                return found
        raise KeyError(f"{return_kind} has no part {part}")

    def first_indicator(self, project_no: int) -> Indicator:
        """The indicator in whose figures a league accounts for the project's year (`P01-1`, `P02-1`, …)."""
        return self.indicators[f"P{project_no:02d}-1"]

    def required_indicators(self) -> frozenset[str]:
        """Those that must be reported: the headline goal, and every indicator with a target."""
        return frozenset({"P00-1"} | {target.indicator_code for target in self.targets.values()})
