"""What a registry's rows say, and what is found where one file of it is another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from schemas.registry.build import build
from schemas.registry.files import FILES, file_faults
from schemas.registry.links import link_faults
from schemas.registry.links.judges import misplaced
from schemas.registry.rows import Row, read_rows

Rows = Mapping[str, list[Row]]


def sound_rows(folder: Path) -> Rows:
    """The rows of the files of a registry that has no fault."""
    return {file: read_rows(folder / file, list(schema.columns))[0] for file, schema in FILES.items()}


def faults_of(file: Path, sound: Rows) -> list[str]:
    """What `load` finds where this file alone of the registry's has been changed."""
    changed, unreadable = read_rows(file, list(FILES[file.name].columns))
    if unreadable:
        return [str(fault) for fault in sorted(unreadable)]
    rows = {**sound, file.name: changed}
    faults = file_faults(file.name, changed)
    faults += link_faults(rows, faults)
    return [str(fault) for fault in sorted(faults or misplaced(build(rows), rows["part_rules.csv"]))]
