"""A file as it can be parsed: what kind it is, and bytes that guard and parsers see alike."""

from __future__ import annotations

import zipfile
from typing import IO

from etl.read.parse.decrypt import decrypted
from etl.read.parse.guard import check_entries, damage_refused
from etl.read.parse.package import rewrite
from etl.read.parse.sniff import kind_of
from etl.read.refusal import Refusal


def opened(file: IO[bytes], name: str = "") -> tuple[str, IO[bytes]]:
    """The file's kind (xlsx, xls, ods, text or attachment), and what to read it from.

    A workbook that is protected with the programs' own default password, which all of them open without
    asking, is decrypted; the parts of an .xlsx stand at their usual names. Refusal for what cannot be opened,
    and for an attachment that its `name` calls a return.
    """
    kind = kind_of(file, name)
    if kind == "encrypted":
        file = decrypted(file)
        kind = kind_of(file)
        if kind == "encrypted":
            raise Refusal("file_encrypted")
    if kind in ("xlsx", "ods"):
        with damage_refused(), zipfile.ZipFile(file) as archive:
            check_entries(archive)
            if kind == "xlsx":
                file = rewrite(archive)
    file.seek(0)
    return kind, file
