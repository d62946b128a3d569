"""Read: any file -> `Reading`, every value with the sheet and cell that it came from.

sniff (what is it) -> opened (decrypted, its parts in their places) -> guard (is it safe to parse) ->
workbook or text (its cells, as a person sees them) -> header (which part
is a sheet) -> evidence (whose, which period) -> choose (which sheets count) -> rows, row (their values).
The reader judges gates and cells, nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from etl.common.findings import Finding, Place
from etl.read.evidence import league_evidence, period_evidence, settle
from etl.read.model import Reading
from etl.read.opened import opened
from etl.read.refusal import Refusal
from etl.read.sheets import read_sheets
from etl.read.source import Source
from etl.read.spellings import spellings
from etl.read.text import read_text
from etl.read.workbook import read_workbook
from schemas.registry.objects import Registry

__all__ = ["read_file"]


def read_file(
    path: Path, *, name: str, folders: Sequence[str], arrived_on: datetime, registry: Registry
) -> Reading:
    """What is in the file, whatever it is; faults of the file are findings, never exceptions.

    `path` holds the bytes, `name` is the file's name as it was sent, `folders` the leagues whose folders it
    came in by, the outermost first (none for the inbox itself), `arrived_on` (with its zone) decides whether
    its period was over.
    """
    source = Source(Path(name).stem, tuple(folders), arrived_on, registry, spellings(registry))
    try:
        with opened(path, name) as (kind, plain):
            if kind == "attachment":
                return _attachment(source)
            sheets = [read_text(plain)] if kind == "text" else read_workbook(plain, kind)
    except Refusal as refusal:
        return _unreadable(refusal, source)
    return read_sheets(sheets, source)


def _attachment(source: Source) -> Reading:
    """Kept with the return that folder and name point to, if any; only a contradiction is a fault."""
    league = league_evidence(source, [])
    period = period_evidence(source, [])
    settled = settle(period.possible, frozenset())
    kind = source.kind_due(settled)
    return Reading(
        state="attachment",
        league_code=league.certain,
        return_kind=kind.return_kind if kind else None,
        period=settled,
        gate=league.gate(source.registry) if league.claims else (),
        notes=(Finding(source.registry.rules["attachment_kept"]),),
    )


def _unreadable(refusal: Refusal, source: Source) -> Reading:
    finding = Finding(
        source.registry.rules[refusal.rule_id],
        Place(refusal.sheet, refusal.cell),
        given=refusal.given,
        expected=refusal.expected,
    )
    period = settle(period_evidence(source, []).possible, frozenset())
    kind = source.kind_due(period)
    return Reading(
        state="unreadable",
        league_code=league_evidence(source, []).certain,
        return_kind=kind.return_kind if kind else None,
        period=period,
        gate=(finding,),
    )
