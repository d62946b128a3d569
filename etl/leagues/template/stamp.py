"""The hidden sheet of a template."""

from __future__ import annotations

from datetime import datetime

from etl.read.stamps import TEMPLATE_MAGIC, VERSION, current_version
from schemas.periods import Period
from schemas.registry.objects import Registry, ReturnKind


def stamp(
    registry: Registry, league_code: str, kind: ReturnKind, period: Period, as_of: datetime
) -> tuple[tuple[str, str], ...]:
    """The rows of the hidden sheet, a name and a value each; the first marks it as one of ours."""
    return (
        (TEMPLATE_MAGIC, "1"),
        (VERSION, current_version(registry, kind)),
        ("league_code", league_code),
        ("return_kind", kind.return_kind),
        ("period", str(period)),
        ("as_of", as_of.isoformat()),
    )
