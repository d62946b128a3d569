"""The command about what the department changes in Word beside its words: the form of a document."""

from __future__ import annotations

import sys
from argparse import Namespace

from etl.cli.exits import USAGE


def form(asked: Namespace) -> int:
    """Lays out the form of a document, takes a changed one in place of it, or the program's own again."""
    from etl.publish.drafts import draft_year
    from etl.publish.manuscript import forms
    from etl.store.events import DecisionError

    if asked.file is None and not asked.none:
        print(forms.present(asked.name, asked.year, asked.folder))
        return 0
    if not (asked.actor and asked.reason):
        print("jibao form: a changed form needs --actor and --reason", file=sys.stderr)
        return USAGE
    by = {"actor": asked.actor, "reason": asked.reason}
    try:
        if asked.none:
            forms.restore(asked.name, asked.year, **by)
            counts = "the program's own"
        else:
            counts = forms.change(asked.name, asked.year, asked.file, **by)
    except DecisionError as error:
        print(f"jibao form: {error}", file=sys.stderr)
        return USAGE
    draft_year(asked.year)
    print(f"{asked.name} from {asked.year} on: {counts}; the draft of {asked.year} is made anew")
    return 0
