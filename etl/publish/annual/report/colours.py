"""The colours of the charts; they differ in brightness too, for a print in black and white."""

from __future__ import annotations

from collections.abc import Mapping

STANDING: Mapping[str, str] = {
    "met": "2E7D5B",
    "on_track": "5B9BD5",
    "unknown": "A6A6A6",
    "behind": "F0B43C",
    "not_met": "C0392B",
}
TIMELINESS: Mapping[str, str] = {
    "on_time": "2E7D5B",
    "late": "F0B43C",
    "missing": "C0392B",
    "not_due": "D0D0D0",
}
BEFORE, NOW = "BFBFBF", "1F5A96"
