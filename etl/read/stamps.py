"""The hidden stamps of what we gave out, a template or a reply, found in what came back.

A reply workbook names the sheets in it that are ours, so that a clerk may correct the others there and send
it back. A template names the registry that it was made by; that decides nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict

from etl.common.findings import Finding
from etl.read.grid import Sheet
from schemas.registry.objects import Registry, ReturnKind

# In the first cell of the hidden sheet; below it, in the second column, the names of our sheets; from the
# third on, of each item its number, rule, sheet, first cell, value, and what stood as its explanation.
REPLY_SHEET = REPLY_MAGIC = "jibao-reply"
ITEMS_FROM = 2

TEMPLATE_SHEET = "jibao"
TEMPLATE_MAGIC = "jibao-template"
VERSION = "template_version"
# Raised when the same registry is drawn in another way.
_LAYOUT = 4
_WELL_FORMED = re.compile("[0-9a-f]{12}")


def current_version(registry: Registry, kind: ReturnKind) -> str:
    """Twelve hexadecimal digits that change with whatever a template of this return is made from."""
    rests_on = {
        "layout": _LAYOUT,
        "parts": [asdict(part) for part in kind.parts],
        "labels": [asdict(label) for label in registry.labels.values()],
        "indicators": [asdict(indicator) for indicator in registry.indicators.values()],
        "projects": [asdict(project) for project in registry.projects.values()],
        "units": [[*pair, factor] for pair, factor in registry.units.items()],
        "choices": [list(registry.words[field]) for field in _choices(kind)],
        "members": [
            [member.code, member.name_zh]
            for subject in sorted({part.subject for part in kind.parts} & registry.subjects.keys())
            for member in registry.members(subject).values()
        ],
    }
    written = json.dumps(rests_on, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def _choices(kind: ReturnKind) -> list[str]:
    """The fields whose words are chosen from a list."""
    columns = (column for part in kind.parts for column in part.columns)
    return sorted({column.field for column in columns if column.holds in ("choice", "open_choice")})


def stamped_version(sheets: Iterable[Sheet]) -> str | None:
    """The version that a file's stamp names; None for a file without one, or with one that makes no sense."""
    for sheet in sheets:
        pairs = (sheet.row(row) for row in sheet.rows)
        texts = {cells[0].text: cells[1].text for cells in pairs if 0 in cells and 1 in cells}
        if sheet.hidden and TEMPLATE_MAGIC in texts and _WELL_FORMED.fullmatch(texts.get(VERSION, "")):
            return texts[VERSION]
    return None


def reply_stamp(sheets: Iterable[Sheet]) -> Sheet | None:
    """The hidden sheet that names what is ours in a reply workbook; None in any other file."""
    for sheet in sheets:
        first = sheet.row(sheet.rows[0]) if sheet.rows else {}
        if sheet.hidden and 0 in first and first[0].text == REPLY_MAGIC:
            return sheet
    return None


def our_sheets(stamp: Sheet) -> list[str]:
    """The names of the sheets of a reply workbook that are ours; the receipt's is the first."""
    return [cells[1].text for cells in map(stamp.row, stamp.rows[1:]) if 1 in cells]


def own_sheets(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets of a reply workbook that are the league's own; of any other file, all."""
    stamp = reply_stamp(sheets)
    ours = our_sheets(stamp) if stamp else []
    return [sheet for sheet in sheets if sheet.name not in ours]


def outdated(stamped: str | None, kind: ReturnKind | None, registry: Registry) -> tuple[Finding, ...]:
    """The note that a return was made with an older template; empty if it was not, or has no stamp."""
    if stamped is None or kind is None or stamped == current_version(registry, kind):
        return ()
    rule = registry.rules["template_outdated"]
    return (Finding(rule, given=stamped, expected=current_version(registry, kind)),)
