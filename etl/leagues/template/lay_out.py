"""Templates written: into the outbox of each league before a period ends, or wherever one is asked for."""

from __future__ import annotations

import logging
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from defusedxml import ElementTree

from etl.common.faults import log_fault
from etl.common.settings import ZONE, settings
from etl.common.whole import write_whole
from etl.leagues.template.content import template
from etl.leagues.template.due import Owed, ending_soon, file_name, owed
from etl.leagues.template.facts import read_facts
from etl.leagues.template.workbook import draw
from etl.store.warehouse import transaction
from schemas.periods import Period
from schemas.registry import registry

log = logging.getLogger(__name__)

# Ours has 1 KB: what others saved may be anything.
_LARGEST = 1 << 20


@dataclass(frozen=True)
class Laid:
    """Where a template lies, and whether it was not there before, or was another."""

    path: Path
    is_new: bool


def lay_out(
    at: datetime | None = None, league_code: str | None = None, period: str | None = None
) -> list[str]:
    """The templates of the returns whose period ends soon after `at` (now) lie in the leagues' outboxes.

    With a league or a period, those only; ValueError for one that is none. Gives the names of the files
    that are new or changed, relative to the outbox. RuntimeError names those that could not be written, when
    all others are.
    """
    on = (at or datetime.now(ZONE)).astimezone(ZONE).date()
    if league_code is not None and league_code not in registry().leagues:
        raise ValueError(f"{league_code!r} is no league's code: write one such as 150100")
    periods = [Period.parse(period)] if period else ending_soon(on, registry())
    outbox = settings().outbox
    everything = [
        asked for each in periods for asked in owed(registry(), settings().due_rule, each, league_code)
    ]
    laid, failed = [], []
    for asked in everything:
        try:
            laid.append(write_template(asked, outbox / asked.league_code))
        except Exception:
            name = f"{asked.league_code} {asked.period}"
            log_fault(log, "the template of %s is not written", name)
            failed.append(name)
    if failed:
        raise RuntimeError(f"no template for {', '.join(failed)}: mend what the log says, and lay out again")
    return [each.path.relative_to(outbox).as_posix() for each in laid if each.is_new]


def write_template(asked: Owed, folder: Path) -> Laid:
    """The template of an owed return lies in the folder, by what is accepted now.

    One that somebody has filled in and saved there is left as it is, with a warning in the log.
    """
    with transaction() as connection:
        facts = read_facts(connection, asked.league_code, asked.kind, asked.period)
    made = template(registry(), asked, facts)
    content = draw(made)
    path = folder / file_name(made.league, asked.kind, asked.period)
    if path.exists():
        if _holds(path, content):
            return Laid(path, is_new=False)
        if not _is_as_drawn(path):
            log.warning("%s was changed by somebody: left as it is", path)
            return Laid(path, is_new=False)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
    return Laid(path, is_new=True)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _is_as_drawn(path: Path) -> bool:
    """Whether it is a workbook that no program has saved since: each notes when it did."""
    if not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as packed, packed.open("docProps/core.xml") as part:
            content = part.read(_LARGEST + 1)
        properties = ElementTree.fromstring(content) if len(content) <= _LARGEST else ()
    except Exception:  # the file is anybody's: whatever is wrong with it, it is not ours any more
        return False
    times = {element.tag.rpartition("}")[2]: element.text for element in properties}
    return "created" in times and times["created"] == times.get("modified")
