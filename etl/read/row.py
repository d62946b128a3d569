"""One row of a part: every field's value, and the findings of the reader's own rules about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from etl.common.findings import Finding, Place
from etl.common.numbers import plain
from etl.read.grid import Cell, address
from etl.read.header import Joined, Match
from etl.read.members import Members, members
from etl.read.mentions import date_in
from etl.read.model import Value
from etl.read.number import FULL_WIDTH, Asked, read_number
from etl.read.rows import fills
from etl.read.spellings import Spellings
from etl.read.subject import Subject, code_by_name, code_of, subject_of
from etl.read.units import SheetUnit
from schemas.personal import kinds, masked, masks
from schemas.registry.objects import Column, Registry
from schemas.text import key

_Place = tuple[str, Cell | None]  # the cell's address, and what it holds
_NOTHING = Subject()
_NAMES = {"indicator_code": "indicator_name", "project_no": "project_name"}
_MISMATCHES = {"indicator_code": "indicator_name_mismatch", "project_no": "project_name_mismatch"}
_OF_THE_PLAN = ("code", "project")  # what holds the code of an indicator, the number of a project
_UNKNOWN_CHOICES = {"status": "status_unknown"}  # rules with a sentence of their own
_OUR_WORDS = ("key", "unit")  # roles of columns whose texts are the plan's, not the league's own


class RowReader:
    """Reads the rows of one part; `findings` are those of all rows so far, one a cell and rule."""

    def __init__(
        self,
        match: Match,
        units: Sequence[SheetUnit],
        registry: Registry,
        words: Spellings,
        league_code: str | None = None,
        year: int | None = None,
    ) -> None:
        self.findings: list[Finding] = []
        self._match = match
        self._units = units
        self._registry = registry
        self._words = words
        self._raised: set[tuple[str, str]] = set()
        self._members: dict[str, Members] = {
            column.field: members(registry.subjects[column.holds], league_code, registry)
            for column in match.part.columns
            if column.holds in registry.subjects and column.holds not in _OF_THE_PLAN
            if column.field in match.headings
        }
        self._year = year
        self._fills = fills(match)
        self._named: tuple[str, str | None] | None = None  # the row's subject: code and name
        self._joined: dict[int, list[Joined]] = {}
        for joined in match.joined:
            self._joined.setdefault(joined.row, []).append(joined)

    def read(self, row: int) -> dict[str, Value]:
        """The row's values by field. A missing code is taken from the name, at the name's cell.

        While code and name disagree the row is about nothing: what depends on its indicator is not taken.
        """
        places = {field: self._place(row, heading.column) for field, heading in self._match.headings.items()}
        self._named = None
        values = {
            column.field: self._words_in(places[column.field])
            for column in self._columns("text")
            if column.field in places and column.role in _OUR_WORDS
        }
        values |= self._members_named(places)
        about, mismatch = _NOTHING, None
        for column in self._columns("code", "project"):
            value, about = self._code(column, places, values)
            if value is not None:
                values[column.field] = value
            if not self._agree(column, about, values):
                about, mismatch = _NOTHING, _MISMATCHES[column.field]
        for column in self._columns("text"):
            if column.field in places and column.role not in _OUR_WORDS:
                values[column.field] = self._own_words(column, places[column.field], about)
        self._check_fields(row, about)
        if row in self._match.ragged:
            return values | self._none_taken(places)
        for column in self._columns("date"):
            if column.field in places:
                values[column.field] = self._date(column, places[column.field])
        for column in self._columns("open_choice"):
            if column.field in places:
                values[column.field] = self._open_choice(column, places[column.field])
        unit, fault = self._unit(places, about)
        fault = mismatch or fault
        for column in self._columns("choice"):
            if column.field in places:
                values[column.field] = self._choice(column, places[column.field], about)
        for column in self._columns("number", "percent"):
            if column.field in places:
                values[column.field] = self._number(column, places[column.field], about, unit, fault)
        return values

    def figures(self, row: int) -> dict[str, Value]:
        """The figures of a row that is about no subject, such as one of totals."""
        return {
            column.field: self._number(column, self._place(row, heading.column), _NOTHING, None, None)
            for column in self._columns("number", "percent")
            if (heading := self._match.headings.get(column.field)) is not None
        }

    def _place(self, row: int, column: int) -> _Place:
        at = (row, column)
        if at not in self._match.sheet.cells:
            at = self._fills.get(at, at)
        return self._match.sheet.address(*at), self._match.sheet.cells.get(at)

    def _check_fields(self, row: int, about: Subject) -> None:
        """Raises that fields of a text file's record were put right, or cannot be."""
        sheet = self._match.sheet
        if row in self._match.ragged:
            width = str(sheet.widths[self._match.last_row])
            self._raise("row_ragged", None, sheet.address(row, 0), str(self._match.ragged[row]), width, about)
        for joined in self._joined.get(row, ()):
            given, text = " | ".join(joined.pieces), sheet.delimiter.join(joined.pieces)
            self._raise(
                "repaired_delimiter", joined.field, sheet.address(row, joined.column), given, text, about
            )

    def _none_taken(self, places: dict[str, _Place]) -> dict[str, Value]:
        """Nothing of a row whose fields stand in doubt, not even what is missing."""
        return {
            column.field: Value(at, cell.text if cell else None, None, "row_ragged")
            for column in self._columns("choice", "number", "percent")
            if column.field in places
            for at, cell in (places[column.field],)
        }

    def _columns(self, *holds: str) -> Iterable[Column]:
        return (column for column in self._match.part.columns if column.holds in holds)

    def _words_in(self, place: _Place) -> Value:
        at, cell = place
        if cell is None:
            return Value(at, None, None)
        is_empty = cell.kind in ("error", "formula") or self._words.reports_nothing(cell.text)
        return Value(at, cell.text, None if is_empty else cell.text.strip())

    def _own_words(self, column: Column, place: _Place, about: Subject) -> Value:
        """What the league writes freely. Of personal numbers only the mask goes any further."""
        words = self._words_in(place)
        if words.given is None or not kinds(words.given):
            return words
        hidden = masked(words.given)
        facts = {"kind": "、".join(kinds(words.given)), "numbers": "、".join(masks(words.given))}
        self._raise("personal_number", column.field, words.cell, hidden, None, about, facts)
        return Value(words.cell, hidden, masked(str(words.value)) if words.value is not None else None)

    def _members_named(self, places: dict[str, _Place]) -> dict[str, Value]:
        """What the row names of the registry's lists; a missing code is taken from the name.

        What is found in the row is known by the subject that it names.
        """
        named: dict[str, Value] = {}
        subject = self._registry.subjects.get(self._match.part.subject)
        if subject is not None and subject.listed_in is None and subject.name_field in places:
            column = self._match.part.column(subject.name_field)
            assert column is not None
            named[subject.name_field] = self._own_words(column, places[subject.name_field], _NOTHING)
        for field, known in self._members.items():
            at, cell = places[field]
            words = self._words_in((at, cell))
            if cell is None or words.value is None:
                named[field] = words
                continue
            meant = known.named(cell)
            if known.subject == subject and self._named is None:
                written, code = named.get(subject.name_field), meant.code or cell.text.strip()
                name = str(written.value) if written and written.value else None
                self._named = (code, known.names.get(code) or name or code)
            by_code = named.get(subject.code_field) if subject == known.subject else None
            if meant.rule_id is not None and by_code is not None and by_code.fault == meant.rule_id:
                pass  # code and name are of the same thing, which is said once
            elif meant.rule_id is not None:
                facts = dict(meant.facts or {})
                self._raise(meant.rule_id, field, at, cell.text, meant.expected, facts=facts)
            elif FULL_WIDTH.search(cell.text):
                self._raise("repaired_width", field, at, cell.text, meant.code)
            named[field] = Value(at, cell.text, meant.code, meant.rule_id)
        if subject is not None and subject.listed_in is not None and subject.name_field in named:
            given, by_name = named.get(subject.code_field), named[subject.name_field]
            if given is None or (given.value is None and given.fault is None):
                named[subject.code_field] = by_name
        return named

    def _date(self, column: Column, place: _Place) -> Value:
        words = self._words_in(place)
        if words.given is None or words.value is None:
            return words
        day = date_in(words.given, self._year)
        if day is None:
            self._raise("date_unreadable", column.field, words.cell, words.given, None)
            return Value(words.cell, words.given, None, "date_unreadable")
        return Value(words.cell, words.given, day.isoformat())

    def _open_choice(self, column: Column, place: _Place) -> Value:
        """The word of the column's list, or what the league wrote."""
        words = self._own_words(column, place, _NOTHING)
        if not isinstance(words.value, str):
            return words
        word = self._words.choices[column.field].get(key(words.value))
        if word is None:
            facts = {"list": f"规定的{column.name_zh}名称"}
            self._raise("word_not_listed", column.field, words.cell, words.given, words.value, facts=facts)
        return Value(words.cell, words.given, word or words.value)

    def _code(
        self, column: Column, places: dict[str, _Place], values: dict[str, Value]
    ) -> tuple[Value | None, Subject]:
        written = self._words_in(places[column.field]) if column.field in places else None
        if written is not None and isinstance(written.value, str):
            code = code_of(column.holds, written.value)
            about = subject_of(column.holds, code, self._registry)
            if FULL_WIDTH.search(written.value):
                self._raise("repaired_width", column.field, written.cell, written.given, code, about)
            return Value(written.cell, written.given, code), about
        name = values.get(_NAMES[column.field])
        if name is None or not isinstance(name.value, str):
            return written, Subject()
        known = code_by_name(column.holds, name.value, self._words)
        return Value(name.cell, name.given, known), subject_of(column.holds, known, self._registry)

    def _agree(self, column: Column, about: Subject, values: dict[str, Value]) -> bool:
        """Whether name and code of the row are of the same thing; also where one of them is missing."""
        name = values.get(_NAMES[column.field])
        if name is None or name.value is None or about.project_no is None:
            return True
        known = about.indicator if column.holds == "code" else self._registry.projects[about.project_no]
        return known is None or key(str(name.value)) == key(known.name_zh)

    def _unit(self, places: dict[str, _Place], about: Subject) -> tuple[str | None, str | None]:
        """The unit column's unit (None where it is empty), and the rule that it breaks."""
        if "unit" not in places or about.indicator is None:
            return None, None
        at, cell = places["unit"]
        unit = self._words_in(places["unit"]).value
        if cell is None or not isinstance(unit, str):
            return None, None
        wanted = about.indicator.unit_zh
        if self._is_usable(unit, wanted):
            return unit, None
        self._raise("unit_unknown", "unit", at, cell.text, wanted, about)
        return None, "unit_unknown"

    def _sheet_unit(self, wanted: str) -> tuple[str | None, str | None]:
        """The sheet's unit for what `wanted` counts (元 of money), and the rule that two units break."""
        units = [unit for unit in self._units if unit.is_of_kind(wanted)]
        different = {key(unit.unit): unit.unit for unit in units}
        if not units:
            return None, None
        if len(different) == 1 and self._is_usable(units[0].unit, wanted):
            return units[0].unit, None
        at = address(units[-1].row, units[-1].column)
        self._raise("unit_unknown", "unit", at, "、".join(different.values()), wanted)
        return None, "unit_unknown"

    def _is_usable(self, unit: str, wanted: str) -> bool:
        return key(unit) == key(wanted) or (key(unit), key(wanted)) in self._words.conversions

    def _choice(self, column: Column, place: _Place, about: Subject) -> Value:
        words = self._words_in(place)
        if words.value is None:
            return words
        listed = self._words.choices[column.field]
        word = listed.get(key(str(words.value)))
        if word is None:
            rule_id = _UNKNOWN_CHOICES.get(column.field, "choice_unknown")
            facts = {"column": column.name_zh}
            choices = "、".join(listed.values())
            self._raise(rule_id, column.field, words.cell, words.given, choices, about, facts)
            return Value(words.cell, words.given, None, rule_id)
        return Value(words.cell, words.given, word)

    def _number(
        self, column: Column, place: _Place, about: Subject, unit: str | None, fault: str | None
    ) -> Value:
        """The cell's number; none where the row has a `fault` that leaves open what it counts."""
        at, cell = place
        given = cell.text if cell is not None else None
        if column.indicator_code is not None:
            about = subject_of("code", column.indicator_code, self._registry)
        asked = self._asked(column, about)
        if column.unit_zh is not None and fault in _MISMATCHES.values():
            fault = None  # it counts the same whatever the row is about
        heading = self._match.headings[column.field]
        if heading.unit is not None and asked.unit is not None:
            agrees = unit is None or key(unit) == heading.unit
            if not (agrees and self._is_usable(heading.unit, asked.unit)):
                self._raise(
                    "unit_unknown",
                    column.field,
                    address(heading.row, heading.column),
                    heading.unit,
                    asked.unit,
                )
                fault = "unit_unknown"
            unit = heading.unit
        if unit is None and asked.unit is not None and fault is None:
            unit, fault = self._sheet_unit(asked.unit)
        if fault is not None:
            asked = Asked()
        elif unit is not None and asked.unit is not None and key(unit) != key(asked.unit):
            asked = Asked(asked.unit, unit, asked.decimals)
        number = read_number(cell, asked, self._words)
        shown = {"shown": cell.shown} if cell is not None and cell.shown is not None else {}
        if number.fault is not None:
            folded = f"(= {number.converted} {asked.unit})" if number.converted else ""
            facts = {"unit": asked.unit or "", "folded": folded, **shown}
            self._raise(number.fault, column.field, at, given, number.expected, about, facts)
            return Value(at, given, None, number.fault)
        if fault is not None:
            return Value(at, given, None, fault)
        if number.value is not None:
            for rule_id in number.repairs:
                self._raise(rule_id, column.field, at, given, plain(number.value), about, shown)
        return Value(at, given, number.value)

    def _asked(self, column: Column, about: Subject) -> Asked:
        """What the column's cell should hold. A share is only compared: it may have any decimals."""
        if column.unit_zh is not None:
            return Asked(column.unit_zh, decimals=None if column.holds == "percent" else column.decimals)
        indicator = about.indicator
        if indicator is None:
            return Asked()
        return Asked(indicator.unit_zh, decimals=None if indicator.measure == "ratio" else indicator.decimals)

    def _raise(
        self,
        rule_id: str,
        field: str | None,
        cell: str,
        given: str | None,
        expected: str | None,
        about: Subject = _NOTHING,
        facts: dict[str, str] | None = None,
    ) -> None:
        if (rule_id, cell) in self._raised:  # a merged cell, or a header, that several rows rest on
            return
        self._raised.add((rule_id, cell))
        # A note may stand where a number or a choice belongs, and hold a personal number.
        given, expected = (text and masked(text) for text in (given, expected))
        is_indicator = self._match.part.subject == "indicator" or self._match.part.is_wide
        code, name = self._named or (None, None)
        self.findings.append(
            Finding(
                rule=self._registry.rules[rule_id],
                place=Place(self._match.sheet.name, cell),
                part=self._match.part.part,
                field=field,
                project_no=about.project_no,
                indicator_code=about.indicator.indicator_code if is_indicator and about.indicator else None,
                subject_code=code and masked(code),
                subject_zh=name and masked(name),
                given=given,
                expected=expected,
                facts=facts or {},
                cells=({"cell": cell, "given": given, "expected": expected},),
            )
        )
