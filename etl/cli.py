"""The program `jibao`: thin over the functions that the DAGs' tasks call."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from pathlib import Path
from typing import NoReturn

from etl import commands
from schemas.registry import RegistryError


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(commands.USAGE, f"{self.prog}: {message}\n")


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns its exit code (64: wrong usage, 70: our fault, and what to do is said)."""
    asked = _parser().parse_args(arguments)
    try:
        return int(getattr(commands, asked.command)(asked))
    except BrokenPipeError:
        # Whoever read the output has seen enough; the interpreter may not flush it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (RegistryError, RuntimeError, TimeoutError) as error:
        print(f"jibao: {error}", file=sys.stderr)
        return commands.OUR_FAULT
    except Exception:
        # Not foreseen: whoever mends it needs the traceback.
        traceback.print_exc()
        return commands.OUR_FAULT


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

    ingest = add.add_parser("ingest", help="take files from receive to verdict, without Airflow")
    ingest.add_argument("paths", nargs="*", type=_path, metavar="FILE|DIR", help="default: the inbox")
    ingest.add_argument("--arrivals", type=_file, metavar="CSV", help="when each file of DIR arrived")
    ingest.add_argument("--json", action="store_true", help="print the replies as a JSON array")

    summarise = add.add_parser("summarise", help="build the annual tables and the draft set")
    summarise.add_argument("years", nargs="*", type=int, metavar="YEAR", help="default: every year with data")

    sql = add.add_parser("sql", help="ask the warehouse, as analyst")
    sql.add_argument("query", metavar="QUERY")
    sql.add_argument("--csv", action="store_true", help="print CSV")
    return parser


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


if __name__ == "__main__":
    sys.exit(main())
