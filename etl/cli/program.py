"""The program `jibao`: thin over the functions that the DAGs' tasks call."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import nullcontext
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import NoReturn

from etl.cli import asking, decisions, papers, returns, running, safekeeping, sets
from etl.cli.exits import OUR_FAULT, USAGE
from etl.cli.progress import progress
from etl.common.faults import described
from etl.common.garbage import look_seldom
from etl.common.moments import moment_of
from schemas.periods import Period
from schemas.personal import masked
from schemas.registry import RegistryError, registry
from schemas.registry.names import league_called

_LATEST = 2999  # the last year in which a year may stay open: a slip of the finger is later

# A function of each command's name.
_COMMANDS = (running, returns, sets, papers, asking, decisions, safekeeping)
# Those that say how far they have come.
_TELL_THEIR_OWN_PROGRESS = ("demo", "ingest")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns its exit code (64: wrong usage, 70: our fault, and what to do is said)."""
    look_seldom()
    try:
        asked = _parser().parse_args(arguments)
        (command,) = (getattr(each, asked.command) for each in _COMMANDS if hasattr(each, asked.command))
        is_watched = sys.stderr.isatty() and asked.command not in _TELL_THEIR_OWN_PROGRESS
        with progress(file=sys.stderr) if is_watched else nullcontext():
            return int(command(asked))
    except BrokenPipeError:
        # Whoever read the output has seen enough; the interpreter may not flush it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (RegistryError, RuntimeError, TimeoutError) as error:
        print(f"jibao: {masked(str(error))}", file=sys.stderr)
        return OUR_FAULT
    except Exception:
        # Not foreseen: whoever mends it needs the traceback.
        print(described(), file=sys.stderr)
        return OUR_FAULT


