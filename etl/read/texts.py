"""A cell of words: a text, a day, or one of a list of words."""

from __future__ import annotations

from etl.read.context import NOTHING, At, Context
from etl.read.mentions import date_in
from etl.read.model import Value
from etl.read.subject import Subject
from schemas.personal import kinds, masked, masks
from schemas.registry.objects import Column
from schemas.text import key

_UNKNOWN_CHOICES = {"status": "status_unknown"}  # rules with a sentence of their own


def text_in(context: Context, place: At) -> Value:
    """What is written there; nothing where that is a word for nothing, or no words at all."""
    at, cell = place
    if cell is None:
        return Value(at, None, None)
    is_empty = cell.kind in ("error", "formula") or context.words.reports_nothing(cell.text)
    return Value(at, cell.text, None if is_empty else cell.text.strip())


def own_text_in(context: Context, column: Column, place: At, about: Subject) -> Value:
    """What the league writes freely. Of personal numbers only the mask goes any further."""
    words = text_in(context, place)
    if words.given is None or not kinds(words.given):
        return words
    hidden = masked(words.given)
    facts = {"kind": "、".join(kinds(words.given)), "numbers": "、".join(masks(words.given))}
    context.find("personal_number", column.field, words.cell, hidden, None, about, facts)
    return Value(words.cell, hidden, masked(str(words.value)) if words.value is not None else None)


def day_in(context: Context, column: Column, place: At) -> Value:
    """The day as 2024-03-08; a day without its year is of the return's."""
    words = text_in(context, place)
    if words.given is None or words.value is None:
        return words
    day = date_in(words.given, context.year)
    if day is None:
        context.find("date_unreadable", column.field, words.cell, words.given, None)
        return Value(words.cell, words.given, None, "date_unreadable")
    return Value(words.cell, words.given, day.isoformat())


def choice_in(context: Context, column: Column, place: At, about: Subject) -> Value:
    """The word of the column's list."""
    words = text_in(context, place)
    if words.value is None:
        return words
    listed = context.words.choices[column.field]
    word = listed.get(key(str(words.value)))
    if word is None:
        rule_id = _UNKNOWN_CHOICES.get(column.field, "choice_unknown")
        facts = {"column": column.name_zh}
        context.find(rule_id, column.field, words.cell, words.given, "、".join(listed.values()), about, facts)
        return Value(words.cell, words.given, None, rule_id)
    return Value(words.cell, words.given, word)


def open_choice_in(context: Context, column: Column, place: At) -> Value:
    """The word of the column's list, or what the league wrote."""
    words = own_text_in(context, column, place, NOTHING)
    if not isinstance(words.value, str):
        return words
    word = context.words.choices[column.field].get(key(words.value))
    if word is None:
        facts = {"list": f"规定的{column.name_zh}名称"}
        context.find("word_not_listed", column.field, words.cell, words.given, words.value, facts=facts)
    return Value(words.cell, words.given, word or words.value)
