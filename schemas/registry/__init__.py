"""The registry: the plan, the leagues, the returns and the rules, read from CSV files.

`registry()` is what the rest of the code asks. A new indicator, target, league, synonym, deadline or
kind of return is a row. The files are those of this folder, or of the one that `JIBAO_REGISTRY` names: a
copy of it with an organisation's own rows.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from schemas.registry.objects import Registry
from schemas.registry.passed import has_passed, note
from schemas.registry.rows import Fault, read_rows

__all__ = ["Registry", "RegistryError", "folder", "load", "registry"]


class RegistryError(Exception):
    """A registry that cannot be used; `faults` are all that is wrong with it, in order of file and line."""

    def __init__(self, folder: Path, faults: list[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        listed = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"The registry in {folder} is broken. Nothing runs until this is mended:\n{listed}")


@cache
def registry() -> Registry:
    """The registry of this installation, read once a process; RegistryError if it is broken."""
    return load(folder())


def folder() -> Path:
    """Where the files of this installation's registry lie."""
    own = os.environ.get("JIBAO_REGISTRY")
    return Path(own).expanduser().resolve() if own else Path(__file__).parent


def load(folder: Path) -> Registry:
    """The registry in `folder`: every CSV file read, checked by itself and against the others.

    RegistryError names every fault by file, line and reason. The files are checked against each other
    only when each can be read as a table of its columns. One that has passed before is not checked again.
    """
    from schemas.registry.build import build

    if has_passed(folder):
        return build({file.name: read_rows(file)[0] for file in folder.glob("*.csv")})
    # Here, because pandas and Pandera take a second to import.
    from schemas.registry.files import FILES, file_faults
    from schemas.registry.links import link_faults
    from schemas.registry.links.judges import misplaced

    rows, faults = {}, []
    for file, schema in FILES.items():
        rows[file], unreadable = read_rows(folder / file, list(schema.columns))
        faults += unreadable
    if faults:
        raise RegistryError(folder, faults)
    for file in FILES:
        faults += file_faults(file, rows[file])
    faults += link_faults(rows, faults)
    if faults:
        raise RegistryError(folder, faults)
    known = build(rows)
    if faults := list(misplaced(known, rows["part_rules.csv"])):
        raise RegistryError(folder, faults)
    note(folder)
    return known
