"""A return of each of many organisations at once, from file to reply: `tests.bench.at_once 1000`.

Organisations and returns are made as for `tests.scale.counties`, the first quarter of each. Processor seconds
of our process, its children and PostgreSQL, after a few files that are not counted, as they warm what is
imported; the memory of our process; then the same files by pandas, Pandera and COPY, and with `--peers
FOLDER` by the tools of `by_peers`. Exit 1 where a file was not answered, or was judged after another of its
league's that arrived later.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import psutil
import sqlalchemy as sa

from etl.cli.program import main as jibao
from tests.bench.floor import copied
from tests.bench.spent import Bench, Spent, bench, without_workbooks
from tests.scale import returns

LEAGUES = 12  # that there are without made-up organisations
_WARMING = 12  # files
_PEERS = ("pandas, to_sql", "dlt", "dlt, Arrow", "frictionless")
_UNANSWERED = "SELECT count(*) FROM intake.submission WHERE state = 'received'"
_OVERTAKEN = """
WITH judged AS (
    SELECT
        submission.arrived_at,
        max(submission.arrived_at) OVER (
            PARTITION BY coalesce(submission.league_code, submission.folder) ORDER BY event.event_id
        ) AS latest
    FROM intake.submission
    INNER JOIN intake.event USING (submission_id)
    WHERE event.verb = 'judge' AND event.part IS NULL
)
SELECT count(*) FROM judged WHERE arrived_at < latest
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.bench.at_once", description=__doc__)
    parser.add_argument("returns", type=int, help="twelve or more")
    parser.add_argument("--peers", type=Path)
    parser.add_argument(
        "--tools", nargs="+", choices=_PEERS, default=_PEERS, help="of the peers; all of them"
    )
    asked = parser.parse_args()
    with bench() as place:
        sent = written(place.folder, asked.returns - LEAGUES)
        return _measured(place, sent, asked.peers, asked.tools)


def written(folder: Path, made: int) -> Path:
    """Where the files of the leagues and of so many more organisations lie, a list of arrivals beside them.

    The registry that knows their senders is ours.
    """
    project = folder / "project"
    returns.copied(project, made)
    subprocess.run(
        [sys.executable, "-m", "tests.scale.returns", folder / "sent", "--first-quarter"],
        env={**os.environ, "PYTHONPATH": str(project)},
        cwd=project,
        check=True,
    )
    os.environ["JIBAO_REGISTRY"] = str(project / "schemas" / "registry")
    return folder / "sent" / "returns"


def _measured(place: Bench, sent: Path, peers: Path | None, tools: Sequence[str]) -> int:
    arrivals = sent.with_name("arrivals.csv")
    with arrivals.open(encoding="utf-8", newline="") as opened:
        files = [sent / row["file"] for row in csv.DictReader(opened)]
    with place.home("warm"):
        _ingest(*files[:_WARMING])
    with place.home("JSON"), without_workbooks():
        alone = place.spent(lambda: _ingest(sent, "--arrivals", arrivals))
    with place.home("walk") as url:
        with _memory() as seen:
            spent = place.spent(lambda: _ingest(sent, "--arrivals", arrivals))
        unanswered, overtaken = (_counted(url, query) for query in (_UNANSWERED, _OVERTAKEN))
    print(f"{len(files)} files: {unanswered} not answered, {overtaken} judged after a later one")
    size = -(-len(seen) // 4)
    quarters = [max(seen[start : start + size]) // 1_000_000 for start in range(0, len(seen), size)]
    print(f"memory of our process, the most in each quarter of the time: {quarters} MB")
    _say("the walk", spent, len(files))
    _say("replies as JSON alone", alone, len(files))
    with place.home("floor") as url:
        _say("pandas, Pandera, COPY", place.spent(lambda: copied(sent, url)), len(files))
        for tool in tools if peers else ():
            _say(tool, place.by_peer(tool, peers, sent, url), len(files))
    return 1 if unanswered or overtaken else 0


def _ingest(*words: str | Path) -> None:
    with redirect_stdout(io.StringIO()):
        jibao(["ingest", *map(str, words)])


def _counted(url: str, query: str) -> int:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        count: int = connection.execute(sa.text(query)).scalar_one()
    engine.dispose()
    return count


@contextmanager
def _memory() -> Iterator[list[int]]:
    """The bytes that our process has, twice a second, as a list that grows meanwhile."""
    process, seen, is_over = psutil.Process(), list[int](), threading.Event()

    def watch() -> None:
        while not is_over.wait(0.5):
            seen.append(process.memory_info().rss)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield seen
    finally:
        is_over.set()
        watching.join()


def _say(what: str, spent: Spent, files: int) -> None:
    parts = f"{spent.ours:.1f} ours, {spent.children:.1f} children, {spent.postgres:.1f} PostgreSQL"
    print(f"{what:<24}{spent.all:>8.1f} s ({parts}); {1000 * spent.all / files:.0f} ms a file", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
