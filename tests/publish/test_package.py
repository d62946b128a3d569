"""The data package: valid by Frictionless, and every value of the tables comes back out of it exactly."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas as pd
import pyarrow.parquet as pq
import pytest
import sdmx

from etl.common.settings import ZONE
from etl.publish.annual import package, sdmx_csv
from etl.publish.annual.content import Content, fingerprint, read
from etl.summarise.tables import build
from tests.conftest import Opener
from tests.summarise.filing import figures, file_return, find, moment

LATER = moment("2024-06-01")


@pytest.fixture(scope="module")
def content(open_warehouse: Opener, filled_database: str) -> Content:
    """2023, with what the samples do not have: a difference, a finding, and texts that look like formulas."""
    with open_warehouse(filled_database) as engine, engine.begin() as connection:
        said = {"P00-1": (7, None), "P02-1": ("12.5", None)}
        number = file_return(connection, "152900", "2023", {"data": figures(said)}, moment("2024-01-20"))
        find(connection, number, "warning", moment("2024-01-20"), part="data", rule_id="annual_difference")
        words = {"project_no": 1, "problem": "=HYPERLINK(1)", "suggestion": "-\n多行,“引号”"}
        file_return(connection, "152900", "2023", {"suggestions": [words]}, moment("2024-01-21"))
        build(connection, 2023, LATER)
        return read(connection, 2023, LATER)


@pytest.fixture(scope="module")
def made(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("set")
    package.write(folder, content)
    return folder / "数据包"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the package, to read or to spoil."""
    return shutil.copytree(made, tmp_path / "数据包")


