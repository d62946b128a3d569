"""The data dictionary is that of the warehouse as the migrations make it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
import sqlalchemy as sa

from etl.operate.handbook.dictionary import FOLDER, SCHEMAS, pages
from tests.conftest import Opener

FILES = ["dictionary.md", *(f"dictionary-{schema}.md" for schema in SCHEMAS)]


@pytest.fixture(scope="module")
def engine(open_warehouse: Opener, empty_database: str) -> Iterator[sa.Engine]:
    with open_warehouse(empty_database) as engine:
        yield engine


@pytest.fixture(scope="module")
def made(engine: sa.Engine) -> Mapping[str, str]:
    with engine.connect() as connection:
        return pages(connection)


def test_it_is_these_files(made: Mapping[str, str]) -> None:
    assert sorted(made) == sorted(FILES)
    assert {file.name for file in FOLDER.glob("dictionary*")} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_page_is_as_the_warehouse_has_it(made: Mapping[str, str], name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == made[name], "run: make dictionary"


def test_a_column_is_told_with_its_type_its_key_and_its_comment(made: Mapping[str, str]) -> None:
    assert (
        "| indicator_code | text | no | primary, to reference.indicator | The indicator |"
        in made["dictionary-intake.md"].splitlines()
    )


def test_a_function_is_told_with_its_parameters(made: Mapping[str, str]) -> None:
    assert (
        "    warehouse.indicator_value_as_of(moment timestamp with time zone)"
        in made["dictionary-warehouse.md"].splitlines()
    )


def test_a_picture_has_a_table_with_its_key(made: Mapping[str, str]) -> None:
    block = '    "reference.part" {\n        text return_kind PK\n        text part PK\n    }\n'
    assert block in made["dictionary-intake.md"]


def test_the_pictures_have_every_foreign_key_and_what_every_view_reads(
    made: Mapping[str, str], engine: sa.Engine
) -> None:
    lines = re.compile(r'^    "(.+)" }o(?:--o\||--\|\||\.\.o{) "(.+)" : "(.+)"$', re.MULTILINE)
    drawn = [line for schema in SCHEMAS for line in lines.findall(made[f"dictionary-{schema}.md"])]
    assert sorted(drawn) == sorted([*_foreign_keys(engine), *_reads(engine)])


def test_a_key_that_may_be_blank_ends_in_none_or_one(made: Mapping[str, str]) -> None:
    page = made["dictionary-intake.md"].splitlines()
    assert '    "intake.part" }o--|| "intake.submission" : "submission_id"' in page
    assert '    "intake.submission" }o--o| "intake.submission" : "again_of"' in page


def _foreign_keys(engine: sa.Engine) -> Iterator[tuple[str, str, str]]:
    inspector = sa.inspect(engine)
    for schema in SCHEMAS:
        for table in inspector.get_table_names(schema):
            for key in inspector.get_foreign_keys(table, schema):
                target = f"{key['referred_schema']}.{key['referred_table']}"
                yield f"{schema}.{table}", target, ", ".join(key["constrained_columns"])


def _reads(engine: sa.Engine) -> Iterator[tuple[str, str, str]]:
    query = "SELECT view_schema, view_name, table_schema, table_name FROM information_schema.view_table_usage"
    with engine.connect() as connection:
        for row in connection.execute(sa.text(query)):
            yield f"{row.view_schema}.{row.view_name}", f"{row.table_schema}.{row.table_name}", "reads"
