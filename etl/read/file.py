"""A file as a return: whose it is, for which period, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from etl.common.allowance import Overrun, allowance
from etl.common.findings import Finding, Place
from etl.read.evidence import league_evidence, period_evidence, settle
from etl.read.model import Reading
from etl.read.parsed import Parsed, parsed
from etl.read.refusal import OVER_LIMITS, Refusal
from etl.read.sheets import read_sheets
from etl.read.source import Source
from etl.read.spellings import spellings
from schemas.registry.objects import Registry

# Of the processor, for what the cells mean: ten thousand rows take 2 or 3, and on a slow machine several
# times as much.
_READING_SECONDS = 15


def read_file(
    path: Path,
    *,
    name: str,
    folders: Sequence[str],
    arrived_on: datetime,
    registry: Registry,
    taken_apart: Parsed | Exception | None = None,
) -> Reading:
    """What is in the file, whatever it is; faults of the file are findings, never exceptions.

    `path` holds the bytes, `name` is the file's name as it was sent, `folders` the leagues whose folders it
    came in by, the outermost first (none for the inbox itself), `arrived_on` (with its zone) decides whether
    its period was over. `taken_apart`: what `all_parsed` gave of it, if that was asked.
    """
    source = Source(Path(name).stem, tuple(folders), arrived_on, registry, spellings(registry))
    try:
        file = parsed(path, name) if taken_apart is None else taken_apart
        if isinstance(file, Exception):
            raise file
        if file.is_attachment:
            return _attachment(source)
        with allowance(_READING_SECONDS):
            reading = read_sheets(file.sheets, source)
    except Refusal as refusal:
        return _unreadable(refusal, source)
    except Overrun:
        return _unreadable(Refusal(*OVER_LIMITS), source)
    if not file.carried:
        return reading
    note = Finding(registry.rules["file_carries"], given="、".join(file.carried))
    return replace(reading, notes=(*reading.notes, note))


def over_limits(reading: Reading, registry: Registry) -> Reading:
    """The file as one that breaks a limit: of what was read, only whose it is and for which period."""
    rule_id, given, *_ = OVER_LIMITS
    finding = Finding(registry.rules[rule_id], given=given)
    return Reading("unreadable", reading.league_code, reading.return_kind, reading.period, gate=(finding,))


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
