"""Our metrics as data: each one's name, what it means, its labels, and the SQL file that counts it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Metric:
    """One metric. `sql`: a file below sql/metrics whose rows have the labels and a `value`."""

    name: str
    kind: str  # gauge or counter
    help: str
    labels: tuple[str, ...] = ()
    sql: str = ""


COUNTED = (
    Metric("jibao_submissions", "gauge", "Files by their state now.", ("state", "league"), "submissions"),
    Metric(
        "jibao_verdicts_total",
        "counter",
        "Verdicts given; a file that is judged again counts again.",
        ("verdict", "league"),
        "verdicts",
    ),
    Metric("jibao_findings_total", "counter", "Findings raised.", ("rule", "severity", "league"), "findings"),
    Metric(
        "jibao_findings_open",
        "gauge",
        "Findings that a league still has to answer: unexplained warnings of versions in force, and errors "
        "of refused parts of which no version is in force.",
        ("rule", "severity", "league"),
        "findings_open",
    ),
    Metric("jibao_submissions_waiting", "gauge", "Files received and without a verdict.", (), "waiting"),
    Metric(
        "jibao_submissions_waiting_oldest_seconds",
        "gauge",
        "Time since the oldest file without a verdict was received; 0: none waits.",
        (),
        "waiting_oldest",
    ),
    Metric(
        "jibao_returns",
        "gauge",
        "Expected returns of the running year and those due in it, by timeliness.",
        ("timeliness", "kind", "period"),
        "returns",
    ),
    Metric(
        "jibao_targets",
        "gauge",
        "Targets of the latest year that has annual tables, by standing.",
        ("year", "scope", "standing"),
        "targets",
    ),
    Metric("jibao_alarms_open", "gauge", "Alarms that are not over.", ("alarm",), "alarms_open"),
    Metric("jibao_editions_total", "counter", "Editions published.", ("period",), "editions"),
)

REPLY = Metric(
    "jibao_reply_seconds",
    "histogram",
    "Time from a file's arrival to its first verdict; of a back-load, from its receipt.",
    ("route",),
    "reply",
)
REPLY_BOUNDS = (1, 2, 5, 10, 30, 60, 120, 300, 900, 3600, 21600)

WAREHOUSE_UP = Metric("jibao_warehouse_up", "gauge", "Whether the warehouse answered: 1 or 0.")

MEASURED = (
    Metric("jibao_inbox_files", "gauge", "Files that lie in the inbox, copies that are not finished too."),
    Metric(
        "jibao_inbox_oldest_seconds",
        "gauge",
        "Time since the longest lying file of the inbox last changed; 0: the inbox is empty.",
    ),
    Metric(
        "jibao_summary_last_timestamp_seconds",
        "gauge",
        "When the annual set was last written; absent: never.",
        ("year",),
    ),
    Metric("jibao_backup_last_timestamp_seconds", "gauge", "When the last backup was made; absent: never."),
    Metric("jibao_home_free_bytes", "gauge", "Free space where JIBAO_HOME lies."),
    Metric("jibao_home_size_bytes", "gauge", "Size of the file system where JIBAO_HOME lies."),
)
