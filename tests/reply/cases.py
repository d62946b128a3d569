"""Answers and sheets as the tests of the reply workbook need them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from etl.leagues.facsimile.model import Content, Face, Facsimile, Look
from etl.read.grid import position

SHA256 = "ab13812345678" + "0" * 51  # with a mobile number in it, by chance


def finding(severity: str = "error", cell: str | None = "D4", **changed: Any) -> dict[str, Any]:
    """A finding about one cell of 主要数据."""
    told = {"given": "约300", "expected": None, **changed}
    cells = [{"cell": cell, "given": told["given"], "expected": told["expected"]}] if cell else []
    return {
        "rule": "number_text",
        "severity": severity,
        "part": "data",
        "part_zh": "主要数据",
        "field": "figure",
        "field_zh": "本季度数",
        "sheet": "主要数据",
        "cell": cell,
        "subject_zh": "P01-2 家政领跑企业数",
        "given": "约300",
        "expected": None,
        "says": "“约300”不是数字。",
        "to_do": "请只填一个数字。",
        "cells": cells,
        "explanation": None,
        "explained_by": None,
        "explainable": True,
        "waiver": None,
        "open": severity != "info",
        "raised_by": 37,
        "found_at": "2023-04-04T09:15:21+08:00",
        **changed,
    }


def answer(verdict: str, *findings: Mapping[str, Any], **changed: Any) -> dict[str, Any]:
    """The reply to the 37th submission."""
    parts = {"rejected": {"data": "refused"}, "partly_accepted": {"data": "refused", "progress": "accepted"}}
    told = parts.get(verdict, {"data": verdict} if verdict.startswith("accepted") else {})
    return {
        "file_name": "赤峰市_2023Q1.xlsx",
        "submission_id": 37,
        "sha256": SHA256,
        "arrived_at": "2023-04-04T09:15:20+08:00",
        "league_code": "150400",
        "league_zh": "赤峰市",
        "return_kind": "quarterly",
        "return_zh": "季度进展报表",
        "period": "2023Q1",
        "period_zh": "2023年第一季度",
        "verdict": verdict,
        "verdict_zh": verdict,
        "due_at": "2023-04-05T23:59:59+08:00",
        "effective_due_at": "2023-04-06T23:59:59+08:00",
        "timeliness": "on_time",
        "timeliness_zh": "按时",
        "versions": 1,
        "version": None if verdict == "rejected" else 1,
        "outstanding": None,
        "parts": told,
        "parts_zh": told,
        "part_states": told,
        "part_states_zh": told,
        "part_names": {"data": "主要数据", "progress": "项目进展"},
        "findings": list(findings),
        "rechecked": [],
        "withdrawn": [],
        **changed,
    }


def sheet(name: str | None = "主要数据", **cells: Content | Face) -> Facsimile:
    """A sheet with these cells, such as `D4=3.0`; each looks plain if it is no face."""
    return with_faces({position(at): what for at, what in cells.items()}, name=name)


def with_faces(cells: Mapping[tuple[int, int], Content | Face], **sheet: Any) -> Facsimile:
    """A sheet with these cells and whatever else a facsimile says."""
    faces = {at: what if isinstance(what, Face) else Face(what, Look()) for at, what in cells.items()}
    return Facsimile(faces=faces, **{"name": "主要数据", **sheet})
