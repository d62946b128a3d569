"""The data dictionary under `docs/`, made from the warehouse: `make dictionary`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from etl.common.settings import REPOSITORY
from etl.store.warehouse import rows, transaction

FOLDER = REPOSITORY / "docs"
SCHEMAS = ("reference", "intake", "warehouse", "summary")

_Rows = Sequence[Mapping[str, Any]]
# A view's columns may be blank or not: PostgreSQL does not say.
_NULLABLE = {True: "yes", False: "no", None: ""}


def pages(connection: sa.Connection) -> Mapping[str, str]:
    """Every file by its name: a page a schema, and the index."""
    asked = {
        name: rows(connection, f"dictionary/{name}", schemas=list(SCHEMAS))
        for name in ("schemas", "relations", "columns", "links")
    }
    words = {row["schema"]: row["words"] for row in asked["schemas"]}
    relations = {schema: [row for row in asked["relations"] if row["schema"] == schema] for schema in SCHEMAS}
    columns = {key: list(group) for key, group in groupby(asked["columns"], key=itemgetter("schema", "name"))}
    made = {
        f"dictionary-{schema}.md": "\n".join(
            (
                *_head(schema, words[schema]),
                *_picture([link for link in asked["links"] if link["schema"] == schema], columns),
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


def _index(words: Mapping[str, str], relations: Mapping[str, _Rows]) -> Iterator[str]:
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


def _picture(links: _Rows, columns: Mapping[tuple[str, str], _Rows]) -> Iterator[str]:
    """A Mermaid diagram of what these tables and views lead to, each table with its primary key."""
    yield from (
        "A line is a foreign key of a table, with its columns; a dotted one leads to what a view reads.",
        "What has neither is not in the picture: a view that a function makes, a table that stands alone.",
        "",
        "```mermaid",
        "erDiagram",
    )
    drawn = {link[end] for link in links for end in ("source", "target")}
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


def _relations(schema: str, relations: _Rows, columns: Mapping[tuple[str, str], _Rows]) -> Iterator[str]:
    for row in relations:
        yield from (f"## {row['name']}", "", f"{row['kind'].capitalize()}. {row['words']}.", "")
        if row["kind"] == "function":
            yield from (f"    {schema}.{row['name']}({row['parameters']})", "")
            continue
        yield from ("| column | type | may be blank | key | is |", "|---|---|---|---|---|")
        for column in columns[schema, row["name"]]:
            yield _line(column)
        yield ""


def _line(column: Mapping[str, Any]) -> str:
    key = ["primary"] if column["is_key"] else []
    key += [f"to {target}" for target in column["leads_to"]]
    cells = [column["column_name"], column["type"], _NULLABLE[column["nullable"]], ", ".join(key)]
    return f"| {' | '.join(cells)} | {_cell(column['words'])} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    write()
