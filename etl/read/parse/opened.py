"""A file as it can be parsed: what kind it is, and bytes that guard and parsers see alike."""

from __future__ import annotations

import zipfile
from typing import IO, NamedTuple

from etl.read.parse.carried import of_ods, of_xls, of_xlsx
from etl.read.parse.decrypt import decrypted
from etl.read.parse.guard import check_entries, damage_refused
from etl.read.parse.package import rewrite
from etl.read.parse.sniff import kind_of
from etl.read.refusal import Refusal


class Opened(NamedTuple):
    """A file's kind (xlsx, xls, ods, text or attachment), what to read it from, and what else lies in it."""

    kind: str
    file: IO[bytes]
    carried: frozenset[str] = frozenset()


def opened(file: IO[bytes], name: str = "") -> Opened:
    """The file as guard and parsers see it.

    A workbook that is protected with the programs' own default password, which all of them open without
    asking, is decrypted; the parts of an .xlsx stand at their usual names. Refusal for what cannot be opened
    or may act when somebody opens it, and for an attachment that its `name` calls a return.
    """
    lies: set[str] = set()
    kind = kind_of(file, name)
    if kind == "encrypted":
        file = decrypted(file)
        kind = kind_of(file)
        if kind == "encrypted":
            raise Refusal("file_encrypted")
    if kind == "xls":
        with damage_refused():
            lies = of_xls(file)
    if kind in ("xlsx", "ods"):
        with damage_refused(), zipfile.ZipFile(file) as archive:
            check_entries(archive)
            if kind == "ods":
                of_ods(archive.namelist())
            else:
                lies = of_xlsx(archive)
                file = rewrite(archive)
    file.seek(0)
    return Opened(kind, file, frozenset(lies))
