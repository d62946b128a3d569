"""Which history the archive's log and the warehouse are of, and how far each of them has come.

A timeline is a stretch of history whose events one warehouse numbered. A warehouse that is made from a copy,
a backup or an archive, begins another: nobody knows which numbers were given after the copy was made. Its
numbers are far above those of the copy, and its part of the log is a folder of its own, so that two logs that
went apart can lie side by side.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from etl.common import whole
from etl.common.settings import ZONE, settings
from etl.store.warehouse import rows, statement

# Of each kind: more than can have been given since the copy was made that a warehouse comes from.
_GAP = 1_000_000


class HistoryError(RuntimeError):
    """The archive's log lacks what the warehouse knows, or is another's; the message says what to do."""


class WarehouseBehind(HistoryError):
    """The warehouse lacks what the archive's log knows: it can be made again from that."""


@dataclass(frozen=True)
class Timeline:
    """It goes on from the events up to the number `after` of the one before."""

    name: str
    began_at: str
    after: int


@dataclass(frozen=True)
class Head:
    """Where the log ends: its timelines, the present one last; how many events that has logged.

    `last`: those that were logged last, together; `digest`: of their lines.
    """

    timelines: tuple[Timeline, ...]
    events: int
    last: tuple[int, ...]
    digest: str

    @property
    def name(self) -> str:
        return self.timelines[-1].name


def log_folder() -> Path:
    """Where the log is, a folder a timeline."""
    return settings().archive / "events"


def head() -> Head | None:
    """Where the log ends; None where there is none. HistoryError if it does not say."""
    try:
        held = json.loads(_path().read_text(encoding="utf-8"))
        timelines = tuple(Timeline(**timeline) for timeline in held.pop("timelines"))
        return Head(timelines=timelines, last=tuple(held.pop("last")), **held)
    except FileNotFoundError:
        if any(log_folder().rglob("*.jsonl")):
            raise HistoryError(f"{_path()} is not there: bring it back from the backup") from None
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise HistoryError(f"{_path()} cannot be read, bring it back from the backup: {fault!r}") from fault


def require_one(connection: sa.Connection, unlogged: Mapping[int, str]) -> Head | None:
    """The log's head, which the warehouse knows, too; None where neither has begun.

    `unlogged`: the lines, by number of event, that the warehouse has not logged yet. Those that were logged
    last may be among them: a crash came between. HistoryError.
    """
    logged = head()
    known = next(iter(rows(connection, "intake/timeline")), None)
    if logged is None:
        if known is None:
            return None
        raise HistoryError(
            f"the warehouse logged {known['events']} events, and {settings().archive} has no log: is it the"
            " right folder, and mounted? Bring the archive back"
        )
    if known is None and _begun(logged, unlogged):
        return logged
    if known is None or known["name"] in [timeline.name for timeline in logged.timelines[:-1]]:
        raise WarehouseBehind(
            f"the warehouse does not know the timeline {logged.name} of {settings().archive}: `jibao rebuild`"
        )
    if known["name"] != logged.name:
        raise HistoryError(
            f"{settings().archive} is not the archive of this warehouse: it knows nothing of the timeline"
            f" {known['name']}. Bring the right one back"
        )
    if known["events"] == logged.events or _crashed(logged, known["events"], unlogged):
        return logged
    if known["events"] < logged.events:
        raise WarehouseBehind(
            f"the warehouse knows {known['events']} of the {logged.events} events that the timeline"
            f" {logged.name} of {settings().archive} has logged: `jibao rebuild`"
        )
    raise HistoryError(
        f"{settings().archive} has {logged.events} of the {known['events']} events that the warehouse logged:"
        " bring the archive back as it was"
    )


def begin(connection: sa.Connection) -> Head:
    """A timeline begins, in the log and the warehouse, after all that is logged; numbers leave a gap."""
    before, now = head(), datetime.now(ZONE)
    after = connection.execute(statement("intake/last_logged")).scalar_one() if before else 0
    new = Timeline(f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}", now.isoformat(), after)
    begun = Head((*(before.timelines if before else ()), new), 0, (), _digest({}, ()))
    _write(begun)
    adopt(connection, begun)
    if before:
        connection.execute(statement("intake/numbers"), {"gap": _GAP})
    return begun


def advance(connection: sa.Connection, since: Head, lines: Mapping[int, str]) -> None:
    """Log and warehouse have come further by these lines, which are on disk."""
    numbers = tuple(sorted(lines))
    again = lines.keys() & set(since.last)  # after a crash
    events = since.events - len(again) + len(lines)
    logged = Head(since.timelines, events, numbers, _digest(lines, numbers))
    _write(logged)
    adopt(connection, logged)


def adopt(connection: sa.Connection, logged: Head) -> None:
    """The warehouse knows all that the log has."""
    connection.execute(statement("intake/timeline_moved"), {"name": logged.name, "events": logged.events})


def _begun(logged: Head, unlogged: Mapping[int, str]) -> bool:
    """Whether a crash came in the first writing of the log: it holds only what is still to be logged."""
    if len(logged.timelines) > 1:
        return False
    if logged.events:
        return _crashed(logged, 0, unlogged)
    files = (log_folder() / logged.name).glob("*.jsonl")
    lines = {line for file in files for line in file.read_text(encoding="utf-8").split("\n")[:-1]}
    return lines <= set(unlogged.values())


def _crashed(logged: Head, known: int, unlogged: Mapping[int, str]) -> bool:
    """Whether the warehouse only does not know yet that it has logged the last events."""
    return (
        known == logged.events - len(logged.last)
        and unlogged.keys() >= set(logged.last)
        and _digest(unlogged, logged.last) == logged.digest
    )


def _digest(lines: Mapping[int, str], numbers: tuple[int, ...]) -> str:
    return hashlib.sha256("\n".join(lines[number] for number in numbers).encode()).hexdigest()


def _path() -> Path:
    return settings().archive / "timelines.json"


def _write(logged: Head) -> None:
    whole.make_folders(settings().home)
    whole.make_folders(settings().archive, 0o700)
    whole.write_whole(_path(), json.dumps(asdict(logged), indent=1), mode=0o600, to_last=True)
