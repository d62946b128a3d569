"""One row of a part: every field's value, and the findings of the reader's own rules about it."""

from __future__ import annotations

from collections.abc import Mapping

from etl.read.context import NOTHING, At, Context
from etl.read.figures import Figures
from etl.read.match import Joined
from etl.read.model import Value
from etl.read.named import MISMATCHES, Members, agree, code_in, plan_columns
from etl.read.subject import Subject
from etl.read.texts import choice_in, day_in, open_choice_in, own_text_in, text_in

_OUR_WORDS = ("key", "unit")  # roles of columns whose texts are the plan's, not the league's own


class RowReader:
    """Reads the rows of one part, whose findings are added to those of the context."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._places = [(field, heading.column) for field, heading in context.match.headings.items()]
        texts = context.columns("text")
        self._our_texts = [column for column in texts if column.role in _OUR_WORDS]
        self._own_texts = [column for column in texts if column.role not in _OUR_WORDS]
        self._of_plan = plan_columns(context)
        self._days = context.columns("date")
        self._open_choices = context.columns("open_choice")
        self._choices = context.columns("choice")
        self._numbers = context.columns("number", "percent")
        self._members = Members(context)
        self._figures = Figures(context)
        self._joined: dict[int, list[Joined]] = {}
        for joined in context.match.joined:
            self._joined.setdefault(joined.row, []).append(joined)

    def read(self, row: int) -> dict[str, Value]:
        """The row's values by field. A missing code is taken from the name, at the name's cell.

        While code and name disagree the row is about nothing: what depends on its indicator is not taken.
        """
        context = self._context
        places = {field: context.at(row, column) for field, column in self._places}
        values = {column.field: text_in(context, places[column.field]) for column in self._our_texts}
        values |= self._members.read(places)
        about, mismatch = NOTHING, None
        for column in self._of_plan:
            value, about = code_in(context, column, places, values)
            if value is not None:
                values[column.field] = value
            if not agree(context, column, about, values):
                about, mismatch = NOTHING, MISMATCHES[column.field]
        for column in self._own_texts:
            values[column.field] = own_text_in(context, column, places[column.field], about)
        self._check_fields(row, about)
        if row in context.match.ragged:
            return values | self._none_taken(places)
        for column in self._days:
            values[column.field] = day_in(context, column, places[column.field])
        for column in self._open_choices:
            values[column.field] = open_choice_in(context, column, places[column.field])
        unit, fault = self._figures.unit(places["unit"], about) if "unit" in places else (None, None)
        for column in self._choices:
            values[column.field] = choice_in(context, column, places[column.field], about)
        for column in self._numbers:
            values[column.field] = self._figures.number(
                column, places[column.field], about, unit, mismatch or fault
            )
        return values

    def figures(self, row: int) -> dict[str, Value]:
        """The figures of a row that is about no subject, such as one of totals."""
        at = {field: self._context.at(row, column) for field, column in self._places}
        return {
            column.field: self._figures.number(column, at[column.field], NOTHING, None, None)
            for column in self._numbers
        }

    def _check_fields(self, row: int, about: Subject) -> None:
        """Finds that fields of a text file's record were put right, or cannot be."""
        context, sheet = self._context, self._context.match.sheet
        if row in context.match.ragged:
            width = str(sheet.widths[context.match.last_row])
            given = str(context.match.ragged[row])
            context.find("row_ragged", None, sheet.address(row, 0), given, width, about)
        for joined in self._joined.get(row, ()):
            given, text = " | ".join(joined.pieces), sheet.delimiter.join(joined.pieces)
            at = sheet.address(row, joined.column)
            context.find("repaired_delimiter", joined.field, at, given, text, about)

    def _none_taken(self, places: Mapping[str, At]) -> dict[str, Value]:
        """Nothing of a row whose fields stand in doubt, not even what is missing."""
        return {
            column.field: Value(at, cell.text if cell else None, None, "row_ragged")
            for column in (*self._choices, *self._numbers)
            for at, cell in (places[column.field],)
        }
