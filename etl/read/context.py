"""What the rows of one part are read with, and the reader's findings about them so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from etl.common.findings import Finding, Place
from etl.read.grid import Cell, Position
from etl.read.match import Match
from etl.read.rows import fills
from etl.read.spellings import Spellings
from etl.read.subject import Subject
from etl.read.units import SheetUnit
from schemas.personal import masked
from schemas.registry.objects import Column, Registry

At = tuple[str, Cell | None]  # a cell's address, and what it holds
NOTHING = Subject()


@dataclass
class Context:
    """`units` are those that the sheet gives outside its figures' cells, `year` is that of the return.

    `named` is what the row at hand is about, where it is none of the plan's: its code and name. `findings`
    are those of all rows so far, one a cell and rule.
    """

    match: Match
    units: Sequence[SheetUnit]
    registry: Registry
    words: Spellings
    league_code: str | None = None
    year: int | None = None
    named: tuple[str, str | None] | None = None
    findings: list[Finding] = field(default_factory=list)
    _raised: set[tuple[str, str]] = field(default_factory=set)

    def columns(self, *holds: str) -> tuple[Column, ...]:
        """The part's columns that the sheet has and that hold one of these."""
        return tuple(
            column
            for column in self.match.part.columns
            if column.holds in holds and column.field in self.match.headings
        )

    @cached_property
    def _fills(self) -> Mapping[Position, Position]:
        return fills(self.match)

    def at(self, row: int, column: int) -> At:
        """What stands there; of a merged range, what stands in its first cell."""
        sheet, place = self.match.sheet, (row, column)
        cell = sheet.cells.get(place)
        if cell is None and place in self._fills:
            place = self._fills[place]
            cell = sheet.cells.get(place)
        return sheet.address(*place), cell

    def find(
        self,
        rule_id: str,
        field: str | None,
        cell: str,
        given: str | None,
        expected: str | None,
        about: Subject = NOTHING,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        """Adds a finding, unless the cell is a merged one, or a header, of which a row before said it."""
        if (rule_id, cell) in self._raised:
            return
        self._raised.add((rule_id, cell))
        # A note may stand where a number or a choice belongs, and hold a personal number.
        given, expected = (text and masked(text) for text in (given, expected))
        part = self.match.part
        is_indicator = part.subject == "indicator" or part.is_wide
        code, name = self.named or (None, None)
        self.findings.append(
            Finding(
                rule=self.registry.rules[rule_id],
                place=Place(self.match.sheet.name, cell),
                part=part.part,
                field=field,
                project_no=about.project_no,
                indicator_code=about.indicator.indicator_code if is_indicator and about.indicator else None,
                subject_code=code and masked(code),
                subject_zh=name and masked(name),
                given=given,
                expected=expected,
                facts=dict(facts or {}),
                cells=({"cell": cell, "given": given, "expected": expected},),
            )
        )
