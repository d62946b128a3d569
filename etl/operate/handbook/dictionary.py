"""The data dictionary under `docs/`, made from the warehouse: `make dictionary`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypedDict, cast

import sqlalchemy as sa

from etl.common.settings import REPOSITORY
from etl.store.warehouse import rows, transaction

FOLDER = REPOSITORY / "docs"
SCHEMAS = ("reference", "intake", "warehouse", "summary", "analysis")


class _Schema(TypedDict):
    schema: str
    words: str


class _Relation(TypedDict):
    """A table, a view, or a function with its parameters and what it gives, as PostgreSQL writes both."""

    schema: str
    kind: str
    name: str
    parameters: str | None
    gives: str | None
    words: str


class _Column(TypedDict):
    """A column of a table or view, `name`; `leads_to`: the tables that it is a foreign key to."""

    schema: str
    name: str
    column_name: str
    type: str
    nullable: bool | None
    is_key: bool
    words: str
    leads_to: list[str]


class _Link(TypedDict):
    """What a table's foreign key leads to, or what a view reads: then without columns."""

    schema: str
    source: str
    target: str
    columns: str | None
    always: bool | None


_Columns = Mapping[tuple[str, str], Sequence[_Column]]  # by schema and name
# A view's columns may be blank or not: PostgreSQL does not say.
_NULLABLE = {True: "yes", False: "no", None: ""}


def pages(connection: sa.Connection) -> Mapping[str, str]:
    """Every file by its name: a page for each schema, and the index."""
    asked = {"schemas": list(SCHEMAS)}
    schemas = cast(list[_Schema], rows(connection, "dictionary/schemas", **asked))
    all_relations = cast(list[_Relation], rows(connection, "dictionary/relations", **asked))
    all_columns = cast(list[_Column], rows(connection, "dictionary/columns", **asked))
    links = cast(list[_Link], rows(connection, "dictionary/links", **asked))
    words = {row["schema"]: row["words"] for row in schemas}
    relations = {schema: [row for row in all_relations if row["schema"] == schema] for schema in SCHEMAS}
    columns = {
        key: list(group) for key, group in groupby(all_columns, lambda row: (row["schema"], row["name"]))
    }
    made = {
        f"dictionary-{schema}.md": "\n".join(
            (
                *_head(schema, words[schema]),
                *_picture([link for link in links if link["schema"] == schema], columns),
                *_relations(schema, relations[schema], columns),
            )
        )
        for schema in SCHEMAS
    }
    return made | {"dictionary.md": "\n".join(_index(words, relations))}


def write() -> None:
    """The dictionary in `docs/` is that of the warehouse as the migrations make it."""
    with transaction() as connection:
        for name, text in pages(connection).items():
            (FOLDER / name).write_text(text, encoding="utf-8")


def _index(words: Mapping[str, str], relations: Mapping[str, Sequence[_Relation]]) -> Iterator[str]:
    yield from ("# Data dictionary", "", "Made from the comments of the warehouse by `make dictionary`.", "")
    for schema in SCHEMAS:
        yield from (f"## [{schema}](dictionary-{schema}.md)", "", f"{words[schema]}.", "")
        yield from ("| name | kind | is |", "|---|---|---|")
        for row in relations[schema]:
            link = f"[{row['name']}](dictionary-{schema}.md#{row['name']})"
            yield f"| {link} | {row['kind']} | {_cell(row['words'])} |"
        yield ""


def _head(schema: str, words: str) -> Iterator[str]:
    yield from (f"# Schema {schema}", "", f"{words}.", "", "[Data dictionary](dictionary.md)", "")


def _picture(links: Sequence[_Link], columns: _Columns) -> Iterator[str]:
    """A Mermaid diagram of what these tables and views lead to, each table with its primary key."""
    yield from (
        "A line is a foreign key of a table, with its columns; a dotted one leads to what a view reads.",
        "What has neither is not in the picture: a view that a function makes, a table that stands alone.",
        "",
        "```mermaid",
        "erDiagram",
    )
    drawn = {end for link in links for end in (link["source"], link["target"])}
    for (schema, name), each in columns.items():
        if f"{schema}.{name}" in drawn and any(column["is_key"] for column in each):
            yield f'    "{schema}.{name}" {{'
            for column in each:
                if column["is_key"]:
                    yield f"        {column['type'].replace(' ', '_')} {column['column_name']} PK"
            yield "    }"
    for link in links:
        line = "}o..o{" if link["columns"] is None else "}o--||" if link["always"] else "}o--o|"
        yield f'    "{link["source"]}" {line} "{link["target"]}" : "{link["columns"] or "reads"}"'
    yield from ("```", "")


def _relations(schema: str, relations: Sequence[_Relation], columns: _Columns) -> Iterator[str]:
    for row in relations:
        yield from (f"## {row['name']}", "", f"{row['kind'].capitalize()}. {row['words']}.", "")
        if row["kind"] == "function":
            yield from (f"    {schema}.{row['name']}({row['parameters']})", "")
            yield from (f"{_given(row['gives'] or '')}.", "")
            continue
        yield from ("| column | type | may be blank | key | is |", "|---|---|---|---|---|")
        for column in columns[schema, row["name"]]:
            yield _line(column)
        yield ""


def _given(gives: str) -> str:
    """What a function gives, such as `Gives rows of warehouse.indicator_value`."""
    columns = re.fullmatch(r"TABLE\((.*)\)", gives)
    return f"Gives rows of {columns[1]}" if columns else f"Gives {gives.replace('SETOF', 'rows of')}"


def _line(column: _Column) -> str:
    key = ["primary"] if column["is_key"] else []
    key += [f"to {target}" for target in column["leads_to"]]
    cells = [column["column_name"], column["type"], _NULLABLE[column["nullable"]], ", ".join(key)]
    return f"| {' | '.join(cells)} | {_cell(column['words'])} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    write()
