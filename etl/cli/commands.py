"""What each command of `jibao` does; each returns its exit code."""

from __future__ import annotations

import csv
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from etl.common.settings import ZONE, settings
from etl.common.widths import width_of

if TYPE_CHECKING:
    from etl.leagues.reply.model import Answer

# Exit codes as sysexits.h has them: a call that cannot be understood, and a fault of ours.
USAGE, OUR_FAULT = 64, 70

# Exit codes of `check`: 1 where some part was refused, 2 where the file could not be opened.
_EXITS = {"rejected": 1, "partly_accepted": 1, "unreadable": 2}


def up(asked: Namespace) -> int:
    """PostgreSQL and Airflow run, and the warehouse is up to date."""
    from etl.server import supervisor

    supervisor.up()
    migrate(asked)
    return status(asked)


def down(_: Namespace) -> int:
    """Nothing of this home runs any more."""
    from etl.server import supervisor

    supervisor.down()
    return 0


def status(_: Namespace) -> int:
    """Prints the components' states and, if the warehouse answers, who has reported for the last periods."""
    from etl.server import postgres, supervisor

    for row in supervisor.status():
        print(f"{row.component:<16} {row.state:<10} {row.pid or '':<8} {row.since or ''}")
    if settings().warehouse_url or postgres.is_up():
        print()
        if not settings().warehouse_url:
            print(f"PostgreSQL 127.0.0.1:{settings().postgres_port}")
        print(f"Airflow    http://127.0.0.1:{settings().airflow_port}  (password: {settings().secrets})")
        print(f"inbox      {settings().inbox}\noutbox     {settings().outbox}\n")
        _print_table(_asked("status/reported"))
        _print_alarms()
    return 0


def migrate(_: Namespace) -> int:
    """The warehouse's tables, views and registry are up to date."""
    from etl.store.warehouse import transaction

    with transaction():
        return 0


def check(asked: Namespace) -> int:
    """Judges files without keeping them; the worst exit code of them all."""
    from etl.receive.folders import Obstacle
    from etl.walk.dry_run import check_file

    if asked.reply and len({file.name for file in asked.files}) < len(asked.files):
        print("jibao check: files of one name would get one reply: check them one by one", file=sys.stderr)
        return USAGE
    try:
        answers = [check_file(file) for file in asked.files]
    except Obstacle as error:
        print(f"jibao check: {error}", file=sys.stderr)
        return USAGE
    if asked.reply:
        from etl.leagues.reply.files import write_files

        for file, answer in zip(asked.files, answers, strict=True):
            print(write_files(answer, file, asked.reply), file=sys.stderr)
    with _printed(as_json=asked.json) as answered:
        for answer in answers:
            answered(answer)
    return max(_EXITS.get(answer["verdict"], 0) for answer in answers)


def ingest(asked: Namespace) -> int:
    """Takes files from receive to verdict; 0 when every file has one, whatever it is."""
    from etl.receive.folders import Obstacle
    from etl.receive.sweep import ArrivalsError, receive_paths
    from etl.walk.batch import walk
    from etl.walk.rounds import empty_inbox
    from etl.walk.waiting import leagues_waiting

    if asked.arrivals and len(asked.paths) > 1:
        print("jibao ingest: --arrivals goes with one folder", file=sys.stderr)
        return USAGE
    if not asked.paths and not asked.arrivals:
        with _printed(as_json=asked.json) as answered:
            empty_inbox(answered)
        return 0
    try:
        received = receive_paths(asked.paths, asked.arrivals)
    except (ArrivalsError, Obstacle) as error:
        print(f"jibao ingest: {error}", file=sys.stderr)
        return USAGE
    with _printed(as_json=asked.json) as answered:
        walk(leagues_waiting(received), answered=answered)
    return 0


def summarise(asked: Namespace) -> int:
    """Builds the tables and the draft set of each period; or lays an earlier set into a folder."""
    from etl.publish import drafts
    from schemas.periods import Period

    if (asked.as_of or asked.edition) and not (len(asked.periods) == 1 and asked.folder):
        print("jibao summarise: an earlier set is of one period and goes into -o DIR", file=sys.stderr)
        return USAGE
    if asked.as_of and asked.as_of > datetime.now(ZONE):
        print(f"jibao summarise: {asked.as_of} is yet to come", file=sys.stderr)
        return USAGE
    try:
        if asked.edition:
            return _print_remade(asked)
        for period in asked.periods or [Period.of("year", row["year"]) for row in _asked("status/years")]:
            for line in drafts.draft(period, asked.as_of, asked.folder):
                print(line)
    except ValueError as error:
        print(f"jibao summarise: {error}", file=sys.stderr)
        return USAGE
    return 0


def publish(asked: Namespace) -> int:
    """Publishes the set whose figures were approved exactly as they are now; 64 if they were not."""
    from etl.publish.editions import publish as put_out
    from etl.publish.steps import check as judge
    from etl.store.events import DecisionError

    try:
        judge(str(asked.period))
        edition = put_out(asked.period)
    except (DecisionError, ValueError) as error:
        print(f"jibao publish: {error}", file=sys.stderr)
        return USAGE
    print(f"{edition.period}: edition {edition.number}, content {edition.content_sha256}")
    for path in edition.paths:
        print(f"  {path}")
    return 0


