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

from etl.common.settings import ZONE
from etl.publish.annual.content import Content, Field, Row, fingerprint, plain

FOLDER = "数据包"

# PostgreSQL's types and what they are called in a table schema and in Arrow. A numeric has the same scale in
# every year, whatever that year's figures have: nine decimals are all that the registry allows.
_TYPES: Mapping[str, tuple[str, pa.DataType]] = {
    "integer": ("integer", pa.int64()),
    "bigint": ("integer", pa.int64()),
    "numeric": ("number", pa.decimal128(38, 9)),
    "text": ("string", pa.string()),
    "boolean": ("boolean", pa.bool_()),
    "date": ("date", pa.date32()),
    "timestamp with time zone": ("datetime", pa.timestamp("us", tz=str(ZONE))),
}
# A league's own rate may have any decimals: as many as `etl/read/number.py` takes digits, before and behind.
_OF_COLUMN: Mapping[str, pa.DataType] = {"rate": pa.decimal256(50, 25)}
# A spreadsheet program takes a text that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(folder: Path, content: Content) -> list[Path]:
    """The package is in `数据包`: `datapackage.json`, `data/*.csv` and `*.parquet`, and `SHA256SUMS`.

    Figures in CSV are the exact decimals. A text in CSV that a spreadsheet would take for a formula begins
    with an apostrophe; in Parquet it is as it was written.
    """
    package = folder / FOLDER
    (package / "data").mkdir(parents=True)
    paths = []
    for table, fields in content.fields.items():
        for suffix, write_table in ((".csv", _write_csv), (".parquet", _write_parquet)):
            path = package / "data" / f"{table}{suffix}"
            write_table(path, fields, content[table])
            paths.append(path)
    description = package / "datapackage.json"
    text = json.dumps(_description(content, package), ensure_ascii=False, indent=2)
    description.write_text(text + "\n", encoding="utf-8")
    paths.append(description)
    sums = package / "SHA256SUMS"
    lines = [f"{_sha256(path)}  {path.relative_to(package)}\n" for path in paths]
    sums.write_text("".join(lines), encoding="utf-8")
    return [*paths, sums]


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
            _OF_COLUMN.get(field.name, _TYPES[field.type][1]),
            nullable=not field.required,
            metadata={"description": field.description},
        )
        for field in fields
    )
    pq.write_table(pa.table(columns, schema), path, compression="zstd")


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


def _description(content: Content, package: Path) -> dict[str, Any]:
    edition = content.edition
    approval = {
        "approved_by": edition.approved_by,
        "approved_at": edition.approved_at and _text(edition.approved_at),
    }
    return {
        "profile": "data-package",
        "name": f"jibao-{str(content.period).lower()}-{edition.number or 'draft'}",
        "title": f"{content.title}数据包({edition.mark})",
        "created": _text(content.as_of),
        "as_of": _text(content.as_of),
        "edition": edition.number,
        **approval,
        "content_sha256": fingerprint(content.tables),
        "rests_on": plain({"submissions": _submissions(content)})["submissions"],
        "resources": [
            _resource(package, table, suffix, fields)
            for table, fields in content.fields.items()
            for suffix in (".csv", ".parquet")
        ],
    }


def _submissions(content: Content) -> list[Row]:
    """The files that the set rests on, each once."""
    names = ("submission_id", "league_code", "period", "source_file", "sha256", "arrived_at")
    parts = [row for table in content.fields if table.endswith("_submission") for row in content[table]]
    submissions = {row["submission_id"]: {name: row[name] for name in names} for row in parts}
    return [submissions[number] for number in sorted(submissions)]


def _resource(package: Path, table: str, suffix: str, fields: Sequence[Field]) -> dict[str, Any]:
    path = package / "data" / f"{table}{suffix}"
    name, place = table.replace("_", "-"), {"path": f"data/{path.name}"}
    if suffix == ".parquet":
        return {"name": f"{name}-parquet", **place, "format": "parquet"}
    return {
        "name": name,
        **place,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {
                    "name": field.name,
                    "type": _TYPES[field.type][0],
                    "description": field.description,
                    **({"constraints": {"required": True}} if field.required else {}),
                }
                for field in fields
            ],
            "primaryKey": [field.name for field in fields if field.in_key],
        },
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
