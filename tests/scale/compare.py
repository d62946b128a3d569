"""What the cluster made of the sample returns, against what they say and against a single process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from etl.common.settings import ZONE
from etl.store.warehouse import rows
from etl.summarise.tables import build_all
from tests.walk.driving import SAMPLES, annual_values, listed, quarterly_values

YEARS = (2022, 2023)
SCHEMAS = ("warehouse", "summary")
_SUBMISSIONS = "SELECT * FROM intake.submission ORDER BY submission_id"
# Numbers in order of arrival at the database, and when something was recorded, summarised and built.
_OWN = {"part_id", "finding_id", "as_of", "built_at", "changed_at", "is_old"}
_OF_SUBMISSION = {"submission_id", "explained_by"}


def single_process(environment: Mapping[str, str], home: Path, url: str) -> None:
    """The samples are in the warehouse at `url` by `jibao ingest`, and summarised by `jibao summarise`."""
    told = {**environment, "JIBAO_HOME": str(home), "JIBAO_WAREHOUSE_URL": url}
    ingest = ["ingest", "--arrivals", str(SAMPLES / "arrivals.csv"), str(SAMPLES / "returns")]
    for words in (ingest, ["summarise", *map(str, YEARS)]):
        subprocess.run(
            [sys.executable, "-m", "etl.cli", *words], env=told, check=True, stdout=subprocess.DEVNULL
        )


def differences(cluster: sa.Engine, home: Path, single: sa.Engine) -> list[str]:
    """A line for everything that is not as it must be; an empty list is what is wished for."""
    found = [*_against_what_is_said(cluster), *once_each(cluster), *outside(cluster, home)]
    as_of = datetime.now(ZONE)
    with cluster.begin() as one, single.begin() as other:
        # First what the cluster's own tasks summarised; then both as of the same moment.
        found += _against(one, other)
        build_all(one, as_of, YEARS)
        build_all(other, as_of, YEARS)
        found += _against(one, other)
    return found


def counts(engine: sa.Engine) -> dict[str, int]:
    """How many rows each table and view that is compared has."""
    with engine.connect() as connection:
        return {name: sum(held.values()) for name, held in _contents(connection).items()}


def _against_what_is_said(cluster: sa.Engine) -> Iterator[str]:
    asked = {
        "verdicts": ("SELECT state, count(*) FROM intake.submission GROUP BY state", [("accepted", 108)]),
        "indicator_value": (
            "SELECT league_code, period, indicator_code, figure, year_to_date FROM warehouse.indicator_value",
            quarterly_values(),
        ),
        "annual_value": (
            "SELECT league_code, year, indicator_code, value, provisional FROM warehouse.annual_value",
            annual_values(),
        ),
        "return_status": (
            "SELECT league_code, return_kind, period, arrived_at FROM warehouse.return_status"  # noqa: ISC004
            " WHERE arrived_at IS NOT NULL",
            _arrivals(),
        ),
    }
    with cluster.connect() as connection:
        for name, (query, said) in asked.items():
            stored = Counter(tuple(row) for row in connection.execute(sa.text(query)))
            yield from _unlike(f"{name}, as the samples say", stored, Counter(said))


def _arrivals() -> list[tuple[Any, ...]]:
    """What returns came, and when the last part of each did."""
    return [
        (*(row[name] for name in ("league_code", "return", "period")), _moment(row["arrived_at"]))
        for row in listed(SAMPLES / "expected" / "returns.csv")
    ]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def once_each(cluster: sa.Engine) -> Iterator[str]:
    judged = (
        "SELECT submission_id, count(*) FROM intake.event WHERE verb = 'judge' AND part IS NULL"
        " GROUP BY submission_id"
    )
    with cluster.connect() as connection:
        times: dict[int, int] = dict(connection.execute(sa.text(judged)).tuples().all())
        for submission in connection.execute(sa.text(_SUBMISSIONS)):
            if (often := times.get(submission.submission_id, 0)) != 1:
                yield f"{submission.file_name}: {often} events `judge`"


def outside(cluster: sa.Engine, home: Path) -> Iterator[str]:
    """Files: the inbox empty, each in the archive, one reply each, and the log of events complete."""
    for left in (path for path in (home / "inbox").rglob("*") if path.is_file()):
        yield f"left in the inbox: {left}"
    logged: Counter[int] = Counter()
    for log in (home / "archive" / "events").glob("*/*.jsonl"):
        logged.update(json.loads(line)["event_id"] for line in log.read_text(encoding="utf-8").splitlines())
    with cluster.connect() as connection:
        for (event_id,) in connection.execute(sa.text("SELECT event_id FROM intake.event")):
            if not logged[event_id]:
                yield f"event {event_id} is not in the archive's log"
        for row in connection.execute(sa.text(_SUBMISSIONS)):
            if not (home / "archive" / "files" / row.sha256[:2] / row.sha256).exists():
                yield f"{row.file_name} is not in the archive"
            reply = home / "outbox" / row.folder / f"{row.file_name}.{row.submission_id}.回执"
            for kind in (".xlsx", ".json"):
                if not Path(f"{reply}{kind}").exists():
                    yield f"no reply {reply.name}{kind}"
    for draft in (home / "outbox").rglob(".*"):
        yield f"half written: {draft}"


def _against(one: sa.Connection, other: sa.Connection) -> Iterator[str]:
    ours, theirs = _contents(one), _contents(other)
    for name in sorted({*ours, *theirs}):
        yield from _unlike(f"{name}, as of a single process", ours[name], theirs[name])


def _contents(connection: sa.Connection) -> dict[str, Counter[Any]]:
    """The rows of each table and view, a submission's number replaced by its bytes and name."""
    connection.execute(sa.text("SET LOCAL timezone = 'UTC'"))
    told = {row.submission_id: (row.sha256, row.sent_as) for row in connection.execute(sa.text(_SUBMISSIONS))}
    found = {}
    for table in rows(connection, "rebuild/tables", schemas=list(SCHEMAS)):
        held = connection.execute(sa.text(f"SELECT * FROM {table['name']}")).mappings()  # noqa: S608
        found[table["name"]] = Counter(repr(_mapped(row, told)) for row in held)
    return found


def _mapped(row: Mapping[str, Any], told: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    return {
        name: told.get(value) if name in _OF_SUBMISSION else value
        for name, value in row.items()
        if name not in _OWN
    }


def _unlike(what: str, ours: Counter[Any], theirs: Counter[Any]) -> Iterator[str]:
    for row in (ours - theirs).elements():
        yield f"{what}: too much: {row}"
    for row in (theirs - ours).elements():
        yield f"{what}: missing: {row}"
