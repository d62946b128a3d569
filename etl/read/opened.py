"""A file as it can be parsed: what kind it is, and bytes that guard and parsers see alike."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.read.confined import confined
from etl.read.guard import check_entries, damage_refused
from etl.read.package import rewrite
from etl.read.refusal import Refusal
from etl.read.sniff import kind_of

_DECRYPT = Path(__file__).with_name("decrypt.py")


@contextmanager
def opened(path: Path, name: str = "") -> Iterator[tuple[str, Path]]:
    """The file's kind (xlsx, xls, ods, text or attachment) and the path to read it from, while it is open.

    A workbook that is protected with the programs' own default password, which all of them open without
    asking, is decrypted; the parts of an .xlsx stand at their usual names. Refusal for what cannot be opened,
    and for an attachment that its `name` calls a return.
    """
    kind = kind_of(path, name)
    with tempfile.TemporaryDirectory(prefix="jibao-") as folder:
        if kind == "encrypted":
            path = _decrypted(path, Path(folder, "decrypted"))
            kind = kind_of(path)
            if kind == "encrypted":
                raise Refusal("file_encrypted")
        if kind in ("xlsx", "ods"):
            with damage_refused(), zipfile.ZipFile(path) as archive:
                check_entries(archive)
        if kind == "xlsx":
            with damage_refused():
                rewrite(path, Path(folder, "book.xlsx"))
            path = Path(folder, "book.xlsx")
        yield kind, path


def _decrypted(path: Path, target: Path) -> Path:
    confined(_DECRYPT, str(path), str(target), package="msoffcrypto")
    return target
