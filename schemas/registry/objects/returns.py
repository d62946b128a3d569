"""What is asked for: returns, their parts and columns, and the rules that judge them."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.periods import Period


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
class Cause:
    """A rule that finds the cause of what others find: about a row that it is about, those say nothing more.

    `together`: what it finds with the same facts is one finding, however many cells have it.
    """

    rule_id: str
    together: bool
    absorbs: tuple[str, ...]
