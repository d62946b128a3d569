"""Registries that have further rows, in force for the process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

import schemas.registry
from etl.common.settings import REGISTRY
from schemas.registry import Registry, registry
from schemas.registry.build import build
from schemas.registry.rows import read_rows

# What tests say of days is not of the days that the registry may move.
DUE_DAYS = "return_kind,from_period,day\nquarterly,2022Q3,5\nannual,2022,5\nmonthly,2024M01,5\n"
_BUILT: dict[tuple[tuple[str, bytes], ...], Registry] = {}


def extended(folder: Path, rows: Mapping[str, Sequence[str]]) -> Path:
    """A copy of the registry in this folder, with `DUE_DAYS`, and with these rows at the end of its files."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in REGISTRY.glob("*.csv"):
        shutil.copy(file, folder)
    (folder / "due_days.csv").write_text(DUE_DAYS, encoding="utf-8")
    for name, further in rows.items():
        with (folder / name).open("a", encoding="utf-8") as stream:
            stream.writelines(f"{row}\n" for row in further)
    return folder


def known(folder: Path) -> Registry:
    """The registry of this folder, built once of the same whole rows. Whether they fit is not looked at."""
    rows = tuple(sorted((file.name, file.read_bytes()) for file in folder.glob("*.csv")))
    if rows not in _BUILT:
        read = {file.name: read_rows(file) for file in folder.glob("*.csv")}
        assert [fault for _, faults in read.values() for fault in faults] == []
        _BUILT[rows] = build({name: whole for name, (whole, _) in read.items()})
    return _BUILT[rows]


@contextmanager
def replaced(by: Registry) -> Iterator[None]:
    """This registry is the process's, for the length of a `with`; then the one before is."""
    before = registry()
    _put(by)
    try:
        yield
    finally:
        _put(before)


@contextmanager
def in_force(folder: Path) -> Iterator[Registry]:
    """The registry of this folder is the process's and fills the warehouse, for the length of a `with`."""
    with pytest.MonkeyPatch.context() as patch, replaced(known(folder)):
        patch.setenv("JIBAO_REGISTRY", str(folder))
        yield registry()


def _put(one: Registry) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schemas.registry, "load", lambda _: one)
        registry.cache_clear()
        registry()