def reply(asked: Namespace) -> int:
    """Writes replies anew, as things stand now: of the submissions named, or those missing since a day."""
    from etl.leagues.reply.again import write_missing, write_named

    if bool(asked.submission_ids) == bool(asked.missing_since):
        print("jibao reply: name submissions, or --missing-since DATE", file=sys.stderr)
        return USAGE
    try:
        if asked.missing_since:
            written = write_missing(datetime.combine(asked.missing_since, time(), ZONE))
        else:
            written = write_named(asked.submission_ids)
    except ValueError as error:
        print(f"jibao reply: {error}", file=sys.stderr)
        return USAGE
    for path in written:
        print(path)
    return 0


def template(asked: Namespace) -> int:
    """Writes the prefilled templates of a league's returns for a period, and prints where they are."""
    from etl.leagues.template.due import owed
    from etl.leagues.template.lay_out import write_template
    from schemas.registry import registry

    returns = list(owed(registry(), settings().due_rule, asked.period, asked.league))
    if not returns:
        print(f"jibao template: {asked.league} owes no return for {asked.period}", file=sys.stderr)
        return USAGE
    for each in returns:
        laid = write_template(each, asked.folder or settings().outbox / asked.league)
        print(laid.path)
    return 0


def sql(asked: Namespace) -> int:
    """Prints the answer to a query, asked as the role that may only read; 1 if the query failed.

    If it asks the annual tables while some are older than what they rest on, that is said on stderr.
    """
    from sqlalchemy.exc import DBAPIError

    from etl.store.analyst import ask, old_tables

    try:
        names, answer = ask(asked.query)
    except DBAPIError as error:
        print(f"jibao sql: {error.orig}", file=sys.stderr)
        return 1
    if "summary" in asked.query.lower() and (old := old_tables()):
        print(f"jibao sql: {_older(old)}", file=sys.stderr)
    if asked.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(answer)
    else:
        _print_rows(names, answer)
    return 0


def demo(_: Namespace) -> int:
    """Starts everything, runs the sample returns through Airflow and says where the results are."""
    from etl.cli.demo import demo as run

    run()
    return 0


def _older(old: Sequence[Mapping[str, Any]]) -> str:
    """Such as `the tables of 2022, 2022Q3 are older than the last accepted change (2023-03-02 09:00)`."""
    periods = ", ".join(row["period"] for row in old)
    changed = max(row["changed_at"] for row in old).astimezone(ZONE)
    return (
        f"the tables of {periods} are older than the last accepted change ({changed:%Y-%m-%d %H:%M}):"
        " jibao summarise builds them anew"
    )


def _print_alarms() -> None:
    from etl.store.alarms import open_alarms
    from etl.store.warehouse import transaction

    with transaction() as connection:
        alarms = open_alarms(connection)
    print(f"\nopen alarms: {len(alarms) or 'none'}")
    for row in alarms:
        since = row["first_seen_at"].astimezone(ZONE)
        print(f"  {row['alarm'].alarm_id} since {since:%Y-%m-%d %H:%M}: {row['subject']}")


def _print_remade(asked: Namespace) -> int:
    """0 if the edition came out as it was published, 1 if something differs, which is said."""
    from etl.publish.editions import remake

    differing = remake(asked.periods[0], asked.edition, asked.folder)
    print(f"{asked.folder}: {'differs from' if differing else 'the same as'} edition {asked.edition}")
    for line in differing:
        print(f"  {line}")
    return int(bool(differing))


def _asked(name: str) -> list[dict[str, Any]]:
    from etl.store.warehouse import rows, transaction

    with transaction() as connection:
        return rows(connection, name)


@contextmanager
def _printed(*, as_json: bool) -> Iterator[Callable[[Answer], None]]:
    """What prints an answer, when it is there; as JSON they are one array at the end."""
    count = 0

    def print_answer(answer: Answer) -> None:
        nonlocal count
        count += 1
        if as_json:
            listed = json.dumps([answer], ensure_ascii=False, indent=2, default=str)
            print("[" if count == 1 else ",", listed[2:-2], sep="\n", end="")
        else:
            _print_answer(answer)

    try:
        yield print_answer
    finally:
        if as_json:
            print("\n]" if count else "[]")


def _print_answer(answer: Answer) -> None:
    parts = " ".join(f"{part}={verdict}" for part, verdict in answer["parts"].items())
    subject = " ".join(str(name) for name in (answer["league_code"], answer["period"]) if name)
    print(f"{answer['file']}: {answer['verdict']}  {subject}  {parts}".rstrip())
    for finding in answer["findings"]:
        if finding["severity"] == "info":
            continue
        place = "!".join(text for text in (finding["sheet"], finding["cell"]) if text)
        print(f"  {finding['severity']} {place} {finding['says']}{finding['to_do']} [{finding['rule']}]")


def _print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        _print_rows(list(rows[0]), [list(row.values()) for row in rows])


def _print_rows(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    lines = [list(names), *[["" if value is None else str(value) for value in row] for row in rows]]
    widths = [max(width_of(line[column]) for line in lines) for column in range(len(names))]
    for line in lines:
        cells = (text + " " * (width - width_of(text)) for text, width in zip(line, widths, strict=True))
        print("  ".join(cells).rstrip())
