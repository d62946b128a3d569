"""What a row is about: the members of lists that it names, and the indicator or project by code and name."""

from __future__ import annotations

from collections.abc import Mapping

from etl.read.context import NOTHING, At, Context
from etl.read.members import members
from etl.read.model import Value
from etl.read.number import FULL_WIDTH
from etl.read.subject import Subject, code_by_name, code_of, subject_of
from etl.read.texts import own_text_in, text_in
from schemas.registry.objects import Column
from schemas.text import key

MISMATCHES = {"indicator_code": "indicator_name_mismatch", "project_no": "project_name_mismatch"}
_NAMES = {"indicator_code": "indicator_name", "project_no": "project_name"}
_OF_THE_PLAN = ("code", "project")  # what holds the code of an indicator, the number of a project


class Members:
    """Reads what rows name of the registry's lists."""

    def __init__(self, context: Context) -> None:
        part, registry = context.match.part, context.registry
        self._context = context
        self._subject = registry.subjects.get(part.subject)
        self._lists = {
            column.field: members(registry.subjects[column.holds], context.league_code, registry)
            for column in context.columns(*registry.subjects)
            if column.holds not in _OF_THE_PLAN
        }

    def read(self, places: Mapping[str, At]) -> dict[str, Value]:
        """The named by field; a missing code is taken from the name.

        What is found in the row is known by the subject that it names.
        """
        context, subject = self._context, self._subject
        context.named = None
        named: dict[str, Value] = {}
        if subject is not None and subject.listed_in is None and subject.name_field in places:
            column = context.match.part.column(subject.name_field)
            assert column is not None
            named[subject.name_field] = own_text_in(context, column, places[subject.name_field], NOTHING)
        for field, known in self._lists.items():
            at, cell = places[field]
            words = text_in(context, (at, cell))
            if cell is None or words.value is None:
                named[field] = words
                continue
            meant = known.named(cell)
            if known.subject == subject and context.named is None:
                written, code = named.get(subject.name_field), meant.code or cell.text.strip()
                name = str(written.value) if written and written.value else None
                listed = known.listed.get(code)
                context.named = (code, listed.name_zh if listed else name or code)
            by_code = named.get(subject.code_field) if subject == known.subject else None
            if meant.rule_id is not None and by_code is not None and by_code.fault == meant.rule_id:
                pass  # code and name are of the same thing, which is said once
            elif meant.rule_id is not None:
                context.find(meant.rule_id, field, at, cell.text, meant.expected, facts=meant.facts)
            elif FULL_WIDTH.search(cell.text):
                context.find("repaired_width", field, at, cell.text, meant.code)
            named[field] = Value(at, cell.text, meant.code, meant.rule_id)
        if subject is not None and subject.listed_in is not None and subject.name_field in named:
            given, by_name = named.get(subject.code_field), named[subject.name_field]
            if given is None or (given.value is None and given.fault is None):
                named[subject.code_field] = by_name
        return named


def plan_columns(context: Context) -> tuple[Column, ...]:
    """The part's columns of codes and numbers of the plan, whether or not the sheet has them."""
    return tuple(column for column in context.match.part.columns if column.holds in _OF_THE_PLAN)


def code_in(
    context: Context, column: Column, places: Mapping[str, At], values: Mapping[str, Value]
) -> tuple[Value | None, Subject]:
    """The code and what it stands for; a missing one is taken from the name, at the name's cell."""
    written = text_in(context, places[column.field]) if column.field in places else None
    if written is not None and isinstance(written.value, str):
        code = code_of(column.holds, written.value)
        about = subject_of(column.holds, code, context.registry)
        if FULL_WIDTH.search(written.value):
            context.find("repaired_width", column.field, written.cell, written.given, code, about)
        return Value(written.cell, written.given, code), about
    name = values.get(_NAMES[column.field])
    if name is None or not isinstance(name.value, str):
        return written, NOTHING
    known = code_by_name(column.holds, name.value, context.words)
    return Value(name.cell, name.given, known), subject_of(column.holds, known, context.registry)


def agree(context: Context, column: Column, about: Subject, values: Mapping[str, Value]) -> bool:
    """Whether name and code of the row are of the same thing; also where one of them is missing."""
    name = values.get(_NAMES[column.field])
    if name is None or name.value is None or about.project_no is None:
        return True
    known = about.indicator if column.holds == "code" else context.registry.projects[about.project_no]
    return known is None or key(str(name.value)) == key(known.name_zh)
