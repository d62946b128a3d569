"""The commands about what is handed up: summarise, publish."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime

from etl.cli.exits import USAGE
from etl.common.settings import ZONE
from schemas.periods import Period


def summarise(asked: Namespace) -> int:
    """Builds the tables and the draft set of each period; or lays an earlier set into a folder."""
    from etl.publish import drafts

    if (asked.as_of or asked.edition) and not (len(asked.periods) == 1 and asked.folder):
        print("jibao summarise: an earlier set is of one period and goes into -o DIR", file=sys.stderr)
        return USAGE
    if asked.as_of and asked.as_of > datetime.now(ZONE):
        print(f"jibao summarise: {asked.as_of} is yet to come", file=sys.stderr)
        return USAGE
    try:
        if asked.edition:
            return _print_remade(asked)
        for period in asked.periods or _years_with_data():
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


def _years_with_data() -> list[Period]:
    from etl.store.warehouse import rows, transaction

    with transaction() as connection:
        return [Period.of("year", row["year"]) for row in rows(connection, "status/years")]


def _print_remade(asked: Namespace) -> int:
    """0 if the edition came out as it was published, 1 if something differs, which is said."""
    from etl.publish.editions import remake

    differing = remake(asked.periods[0], asked.edition, asked.folder)
    print(f"{asked.folder}: {'differs from' if differing else 'the same as'} edition {asked.edition}")
    for line in differing:
        print(f"  {line}")
    return int(bool(differing))
