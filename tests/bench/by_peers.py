"""Other tools at the same files: the cells as texts, validated where the tool validates, into PostgreSQL.

Usage: by_peers.py TOOL FOLDER URL, where the tools can be imported. Prints its processor seconds, without
those that importing the tools takes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

_WORKBOOKS = (".xlsx", ".xls", ".ods")
_COLUMNS = 30  # no table has more
_KEY = ("file", "sheet", "row")  # by which the same file again changes nothing, as with us


def _tables(folder: Path) -> Iterator[tuple[str, str, pd.DataFrame]]:
    for file in sorted(folder.rglob("*.*")):
        place = str(file.relative_to(folder))
        if file.suffix.lower() in _WORKBOOKS:
            sheets = pd.read_excel(file, engine="calamine", sheet_name=None, header=None, dtype=str)
            yield from ((place, str(name), frame) for name, frame in sheets.items())
        else:
            yield place, "", pd.DataFrame(_records(file), dtype=str)


def _records(file: Path) -> list[list[str]]:
    content = file.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    return [line.replace("\t", ",").split(",") for line in text.splitlines()]


def to_sql(folder: Path, url: str) -> None:
    """All rows of one shape, each table appended as pandas does."""
    import sqlalchemy as sa

    engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg2:"))
    for name, sheet, frame in _tables(folder):
        rows = _of_one_shape(name, sheet, frame)
        rows.to_sql("peer_rows", engine, schema="public", if_exists="append", index=False, dtype=sa.Text())
    engine.dispose()


def _of_one_shape(name: str, sheet: str, frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame.reindex(columns=range(_COLUMNS)).assign(file=name, sheet=sheet)
    rows.columns = [f"c{column}" if isinstance(column, int) else column for column in rows.columns]
    return rows


def dlt_documented(folder: Path, url: str) -> None:
    """A resource that yields rows as dictionaries, merged into PostgreSQL, as its documentation begins."""
    import dlt

    @dlt.resource(name="cells", write_disposition="merge", primary_key=_KEY)
    def cells() -> Iterator[list[dict[str, Any]]]:
        for name, sheet, frame in _tables(folder):
            frame.columns = [f"c{column}" for column in range(frame.shape[1])]
            rows = frame.to_dict("records")
            yield [{"file": name, "sheet": sheet, "row": place, **row} for place, row in enumerate(rows)]

    _dlt(url, "documented", cells())


def dlt_arrow(folder: Path, url: str) -> None:
    """The same, tuned: all rows of one shape, a hundred tables an Arrow table, loaded by COPY from CSV."""
    import dlt
    import pyarrow as pa

    @dlt.resource(name="cells", write_disposition="merge", primary_key=_KEY)
    def cells() -> Iterator[Any]:
        frames = [_of_one_shape(*table).assign(row=range(len(table[2]))) for table in _tables(folder)]
        for start in range(0, len(frames), 100):
            rows = pd.concat(frames[start : start + 100])
            types = {"row": pa.int64()}
            fields = pa.schema([(str(name), types.get(str(name), pa.string())) for name in rows.columns])
            yield pa.Table.from_pandas(rows, schema=fields, preserve_index=False)

    _dlt(url, "arrow", cells(), loader_file_format="csv")


def _dlt(url: str, dataset: str, resource: Any, **how: Any) -> None:
    import dlt

    with tempfile.TemporaryDirectory() as working:
        pipeline = dlt.pipeline(
            f"peers_{dataset}",
            destination=dlt.destinations.postgres(url),
            dataset_name=dataset,
            pipelines_dir=working,
        )
        pipeline.run(resource, **how).raise_on_failed_jobs()


def frictionless_rows(folder: Path, url: str) -> None:
    """Each table described as texts, validated, and written to PostgreSQL."""
    from frictionless import Dialect, Schema, formats
    from frictionless.resources import TableResource

    number = 0
    for name, sheet, frame in _tables(folder):
        if frame.empty:
            continue  # which it refuses
        schema = Schema.from_descriptor(
            {"fields": [{"name": f"c{column}", "type": "string"} for column in range(frame.shape[1])]}
        )
        rows = frame.astype(object).where(frame.notna(), None).values.tolist()
        resource = TableResource(data=rows, schema=schema, dialect=Dialect(header=False))
        report = resource.validate()
        assert len(report.tasks) == 1, (name, sheet)
        number += 1
        control = formats.SqlControl(table=f"peer_{number}")
        resource = TableResource(data=rows, schema=schema, dialect=Dialect(header=False))
        resource.write(path=url.replace("postgresql:", "postgresql+psycopg2:"), control=control)


_TOOLS = {
    "pandas, to_sql": to_sql,
    "dlt": dlt_documented,
    "dlt, Arrow": dlt_arrow,
    "frictionless": frictionless_rows,
}


def main() -> None:
    tool, folder, url = sys.argv[1:]
    import dlt.destinations  # noqa: F401
    import frictionless.resources  # noqa: F401

    before = os.times()
    _TOOLS[tool](Path(folder), url)
    after = os.times()
    print(sum(after[:4]) - sum(before[:4]))


if __name__ == "__main__":
    main()
