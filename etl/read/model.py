"""What reading gives: a file's parts as rows of cells, each value with the place that it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from etl.common.findings import Finding
from schemas.periods import Period
from schemas.registry.objects import Part


class Value(NamedTuple):
    """One cell as read. `given` is what was written, `value` what it means, `fault` the rule that it breaks.

    `value` is a Decimal for a number column (in the plan's unit), else a str; None where nothing was
    reported or where there is a fault.
    """

    cell: str
    given: str | None
    value: Decimal | str | None
    fault: str | None = None


@dataclass(frozen=True)
class PartRead:
    """One part of the return: its rows as written, in the order of the sheet, blank and total rows left out.

    `rows` map a field of the part to its Value; a field whose column is missing is missing in each row.
    `columns` maps a field to the address of its header cell. `findings` are those of the reader's own rules.
    """

    part: Part
    sheet: str | None
    rows: tuple[dict[str, Value], ...]
    columns: dict[str, str]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Answered:
    """What stands in a reply's receipt as the explanation of one of its items.

    The item by its rule and first cell; in replies that do not name them, `rule_id` is None. What stood there
    when we wrote the reply holds for the value `given` alone.
    """

    rule_id: str | None
    sheet: str | None
    cell: str | None
    text: str
    given: str | None = None


@dataclass(frozen=True)
class Reading:
    """A file as read. `state`: read, attachment or unreadable.

    `league_code` and `period` are None where a gate is closed; `gate` then holds the findings that closed it.
    """

    state: str
    league_code: str | None = None
    return_kind: str | None = None
    period: Period | None = None
    reported_on: date | None = None
    revision_reason: str | None = None
    template_version: str | None = None  # by the stamp of the template that it was made with
    parts: tuple[PartRead, ...] = ()
    gate: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = field(default=())  # about the file, closing nothing
    answers: tuple[Answered, ...] = ()  # in a reply that is sent back