def test_it_is_valid(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert (report.valid, report.stats["errors"]) == (True, 0)


def test_frictionless_would_notice(folder: Path) -> None:
    path = folder / "data" / "annual_target.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("150000", "一五"), encoding="utf-8")
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_csv_says_exactly_what_the_tables_say(folder: Path, content: Content) -> None:
    names = [*content.tables, *(f"reference.{name}" for name in content.dimensions)]
    assert sorted(path.name for path in (folder / "data").glob("*.csv")) == sorted(
        f"{name}.csv" for name in names
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


def test_a_column_has_one_type_in_every_year(content: Content, tmp_path: Path) -> None:
    """A year of whole numbers, and one in which a league's own rate has as many decimals as go in."""
    fields = content.fields["annual_account"]
    (row, *_) = content["annual_account"]
    schemas = []
    for name, value in (("whole", Decimal(80)), ("long", Decimal("83.333333333333")), ("none", None)):
        said = {**content.tables, "annual_account": [{**row, "rate": value}]}
        package.write(tmp_path / name, replace(content, tables=said))
        folder = tmp_path / name / "数据包"
        table = pq.read_table(folder / "data" / "annual_account.parquet")
        assert table.column("rate").to_pylist() == [value]
        schemas.append((table.schema, (folder / "schema" / "annual_account.json").read_bytes()))
    assert schemas[0] == schemas[1] == schemas[2]
    types = {field.name: str(schemas[0][0].field(field.name).type) for field in fields}
    assert {name: kind for name, kind in types.items() if kind.startswith("decimal")} == {
        "budget": "decimal128(28, 6)",
        "spent": "decimal128(28, 6)",
        "target": "decimal128(28, 9)",
        "completed": "decimal128(28, 9)",
        "rate": "decimal128(28, 12)",
    }


def test_both_files_of_a_table_have_one_schema(folder: Path) -> None:
    said = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    by_name = {resource["name"]: resource for resource in said["resources"]}
    for name, resource in by_name.items():
        if not name.endswith("-parquet"):
            assert resource["schema"] == by_name[f"{name}-parquet"]["schema"]
            schema = json.loads((folder / resource["schema"]).read_text(encoding="utf-8"))
            columns = pq.read_schema(folder / by_name[f"{name}-parquet"]["path"])
            assert [field["name"] for field in schema["fields"]] == columns.names


def test_a_field_has_titles_a_description_a_unit_and_constraints(folder: Path) -> None:
    schema = json.loads((folder / "schema" / "annual_target.json").read_text(encoding="utf-8"))
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["standing"] == {
        "name": "standing",
        "title": "判定",
        "title_en": "standing",
        "type": "string",
        "description": "met, on_track, unknown, not_met or behind",
        "constraints": {
            "required": True,
            "enum": ["met", "on_track", "unknown", "behind", "not_met", "no_number"],
        },
    }
    assert fields["goal"]["unit_field"] == "unit_zh"
    assert schema["primaryKey"] == ["year", "target_id", "league_code"]
    assert {
        "fields": ["indicator_code"],
        "reference": {"resource": "reference-indicator", "fields": ["indicator_code"]},
    } in schema["foreignKeys"]
    money = json.loads((folder / "schema" / "annual_project.json").read_text(encoding="utf-8"))
    assert {field["name"]: field.get("unit") for field in money["fields"]}["budget"] == "万元"


def test_a_foreign_key_that_leads_nowhere_is_noticed(folder: Path) -> None:
    path = folder / "data" / "annual_indicator.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("P00-1", "P99-1"), encoding="utf-8")
    found = frictionless.validate(str(folder / "datapackage.json"), skip_errors=["hash-count", "byte-count"])
    assert {row[0] for row in found.flatten(["type"])} == {"foreign-key"}


def test_it_says_whose_it_is_and_from_which_files(folder: Path) -> None:
    said = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert said["licenses"] == [{"name": "other-closed"}]
    (source,) = [
        row for row in said["sources"] if row["submission_id"] == said["rests_on"][0]["submission_id"]
    ]
    assert source["title"] == "呼和浩特市 2022年第三季度 主要数据、项目进展(第1号报送,150100_2022Q3.xlsx)"
    assert source["sha256"] == said["rests_on"][0]["sha256"]


def test_duckdb_and_pandas_load_the_whole(folder: Path, content: Content) -> None:
    """Every table from either file: the same decimals, dates, truth values and codes."""
    said = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    with duckdb.connect() as connection:
        for resource in said["resources"]:
            if resource["format"] == "parquet":
                table = Path(resource["path"]).stem
                schema = json.loads((folder / resource["schema"]).read_text(encoding="utf-8"))
                names = [field["name"] for field in schema["fields"]]
                parquet = folder / resource["path"]
                kinds = {
                    name: kind
                    for name, kind, *_ in connection.execute(f"DESCRIBE FROM '{parquet}'").fetchall()
                }
                loaded = connection.execute(f"FROM '{parquet}'").fetchall()
                by_csv = connection.execute(
                    "FROM read_csv($path, columns = $columns, header = true, auto_detect = false,"
                    " delim = ',', quote = '\"', escape = '\"', nullstr = '')",
                    {"path": str(parquet.with_suffix(".csv")), "columns": kinds},
                ).fetchall()
                assert list(kinds) == names
                assert [_unescaped(row) for row in by_csv] == loaded, table
                by_pandas = pd.read_parquet(parquet, dtype_backend="pyarrow")
                assert by_pandas.shape == (len(loaded), len(names))
    right = {(row["indicator_code"], row["league_code"]): row["value"] for row in content["annual_indicator"]}
    frame = pd.read_parquet(folder / "data" / "annual_indicator.parquet", dtype_backend="pyarrow")
    found = frame.set_index(["indicator_code", "league_code"])["value"]
    assert {key: None if pd.isna(value) else value for key, value in found.items()} == right


def _unescaped(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(cell[1:] if isinstance(cell, str) and cell.startswith("'") else cell for cell in row)


def test_sdmx_reads_back_with_its_structure(content: Content, tmp_path: Path) -> None:
    """Also where a league has no row of an indicator: it is missing."""
    lost = ("P05-1", "152900")
    rows = [row for row in content["annual_indicator"] if (row["indicator_code"], row["league_code"]) != lost]
    content = replace(content, tables={**content.tables, "annual_indicator": rows})
    package.write(tmp_path, content)
    folder = tmp_path / "数据包"
    structure = sdmx.read_sdmx(BytesIO((folder / "sdmx" / "structure.xml").read_bytes()), format="XML")
    flow = structure.dataflow["ANNUAL_INDICATOR"]
    (data,) = sdmx.read_sdmx(
        BytesIO((folder / "sdmx" / "annual_indicator.csv").read_bytes()), structure=flow, format="CSV"
    ).data
    found = {}
    for one in data.obs:
        key = {name: said.value for name, said in one.dimension.values.items()}
        assert (key["FREQ"], key["TIME_PERIOD"]) == ("A", "2023")
        for name, codes in (("REF_AREA", "CL_AREA"), ("INDICATOR", "CL_INDICATOR")):
            assert key[name] in structure.codelist[codes].items
        told = {name: said.value for name, said in one.attached_attribute.items()}
        assert told["UNIT_MEASURE"] in structure.codelist["CL_UNIT"].items
        found[key["INDICATOR"], key["REF_AREA"]] = (one.value or None, told["OBS_STATUS"], told["DECIMALS"])
    for row in content["annual_indicator"]:
        value, status, decimals = found.pop((row["indicator_code"], row["league_code"]))
        assert (value and Decimal(value), decimals) == (row["value"], str(row["decimals"]))
        assert status == ("O" if row["value"] is None else "P" if row["provisional"] else "A")
    assert found == {lost: (None, "O", "0")}
    names = structure.codelist["CL_AREA"]["150400"].name.localizations
    assert names == {"zh": "赤峰市", "en": "Chifeng"}


def test_what_the_edition_before_said_otherwise_is_revised(content: Content, tmp_path: Path) -> None:
    change = {"table": "主要数据", "key_zh": "赤峰市 城镇新增就业人数", "column_zh": "数值"}
    changed = replace(content, changes=[{**change, "before": "1", "after": "2"}])
    (tmp_path / "set").mkdir()
    sdmx_csv.write(tmp_path / "set" / "sdmx", changed)
    with (tmp_path / "set" / "sdmx" / "annual_indicator.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["OBS_STATUS"] == "R"]
    assert [(row["INDICATOR"], row["REF_AREA"]) for row in rows] == [("P00-1", "150400")]
