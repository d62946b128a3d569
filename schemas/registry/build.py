"""Rows of text, found sound, turned into the registry's frozen objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_type_hints

from schemas.periods import Period
from schemas.registry import objects
from schemas.registry.rows import Row

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")

# How a cell is read, by the type of the field that it fills.
_READ: Mapping[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    bool: lambda text: text == "yes",
    Decimal: Decimal,
    date: date.fromisoformat,
    Period: Period.parse,
    tuple[str, ...]: lambda text: tuple(text.split("|")) if text else (),
}


def build(tables: Mapping[str, list[Row]]) -> objects.Registry:
    """The registry that these rows make, by file name; they must have passed every check."""

    def each(kind: Callable[..., _Value], file: str) -> list[_Value]:
        return [_made(kind, row) for row in tables[file]]

    return objects.Registry(
        leagues=_by("league_code", each(objects.League, "leagues.csv")),
        counties=_by("county_code", each(objects.County, "counties.csv")),
        departments=_by("department_zh", each(objects.Department, "departments.csv")),
        projects=_frozen((project.project_no, project) for project in each(objects.Project, "projects.csv")),
        indicators=_by("indicator_code", each(objects.Indicator, "indicators.csv")),
        targets=_by("target_id", each(objects.Target, "targets.csv")),
        subjects=_by("subject", each(objects.Subject, "subjects.csv")),
        returns=_by("return_kind", _returns(tables)),
        labels=_by("label", each(objects.Label, "labels.csv")),
        units=_frozen(
            ((row["unit_zh"], row["to_unit_zh"]), Decimal(row["factor"])) for row in tables["units.csv"]
        ),
        words=_words(tables["words.csv"]),
        rules=_by("rule_id", each(objects.Rule, "rules.csv")),
        causes=_by("rule_id", each(objects.Cause, "causes.csv")),
        due_rules=_frozen((row["due_rule"], row["name_zh"]) for row in tables["due_rules.csv"]),
        opening_balances=tuple(each(objects.OpeningBalance, "opening_balances.csv")),
        exemptions=tuple(each(objects.Exemption, "exemptions.csv")),
        waivers=tuple(each(objects.Waiver, "waivers.csv")),
        contacts=tuple(each(objects.Contact, "contacts.csv")),
        reminders=tuple(each(objects.Reminder, "reminders.csv")),
        alarms=_by("alarm_id", each(objects.Alarm, "alarms.csv")),
        moves=frozenset(
            (row["thing"], row["verb"], row["from_state"] or None, row["to_state"])
            for row in tables["moves.csv"]
        ),
    )


def _made(kind: Callable[..., _Value], row: Row, **more: object) -> _Value:
    """An object of `kind`: each field that is not in `more` from the column of its name, read as its type."""
    types = _types(kind)
    return kind(**{field: _read(types[field], row[field]) for field in types if field not in more}, **more)


_types = cache(get_type_hints)  # for each row anew they would take longer than all the rest


def _read(wanted: Any, text: str) -> Any:
    choices = get_args(wanted)
    if type(None) in choices:
        return _READ[choices[0]](text) if text else None
    return _READ[wanted](text)


def _returns(tables: Mapping[str, list[Row]]) -> list[objects.ReturnKind]:
    def columns(part: Row) -> tuple[objects.Column, ...]:
        return tuple(
            _made(objects.Column, row)
            for row in tables["columns.csv"]
            if (row["return_kind"], row["part"]) == (part["return_kind"], part["part"])
        )

    def rules(part: Row) -> tuple[str, ...]:
        return tuple(
            row["rule_id"]
            for row in tables["part_rules.csv"]
            if (row["return_kind"], row["part"]) == (part["return_kind"], part["part"])
        )

    def parts(kind: Row) -> tuple[objects.Part, ...]:
        return tuple(
            _made(objects.Part, row, columns=columns(row), rules=rules(row))
            for row in tables["parts.csv"]
            if row["return_kind"] == kind["return_kind"]
        )

    def due_days(kind: Row) -> tuple[objects.DueDay, ...]:
        days = (
            _made(objects.DueDay, row)
            for row in tables["due_days.csv"]
            if row["return_kind"] == kind["return_kind"]
        )
        return tuple(sorted(days, key=lambda due: due.from_period))

    return [
        _made(objects.ReturnKind, row, parts=parts(row), due_days=due_days(row))
        for row in tables["returns.csv"]
    ]


def _words(rows: list[Row]) -> Mapping[str, Mapping[str, str]]:
    kinds = dict.fromkeys(row["kind"] for row in rows)
    return _frozen(
        (kind, _frozen((row["word"], row["meaning"]) for row in rows if row["kind"] == kind))
        for kind in kinds
    )


def _by(attribute: str, things: Iterable[_Value]) -> Mapping[str, _Value]:
    return _frozen((getattr(thing, attribute), thing) for thing in things)


def _frozen(pairs: Iterable[tuple[_Key, _Value]]) -> Mapping[_Key, _Value]:
    return MappingProxyType(dict(pairs))
