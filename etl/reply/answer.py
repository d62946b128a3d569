"""The answer to a league: what became of its file, what is wrong in which cell, and what to do."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from etl.findings import Finding
from etl.settings import ZONE, settings
from etl.warehouse import rows
from schemas.registry import registry

UNASSIGNED = "unassigned"
_LONGEST_NAME = 255  # bytes


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """The finding as programs read it: ids and places as they are, sentences in Chinese and English."""
    return {
        "rule": finding.rule.rule_id,
        "rule_version": finding.rule.version,
        "severity": finding.severity,
        "part": finding.part,
        "field": finding.field,
        "sheet": finding.place.sheet,
        "cell": finding.place.cell,
        "project_no": finding.project_no,
        "indicator_code": finding.indicator_code,
        "given": finding.given,
        "expected": finding.expected,
        "difference": finding.difference,
        "says": finding.says("zh"),
        "to_do": finding.to_do("zh"),
        "says_en": finding.says("en"),
        "to_do_en": finding.to_do("en"),
        "cells": list(finding.cells),
        "explanation": finding.explanation,
        "waiver": finding.waiver_id,
    }


def receipt(connection: sa.Connection, submission_id: int) -> dict[str, Any]:
    """What the reply says of the file itself and of the return that it belongs to, as far as one was told."""
    row = rows(connection, "reply/receipt", submission_id=submission_id)[0]
    moments = ("arrived_at", "due_at", "effective_due_at")
    return {
        **row,
        **{name: row[name].astimezone(ZONE).isoformat() for name in moments if row[name] is not None},
    }


def reply(
    receipt: Mapping[str, Any],
    parts: Mapping[str, str],
    findings: tuple[Finding, ...],
    rechecked: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The reply as an object: the receipt, the parts' verdicts, and the findings, errors first.

    `rechecked` are the league's later returns in which this one raised or ended findings.
    """
    order = ("error", "warning", "info")
    listed = sorted(findings, key=lambda finding: order.index(finding.severity))
    states = registry().words["state"]
    return {
        **receipt,
        "verdict_zh": states[receipt["verdict"]],
        "timeliness_zh": states.get(receipt.get("timeliness") or ""),
        "parts": dict(parts),
        "parts_zh": {part: states[verdict] for part, verdict in parts.items()},
        "findings": [finding_as_json(finding) for finding in listed],
        "rechecked": list(rechecked),
    }


def write_reply(answer: Mapping[str, Any]) -> Path:
    """The reply lies in the outbox of the folder that the file came in by, or of its league, as JSON."""
    league = answer["folder"] or answer["league_code"] or UNASSIGNED
    folder = settings().outbox / league
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _named(answer["file_name"], f".{answer['submission_id']}.回执.json")
    text = json.dumps(answer, ensure_ascii=False, indent=2, default=str)
    # Written beside and moved: nobody ever reads half a reply.
    with tempfile.NamedTemporaryFile("w", dir=folder, prefix=".", delete=False, encoding="utf-8") as file:
        file.write(text)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)
    return path


def _named(file_name: str, ending: str) -> str:
    """The file's name with the ending, cut where a file system takes no longer ones."""
    room = _LONGEST_NAME - len(ending.encode())
    return file_name.encode()[:room].decode(errors="ignore") + ending
