"""What is asked for: returns, their parts and columns, and the rules that judge them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from schemas.periods import Period
from schemas.text import key

# What an indicator's columns of a wide part fill, as people read it.
FILLED = {"figure": "填报数", "year_to_date": "本年累计"}
# What a column holds whose words are rows of words.csv under its field.
CHOICES = ("choice", "open_choice")


@dataclass(frozen=True)
class Subject:
    """What a row may be about. A closed list is `listed_in` the registry, its names as `listed_name`.

    An open one has no list: an enterprise comes with its first return. Its codes are known by their `signs`:
    `uscc` a credit code, `any` whatever words a league writes. Columns hold the subject's code as
    `code_field` and its name as `name_field`, which may be the same.
    """

    subject: str
    name_zh: str
    name_en: str
    listed_in: str | None
    listed_name: str | None
    code_field: str
    name_field: str
    signs: str | None


@dataclass(frozen=True)
class Member:
    """One of a closed list; `league_code` is the league that it lies in, None where it is every league's."""

    code: str
    name_zh: str
    league_code: str | None


@dataclass(frozen=True)
class Column:
    """A column of a part. `role`: key, unit, value or note; `holds`: how its cells are read.

    Of a wide part: the `indicator_code` whose figures stand in it, and which field it `fills` of a row.
    """

    field: str
    name_zh: str
    aliases_zh: tuple[str, ...]
    role: str
    holds: str
    required: bool
    unit_zh: str | None
    decimals: int | None
    indicator_code: str | None = None
    fills: str | None = None


@dataclass(frozen=True)
class Part:
    """One table of a return. `subject`: what a row is about, one of subjects.csv or none.

    `feeds` is what the warehouse makes of it; it is asked for from `from_period` on, None: from the first.
    """

    return_kind: str
    part: str
    name_zh: str
    name_en: str
    subject: str
    reported_table: str
    may_be_empty: bool
    feeds: str
    from_period: Period | None
    columns: tuple[Column, ...]
    rules: tuple[str, ...]

    def column(self, field: str) -> Column | None:
        """The column that fills `field` of its sheet or of its rows, None where there is none."""
        columns = (*self.columns, *self.row_columns)
        return next((column for column in columns if column.field == field), None)

    def sheet_column(self, field: str, indicator_code: str | None) -> Column | None:
        """The column of its sheet that fills `field`, of a wide part the indicator's; None for none."""
        fills = (column for column in self.columns if column.fills == field)
        wide = next((column for column in fills if column.indicator_code == indicator_code), None)
        return wide or self.column(field)

    @cached_property
    def captions(self) -> Mapping[str, tuple[Column, bool]]:
        """The columns of its sheet by each of their names, as names are compared; whether it is its own."""
        return {
            key(name): (column, name == column.name_zh)
            for column in self.columns
            for name in (*column.aliases_zh, column.name_zh)
        }

    @cached_property
    def is_wide(self) -> bool:
        """Whether its sheet has a column an indicator, and so its rows are read as one an indicator."""
        return any(column.indicator_code for column in self.columns)

    @cached_property
    def row_columns(self) -> tuple[Column, ...]:
        """The columns of its rows as they are read: those of its sheet, of a wide part the long ones."""
        if not self.is_wide:
            return self.columns
        kept = tuple(column for column in self.columns if not column.indicator_code)
        filled = {column.fills: column for column in self.columns if column.fills}
        indicator = Column("indicator_code", "指标编码", (), "key", "code", False, None, None)
        return (
            *kept,
            indicator,
            *(
                replace(
                    column, field=str(field), name_zh=FILLED[str(field)], aliases_zh=(), indicator_code=None
                )
                for field, column in filled.items()
            ),
        )

    def is_asked(self, period: Period) -> bool:
        """Whether a return of the period lacks something without it."""
        return self.from_period is None or period >= self.from_period


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
    in_annual_set: bool
    due_days: tuple[DueDay, ...]
    parts: tuple[Part, ...]

    def parts_asked(self, period: Period) -> tuple[Part, ...]:
        """The parts without which a return of the period is not complete."""
        return tuple(part for part in self.parts if part.is_asked(period))

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
    `beside`: the fields of the row that may be wrong instead, and the others whose row may be (as
    `schemas.rules.frame.OTHERS` names them).
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
    beside: tuple[str, ...]
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

    `together`: what it finds in a part with the same `facts` is one finding, however many cells have it; or
    whatever it finds in the `part`, if that is much.
    """

    rule_id: str
    together: str
    absorbs: tuple[str, ...]
