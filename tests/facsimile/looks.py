"""Facsimiles of bytes made on the fly, and what a look says."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from etl.leagues.facsimile.file import facsimile
from etl.leagues.facsimile.model import Facsimile, Look


def drawn(content: bytes, folder: Path) -> list[Facsimile]:
    """The sheets of a file with these bytes."""
    path = folder / "bytes"
    path.write_bytes(content)
    return facsimile(path)


def said(look: Look) -> dict[str, Any]:
    """The attributes of a look that differ from those of a cell that nobody has formatted."""
    return {
        field.name: getattr(look, field.name)
        for field in fields(Look)
        if getattr(look, field.name) != getattr(Look(), field.name)
    }
