"""Bytes that find new ways through guard and reader, by atheris: whatever they are, they are read or refused.

An input is a byte that says what the rest is: a whole file, or one entry of a workbook that is good but for
it. What works on is all in this process, without the limits of `etl.read.confined`. It ends with the first
input that is neither read nor refused, that takes 20 seconds or 1 GB, and leaves it in the folder beside
those that it went on from; the same folder takes it up again.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import atheris

with atheris.instrument_imports(include=["etl.read"]):
    from etl.read import parsed
    from etl.read.parse.cells import answer
    from etl.read.sheets import read_sheets
    from etl.read.source import Source
    from etl.read.spellings import spellings

from schemas.registry import registry
from tests.read import corpus, forms


class Kind(NamedTuple):
    """What an input is: all of a file of that name, or one entry of a good workbook."""

    name: str
    entry: str = ""


_KINDS = (
    Kind("x.csv"),
    Kind("x.xlsx"),
    Kind("x.ods"),
    Kind("x.xls"),
    Kind("x.xlsx", "xl/worksheets/sheet1.xml"),
    Kind("x.xlsx", "xl/workbook.xml"),
    Kind("x.xlsx", "xl/styles.xml"),
    Kind("x.xlsx", "xl/sharedStrings.xml"),
    Kind("x.xlsx", "xl/_rels/workbook.xml.rels"),
    Kind("x.ods", "content.xml"),
    Kind("x.ods", "styles.xml"),
)
_CSV = forms.text([forms.ABOVE, forms.DATA, forms.JOBS])


def _good(name: str) -> bytes:
    built = {"x.xlsx": corpus.xlsx, "x.ods": corpus.ods, "x.xls": corpus.xls}
    return built[name]() if name in built else _CSV


def _entries(name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(_good(name))) as packed:
        return {each: packed.read(each) for each in packed.namelist()}


_GOOD = {name: _entries(name) for name in ("x.xlsx", "x.ods")}
_WORDS = spellings(registry())


def tried(data: bytes) -> None:
    """The input is read or refused."""
    if not data:
        return
    kind = _KINDS[data[0] % len(_KINDS)]
    content = data[1:]
    if kind.entry:
        content = forms.archive(_GOOD[kind.name] | {kind.entry: content})
    said = answer(io.BytesIO(content), kind.name)
    if "refusal" not in said:
        source = Source("x", (), forms.LATER, registry(), _WORDS)
        read_sheets(list(map(parsed.sheet_of, said["sheets"])), source)


def _seeds() -> Iterator[bytes]:
    """One good input of each kind, and the bad ones of the suite."""
    for number, kind in enumerate(_KINDS):
        good = _GOOD[kind.name].get(kind.entry, b"") if kind.entry else _good(kind.name)
        yield bytes([number]) + good
    whole = {kind.name.partition(".")[2]: number for number, kind in enumerate(_KINDS) if not kind.entry}
    for name, (build, _) in corpus.CORPUS.items():
        if (number := whole.get(name.rpartition(".")[2])) is not None and len(content := build()) < 50_000:
            yield bytes([number]) + content


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.fuzz.guided", description=__doc__)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("folder", type=Path, help="of the inputs that it goes on from")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(_seeds()):
        (asked.folder / f"seed-{number}").write_bytes(seed)
    limits = [f"-max_total_time={asked.seconds}", "-timeout=20", "-rss_limit_mb=1024", "-max_len=60000"]
    found = [f"-artifact_prefix={asked.folder}/found-", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *limits, *found, str(asked.folder)], tried)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
