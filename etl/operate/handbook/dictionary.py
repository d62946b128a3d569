"""The data dictionary and its picture under `docs/`, made from the warehouse: `make dictionary`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from etl.common.settings import REPOSITORY
from etl.operate.handbook import er_picture
from etl.store.warehouse import rows, transaction

FOLDER = REPOSITORY / "docs"
SCHEMAS = ("reference", "intake", "warehouse", "summary")

_Rows = Sequence[Mapping[str, Any]]
# A view's columns may be blank or not: PostgreSQL does not say.
_NULLABLE = {True: "yes", False: "no", None: ""}


def pages(connection: sa.Connection) -> Mapping[str, str]:
    """Every file by its name: a page a schema, the index, and the picture."""
    asked = {
        name: rows(connection, f"dictionary/{name}", schemas=list(SCHEMAS))
        for name in ("schemas", "relations", "columns", "links")
    }
    words = {row["schema"]: row["words"] for row in asked["schemas"]}
    relations = {schema: [row for row in asked["relations"] if row["schema"] == schema] for schema in SCHEMAS}
    columns = {key: list(found) for key, found in groupby(asked["columns"], key=itemgetter("schema", "name"))}
    made = {
        f"dictionary-{schema}.md": "\n".join(_page(schema, words[schema], relations[schema], columns))
        for schema in SCHEMAS
    }
    tables = [row for row in asked["relations"] if row["kind"] != "function"]
    return made | {
        "dictionary.md": "\n".join(_index(words, relations)),
        "er.svg": er_picture.draw(tables, columns, asked["links"]),
    }


def write() -> None:
    """The dictionary in `docs/` is that of the warehouse as the migrations make it."""
    with transaction() as connection:
        for name, text in pages(connection).items():
            (FOLDER / name).write_text(text, encoding="utf-8")


def _index(words: Mapping[str, str], relations: Mapping[str, _Rows]) -> Iterator[str]:
    yield from ("# Data dictionary", "", "Made from the comments of the warehouse by `make dictionary`.", "")
    yield from ("![What leads to what](er.svg)", "")
    yield from (
        "A line is a foreign key of a table, or what a view reads. A view that a function makes has none,",
        "nor have the tables of `summary`, which SQL files make anew.",
        "",
    )
    for schema in SCHEMAS:
        yield from (f"## [{schema}](dictionary-{schema}.md)", "", f"{words[schema]}.", "")
        yield from ("| name | kind | is |", "|---|---|---|")
        for row in relations[schema]:
            link = f"[{row['name']}](dictionary-{schema}.md#{row['name']})"
            yield f"| {link} | {row['kind']} | {_cell(row['words'])} |"
        yield ""


def _page(
    schema: str, words: str, relations: _Rows, columns: Mapping[tuple[str, str], _Rows]
) -> Iterator[str]:
    yield from (f"# Schema {schema}", "", f"{words}.", "", "[Data dictionary](dictionary.md)", "")
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
    told = [column["column_name"], column["type"], _NULLABLE[column["nullable"]], ", ".join(key)]
    return f"| {' | '.join(told)} | {_cell(column['words'])} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    write()
