"""Waivers: dated rows that turn an error into a warning that names them.

Those of the registry are rows of `waivers.csv`; what operators decided is in the warehouse beside them.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import TYPE_CHECKING

from etl.common.findings import Finding
from etl.common.settings import ZONE
from etl.read.model import Reading
from schemas.periods import Period
from schemas.registry.objects import Registry, Waiver

if TYPE_CHECKING:
    import sqlalchemy as sa


def with_decided(connection: sa.Connection, known: Registry) -> Registry:
    """The registry with the waivers that operators have decided, after its own."""
    from etl.store.warehouse import rows

    names = [field.name for field in fields(Waiver)]
    decided = [
        Waiver(**{name: row[name] for name in names} | {"period": Period.parse(row["period"])})
        for row in rows(connection, "intake/decided_waivers")
    ]
    return replace(known, waivers=(*known.waivers, *decided)) if decided else known


def waived(finding: Finding, reading: Reading, known: Registry, at: datetime) -> Finding:
    """The finding, with the waiver that `known` has for it at that moment, if any."""
    for waiver in known.waivers:
        if (
            (waiver.rule_id, waiver.part) == (finding.rule.rule_id, finding.part)
            and (waiver.league_code, waiver.return_kind) == (reading.league_code, reading.return_kind)
            and waiver.period == reading.period
            and waiver.indicator_code in (None, finding.indicator_code)
            and waiver.project_no in (None, finding.project_no)
            and waiver.subject_code in (None, finding.subject_code)
            and (waiver.valid_to is None or at.astimezone(ZONE).date() <= waiver.valid_to)
        ):
            return replace(finding, waiver_id=waiver.waiver_id)
    return finding
