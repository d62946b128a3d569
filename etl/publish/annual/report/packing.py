"""The bytes of a document depend on what is in it alone, not on when it was written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx.document import Document

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name


def save(document: Document, path: Path) -> None:
    """The document is at `path`; equal documents are equal bytes."""
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for entry in made.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _EPOCH)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(fixed, made.read(entry))
