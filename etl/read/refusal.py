"""How a reading step reports, from wherever it is, that a file cannot be opened."""

from __future__ import annotations

import struct
import zipfile
import zlib
from xml.parsers.expat import ExpatError

# What the standard library and olefile raise when bytes are not what they should be.
DAMAGED = (
    zipfile.BadZipFile,
    ExpatError,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    NotImplementedError,  # what zipfile raises for a compression that it does not know
    RuntimeError,
)


# The arguments of a Refusal, as its `args` hold them.
Refused = tuple[str, str | None, str | None, str | None, str | None]

# What breaks a limit that no count keeps, wherever that is noticed.
OVER_LIMITS: Refused = ("file_unreadable", "读取时超出内存或时间的限制,文件结构异常", None, None, None)


class Refusal(Exception):
    """A file that is not opened: the rule that it breaks, what was met, and where.

    It never leaves `read_file`, which answers with a finding.
    """

    def __init__(
        self,
        rule_id: str,
        given: str | None = None,
        expected: str | None = None,
        sheet: str | None = None,
        cell: str | None = None,
    ) -> None:
        super().__init__(rule_id, given, expected, sheet, cell)
        self.rule_id = rule_id
        self.given = given
        self.expected = expected
        self.sheet = sheet
        self.cell = cell
