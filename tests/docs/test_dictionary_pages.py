"""The data dictionary is that of the warehouse as the migrations make it."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa

from etl.operate.handbook.dictionary import FOLDER, SCHEMAS, pages
from tests.conftest import Opener

FILES = ["dictionary.md", *(f"dictionary-{schema}.md" for schema in SCHEMAS), "er.svg"]


@pytest.fixture(scope="module")
def made(open_warehouse: Opener, empty_database: str) -> Mapping[str, str]:
    with open_warehouse(empty_database) as engine, engine.connect() as connection:
        return pages(connection)


def test_it_is_these_files(made: Mapping[str, str]) -> None:
    assert sorted(made) == sorted(FILES)
    assert {file.name for file in FOLDER.glob("dictionary*")} == {name for name in FILES if name != "er.svg"}


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


def test_the_picture_has_what_three_schemas_have(made: Mapping[str, str], names: set[str]) -> None:
    drawn = {
        text.text
        for text in ElementTree.fromstring(made["er.svg"]).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314
        if text.get("class") == "name"
    }
    assert drawn == names


@pytest.fixture(scope="module")
def names(open_warehouse: Opener, empty_database: str) -> set[str]:
    with open_warehouse(empty_database) as engine:
        inspector = sa.inspect(engine)
        return {
            name
            for schema in ("reference", "intake", "warehouse")
            for name in [*inspector.get_table_names(schema), *inspector.get_view_names(schema)]
        }
