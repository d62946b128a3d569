"""The data package: valid by Frictionless, and every value of the tables comes back out of it exactly."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.publish.annual import package
from etl.publish.annual.content import Content, fingerprint, read
from etl.summarise.tables import build
from tests.summarise.filing import figures, file_return, find, moment

LATER = moment("2024-06-01")


@pytest.fixture
def content(filled: sa.Engine) -> Content:
    """2023, with what the samples do not have: a difference, a finding, and texts that look like formulas."""
    with filled.begin() as connection:
        said = {"P00-1": (7, None), "P02-1": ("12.5", None)}
        number = file_return(connection, "152900", "2023", {"data": figures(said)}, moment("2024-01-20"))
        find(connection, number, "warning", moment("2024-01-20"), part="data", rule_id="annual_difference")
        words = {"project_no": 1, "problem": "=HYPERLINK(1)", "suggestion": "-\n多行,“引号”"}
        file_return(connection, "152900", "2023", {"suggestions": [words]}, moment("2024-01-21"))
        build(connection, 2023, LATER)
        return read(connection, 2023, LATER)


@pytest.fixture
def folder(content: Content, tmp_path: Path) -> Path:
    package.write(tmp_path, content)
    return tmp_path / "数据包"


def test_it_is_valid(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert (report.valid, report.stats["errors"]) == (True, 0)


def test_frictionless_would_notice(folder: Path) -> None:
    path = folder / "data" / "annual_target.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("150000", "一五"), encoding="utf-8")
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_csv_says_exactly_what_the_tables_say(folder: Path, content: Content) -> None:
    assert sorted(path.name for path in (folder / "data").glob("*.csv")) == sorted(
        f"{table}.csv" for table in content.tables
    )
    for table, fields in content.fields.items():
        with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file))
        assert len(found) == len(content[table])
        for line, row in zip(found, content[table], strict=True):
            assert {f.name: value(line[f.name], f.type) for f in fields} == {
                name: None if said == "" else said for name, said in row.items()
            }


def value(text: str, kind: str) -> Any:
    reads: Mapping[str, Any] = {
        "integer": int,
        "bigint": int,
        "numeric": Decimal,
        "boolean": lambda said: {"true": True, "false": False}[said],
        "date": date.fromisoformat,
        "timestamp with time zone": datetime.fromisoformat,
        "text": lambda said: said.removeprefix("'"),
    }
    return reads[kind](text) if text else None


def test_parquet_says_exactly_what_the_tables_say(folder: Path, content: Content) -> None:
    for table, fields in content.fields.items():
        found = pq.read_table(folder / "data" / f"{table}.parquet")
        assert found.to_pylist() == [dict(row) for row in content[table]]
        assert [found.schema.field(f.name).metadata[b"description"].decode() for f in fields] == [
            f.description for f in fields
        ]


def test_a_text_is_no_formula_where_a_spreadsheet_opens_it(folder: Path) -> None:
    with (folder / "data" / "annual_suggestion.csv").open(encoding="utf-8", newline="") as file:
        (line,) = [
            row for row in csv.DictReader(file) if row["league_code"] == "152900" and row["period"] == "2023"
        ]
    assert (line["problem"], line["suggestion"]) == ("'=HYPERLINK(1)", "'-\n多行,“引号”")


def test_it_names_its_edition_its_checksums_and_what_it_rests_on(folder: Path, content: Content) -> None:
    said = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert (said["name"], said["edition"], said["as_of"]) == (
        "jibao-2023-draft",
        None,
        "2024-06-01T00:00:00+08:00",
    )
    assert said["content_sha256"] == fingerprint(content.tables)
    numbers = {row["submission_id"] for row in content["annual_submission"]}
    assert [row["submission_id"] for row in said["rests_on"]] == sorted(numbers)
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    named = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert files == {*named, "SHA256SUMS"}
    for name, digest in named.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_equal_content_gives_equal_bytes(content: Content, tmp_path: Path) -> None:
    sums = []
    for name in ("a", "b"):
        package.write(tmp_path / name, replace(content, as_of=content.as_of.astimezone(ZONE)))
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        sums.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in files])
    assert sums[0] == sums[1]


def test_a_column_has_one_scale_in_every_year(content: Content, tmp_path: Path) -> None:
    """A year of whole numbers, and one in which a league's own rate has as many decimals as it likes."""
    rate = Decimal("83.3333333333333333333")
    fields = content.fields["annual_account"]
    (row, *_) = content["annual_account"]
    schemas = []
    for name, value in (("whole", Decimal(80)), ("long", rate), ("none", None)):
        said = {**content.tables, "annual_account": [{**row, "rate": value}]}
        package.write(tmp_path / name, replace(content, tables=said))
        table = pq.read_table(tmp_path / name / "数据包" / "data" / "annual_account.parquet")
        assert table.column("rate").to_pylist() == [value]
        schemas.append(table.schema)
    assert schemas[0] == schemas[1] == schemas[2]
    numeric = {field.name for field in fields if field.type == "numeric"} - {"rate"}
    assert {str(schemas[0].field(name).type) for name in numeric} == {"decimal128(38, 9)"}
