"""The command about what the department changes in Word beside its words: the form of a document."""

from __future__ import annotations

import sys
from argparse import Namespace

from etl.cli.exits import USAGE


def form(asked: Namespace) -> int:
    """Lays out the form of a document, or takes a changed one in place of it."""
    from etl.publish.drafts import draft_year
    from etl.publish.manuscript import forms
    from etl.store.events import DecisionError

    if asked.file is None:
        print(forms.present(asked.name, asked.year, asked.folder))
        return 0
    if not (asked.actor and asked.reason):
        print("jibao form: a changed form needs --actor and --reason", file=sys.stderr)
        return USAGE
    try:
        sha256 = forms.change(asked.name, asked.year, asked.file, actor=asked.actor, reason=asked.reason)
    except DecisionError as error:
        print(f"jibao form: {error}", file=sys.stderr)
        return USAGE
    draft_year(asked.year)
    print(f"{asked.name} from {asked.year} on: {sha256}; the draft of {asked.year} is made anew")
    return 0
