"""The commands about returns: check, ingest, reply, template."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime, time

from etl.cli.answers import printed
from etl.cli.exits import USAGE
from etl.common.settings import ZONE, settings

# Of `check`: 1 where some part was refused, 2 where the file could not be opened.
_EXITS = {"rejected": 1, "partly_accepted": 1, "unreadable": 2}


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
    with printed(as_json=asked.json) as answered:
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
        with printed(as_json=asked.json) as answered:
            empty_inbox(answered)
        return 0
    try:
        received = receive_paths(asked.paths, asked.arrivals)
    except (ArrivalsError, Obstacle) as error:
        print(f"jibao ingest: {error}", file=sys.stderr)
        return USAGE
    with printed(as_json=asked.json) as answered:
        walk(leagues_waiting(received), answered=answered)
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
