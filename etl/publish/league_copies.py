"""Each league's page of a published year, in the league's own outbox."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from etl.common.settings import settings
from etl.common.whole import write_whole
from etl.publish.annual.content import Content


def lay_out(content: Content, paths: Sequence[Path]) -> list[Path]:
    """Each page of `paths` that is a league's, by the code that its name begins with, lies in its outbox.

    An earlier edition's copy is taken away: the league sees what counts.
    """
    leagues = {row["league_code"] for row in content.tables.get("annual_reporting", ())}
    laid = []
    for path in paths:
        league = path.name.partition("_")[0]
        if path.suffix != ".html" or league not in leagues:
            continue
        folder = settings().outbox / league
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob(f"{league}_*_{content.period.name_zh}(第*版).html"):
            old.unlink()
        copy = folder / path.name
        write_whole(copy, path.read_bytes())
        laid.append(copy)
    return laid