@cache
def _parser() -> _Parser:
    parser = _Parser(
        prog="jibao", description="Returns of the employment action plan, inbox to annual summary."
    )
    add = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    add.add_parser("up", help="start PostgreSQL and Airflow")
    add.add_parser("down", help="stop both")
    add.add_parser("status", help="show what runs, and who has reported")
    add.add_parser("demo", help="start, run the sample returns through, show where the results are")
    add.add_parser("migrate", help="bring the warehouse's tables, views and registry up to date")

    check = add.add_parser(
        "check", help="judge files without keeping them (exit 0 acceptable, 1 a part refused, 2 unreadable)"
    )
    check.add_argument("files", nargs="+", type=_file, metavar="FILE")
    check.add_argument("--json", action="store_true", help="print the replies as a JSON array")
    check.add_argument("--reply", type=Path, metavar="DIR", help="lay the reply workbooks there")

    ingest = add.add_parser("ingest", help="take files from receive to verdict, without Airflow")
    ingest.add_argument("paths", nargs="*", type=_path, metavar="FILE|DIR", help="default: the inbox")
    ingest.add_argument("--arrivals", type=_file, metavar="CSV", help="when each file of DIR arrived")
    ingest.add_argument("--json", action="store_true", help="print the replies as a JSON array")

    summarise = add.add_parser("summarise", help="build the annual tables and the draft set")
    summarise.add_argument(
        "periods",
        nargs="*",
        type=_period,
        metavar="YEAR",
        help="or a quarter, a month; default: every year with data",
    )
    earlier = summarise.add_mutually_exclusive_group()
    earlier.add_argument("--as-of", type=_moment, metavar="MOMENT", help="what was known then, into -o")
    earlier.add_argument("--edition", type=int, metavar="N", help="the published edition again, into -o")
    summarise.add_argument(
        "-o", dest="folder", type=Path, metavar="DIR", help="where the earlier set is laid"
    )

    publish = add.add_parser("publish", help="publish the set that was approved exactly as it is now")
    publish.add_argument(
        "period", type=_period, metavar="YEAR", help="or a quarter: its bulletin; a month: its note"
    )

    form = add.add_parser("form", help="change the form of the annual report, or of the page above it")
    form.add_argument("name", choices=("annual_report", "one_page"), metavar="NAME", help="or one_page")
    form.add_argument("year", type=_year, metavar="YEAR", help="the first year whose set it makes")
    form.add_argument("file", nargs="?", type=_file, metavar="FILE", help="changed in Word; none: lay it out")
    form.add_argument("--none", action="store_true", help="the form that comes with the program counts again")
    form.add_argument("-o", dest="folder", type=Path, default=Path(), metavar="DIR", help="where it is laid")
    form.add_argument("--actor", type=_words, help="who decides it")
    form.add_argument("--reason", type=_words, help="why")

    withdraw = add.add_parser("withdraw", help="take back what was accepted of a submission")
    withdraw.add_argument("submission_id", type=int, metavar="SUBMISSION")
    withdraw.add_argument("--part", action="append", default=[], help="only this part (may be repeated)")
    _decision(withdraw)

    release = add.add_parser("release", help="put in force what is held of a submission")
    release.add_argument("submission_id", type=int, metavar="SUBMISSION")
    _decision(release)

    waive = add.add_parser("waive", help="let an error of a rule pass as a warning in a league's return")
    waive.add_argument("rule", metavar="RULE", help="the id that the reply names: number_text")
    waive.add_argument("league", type=_league, metavar="LEAGUE", help="code, name or alias")
    waive.add_argument("period", type=_period, metavar="PERIOD", help="2023Q1, 2024M03, or 2023 for a year")
    waive.add_argument("--part", required=True, help="data, progress, counties, enterprises, …")
    waive.add_argument("--indicator", metavar="CODE", help="of this indicator only: P01-1")
    waive.add_argument("--project", type=int, metavar="NO", help="of this project only")
    waive.add_argument("--subject", metavar="CODE", help="of this county or enterprise only")
    waive.add_argument("--until", type=_day, metavar="DATE", help="the last day that it holds")
    _decision(waive)

    revoke = add.add_parser("revoke", help="end a waiver before its day")
    revoke.add_argument("waiver_id", metavar="WAIVER", help="its id, such as 150100-2022Q3-1")
    _decision(revoke)

    assign = add.add_parser("assign", help="give a file to the league that it belongs to")
    assign.add_argument("submission_id", type=int, metavar="SUBMISSION")
    assign.add_argument("league", type=_league, metavar="LEAGUE", help="code, name or alias")
    _decision(assign)

    correct = add.add_parser("correct", help="say when a file really arrived")
    correct.add_argument("submission_id", type=int, metavar="SUBMISSION")
    correct.add_argument("--arrived", required=True, type=_moment, metavar="MOMENT", help="2024-01-05T17:30")
    _decision(correct)

    rejudge = add.add_parser("rejudge", help="judge old files by the rules of today: a dry run, or --apply")
    rejudge.add_argument("submission_ids", nargs="*", type=int, metavar="SUBMISSION", help="default: all")
    rejudge.add_argument("--rule", metavar="RULE", help="those in which this rule found something")
    rejudge.add_argument("--league", type=_league, help="those of this league (code or name)")
    rejudge.add_argument("--period", type=_period, help="those of this period")
    rejudge.add_argument("--apply", action="store_true", help="what would change is done")
    rejudge.add_argument("--actor", type=_words, help="who decides it")
    rejudge.add_argument("--reason", type=_words, help="why")

    lock = add.add_parser("lock", help="take no more returns of a year that is published")
    lock.add_argument("year", type=_year, metavar="YEAR")
    _decision(lock)

    unlock = add.add_parser("unlock", help="take returns of a locked year again, until a day")
    unlock.add_argument("year", type=_year, metavar="YEAR")
    unlock.add_argument("--league", type=_league, help="only this league's (code or name); default: all")
    unlock.add_argument("--until", required=True, type=_day, metavar="DATE", help="the last day, 2024-03-31")
    _decision(unlock)

    provide = add.add_parser(
        "provide", help="enter what a department gives of a year before the first return"
    )
    provide.add_argument("indicator", metavar="INDICATOR", help="of a target that counts from then: P00-1")
    provide.add_argument("year", type=_whole, metavar="YEAR", help="2021")
    provide.add_argument("value", type=_number, metavar="VALUE", help="the region's figure of that year")
    provide.add_argument("--provider", required=True, type=_words, help="the department that gives it")
    provide.add_argument("--source", required=True, type=_words, help="the document that it stands in")
    _decision(provide)

    answer = add.add_parser("answer", help="answer what leagues suggest")
    answer.add_argument(
        "matter", metavar="MATTER", help="its number in the set and on the board: 2023-3e06b6"
    )
    answer.add_argument("--handler", required=True, type=_words, help="the department that handles it")
    answer.add_argument("--state", required=True, type=_state, help="done, under_way, planned or declined")
    answer.add_argument("--reply", required=True, type=_words, help="what its leagues are told")
    answer.add_argument("--on", type=_day, metavar="DATE", help="the date of the answer; default: today")
    _decision(answer)

    reply = add.add_parser("reply", help="write replies anew, as things stand now")
    reply.add_argument("submission_ids", nargs="*", type=int, metavar="SUBMISSION")
    reply.add_argument(
        "--missing-since", type=_day, metavar="DATE", help="of verdicts since then that are not in the outbox"
    )

    backup = add.add_parser("backup", help="put everything that cannot be made again into a new folder")
    backup.add_argument("-o", dest="folder", type=Path, metavar="DIR", help="default: JIBAO_BACKUPS")

    restore = add.add_parser("restore", help="bring a backup into an empty home")
    restore.add_argument(
        "backup", type=_path, metavar="BACKUP", help="the folder that `jibao backup` printed"
    )

    rebuild = add.add_parser("rebuild", help="make a warehouse from the archive alone, and compare")
    rebuild.add_argument("--into", metavar="URL", help="an empty database; default: one beside the warehouse")
    rebuild.add_argument(
        "--replace", action="store_true", help="it becomes the warehouse; Airflow must be down"
    )

    template = add.add_parser("template", help="write a prefilled template for a league and a period")
    template.add_argument("league", type=_league, metavar="LEAGUE", help="code, name or alias")
    template.add_argument(
        "period", type=_period, metavar="PERIOD", help="2023Q1, 2024M03, or 2023 for a year"
    )
    template.add_argument("-o", dest="folder", type=Path, metavar="DIR", help="default: the league's outbox")

    sql = add.add_parser("sql", help="ask the warehouse, as analyst")
    sql.add_argument("query", metavar="QUERY", help="or a table's name, such as analysis.indicator_year")
    shape = sql.add_mutually_exclusive_group()
    shape.add_argument("--csv", action="store_true", help="print CSV")
    shape.add_argument("--xlsx", type=Path, metavar="FILE", help="write a workbook: codes are text in it")
    shape.add_argument("--open", action="store_true", help="write one, and open it")
    return parser


def _decision(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--actor", required=True, type=_words, help="who decides it")
    parser.add_argument("--reason", required=True, type=_words, help="why")


def _league(text: str) -> str:
    try:
        return league_called(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _moment(text: str) -> datetime:
    try:
        return moment_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _words(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("it must say something")
    return text.strip()


def _state(text: str) -> str:
    states = registry().words["matter_state"]
    if text not in states:
        raise argparse.ArgumentTypeError(f"{text} is none of {', '.join(states)}")
    return text


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is no whole number")
    return int(text)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"{text} is no number") from None


def _year(text: str) -> int:
    years = {
        year
        for kind in registry().returns.values()
        for year in range(kind.first_period.year, kind.last_period.year + 1)
    }
    if not text.isdecimal() or int(text) not in years:
        raise argparse.ArgumentTypeError(f"{text} is no year of a return: {min(years)} to {max(years)}")
    return int(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if day.year > _LATEST:
            raise ValueError
        return day
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no date such as 2024-03-31") from None


def _path(text: str) -> Path:
    path = Path(text)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"{text} is not there")
    return path


def _file(text: str) -> Path:
    path = _path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"{text} is not a file")
    return path
