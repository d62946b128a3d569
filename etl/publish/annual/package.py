"""The data package: every table of a set as CSV and Parquet, described, with checksums and what it rests on.

The description is a Frictionless Data Package (https://datapackage.org/standard/data-package/, version 1).
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from etl.common.settings import ZONE, settings
from etl.publish.annual import sdmx_csv
from etl.publish.annual.content import Content, Dimension, Field, Row, fingerprint, plain
from etl.publish.annual.table_schema import arrow_type, resource_name, table_schema
from etl.publish.annual.words import TABLES, part_name, period

FOLDER = "数据包"
_DIMENSIONS_ZH: Mapping[str, str] = {
    "reference.area": "盟市与全区",
    "reference.county": "旗县",
    "reference.department": "责任部门",
    "reference.indicator": "指标",
    "reference.period": "报告期",
    "reference.project": "项目",
    "reference.project_department": "项目责任部门",
    "reference.target": "目标",
}
# A spreadsheet program takes a text that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(folder: Path, content: Content) -> list[Path]:
    """The package is in `数据包`: `datapackage.json`, `data/`, `schema/`, `SHA256SUMS`, of a year `sdmx/`.

    Figures in CSV are the exact decimals. A text in CSV that a spreadsheet would take for a formula begins
    with an apostrophe; in Parquet it is as it was written.
    """
    package = folder / FOLDER
    (package / "data").mkdir(parents=True)
    (package / "schema").mkdir()
    tables = _tables(content)
    paths = []
    for table, (fields, rows) in tables.items():
        for suffix, write_table in ((".csv", _write_csv), (".parquet", _write_parquet)):
            path = package / "data" / f"{table}{suffix}"
            write_table(path, fields, rows)
            paths.append(path)
        paths.append(
            _write_json(package / "schema" / f"{table}.json", table_schema(table, fields, list(tables)))
        )
    if "annual_indicator" in content.fields:
        paths += sdmx_csv.write(package / "sdmx", content)
    paths.append(_write_json(package / "datapackage.json", _description(content, package, tables)))
    sums = package / "SHA256SUMS"
    lines = [f"{_sha256(path)}  {path.relative_to(package)}\n" for path in paths]
    sums.write_text("".join(lines), encoding="utf-8")
    return [*paths, sums]


def _tables(content: Content) -> dict[str, tuple[Sequence[Field], Sequence[Row]]]:
    """The set's own tables, then those of the registry, by the names of their files."""
    own = {table: (fields, content[table]) for table, fields in content.fields.items()}
    dimensions: Mapping[str, Dimension] = content.dimensions
    known = {f"reference.{name}": (table.fields, table.rows) for name, table in dimensions.items()}
    return own | known


def _write_csv(path: Path, fields: Sequence[Field], rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields])
        writer.writerows([[_text(row[field.name]) for field in fields] for row in rows])


def _write_parquet(path: Path, fields: Sequence[Field], rows: Sequence[Row]) -> None:
    columns = {field.name: [row[field.name] for row in rows] for field in fields}
    schema = pa.schema(
        pa.field(
            field.name,
            arrow_type(field),
            nullable=not field.required,
            metadata={"description": field.description},
        )
        for field in fields
    )
    pq.write_table(pa.table(columns, schema), path, compression="zstd")


def _write_json(path: Path, content: Mapping[str, Any]) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.astimezone(ZONE).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text


def _description(content: Content, package: Path, tables: Mapping[str, Any]) -> dict[str, Any]:
    edition = content.edition
    approval = {
        "approved_by": edition.approved_by,
        "approved_at": edition.approved_at and _text(edition.approved_at),
    }
    submissions = plain({"submissions": _submissions(content)})["submissions"]
    return {
        "profile": "data-package",
        "name": f"jibao-{str(content.period).lower()}-{edition.number or 'draft'}",
        "title": f"{content.title}数据包({edition.mark})",
        "title_en": f"Employment action, {content.period.name_en}: data package",
        "description": f"{content.stamp}。每表各有CSV、Parquet两种文件,表结构见schema文件夹。",
        "created": _text(content.as_of),
        "as_of": _text(content.as_of),
        "edition": edition.number,
        **approval,
        "content_sha256": fingerprint(content.tables),
        "licenses": [{"name": settings().data_licence}],
        "sources": [_source(row) for row in submissions],
        "rests_on": submissions,
        "resources": [
            _resource(package, table, suffix) for table in tables for suffix in (".csv", ".parquet")
        ],
    }


def _submissions(content: Content) -> list[Row]:
    """The files that the set rests on, each once."""
    names = (
        "submission_id",
        "league_code",
        "league_name_zh",
        "period",
        "source_file",
        "sha256",
        "arrived_at",
    )
    rows = [row for table in content.fields if table.endswith("_submission") for row in content[table]]
    submissions: dict[int, dict[str, Any]] = {}
    for row in rows:
        submission = submissions.setdefault(
            row["submission_id"], {name: row[name] for name in names} | {"parts": []}
        )
        submission["parts"].append(row["part"])
    return [submissions[number] for number in sorted(submissions)]


def _source(submission: Row) -> dict[str, Any]:
    """Such as `赤峰市 2023年第四季度 主要数据、项目进展(第71号报送)`, with its file's checksum."""
    parts = "、".join(part_name(part) for part in submission["parts"])
    sent = f"{submission['league_name_zh']} {period(submission['period'])} {parts}"
    return {
        "title": f"{sent}(第{submission['submission_id']}号报送,{submission['source_file']})",
        "submission_id": submission["submission_id"],
        "sha256": submission["sha256"],
    }


def _resource(package: Path, table: str, suffix: str) -> dict[str, Any]:
    path = package / "data" / f"{table}{suffix}"
    name, title = resource_name(table), TABLES.get(table) or _DIMENSIONS_ZH[table]
    common = {
        "title": title,
        "title_en": table.replace("reference.", "").replace("_", " "),
        "path": f"data/{path.name}",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
    }
    schema = f"schema/{table}.json"
    if suffix == ".parquet":
        # Frictionless takes Parquet for a table by pandas, which makes 3.0 of a 3 beside a blank.
        file = {"type": "file", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
        return {"name": f"{name}-parquet", **common, **file, "schema": schema}
    return {
        "name": name,
        **common,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
