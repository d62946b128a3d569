"""The sheets of a file as the parts of one return of one league, or why they are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from etl.common.findings import Finding, Place
from etl.common.settings import ZONE
from etl.read.answers import answers_in
from etl.read.choose import best, choose, mistaken, no_part
from etl.read.evidence import Written, league_evidence, period_evidence, settle
from etl.read.grid import Sheet, address
from etl.read.labels import Labelled, Labels
from etl.read.match import Match, matches
from etl.read.mentions import date_in, period_in_name
from etl.read.model import PartRead, Reading
from etl.read.realign import realign
from etl.read.rows import Rows, split_rows
from etl.read.source import Source
from etl.read.stamps import outdated, own_sheets, stamped_version
from etl.read.table import doubled_part, read_table
from etl.read.tables import separate
from etl.read.units import units_of
from schemas.periods import Period
from schemas.personal import masked
from schemas.registry.objects import ReturnKind
from schemas.text import key

RowsOf = Callable[[Match], Rows]  # a table's rows by what they are


@dataclass(frozen=True)
class _Tab:
    """A sheet, the parts that it might be, and the one of all returns that it fits best."""

    sheet: Sheet
    candidates: list[Match]
    best: Match | None


def read_sheets(sheets: list[Sheet], source: Source) -> Reading:
    """The file as read. If league, period or parts are unclear, `gate` has the reasons, no part is read."""
    registry = source.registry
    answers, own = answers_in(sheets), own_sheets(sheets)
    if sheets and not own:
        return Reading("read", gate=(Finding(registry.rules["receipt_sent_back"]),))
    sheets = own
    labels = Labels(source.words)

    @cache
    def rows_of(match: Match) -> Rows:
        return split_rows(match, labels, source.words)

    tables = (table for sheet in sheets for table in separate(sheet, registry, source.words))
    tabs = _in_sight([_tab(table, source) for table in tables])
    labelled = [(tab, entry) for tab in tabs for entry in _labelled(tab, labels, rows_of)]
    league = league_evidence(source, _written("league", tabs, labelled, rows_of, source))
    period = period_evidence(
        source, _written("period", tabs, labelled, rows_of, source), _dated_captions(tabs)
    )
    fitted = {tab.best.part.return_kind for tab in tabs if tab.best}
    settled = settle(period.possible, frozenset(registry.returns[kind].cadence for kind in fitted))
    gate = [
        *league.gate(registry),
        *(period.gate(registry) or (() if settled else (period.unknown(registry),))),
    ]
    kind = source.kind_due(settled, fitted)
    candidates = [tab.candidates for tab in tabs]
    choices = choose(candidates, kind, lambda match: bool(rows_of(match).data)) if kind else []
    if kind and settled and not choices and fitted:
        sent = next(each for each in registry.returns.values() if each.return_kind in fitted)
        gate.append(mistaken(sent, kind, settled, period.place, source))
    elif (kind and not choices) or not fitted:
        gate.append(no_part(candidates, [kind] if kind else registry.returns.values(), registry))
    parts: list[PartRead] = []
    if not gate and kind and settled:
        for choice in choices:
            if choice.rival is not None:
                parts.append(doubled_part(choice.match, choice.rival, registry))
            else:
                rows = rows_of(choice.match)
                units = units_of(choice.match, rows, labels, source.words)
                parts.append(
                    read_table(choice.match, rows, units, registry, source.words, league.certain, settled)
                )
        gate += _calendar(settled, kind, period.place, source)
    stamped = stamped_version(sheets)
    return Reading(
        state="read",
        league_code=league.certain,
        return_kind=kind.return_kind if kind else None,
        period=settled,
        reported_on=_reported_on(labelled),
        revision_reason=next(
            (masked(entry.text) for _, entry in labelled if entry.label == "revision_reason"), None
        ),
        template_version=stamped,
        parts=tuple(parts),
        gate=tuple(gate),
        notes=outdated(stamped, kind, registry),
        answers=answers,
    )


def _tab(sheet: Sheet, source: Source) -> _Tab:
    candidates = [
        realign(match, source.words) if match.is_part else match
        for match in matches(sheet, source.registry, source.words)
    ]
    return _Tab(sheet, candidates, best(candidates))


def _in_sight(tabs: list[_Tab]) -> list[_Tab]:
    """The sheets that are parts and can be seen; if there is none, the hidden ones; if none either, all."""
    parts = [tab for tab in tabs if tab.best]
    return [tab for tab in parts if not tab.sheet.hidden] or parts or tabs


def _labelled(tab: _Tab, labels: Labels, rows_of: RowsOf) -> Iterator[Labelled]:
    """What stands at labels around the sheet's table: of league and period, only what stands above it."""
    if tab.best is None:
        yield from labels.in_rows(tab.sheet, tab.sheet.rows)
        return
    for entry in labels.in_rows(tab.sheet, rows_of(tab.best).other):
        if entry.row < tab.best.first_row or entry.label not in ("league", "period"):
            yield entry


def _written(
    label: str, tabs: list[_Tab], labelled: list[tuple[_Tab, Labelled]], rows_of: RowsOf, source: Source
) -> list[Written]:
    """The cells that name the league or the period: at labels, and in columns, each spelling once."""
    cells = [
        _as_written(Place(tab.sheet.name, address(entry.row, entry.column)), entry.text, entry.kind)
        for tab, entry in labelled
        if entry.label == label and not source.words.reports_nothing(entry.text)
    ]
    seen = set()
    for tab in tabs:
        match = tab.best
        if match is None:
            continue
        for column in (at for column_label, at in match.named_by if column_label == label):
            for row in rows_of(match).data:
                cell = match.sheet.cells.get((row, column))
                if cell and key(cell.text) not in seen and not source.words.reports_nothing(cell.text):
                    seen.add(key(cell.text))
                    place = Place(tab.sheet.name, match.sheet.address(row, column))
                    cells.append(_as_written(place, cell.text.strip(), cell.kind))
    return cells


def _as_written(place: Place, text: str, kind: str) -> Written:
    """The cell as a person filled it in: 2024-03 became the date of a month's first day."""
    return Written(place, text[:7] if kind == "date" and text[7:10] == "-01" else text, kind == "number")


def _dated_captions(tabs: list[_Tab]) -> list[Written]:
    """The captions that name a period, such as 本季度数(2023年一季度): under them are no other figures."""
    return [
        Written(Place(tab.sheet.name, tab.sheet.address(heading.row, heading.column)), heading.text)
        for tab in tabs
        if tab.best is not None
        for heading in tab.best.headings.values()
        if period_in_name(heading.caption)
    ]


def _reported_on(labelled: list[tuple[_Tab, Labelled]]) -> date | None:
    dates = (date_in(entry.text) for _, entry in labelled if entry.label == "reported_on")
    return next(filter(None, dates), None)


def _calendar(period: Period, kind: ReturnKind, place: Place, source: Source) -> list[Finding]:
    """Whether a return is due for the period at all, and whether it was over when the file arrived."""
    rules = source.registry.rules
    findings = []
    if not kind.first_period <= period <= kind.last_period:
        due = f"{kind.name_zh}:{kind.first_period.name_zh}至{kind.last_period.name_zh}"
        findings.append(Finding(rules["period_not_due"], place, given=period.name_zh, expected=due))
    over = datetime.combine(period.end + timedelta(days=1), time(), ZONE)
    if source.arrived_on < over:
        findings.append(
            Finding(rules["period_not_over"], place, given=period.name_zh, expected=period.end.isoformat())
        )
    return findings
