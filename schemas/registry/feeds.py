"""What the warehouse makes of a part, and what the part must have for it; and the tables that take parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# The table of the waiting room that takes any part: its fields by name.
ANY_ROWS = "reported_row"
# The others, with the fields that they have columns for; names and units are read and not kept.
TABLES: Mapping[str, frozenset[str] | None] = {
    "reported_figure": frozenset(
        ("indicator_code", "indicator_name", "unit", "figure", "year_to_date", "remark")
    ),
    "reported_progress": frozenset(
        (
            *("project_no", "project_name", "status", "progress", "problems", "advice", "budget", "spent"),
            *("leader", "person", "until", "measures", "stage", "practice", "remark"),
        )
    ),
    "reported_completion": frozenset(
        ("project_no", "project_name", "target", "completed", "rate", "account")
    ),
    "reported_suggestion": frozenset(("project_no", "project_name", "problem", "suggestion")),
    ANY_ROWS: None,
}


@dataclass(frozen=True)
class Feed:
    """What a view of the warehouse asks of the part that it shows: its table, its subject, its fields.

    `subject` None: whatever it is about.
    """

    table: str
    subject: str | None
    fields: tuple[str, ...]


# `rows` keeps a part for whoever asks for it by a view of its own; any number of parts feed it, each other
# is fed by one.
ROWS = "rows"
FEEDS: Mapping[str, Feed] = {
    "figures": Feed("reported_figure", "indicator", ("figure", "year_to_date")),
    "year": Feed("reported_figure", "indicator", ("figure",)),
    "progress": Feed("reported_progress", "project", ("status", "progress", "budget", "spent")),
    "completion": Feed("reported_completion", "project", ("target", "completed", "rate")),
    "suggestions": Feed("reported_suggestion", "none", ("project_no", "suggestion")),
    "counties": Feed(ANY_ROWS, "county", ("figure",)),
    "enterprises": Feed(
        ANY_ROWS,
        "enterprise",
        (
            *("uscc", "enterprise_name", "county_code", "employees", "vacancies"),
            *("hired", "next_month_demand", "solved"),
        ),
    ),
    "events": Feed(ANY_ROWS, "none", ("held_on", "title", "enterprises", "posts", "intents")),
    ROWS: Feed(ANY_ROWS, None, ()),
}
