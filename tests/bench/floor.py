"""What reads, validates and copies the files of a folder and no more: pandas (calamine), Pandera, COPY."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import psycopg

_TEXT = pa.Column(str, nullable=True, required=False)


def copied(folder: Path, url: str) -> None:
    """Each table of the files is validated by a Pandera schema and is in `public.copied`."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS public.copied (file text, sheet text, cells text[])")
        for file in sorted(folder.rglob("*.*")):
            for sheet, frame in _tables(file).items():
                checked = pa.DataFrameSchema(dict.fromkeys(frame.columns, _TEXT)).validate(frame, lazy=True)
                with connection.cursor().copy("COPY public.copied (file, sheet, cells) FROM STDIN") as copy:
                    for row in checked.itertuples(index=False):
                        copy.write_row(
                            (file.name, str(sheet), [None if pd.isna(cell) else cell for cell in row])
                        )


def _tables(file: Path) -> dict[str, pd.DataFrame]:
    if file.suffix.lower() in (".xlsx", ".xls", ".ods"):
        return pd.read_excel(file, engine="calamine", sheet_name=None, header=None, dtype=str)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return {"": _text(file.read_text(encoding))}
        except UnicodeDecodeError:
            continue
    raise ValueError(f"{file} is no text")


def _text(content: str) -> pd.DataFrame:
    lines = [line.replace("\t", ",").split(",") for line in content.splitlines()]
    return pd.DataFrame(lines, dtype=str)
