"""The stamp: a hidden sheet that says by which registry a template was made. It decides nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import datetime

from etl.findings import Finding
from schemas.periods import Period
from schemas.registry.objects import Registry, ReturnKind

SHEET = "jibao"
MAGIC = "jibao-template"
VERSION = "template_version"
# Raised when the same registry is drawn in another way.
_LAYOUT = 1


def current_version(registry: Registry, kind: ReturnKind) -> str:
    """Twelve hexadecimal digits that change with whatever a template of this return is made from."""
    rests_on = {
        "layout": _LAYOUT,
        "parts": [asdict(part) for part in kind.parts],
        "labels": [asdict(label) for label in registry.labels.values()],
        "indicators": [asdict(indicator) for indicator in registry.indicators.values()],
        "projects": [asdict(project) for project in registry.projects.values()],
        "units": [[*pair, factor] for pair, factor in registry.units.items()],
        "choices": list(registry.words["status"]),
    }
    written = json.dumps(rests_on, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def stamp(
    registry: Registry, league_code: str, kind: ReturnKind, period: Period, as_of: datetime
) -> tuple[tuple[str, str], ...]:
    """The rows of the hidden sheet, a name and a value each; the first makes it known."""
    return (
        (MAGIC, "1"),
        (VERSION, current_version(registry, kind)),
        ("league_code", league_code),
        ("return_kind", kind.return_kind),
        ("period", str(period)),
        ("as_of", as_of.isoformat()),
    )


def outdated(stamped: str | None, kind: ReturnKind | None, registry: Registry) -> tuple[Finding, ...]:
    """The note that a return was made with an older template; empty if it was not, or nothing tells."""
    if stamped is None or kind is None or stamped == current_version(registry, kind):
        return ()
    rule = registry.rules["template_outdated"]
    return (Finding(rule, given=stamped, expected=current_version(registry, kind)),)
