"""Waivers: dated rows of the registry that turn an error into a warning that names them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from etl.findings import Finding
from etl.read.model import Reading
from etl.settings import ZONE
from schemas.registry.objects import Registry


def waived(finding: Finding, reading: Reading, known: Registry, at: datetime) -> Finding:
    """The finding, with the waiver that the registry has for it at that moment, if any."""
    for waiver in known.waivers:
        if (
            (waiver.rule_id, waiver.part) == (finding.rule.rule_id, finding.part)
            and (waiver.league_code, waiver.return_kind) == (reading.league_code, reading.return_kind)
            and waiver.period == reading.period
            and waiver.indicator_code in (None, finding.indicator_code)
            and waiver.project_no in (None, finding.project_no)
            and (waiver.valid_to is None or at.astimezone(ZONE).date() <= waiver.valid_to)
        ):
            return replace(finding, waiver_id=waiver.waiver_id)
    return finding
