"""Registries that have further rows, in force for the process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

import schemas.registry
from etl.common.settings import REGISTRY
from etl.store import reference
from schemas.registry import Registry, registry


def extended(folder: Path, rows: Mapping[str, Sequence[str]]) -> Path:
    """A copy of the registry in this folder, with these rows at the end of its files."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in REGISTRY.glob("*.csv"):
        shutil.copy(file, folder)
    for name, further in rows.items():
        with (folder / name).open("a", encoding="utf-8") as stream:
            stream.writelines(f"{row}\n" for row in further)
    return folder


@contextmanager
def in_force(folder: Path) -> Iterator[Registry]:
    """The registry of this folder is the process's, for the length of a `with`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schemas.registry, "__file__", str(folder / "__init__.py"))
        patch.setattr(reference, "REGISTRY", folder)
        registry.cache_clear()
        yield registry()
    registry.cache_clear()
