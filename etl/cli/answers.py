"""Answers as a command prints them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.leagues.reply.model import Answer


@contextmanager
def printed(*, as_json: bool) -> Iterator[Callable[[Answer], None]]:
    """What prints an answer, when it is there; as JSON they are one array at the end."""
    count = 0

    def print_answer(answer: Answer) -> None:
        nonlocal count
        count += 1
        if as_json:
            # A line each: with indents it is written by Python alone, which of a large file takes seconds.
            text = json.dumps(answer, ensure_ascii=False, default=str)
            print("[" if count == 1 else ",", text, sep="\n", end="")
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
