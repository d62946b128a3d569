"""Decrypts a workbook with the programs' default password.

Excel and WPS write-protect by encrypting with that password and open such a file without asking.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO

from etl.read.refusal import Refusal

_DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105  (public: the file formats' documentation names it)


def decrypted(file: IO[bytes]) -> BytesIO:
    """The workbook without its protection; Refusal if it has another password."""
    import msoffcrypto  # few files need it, and it takes longer than most

    plain = BytesIO()
    try:
        book = msoffcrypto.OfficeFile(file)
        book.load_key(password=_DEFAULT_PASSWORD)
        book.decrypt(plain)
    except MemoryError:
        raise
    except Exception as fault:  # another password, or a way to encrypt that nobody knows
        raise Refusal("file_encrypted") from fault
    return plain
